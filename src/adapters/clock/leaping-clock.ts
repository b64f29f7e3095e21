import type { Clock } from '../../engine/ports/clock.js';

/** A made-up time that several processes share without speaking: it follows from the true one. All in milliseconds. */
export interface Leaps {
  /** True instant at which the made-up time begins, and the made-up instant that it then is. */
  readonly from: number;
  readonly start: number;
  /** It runs as fast as the true time, and leaps by `by` after every `every`, `times` times. */
  readonly every: number;
  readonly by: number;
  readonly times: number;
}

/** `from/start/every/by/times`; null when it is not that. */
export function readLeaps(text: string): Leaps | null {
  const numbers = text.split('/').map(Number);
  const [from, start, every, by, times] = numbers;
  if (numbers.length !== 5 || numbers.some((n) => !Number.isSafeInteger(n) || n < 0) || every === 0) return null;
  return { from: from as number, start: start as number, every: every as number, by: by as number, times: times as number };
}

/**
 * Days in minutes for a trial, without changing what a second is: leases and permits keep their length, and between two of
 * them nights and weeks go by. Before `from` it stands.
 */
export function leapingClock(base: Clock, leaps: Leaps): Clock {
  return {
    now: () => {
      const gone = Math.max(0, base.now() - leaps.from);
      return leaps.start + gone + Math.min(leaps.times, Math.floor(gone / leaps.every)) * leaps.by;
    },
  };
}
