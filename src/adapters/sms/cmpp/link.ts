import { timingSafeEqual } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Clock } from '../../../engine/ports/clock.js';
import { clientAuthenticator, connectTimestamp, gatewayAuthenticator } from './authenticator.js';
import { CmppFault, decodePdu, encodePdu, Frames, type Pdu } from './codec.js';
import { VERSION_BYTE, type Body, type CmppVersion, type Command } from './layouts.js';

export interface LinkOptions {
  readonly host: string;
  readonly port: number;
  readonly version: CmppVersion;
  /** Source_Addr: the number by which the operator knows the company (SP_Id), six characters. */
  readonly spId: string;
  readonly secret: string;
  /** For an answer to anything of ours, in ms; the specification's T is 60 s. */
  readonly replyMs: number;
  /** Between link tests, in ms; the specification's C is three minutes. */
  readonly activeTestMs: number;
  /** Link tests in a row without anything coming; then the connection is given up. The specification's N is 3. */
  readonly missesMax: number;
  /** Whether the gateway must prove that it knows the secret. Some send zeros. */
  readonly checkGateway: boolean;
}

/** `not_written`: certainly nothing left. `late`, `lost`: it may have arrived. */
export type Answer<C extends Command> = { readonly kind: 'answered'; readonly body: Body<C> } | { readonly kind: 'not_written' | 'late' | 'lost' };

interface Waiting {
  readonly command: Command;
  readonly done: (answer: Answer<Command>) => void;
  readonly late: (answer: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

export interface LinkEvents {
  /** A text or report from the gateway. Resolves to the Result that it is answered with. */
  deliver(body: Body<'deliver'>): Promise<number>;
  /** Once, after it was up or while it was being opened; `code` says why. */
  down(code: string): void;
}

type Request = 'connect' | 'submit' | 'active_test' | 'terminate' | 'query' | 'cancel';
type AnswerTo<C extends Request> = `${C}_resp`;

/** Delivers that are being kept at a time; beyond it the gateway hears "flow control" and comes again. */
const DELIVERS_MAX = 200;
/** The specification lets a gateway send as many as its window, 16, before the first answer. */
const EARLY_MAX = 100;
/** Answers that came too late are still heard, of so many. */
const LATE_MAX = 1_000;
const FLOW_CONTROL = 8;
const OTHER_FAULT = 9;

/** One connection to a gateway: signed on, tested, and every request answered once: by the gateway, by the time, or by the end of the connection. */
export class Link {
  readonly #frames = new Frames();
  readonly #waiting = new Map<number, Waiting>();
  readonly #late = new Map<number, Waiting>();
  #socket: Socket | null = null;
  #sequence = 0;
  #up = false;
  #misses = 0;
  #delivers = 0;
  /** What a gateway sends behind its CONNECT_RESP at once, until we know that it is the gateway. */
  #early: (() => void)[] = [];
  #test: NodeJS.Timeout | undefined;

  constructor(readonly options: LinkOptions, readonly clock: Clock, readonly events: LinkEvents) {}

  get up(): boolean {
    return this.#up;
  }

  /** Connects and signs on. Resolves to null, or to why not: a code. */
  async open(): Promise<string | null> {
    const { host, port, replyMs } = this.options;
    const socket = connect({ host, port });
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', () => undefined);
    const stands = await new Promise<boolean>((resolve) => {
      const late = setTimeout(() => socket.destroy(), replyMs);
      socket.once('connect', () => resolve(true));
      socket.once('close', () => resolve(false));
      socket.once('connect', () => clearTimeout(late)).once('close', () => clearTimeout(late));
    });
    if (!stands) return 'no_connection';
    socket.once('close', () => this.#end('closed'));
    const refused = await this.#signOn();
    if (refused !== null) {
      socket.destroy();
      return refused;
    }
    this.#up = true;
    for (const take of this.#early.splice(0)) take();
    this.#test = setInterval(() => this.#testLink(), this.options.activeTestMs);
    return null;
  }

  async #signOn(): Promise<string | null> {
    const { spId, secret, version, checkGateway } = this.options;
    const timestamp = connectTimestamp(this.clock.now());
    const authenticator = clientAuthenticator(spId, secret, timestamp);
    const answer = await this.request('connect', { sourceAddr: spId, authenticator, version: VERSION_BYTE[version], timestamp });
    if (answer.kind !== 'answered') return 'no_answer';
    const { status, version: offered } = answer.body;
    if (status !== 0) return `connect_${status}`;
    // A gateway that speaks the other one would read our texts at the wrong places.
    if (offered !== VERSION_BYTE[version]) return 'version';
    const proof = gatewayAuthenticator(status, version === '2.0' ? 1 : 4, authenticator, secret);
    return checkGateway && !timingSafeEqual(proof, answer.body.authenticator) ? 'gateway_unproven' : null;
  }

  #testLink(): void {
    if (this.#misses >= this.options.missesMax) {
      this.#end('silent');
      return;
    }
    this.#misses += 1;
    void this.request('active_test', {});
  }

  /** Writes at once. `late` is called when the answer comes after its time. */
  request<C extends Request>(command: C, body: Body<C>, late: (answer: Body<AnswerTo<C>>) => void = () => undefined): Promise<Answer<AnswerTo<C>>> {
    const socket = this.#socket;
    if (socket === null || socket.destroyed || !socket.writable) return Promise.resolve({ kind: 'not_written' });
    const sequence = this.#next();
    const frame = encodePdu(command, sequence, body, this.options.version);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#tooLate(sequence), this.options.replyMs);
      this.#waiting.set(sequence, { command: `${command}_resp`, done: resolve as (answer: Answer<Command>) => void, late: late as (answer: unknown) => void, timer });
      socket.write(frame);
    });
  }

