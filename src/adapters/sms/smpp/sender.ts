import { performance } from 'node:perf_hooks';
import type { OutgoingText, SendResult } from '../../../engine/ports/channel.js';
import type { Permit } from '../../../law/permit.js';
import { spendPermit } from '../../spend-permit.js';
import type { Answer, Link } from './link.js';
import { Pace } from './pace.js';
import { COMMAND, GENERIC_NACK, STATUS, statusName } from './pdu.js';
import { refOf } from './receipt.js';
import { encodeShortMessage, messageIdOf } from './short-message.js';
import { limitsOf, type Limits, type SmppOptions } from './smpp-options.js';
import { partsOf, type PartTemplate } from './submit-parts.js';

export interface SenderDeps {
  readonly now: () => number;
  readonly random: () => number;
  /** The connection that texts leave by; `null` while there is none. */
  readonly link: () => Link | null;
  readonly keepParts: (key: string, refs: readonly string[]) => Promise<void>;
  readonly trouble: (event: string, fields: Readonly<Record<string, string | number>>) => void;
}

type PartState = { readonly kind: 'accepted'; readonly ref: string } | { readonly kind: 'refused' | 'unknown' | 'unwritten'; readonly reason: string };

interface Job {
  readonly permit: Permit;
  readonly outgoing: OutgoingText;
  readonly parts: readonly PartTemplate[];
  readonly states: (PartState | null)[];
  /** Of the steady clock: not begun by then, it never is. */
  readonly waitUntil: number;
  readonly done: (result: SendResult) => void;
  readonly failed: (error: unknown) => void;
}

/** Statuses of which nobody can say that nothing was taken (law 4). The peer's own are such too, but those that the account declares. */
const UNSURE: ReadonlySet<number> = new Set([STATUS.systemError, STATUS.unknown]);
const OWN_STATUS = 0x400;
/** Waiting for the window; more would only lose their permits. */
const QUEUE_MAX = 5_000;

/**
 * Sends texts over whichever connection there is: waits for the window and the pace, spends the permit, writes. Part 1 goes first;
 * the others follow once it is accepted, so that a number that does not exist is refused whole. Nothing that may have been taken is
 * written again.
 */
export class Sender {
  readonly #options: SmppOptions;
  readonly #limits: Limits;
  readonly #deps: SenderDeps;
  readonly #pace: Pace;
  readonly #queue: Job[] = [];
  /** Parts of begun texts that wait to be written: the rest after part 1, and those that the peer was too busy for. */
  readonly #rest: { readonly job: Job; readonly index: number }[] = [];
  readonly #underWay = new Set<Promise<SendResult>>();
  /** Accepted, and their refs not kept yet. */
  readonly #keeping = new Map<string, Promise<void>>();
  #unanswered = 0;
  #timer: NodeJS.Timeout | null = null;
  #closing = false;
  #pumping = false;
  #again = false;
  #reference: number;

  constructor(options: SmppOptions, deps: SenderDeps) {
    this.#options = options;
    this.#limits = limitsOf(options);
    this.#deps = deps;
    this.#pace = new Pace(this.#limits.tps, performance.now());
    this.#reference = Math.floor(deps.random() * 0x10000);
  }

