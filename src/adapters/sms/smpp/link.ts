import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { ANSWER, bareAnswer, COMMAND, encodePdu, HEADER, STATUS } from './pdu.js';

/** What became of a request. `silent`: no answer in time; `lost`: the connection ended first. Both may have been read. */
export type Answer =
  | { readonly kind: 'answered'; readonly command: number; readonly status: number; readonly frame: Buffer }
  | { readonly kind: 'silent' }
  | { readonly kind: 'lost'; readonly reason: string };

export interface LinkHandler {
  /** A request of the peer's; throwing ends the connection as malformed. What the link answers itself (enquire_link, unbind) does not come here. */
  request(command: number, sequence: number, frame: Buffer): void;
  /** Once, after every request in hand was told that it is lost. */
  down(reason: string): void;
}

interface Waiting {
  readonly done: (answer: Answer) => void;
  readonly deadline: number;
  /** Told `silent` already; an answer that comes yet goes to `late`. */
  told: boolean;
  readonly late: ((status: number, frame: Buffer) => void) | undefined;
}

/** Longer than any PDU of SMS; a length beyond it is noise. */
const FRAME_MAX = 16_384;
const SEQUENCE_MAX = 0x7FFF_FFFF;
const LATE_MAX = 10_000;
/** What the peer does not read piles up no higher than this. */
const UNREAD_MAX = 4 * 2 ** 20;
const UNBIND_MS = 1_000;

/**
 * One connection that speaks SMPP, either side of it. Heals what the library's session lacks: an answer that never comes is told
 * as such, one malformed length ends the connection instead of stopping it for ever, and what is written in one turn leaves in one piece.
 */
export class Link {
  readonly #socket: Socket;
  readonly #answerMs: number;
  readonly #enquireMs: number;
  readonly #handler: LinkHandler;
  readonly #waiting = new Map<number, Waiting>();
  #sequence = 0;
  #unanswered = 0;
  #told = 0;
  #rest: Buffer | null = null;
  #out: Buffer[] = [];
  #flushing = false;
  #heard: number;
  #enquiring = false;
  #ended = false;
  readonly #sweep: NodeJS.Timeout;

  constructor(socket: Socket, limits: { readonly answerMs: number; readonly enquireMs: number }, handler: LinkHandler) {
    this.#socket = socket;
    this.#answerMs = limits.answerMs;
    this.#enquireMs = limits.enquireMs;
    this.#handler = handler;
    this.#heard = performance.now();
    this.#sweep = setInterval(() => this.#look(), Math.max(5, Math.min(limits.answerMs, limits.enquireMs) / 5));
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => this.destroy((error.code ?? 'failed').toLowerCase()));
    socket.once('close', () => this.destroy('closed'));
    socket.once('end', () => this.destroy('closed'));
  }

  /** Requests without an answer yet. */
  get unanswered(): number {
    return this.#unanswered;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** `done` is called once. `late` is called when the answer comes after `silent`, while the connection lasts. */
  request(build: (sequence: number) => Buffer, done: (answer: Answer) => void, late?: (status: number, frame: Buffer) => void): void {
    if (this.#ended) {
      done({ kind: 'lost', reason: 'closed' });
      return;
    }
    do this.#sequence = this.#sequence === SEQUENCE_MAX ? 1 : this.#sequence + 1;
    while (this.#waiting.has(this.#sequence));
    const frame = build(this.#sequence);
    this.#waiting.set(this.#sequence, { done, deadline: performance.now() + this.#answerMs, told: false, late });
    this.#unanswered += 1;
    this.write(frame);
  }

  /** The first of a turn of the event loop goes to the socket at once, what else is written in that turn together. */
  write(frame: Buffer): void {
    if (this.#ended) return;
    if (this.#flushing) {
      this.#out.push(frame);
      return;
    }
    this.#flushing = true;
    this.#socket.write(frame);
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#flushing = false;
    if (this.#ended || this.#out.length === 0) return;
    const out = this.#out.length === 1 ? (this.#out[0] as Buffer) : Buffer.concat(this.#out);
    this.#out = [];
    this.#socket.write(out);
    if (this.#socket.writableLength > UNREAD_MAX) this.destroy('not_reading');
  }

  #read(chunk: Buffer): void {
    if (this.#ended) return;
    this.#heard = performance.now();
    let buffer = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = null;
    while (!this.#ended && buffer.length >= 4) {
      const length = buffer.readUInt32BE(0);
      if (length < HEADER || length > FRAME_MAX) {
        this.destroy('malformed');
        return;
      }
      if (buffer.length < length) break;
      try {
        this.#take(buffer.subarray(0, length));
      } catch {
        this.destroy('malformed');
        return;
      }
      buffer = buffer.subarray(length);
    }
    if (buffer.length > 0) this.#rest = buffer;
  }

  #take(frame: Buffer): void {
    const command = frame.readUInt32BE(4);
    const sequence = frame.readUInt32BE(12);
    if (command >= ANSWER) this.#answered(command, sequence, frame);
    else if (command === COMMAND.enquire_link) this.write(bareAnswer(command, sequence, STATUS.ok));
    else if (command === COMMAND.unbind) {
      this.write(bareAnswer(command, sequence, STATUS.ok));
      this.#flush();
      this.destroy('unbound');
    } else this.#handler.request(command, sequence, frame);
  }

  #answered(command: number, sequence: number, frame: Buffer): void {
    const waiting = this.#waiting.get(sequence);
    // Nobody asked, or it was answered before: a repeat says nothing new.
    if (waiting === undefined) return;
    this.#waiting.delete(sequence);
    const status = frame.readUInt32BE(8);
    if (waiting.told) {
      this.#told -= 1;
      waiting.late?.(status, frame);
      return;
    }
    this.#unanswered -= 1;
    waiting.done({ kind: 'answered', command, status, frame });
  }

  /** What is overdue is told so; a peer that says nothing is asked whether it lives, and given up when it does not say. */
  #look(): void {
    const now = performance.now();
    let overdue = false;
    for (const [sequence, waiting] of this.#waiting) {
      if (waiting.told) {
        if (this.#told > LATE_MAX && this.#waiting.delete(sequence)) this.#told -= 1;
        continue;
      }
      if (waiting.deadline > now) break;
      overdue = true;
      waiting.told = true;
      this.#told += 1;
      this.#unanswered -= 1;
      waiting.done({ kind: 'silent' });
    }
    if ((overdue || now - this.#heard >= this.#enquireMs) && !this.#enquiring) this.#enquire();
  }

  #enquire(): void {
    this.#enquiring = true;
    this.request((sequence) => encodePdu('enquire_link', sequence), (answer) => {
      this.#enquiring = false;
      if (answer.kind === 'silent') this.destroy('silent');
    });
  }

  /** Says good-bye and ends; resolves when that is done, which a peer that does not say so cannot hold up. */
  async unbind(): Promise<void> {
    if (this.#ended) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, UNBIND_MS);
      this.request((sequence) => encodePdu('unbind', sequence), () => {
        clearTimeout(late);
        resolve();
      });
    });
    this.destroy('unbound');
  }

  destroy(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#sweep);
    // What was written before goes out first; a peer that does not take it is cut off.
    this.#socket.end(() => this.#socket.destroy());
    setTimeout(() => this.#socket.destroy(), 1_000).unref();
    this.#rest = null;
    this.#out = [];
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#unanswered = 0;
    for (const one of waiting) if (!one.told) one.done({ kind: 'lost', reason });
    this.#handler.down(reason);
  }
}
