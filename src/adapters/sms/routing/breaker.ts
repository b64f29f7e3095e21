export interface BreakerOptions {
  /** Outcomes that are looked at, the last ones. */
  readonly last: number;
  /** Opens when so many of them are failures, and at least half. */
  readonly failures: number;
  /** How long it stays open at first and at most, in ms; each time that the trial fails it doubles. */
  readonly openMs: { readonly first: number; readonly most: number };
}

export const BREAKER: BreakerOptions = { last: 20, failures: 5, openMs: { first: 5_000, most: 300_000 } };

/**
 * Keeps texts away from an account that does not answer. Closed: all pass. Open: none. After the time, one passes as a trial; it
 * closes the breaker or opens it for twice as long. Instants are given, so that it goes by the clock of the house.
 */
export class Breaker {
  #outcomes: boolean[] = [];
  #openUntil: number | null = null;
  #openMs: number;
  #trial = false;

  constructor(readonly options: BreakerOptions = BREAKER) {
    this.#openMs = options.openMs.first;
  }

  state(now: number): 'closed' | 'open' | 'trial' {
    return this.#openUntil === null ? 'closed' : now < this.#openUntil || this.#trial ? 'open' : 'trial';
  }

  /** Whether one may pass; who was let through must tell how it ended. */
  pass(now: number): boolean {
    const state = this.state(now);
    if (state === 'trial') this.#trial = true;
    return state !== 'open';
  }

  /** `null`: it says nothing of the account, as when the text never got so far. */
  ended(good: boolean | null, now: number): void {
    if (this.#openUntil !== null) {
      // Of those that were under way when it opened only the trial's end counts, and any answer is as good as the trial's.
      if (!this.#trial && good !== true) return;
      this.#trial = false;
      if (good === null) return;
      if (good) {
        this.#openUntil = null;
        this.#openMs = this.options.openMs.first;
        this.#outcomes = [];
      } else this.#open(now, Math.min(this.options.openMs.most, this.#openMs * 2));
      return;
    }
    if (good === null) return;
    this.#outcomes = [...this.#outcomes, good].slice(-this.options.last);
    const failures = this.#outcomes.filter((one) => !one).length;
    if (failures >= this.options.failures && failures * 2 >= this.#outcomes.length) this.#open(now, this.options.openMs.first);
  }

  #open(now: number, ms: number): void {
    this.#openMs = ms;
    this.#openUntil = now + ms;
    this.#outcomes = [];
  }
}