  #next(): number {
    do this.#sequence = this.#sequence >= 0xffffffff ? 1 : this.#sequence + 1;
    while (this.#waiting.has(this.#sequence) || this.#late.has(this.#sequence));
    return this.#sequence;
  }

  #tooLate(sequence: number): void {
    const waiting = this.#waiting.get(sequence);
    if (waiting === undefined) return;
    this.#waiting.delete(sequence);
    const [oldest] = this.#late.keys();
    if (this.#late.size >= LATE_MAX && oldest !== undefined) this.#late.delete(oldest);
    this.#late.set(sequence, waiting);
    waiting.done({ kind: 'late' });
  }

  #read(chunk: Buffer): void {
    this.#misses = 0;
    try {
      for (const frame of this.#frames.push(chunk)) this.#take(decodePdu(frame, this.options.version));
    } catch (error) {
      // Where the next frame begins is not known any more.
      this.#end(error instanceof CmppFault ? `fault_${error.code}` : 'fault');
    }
  }

  #take(pdu: Pdu): void {
    if (pdu.command === 'deliver') {
      const take = () => void this.#deliver(pdu.sequence, pdu.body);
      if (this.#up) take();
      else if (this.#early.length >= EARLY_MAX) throw new CmppFault('command');
      else this.#early.push(take);
    } else if (pdu.command === 'active_test') this.#answer('active_test_resp', pdu.sequence, { reserved: 0 });
    else if (pdu.command === 'terminate') {
      this.#answer('terminate_resp', pdu.sequence, {});
      this.#socket?.end();
      this.#end('terminated');
    } else if (pdu.command.endsWith('_resp')) this.#answered(pdu);
    // What only a client asks of a gateway.
    else throw new CmppFault('command');
  }

  #answered({ command, sequence, body }: Pdu): void {
    const waiting = this.#waiting.get(sequence);
    const late = this.#late.get(sequence);
    if (waiting === undefined && late === undefined) return;
    if ((waiting ?? late)?.command !== command) throw new CmppFault('command');
    this.#waiting.delete(sequence);
    this.#late.delete(sequence);
    clearTimeout(waiting?.timer);
    waiting?.done({ kind: 'answered', body } as Answer<Command>);
    late?.late(body);
  }

  async #deliver(sequence: number, body: Body<'deliver'>): Promise<void> {
    if (this.#delivers >= DELIVERS_MAX) {
      this.#answer('deliver_resp', sequence, { msgId: body.msgId, result: FLOW_CONTROL });
      return;
    }
    this.#delivers += 1;
    const result = await this.events.deliver(body).catch(() => OTHER_FAULT);
    this.#delivers -= 1;
    this.#answer('deliver_resp', sequence, { msgId: body.msgId, result });
  }

  #answer<C extends 'deliver_resp' | 'active_test_resp' | 'terminate_resp'>(command: C, sequence: number, body: Body<C>): void {
    if (this.#socket?.writable === true) this.#socket.write(encodePdu(command, sequence, body, this.options.version));
  }

  /** Everything that waits learns that it may have arrived. */
  #end(code: string): void {
    const wasUp = this.#up;
    this.#up = false;
    clearInterval(this.#test);
    for (const waiting of this.#waiting.values()) {
      clearTimeout(waiting.timer);
      waiting.done({ kind: 'lost' });
    }
    this.#waiting.clear();
    this.#late.clear();
    this.#early = [];
    if (code === 'terminated') setTimeout(() => this.#socket?.destroy(), 1_000).unref();
    else this.#socket?.destroy();
    if (wasUp) this.events.down(code);
  }

  /** Signs off: TERMINATE, its answer or half a second, then the end of the connection. */
  async close(): Promise<void> {
    if (this.#up) {
      this.#up = false;
      await Promise.race([this.request('terminate', {}), new Promise((resolve) => setTimeout(resolve, 500).unref())]);
    }
    this.#end('closed');
  }
}
