import type { Concatenation } from './message-content.js';

/** What keeps a text; resolves when it is kept. `id`: of its first part. */
type Keep = (whole: { readonly id: string; readonly from: string; readonly text: string }) => Promise<void>;

export interface ReceivedPart {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly part: Concatenation;
}

interface Group {
  readonly first: ReceivedPart;
  readonly parts: Map<number, ReceivedPart>;
  /** Told the gateway once, true or false. */
  answers: ((kept: boolean) => void)[];
  readonly timers: NodeJS.Timeout[];
}

export interface ReassemblyOptions {
  /** How long the answer to a part may wait for the others, in ms. A gateway that sends one at a time would send none of them before it. */
  readonly answerMs: number;
  /** After this, in ms, what there is is kept with a mark where a part is missing: a "stop" must not wait for its second half for ever. */
  readonly wholeMs: number;
}

const GROUPS_MAX = 1_000;
const MISSING = '[…]';

/**
 * Puts the parts of a long text together. A part is answered when the whole is kept; the answer to a part waits no longer
 * than `answerMs`. A part that comes again takes its own place.
 */
export class Reassembly {
  readonly #groups = new Map<string, Group>();
  constructor(readonly options: ReassemblyOptions, readonly keep: Keep) {}

  /** Resolves true when the gateway may be told that the part arrived, false when it should send it again. */
  add(one: ReceivedPart): Promise<boolean> {
    const key = JSON.stringify([one.from, one.to, one.part.reference, one.part.total]);
    const group = this.#groups.get(key) ?? this.#begin(key, one);
    if (group === null) return Promise.resolve(false);
    group.parts.set(one.part.number, one);
    const answered = new Promise<boolean>((resolve) => group.answers.push(resolve));
    if (group.parts.size === one.part.total) void this.#finish(key, group);
    return answered;
  }

  #begin(key: string, first: ReceivedPart): Group | null {
    if (this.#groups.size >= GROUPS_MAX) return null;
    const group: Group = { first, parts: new Map(), answers: [], timers: [] };
    group.timers.push(
      setTimeout(() => this.#answer(group, true), this.options.answerMs),
      setTimeout(() => void this.#finish(key, group), this.options.wholeMs),
    );
    this.#groups.set(key, group);
    return group;
  }

  #answer(group: Group, kept: boolean): void {
    for (const answer of group.answers.splice(0)) answer(kept);
  }

  async #finish(key: string, group: Group): Promise<void> {
    group.timers.forEach(clearTimeout);
    this.#groups.delete(key);
    const { from, part } = group.first;
    const numbers = Array.from({ length: part.total }, (_, i) => i + 1);
    const id = numbers.map((n) => group.parts.get(n)?.id).find((one) => one !== undefined) ?? group.first.id;
    const text = numbers.map((n) => group.parts.get(n)?.text ?? MISSING).join('');
    const kept = await this.keep({ id, from, text }).then(() => true, () => false);
    this.#answer(group, kept);
  }

  /** Keeps what there is, now. For a stop. */
  async close(): Promise<void> {
    await Promise.all([...this.#groups].map(([key, group]) => this.#finish(key, group)));
  }
}
