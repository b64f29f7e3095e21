import { describe, expect, it } from 'vitest';
import { leapingClock, readLeaps } from './leaping-clock.js';

describe('a clock that leaps', () => {
  const clock = (now: number) => leapingClock({ now: () => now }, { from: 1_000, start: 50_000, every: 10, by: 600, times: 3 }).now();
  it.each([[0, 50_000], [1_000, 50_000], [1_009, 50_009], [1_010, 50_610], [1_025, 51_225], [1_030, 51_830], [1_090, 51_890]])('at %d is %d', (now, made) => expect(clock(now)).toBe(made));
  it.each(['', '1/2/3/4', '1/2/0/4/5', '1/2/3/x/5', '1/2/3/-4/5', '1/2/3/4/5/6'])('is not made of "%s"', (text) => expect(readLeaps(text)).toBeNull());
  it('is made of five numbers', () => expect(readLeaps('1/2/3/4/5')).toEqual({ from: 1, start: 2, every: 3, by: 4, times: 5 }));
});
