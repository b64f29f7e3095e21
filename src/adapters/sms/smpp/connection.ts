import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { connect as connectTls } from 'node:tls';
import { Link, type Answer, type LinkHandler } from './link.js';
import { reconnectAfter } from './pace.js';
import { encodePdu, STATUS, statusName } from './pdu.js';
import { limitsOf, type Limits, type SmppOptions } from './smpp-options.js';

export type BindAs = 'transceiver' | 'transmitter' | 'receiver';

export interface ConnectionDeps {
  readonly as: BindAs;
  readonly random: () => number;
  readonly request: (link: Link, command: number, sequence: number, frame: Buffer) => void;
  /** Bound, or no longer. */
  readonly turned: () => void;
  readonly told: (event: string, fields: Readonly<Record<string, string | number>>) => void;
}

/** Connected so long, a peer is no longer one that hangs up at once. */
const STEADY_MS = 10_000;
const INTERFACE_VERSION = 0x34;
/** Saying these again soon only locks the account. */
const CREDENTIALS: ReadonlySet<number> = new Set([STATUS.bindFailed, STATUS.badPassword, STATUS.badSystemId]);

/** One bind that lasts: connects, binds, and does so again after whatever ended it, later each time. */
export class Connection {
  readonly #options: SmppOptions;
  readonly #limits: Limits;
  readonly #deps: ConnectionDeps;
  #link: Link | null = null;
  #bound = false;
  #attempts = 0;
  #since = 0;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  #connecting: Socket | null = null;

  constructor(options: SmppOptions, deps: ConnectionDeps) {
    this.#options = options;
    this.#limits = limitsOf(options);
    this.#deps = deps;
  }

  /** `null` until it is bound, and after. */
  get link(): Link | null {
    return this.#bound && this.#link?.ended === false ? this.#link : null;
  }

  connect(): void {
    if (this.#closed) return;
    const { host, port, tls } = this.#options;
    // An address cannot be asked for by name (RFC 6066 §3); the certificate has to carry it all the same.
    const servername = tls?.servername ?? (isIP(host) === 0 ? host : undefined);
    const socket = tls === undefined ? connectTcp({ host, port })
      : connectTls({ host, port, minVersion: 'TLSv1.2', ...(servername === undefined ? {} : { servername }), ...(tls.ca === undefined ? {} : { ca: tls.ca }) });
    this.#connecting = socket;
    const failed = (error: NodeJS.ErrnoException) => this.#failed((error.code ?? 'failed').toLowerCase());
    const late = setTimeout(() => socket.destroy(Object.assign(new Error('timeout'), { code: 'TIMEOUT' })), this.#limits.answerMs);
    socket.once('error', failed);
    socket.once('close', () => clearTimeout(late));
    socket.once(tls === undefined ? 'connect' : 'secureConnect', () => {
      clearTimeout(late);
      socket.off('error', failed);
      this.#connecting = null;
      this.#bind(socket);
    });
  }

  #bind(socket: Socket): void {
    const handler: LinkHandler = {
      request: (command, sequence, frame) => this.#deps.request(link, command, sequence, frame),
      down: (reason) => this.#down(link, reason),
    };
    const link = new Link(socket, this.#limits, handler);
    this.#link = link;
    const { systemId, password, systemType = '' } = this.#options;
    const fields = { system_id: systemId, password, system_type: systemType, interface_version: INTERFACE_VERSION };
    link.request((sequence) => encodePdu(`bind_${this.#deps.as}`, sequence, 0, fields), (answer) => this.#bindAnswered(link, answer));
  }

  #bindAnswered(link: Link, answer: Answer): void {
    if (answer.kind === 'answered' && answer.status === STATUS.ok && !this.#closed) {
      this.#bound = true;
      this.#since = performance.now();
      this.#deps.told('smpp_bound', { as: this.#deps.as });
      this.#deps.turned();
      return;
    }
    if (answer.kind === 'answered' && CREDENTIALS.has(answer.status)) this.#attempts = 30;
    link.destroy(answer.kind === 'answered' ? statusName(answer.status) : 'bind_no_answer');
  }

  #down(link: Link, reason: string): void {
    if (this.#link !== link) return;
    const wasBound = this.#bound;
    this.#link = null;
    this.#bound = false;
    if (wasBound && performance.now() - this.#since >= STEADY_MS) this.#attempts = 0;
    if (wasBound) this.#deps.turned();
    this.#failed(reason);
  }

  #failed(reason: string): void {
    this.#connecting = null;
    if (this.#closed) return;
    const wait = reconnectAfter(this.#attempts, this.#limits.reconnectMs, this.#deps.random());
    this.#attempts += 1;
    this.#deps.told('smpp_down', { as: this.#deps.as, reason, againMs: Math.round(wait) });
    this.#timer = setTimeout(() => this.connect(), wait);
  }

  /** Unbinds and does not come back. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#connecting?.destroy();
    const link = this.#link;
    if (link === null) return;
    if (this.#bound) await link.unbind();
    else link.destroy('closed');
  }
}
