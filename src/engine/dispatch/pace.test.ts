import { describe, expect, it } from 'vitest';
import { Pace } from './pace.js';

/** Batches that a provider is given who takes so many milliseconds for each text. */
function batches(msPerText: number, rounds: number): readonly number[] {
  const pace = new Pace();
  return Array.from({ length: rounds }, () => {
    const batch = pace.batch;
    pace.sent(batch, batch * msPerText);
    return batch;
  });
}

describe('the pace of dispatch', () => {
  it.each([
    ['one that answers at once', 0, [100, 200, 400, 500, 500]],
    ['one of a hundred texts a second', 10, [100, 200, 200, 200]],
    ['one of ten a second: a batch takes two seconds', 100, [100, 20, 20]],
    ['one of five a second: fewer than the least are not reserved', 200, [100, 20, 20]],
    ['one of fifty a second', 20, [100, 100, 100]],
  ])('for %s', (_, ms, expected) => expect(batches(ms, expected.length)).toEqual(expected));

  it('does not grow by a batch that was not full, and learns nothing from none', () => {
    const pace = new Pace();
    pace.sent(10, 1);
    expect(pace.batch).toBe(100);
    pace.sent(0, 60_000);
    expect(pace.batch).toBe(100);
  });
});
