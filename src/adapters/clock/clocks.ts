import type { Clock } from '../../engine/ports/clock.js';

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands until it is moved: for tests, the simulator, and `--now` in the sandbox. */
export function standingClock(start: number): Clock & { set(now: number): void; advance(ms: number): void } {
  let now = start;
  return {
    now: () => now,
    set: (to) => { now = to; },
    advance: (ms) => { now += ms; },
  };
}
