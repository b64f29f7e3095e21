import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace, reconnectAfter } from './pace.js';

describe('the pace', () => {
  it('without a limit lets all through', () => {
    const pace = new Pace(0, 0);
    expect([pace.take(1_000, 0), pace.take(1, 0)]).toEqual([0, 0]);
  });
  it('of 10 a second lets one through each tenth of a second', () => {
    const pace = new Pace(10, 0);
    expect([pace.take(1, 0), pace.take(1, 0), pace.take(1, 50), pace.take(1, 100)]).toEqual([0, 100, 50, 0]);
  });
  it('never passes more in any time than the contract allows, but for what the bucket held', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 200 }), (tps, steps) => {
      const pace = new Pace(tps, 0);
      let [now, passed] = [0, 0];
      for (const [later, parts] of steps) {
        now += later;
        if (pace.take(parts, now) === 0) passed += parts;
        // A long text is paid for afterwards: at most its own length beyond.
        expect(passed).toBeLessThanOrEqual((now * tps) / 1_000 + Math.max(1, tps / 10) + 5);
      }
    }), { seed: 20261124 });
  });
  it('waits as long as it said', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 8 }), (tps, parts) => {
      const pace = new Pace(tps, 0);
      let now = 0;
      for (let i = 0; i < 20; i++) {
        const wait = pace.take(parts, now);
        now += wait;
        if (wait > 0) expect(pace.take(parts, now)).toBe(0);
      }
    }), { seed: 20261124 });
  });
  it('pauses after "too fast", doubles while that goes on, and starts small again once a text is accepted', () => {
    const pace = new Pace(0, 0);
    pace.tooFast(0, 0.5);
    pace.tooFast(1, 0.5);
    expect([pace.take(1, 1), pace.take(1, 100)]).toEqual([99, 0]);
    pace.tooFast(100, 0.5);
    expect(pace.take(1, 100)).toBe(200);
    pace.accepted();
    pace.tooFast(400, 0.5);
    expect(pace.take(1, 400)).toBe(100);
    for (let i = 0, now = 10_000; i < 20; i++, now += 10_000) pace.tooFast(now, 1);
    expect(pace.take(1, 200_000)).toBe(3_750);
  });
  it('gives back what was not used', () => {
    const pace = new Pace(10, 0);
    pace.take(1, 0);
    pace.giveBack(1);
    expect(pace.take(1, 0)).toBe(0);
  });
});

describe('coming back', () => {
  const range = { first: 1_000, most: 60_000 };
  it.each<readonly [attempt: number, chance: number, ms: number]>([[0, 0, 500], [0, 1, 1_000], [1, 1, 2_000], [5, 1, 32_000], [6, 1, 60_000], [6, 0, 30_000], [1_000, 0.5, 45_000]])('attempt %i, chance %d: after %i ms', (attempt, chance, ms) => {
    expect(reconnectAfter(attempt, range, chance)).toBe(ms);
  });
});
