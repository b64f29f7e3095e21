import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armOf, HOLDOUT, keepsHoldout } from './arm.js';
import { stableHash } from './stable-hash.js';

const plan = (percent: number, salt = 'ladder-2026', ...weights: number[]) => ({
  holdout: { percent, salt },
  arms: (weights.length > 0 ? weights : [1]).map((weight, i) => ({ name: `arm-${i}`, weight })),
});
/** People as they are: ids that follow each other, in 256 slots. */
const people = Array.from({ length: 20_000 }, (_, i) => String((i % 256) * 2 ** 40 + 1 + Math.floor(i / 256)));

describe('the stable hash', () => {
  it('has the values that it had on its first day', () => {
    // Computed by a second, independent implementation.
    expect([stableHash('', ''), stableHash('ladder-2026', '1'), stableHash('ladder-2026', '281474976710657'), stableHash('盐', '人')]).toEqual([414_626_237, 1_335_963_612, 3_513_163_192, 2_410_300_788]);
  });
  it('keeps salt and id apart', () => {
    expect(stableHash('ab', 'c')).not.toBe(stableHash('a', 'bc'));
  });
  it('spreads ids that follow each other evenly over a hundred buckets', () => {
    const buckets = new Array<number>(100).fill(0);
    for (const id of people) buckets[stableHash('spread', id) % 100] = (buckets[stableHash('spread', id) % 100] ?? 0) + 1;
    const chiSquare = buckets.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
    // 99 degrees of freedom: beyond 149 once in a thousand, below 61 once in a thousand.
    expect(chiSquare).toBeLessThan(149);
    expect(chiSquare).toBeGreaterThan(61);
  });
});

describe('the holdout', () => {
  it.each([0, 0.5, 5, 10, 50])('holds out near %f percent', (percent) => {
    const share = people.filter((id) => armOf(plan(percent), id) === HOLDOUT).length / people.length;
    // Four standard deviations of a fair draw.
    expect(Math.abs(share - percent / 100)).toBeLessThanOrEqual(4 * Math.sqrt((percent / 100) * (1 - percent / 100) / people.length));
  });
  it('keeps everyone in it when it grows, whatever happens to the arms', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }), (id, a, b, weights) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        if (armOf(plan(low), id) === HOLDOUT) expect(armOf(plan(high, 'ladder-2026', ...weights), id)).toBe(HOLDOUT);
      }),
      { seed: 20261124 },
    );
  });
  it('is kept by a release with the same salt and no lower percentage', () => {
    expect(keepsHoldout(plan(5), plan(5))).toBe(true);
    expect(keepsHoldout(plan(5), plan(6))).toBe(true);
    expect(keepsHoldout(plan(5), plan(4.5))).toBe(false);
    expect(keepsHoldout(plan(5), plan(5, 'other'))).toBe(false);
    expect(keepsHoldout(plan(0), plan(5, 'other'))).toBe(true);
  });
});

describe('arms', () => {
  it('share people by weight, independently of the holdout', () => {
    const shares = (ids: readonly string[]): number => ids.filter((id) => armOf(plan(0, 'ladder-2026', 3, 1), id) === 'arm-0').length / ids.length;
    expect(shares(people)).toBeCloseTo(0.75, 1.9);
    expect(shares(people.filter((id) => armOf(plan(10), id) === HOLDOUT))).toBeCloseTo(0.75, 1);
  });
});
