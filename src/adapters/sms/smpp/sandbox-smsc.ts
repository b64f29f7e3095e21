import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { Link } from './link.js';
import { ANSWER, bareAnswer, COMMAND, decodePdu, encodePdu, STATUS } from './pdu.js';
import { decodeShortMessage, encodeAccepted, encodeShortMessage, ESM, TAG, type ShortMessage } from './short-message.js';

export interface SandboxSmscOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** Default 127.0.0.1; nothing else should reach a sandbox. */
  readonly host?: string;
  readonly systemId: string;
  readonly password: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** From a submit to its answer. Default 0: at once. */
  readonly answerMs?: number;
  /** Whether those who ask get a receipt, right after the answer. Default true. */
  readonly receipts?: boolean;
  /** The status for a text; `silent`: no answer ever. Default: all are accepted. */
  readonly judge?: (message: ShortMessage) => number | 'silent';
  /** What was accepted, and as what. The octets are a view that is valid during the call. */
  readonly accepted?: (message: ShortMessage, messageId: string) => void;
  readonly receiptAccepted?: () => void;
}

export interface SandboxSmsc {
  readonly port: number;
  readonly counts: { submits: number; accepted: number; receipts: number; receiptsAccepted: number; binds: number };
  /** Delivers to a bound client: what it answers, `null` when none is there or it does not say. */
  deliver(message: ShortMessage): Promise<number | null>;
  /** Ends all connections without a word. */
  drop(): void;
  /** Says good-bye to all. */
  unbind(): Promise<void>;
  close(): Promise<void>;
}

const LIMITS = { answerMs: 10_000, enquireMs: 60_000 };
const BINDS: ReadonlyMap<number, string> = new Map([[COMMAND.bind_receiver, 'bind_receiver_resp'], [COMMAND.bind_transmitter, 'bind_transmitter_resp'], [COMMAND.bind_transceiver, 'bind_transceiver_resp']]);

/** What an operator says of a text that it delivered (SMPP 3.4, Appendix B). */
export function receiptOf(of: ShortMessage, messageId: string, stat = 'DELIVRD', state = 2): ShortMessage {
  return {
    sourceTon: of.destTon, sourceNpi: of.destNpi, source: of.dest, destTon: of.sourceTon, destNpi: of.sourceNpi, dest: of.source, esmClass: ESM.receipt, validity: '', registered: 0, dataCoding: 0,
    octets: Buffer.from(`id:${messageId} sub:001 dlvrd:001 submit date:2611240000 done date:2611240000 stat:${stat} err:000 text:`, 'latin1'),
    tlvs: new Map([[TAG.receiptedMessageId, Buffer.from(`${messageId}\0`, 'latin1')], [TAG.messageState, Buffer.of(state)]]),
  };
}

/** An operator for the demo, the benches and the tests: takes texts, gives receipts, delivers what it is told to. Never reaches a telephone. */
export async function openSandboxSmsc(options: SandboxSmscOptions): Promise<SandboxSmsc> {
  const smsc = new Operator(options);
  const server: Server = options.tls === undefined ? createTcp({ noDelay: true }, (socket) => smsc.take(socket)) : createTls({ ...options.tls, minVersion: 'TLSv1.2' }, (socket) => smsc.take(socket));
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port, counts: smsc.counts,
    deliver: (message) => smsc.deliver(message),
    drop: () => smsc.drop(),
    unbind: () => smsc.unbind(),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      smsc.drop();
      await closed;
    },
  };
}

class Operator {
  readonly counts = { submits: 0, accepted: 0, receipts: 0, receiptsAccepted: 0, binds: 0 };
  readonly #options: SandboxSmscOptions;
  readonly #sockets = new Map<Link, Socket>();
  readonly #receivers = new Set<Link>();
  #lastId = 10_000_000;

  constructor(options: SandboxSmscOptions) {
    this.#options = options;
  }

  take(socket: Socket): void {
    const link: Link = new Link(socket, LIMITS, {
      request: (command, sequence, frame) => this.#request(link, command, sequence, frame),
      down: () => {
        this.#receivers.delete(link);
        this.#sockets.delete(link);
      },
    });
    this.#sockets.set(link, socket);
  }

  #request(link: Link, command: number, sequence: number, frame: Buffer): void {
    const bind = BINDS.get(command);
    if (command === COMMAND.submit_sm) this.#submit(link, sequence, frame);
    else if (bind === undefined) link.write(encodePdu('generic_nack', sequence, STATUS.badCommand));
    else {
      const { system_id: systemId, password } = decodePdu(frame);
      const known = systemId === this.#options.systemId && password === this.#options.password;
      link.write(known ? encodePdu(bind, sequence, 0, { system_id: 'sandbox' }) : bareAnswer(command, sequence, STATUS.badPassword));
      if (!known) return;
      this.counts.binds += 1;
      if (command !== COMMAND.bind_transmitter) this.#receivers.add(link);
    }
  }

  #submit(link: Link, sequence: number, frame: Buffer): void {
    this.counts.submits += 1;
    const message = decodeShortMessage(frame);
    const status = this.#options.judge?.(message) ?? STATUS.ok;
    if (status === 'silent') return;
    if (status === STATUS.ok) this.counts.accepted += 1;
    this.#lastId += 1;
    const id = String(this.#lastId);
    if (status === STATUS.ok) this.#options.accepted?.(message, id);
    const answer = (): void => {
      link.write(status === STATUS.ok ? encodeAccepted(COMMAND.submit_sm, sequence, id) : bareAnswer(COMMAND.submit_sm | ANSWER, sequence, status));
      if (status === STATUS.ok && (message.registered & 1) === 1 && this.#options.receipts !== false) this.#receipt(message, id);
    };
    const { answerMs = 0 } = this.#options;
    if (answerMs === 0) answer();
    else setTimeout(answer, answerMs);
  }

  #receipt(message: ShortMessage, id: string): void {
    this.counts.receipts += 1;
    void this.deliver(receiptOf(message, id)).then((status) => {
      if (status !== STATUS.ok) return;
      this.counts.receiptsAccepted += 1;
      this.#options.receiptAccepted?.();
    });
  }

  deliver(message: ShortMessage): Promise<number | null> {
    const link = this.#receivers.values().next().value;
    if (link === undefined) return Promise.resolve(null);
    return new Promise((resolve) => link.request((sequence) => encodeShortMessage(COMMAND.deliver_sm, sequence, message), (answer) => resolve(answer.kind === 'answered' ? answer.status : null)));
  }

  drop(): void {
    for (const socket of this.#sockets.values()) socket.destroy();
  }

  async unbind(): Promise<void> {
    await Promise.all([...this.#sockets.keys()].map((link) => link.unbind()));
  }
}
