/** Somebody who waits in line. */
interface Waiter {
  readonly go: (free: boolean) => void;
  readonly timer: NodeJS.Timeout;
}

export interface PacingOptions {
  /** How many may be under way at once. */
  readonly window: number;
  /** How many may begin in a second; null: as many as the window lets. */
  readonly perSecond: number | null;
}

/** In line at most, so that a gateway that stands still does not gather texts whose permits die. */
const LINE_MAX = 10_000;

/**
 * A window and a token bucket in one, first come first served. The bucket holds at most a tenth of a second's worth (at least
 * one): a pause must not be followed by a burst that the operator throttles. Time is the machine's monotonic one.
 */
export class Pacing {
  readonly #line = new Set<Waiter>();
  #under = 0;
  #tokens: number;
  #filledAt = performance.now();
  #refill: NodeJS.Timeout | undefined;

  constructor(readonly options: PacingOptions) {
    this.#tokens = this.#most;
  }

  get #most(): number {
    return Math.max(1, (this.options.perSecond ?? 0) / 10);
  }

  /** True once it is this one's turn, which `leave` ends; false when that was not so within `waitMs`. */
  enter(waitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#line.size >= LINE_MAX) return resolve(false);
      const waiter: Waiter = { go: resolve, timer: setTimeout(() => { this.#line.delete(waiter); resolve(false); }, waitMs) };
      this.#line.add(waiter);
      this.#serve();
    });
  }

  leave(): void {
    this.#under -= 1;
    this.#serve();
  }

  #fill(): void {
    const now = performance.now();
    if (this.options.perSecond !== null) this.#tokens = Math.min(this.#most, this.#tokens + ((now - this.#filledAt) / 1000) * this.options.perSecond);
    this.#filledAt = now;
  }

  #serve(): void {
    this.#fill();
    const { window, perSecond } = this.options;
    for (const waiter of this.#line) {
      if (this.#under >= window) return;
      if (perSecond !== null && this.#tokens < 1) {
        this.#refill ??= setTimeout(() => { this.#refill = undefined; this.#serve(); }, Math.ceil(((1 - this.#tokens) / perSecond) * 1000));
        return;
      }
      this.#tokens -= perSecond === null ? 0 : 1;
      this.#under += 1;
      this.#line.delete(waiter);
      clearTimeout(waiter.timer);
      waiter.go(true);
    }
  }
}
