import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, addYears, dateOfEpochDay, daysBetween, epochDay, isLocalDate, weekdayOf } from './date.js';

const day = fc.integer({ min: -25_000, max: 60_000 });
const SEED = { seed: 20261124 };

describe('dates', () => {
  it('agree with Temporal', () => {
    fc.assert(fc.property(day, fc.integer({ min: -5000, max: 5000 }), (n, by) => {
      const date = Temporal.PlainDate.from('1970-01-01').add({ days: n });
      expect(dateOfEpochDay(n)).toBe(date.toString());
      expect(epochDay(date.toString())).toBe(n);
      expect(weekdayOf(n)).toBe(date.dayOfWeek);
      expect(addDays(date.toString(), by)).toBe(date.add({ days: by }).toString());
      expect(daysBetween(date.toString(), addDays(date.toString(), by))).toBe(by);
      expect(addYears(date.toString(), by % 50)).toBe(date.add({ years: by % 50 }).toString());
      expect(addMonths(date.toString(), by % 600)).toBe(date.add({ months: by % 600 }).toString());
    }), SEED);
  });

  it.each([['2026-02-29'], ['2026-13-01'], ['2026-00-10'], ['2026-1-1'], ['20260101'], ['2026-01-01T00:00'], ['']])('%j is no date', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => epochDay(text)).toThrow(/date/);
  });
  it('knows leap days', () => expect(isLocalDate('2028-02-29')).toBe(true));
});
