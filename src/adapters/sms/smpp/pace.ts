/** How fast an account may send: a bucket of tokens, one a part, and a pause after the peer said "too fast". Times are milliseconds of any steady clock. */
export class Pace {
  readonly #perMs: number;
  readonly #most: number;
  #tokens: number;
  #at: number;
  #pausedUntil = -Infinity;
  #refusals = 0;

  /** `tps` 0: no limit. The bucket holds a tenth of a second of it, and at least one. */
  constructor(tps: number, now: number) {
    this.#perMs = tps / 1000;
    this.#most = Math.max(1, tps / 10);
    this.#tokens = this.#most;
    this.#at = now;
  }

  /** Takes a token for each part and gives 0; or takes none and gives the milliseconds after which to ask again. A text longer than the bucket is let through once that is full, and paid for afterwards. */
  take(parts: number, now: number): number {
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    if (this.#perMs === 0) return 0;
    this.#tokens = Math.min(this.#most, this.#tokens + (now - this.#at) * this.#perMs);
    this.#at = now;
    const needed = Math.min(parts, this.#most);
    if (this.#tokens < needed) return Math.max(1, Math.ceil((needed - this.#tokens) / this.#perMs));
    this.#tokens -= parts;
    return 0;
  }

  /** What was taken and not used. */
  giveBack(parts: number): void {
    if (this.#perMs !== 0) this.#tokens = Math.min(this.#most, this.#tokens + parts);
  }

  /** The peer said "too fast": pauses everything, twice as long each time until it accepts again. `chance`: 0 to 1, so that accounts do not come back together. */
  tooFast(now: number, chance: number): void {
    const pause = Math.min(PAUSE_MS.most, PAUSE_MS.first * 2 ** this.#refusals) * (0.75 + chance / 2);
    // Those under way when the peer said so say it too: one pause for all of them.
    if (now < this.#pausedUntil) return;
    this.#refusals += 1;
    this.#pausedUntil = now + pause;
  }

  accepted(): void {
    this.#refusals = 0;
  }
}

const PAUSE_MS = { first: 100, most: 3_000 };

/** Before the n-th attempt (from 0) to connect: doubled each time up to the most, of which half is chance (0 to 1). */
export function reconnectAfter(attempt: number, { first, most }: { readonly first: number; readonly most: number }, chance: number): number {
  const whole = Math.min(most, first * 2 ** Math.min(attempt, 30));
  return whole / 2 + (whole / 2) * chance;
}