  send(permit: Permit, outgoing: OutgoingText): Promise<SendResult> {
    if (this.#closing) return Promise.resolve({ kind: 'refused', reason: 'not_reached:closing' });
    if (this.#deps.link() === null) return Promise.resolve({ kind: 'refused', reason: 'not_reached:down' });
    if (this.#queue.length >= QUEUE_MAX) return Promise.resolve({ kind: 'refused', reason: 'not_reached:busy' });
    const parts = partsOf(outgoing, this.#options, this.#limits, this.#reference);
    if (parts === null) return Promise.resolve({ kind: 'refused', reason: 'too_long' });
    if (parts.length > 1) this.#reference = (this.#reference + 1) & 0xFFFF;
    const sending = new Promise<SendResult>((done, failed) => {
      this.#queue.push({ permit, outgoing, parts, states: parts.map(() => null), waitUntil: performance.now() + this.#limits.waitMs, done, failed });
    });
    this.#underWay.add(sending);
    const over = () => void this.#underWay.delete(sending);
    sending.then(over, over);
    this.#pump();
    return sending;
  }

  /** Resolves when what was under way at the call has ended: for a receipt that overtook the answer to its own text. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#underWay]);
  }

  get busy(): boolean {
    return this.#underWay.size > 0;
  }

  /** Resolves once what the peer calls so is kept; at once when nothing under way is called so. */
  async keptRef(ref: string): Promise<void> {
    await this.#keeping.get(ref);
  }

  /** A connection came up, or went down. */
  turned(): void {
    this.#pump();
  }

  /** Takes no more, and lets what was begun end. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#pump();
    await this.settled();
  }

  #pump(): void {
    // An answer that comes at once, from a connection that has just ended, asks for another turn of this one.
    this.#again = true;
    if (this.#pumping) return;
    this.#pumping = true;
    let wait: number | null = null;
    while (this.#again) {
      this.#again = false;
      wait = this.#turn(performance.now());
    }
    this.#pumping = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = wait === null ? null : setTimeout(() => this.#pump(), Math.max(1, wait));
  }

  /** Writes what may be written. Milliseconds until to look again; `null`: nothing waits. */
  #turn(now: number): number | null {
    let wait = this.#pumpRest(now);
    while (wait === null && this.#queue.length > 0) {
      const job = this.#queue[0] as Job;
      const link = this.#deps.link();
      const why = this.#closing ? 'closing' : link === null ? 'down' : now >= job.waitUntil ? 'busy' : null;
      if (why !== null) {
        this.#queue.shift();
        job.done({ kind: 'refused', reason: `not_reached:${why}` });
        continue;
      }
      if (this.#unanswered >= this.#limits.window) wait = job.waitUntil - now;
      else {
        const paced = this.#pace.take(job.parts.length, now);
        if (paced > 0) wait = Math.min(paced, job.waitUntil - now);
        else this.#begin(this.#queue.shift() as Job, link as Link);
      }
    }
    return wait;
  }

  /** Parts of begun texts go before texts that were not begun. Milliseconds until to look again; `null`: none waits. */
  #pumpRest(now: number): number | null {
    while (this.#rest.length > 0) {
      const { job, index } = this.#rest[0] as { readonly job: Job; readonly index: number };
      const link = this.#deps.link();
      const late = this.#deps.now() >= job.permit.claims.expiresAt;
      if (link === null || late) {
        this.#rest.shift();
        this.#settle(job, index, { kind: 'unwritten', reason: late ? 'late' : 'down' });
        continue;
      }
      if (this.#unanswered >= this.#limits.window) return this.#limits.answerMs;
      // Paid for when its text was begun; after "too fast" the pause holds for it as for all.
      const paced = this.#pace.take(0, now);
      if (paced > 0) return Math.min(paced, Math.max(1, job.permit.claims.expiresAt - this.#deps.now()));
      this.#rest.shift();
      this.#write(job, index, link);
    }
    return null;
  }

  #begin(job: Job, link: Link): void {
    try {
      // Last of all: what fails before it wastes no permit, and the first part is written in the same turn.
      spendPermit(job.permit, job.outgoing, this.#deps.now());
    } catch (error) {
      this.#pace.giveBack(job.parts.length);
      job.failed(error);
      return;
    }
    this.#write(job, 0, link);
  }

  #write(job: Job, index: number, link: Link): void {
    this.#unanswered += 1;
    const template = job.parts[index] as PartTemplate;
    link.request(
      (sequence) => encodeShortMessage(COMMAND.submit_sm, sequence, template),
      (answer) => {
        this.#unanswered -= 1;
        this.#answered(job, index, answer);
        this.#pump();
      },
      (status, frame) => this.#answeredLate(job, index, status, frame),
    );
  }

  #answered(job: Job, index: number, answer: Answer): void {
    if (answer.kind !== 'answered') {
      this.#settle(job, index, { kind: 'unknown', reason: answer.kind === 'silent' ? 'no_answer' : `lost:${answer.reason}` });
      return;
    }
    const { status, command } = answer;
    if (command === GENERIC_NACK) this.#settle(job, index, { kind: status === STATUS.badCommand || status === 0x01 || status === 0x02 ? 'refused' : 'unknown', reason: `nack:${statusName(status)}` });
    else if (status === STATUS.ok) {
      this.#pace.accepted();
      let ref = '';
      try {
        ref = this.#ref(answer.frame);
      } finally {
        // Accepted even when its identifier is garbled, which then ends the connection.
        this.#settle(job, index, { kind: 'accepted', ref });
      }
    } else if (status === STATUS.throttled || status === STATUS.queueFull) {
      // The one refusal after which it is written again: nothing was taken, and the permit still lives.
      this.#pace.tooFast(performance.now(), this.#deps.random());
      this.#rest.push({ job, index });
    } else this.#settle(job, index, { kind: this.#unsure(status) ? 'unknown' : 'refused', reason: status === STATUS.wrongState ? 'not_reached:ESME_RINVBNDSTS' : `smpp:${statusName(status)}` });
  }

  #unsure(status: number): boolean {
    return UNSURE.has(status) || (status >= OWN_STATUS && this.#options.definiteRefusals?.includes(status) !== true);
  }

  #ref(frame: Buffer): string {
    return refOf(messageIdOf(frame), this.#options.messageIds?.answer ?? 'text');
  }

  #settle(job: Job, index: number, state: PartState): void {
    job.states[index] = state;
    if (index === 0 && job.parts.length > 1) {
      // Without part 1 the others would be scraps of a text.
      for (let next = 1; next < job.parts.length; next++) {
        if (state.kind === 'accepted') this.#rest.push({ job, index: next });
        else job.states[next] = { kind: 'unwritten', reason: 'after_part_1' };
      }
    }
    if (job.states.every((one) => one !== null)) void this.#finish(job, job.states as readonly PartState[]);
  }

  async #finish(job: Job, states: readonly PartState[]): Promise<void> {
    const refs = states.map((state) => (state.kind === 'accepted' ? state.ref : ''));
    const accepted = states.filter(({ kind }) => kind === 'accepted').length;
    if (accepted > 0) await this.#keep(job.outgoing.key, refs);
    const other = states.find(({ kind }) => kind !== 'accepted') as Exclude<PartState, { kind: 'accepted' }> | undefined;
    if (other === undefined) job.done({ kind: 'sent', ref: refs[0] === '' || refs[0] === undefined ? job.outgoing.key : refs[0] });
    else if (accepted > 0) job.done({ kind: 'unknown', reason: `partial_${accepted}_of_${states.length}:${other.reason}` });
    else if (other.kind === 'unknown') job.done({ kind: 'unknown', reason: other.reason });
    // Part 1 was answered "too fast" until its permit was over, or refused for good.
    else job.done({ kind: 'refused', reason: other.kind === 'unwritten' ? `throttled:${other.reason}` : other.reason });
  }

  async #keep(key: string, refs: readonly string[]): Promise<void> {
    const keeping = this.#deps.keepParts(key, refs).catch(() => {
      // It left all the same. Its receipts will find nobody, which is told.
      this.#deps.trouble('smpp_parts_not_kept', { parts: refs.length });
    });
    for (const ref of refs) if (ref !== '') this.#keeping.set(ref, keeping);
    await keeping;
    for (const ref of refs) this.#keeping.delete(ref);
  }

  /** Counted as perhaps sent, and never sent again; what it is called is kept, so that its receipt still tells. */
  #answeredLate(job: Job, index: number, status: number, frame: Buffer): void {
    this.#deps.trouble('smpp_late_answer', { status: statusName(status) });
    if (status !== STATUS.ok) return;
    job.states[index] = { kind: 'accepted', ref: this.#ref(frame) };
    void this.#keep(job.outgoing.key, job.states.map((state) => (state?.kind === 'accepted' ? state.ref : '')));
  }
}
