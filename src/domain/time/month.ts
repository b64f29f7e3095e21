import type { Instant } from './instant.js';

/** A calendar month of UTC, `YYYY-MM`. What grows for years is kept by it. */
export type Month = string;

/** The month in which an instant lies. */
export const monthOf = (at: Instant): Month => new Date(at).toISOString().slice(0, 7);

/** First millisecond of a month; `null`: that is no month. */
export function monthStart(month: Month): Instant | null {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return null;
  return Date.parse(`${month}-01T00:00:00Z`);
}

/** The month so many months after (before, when negative) another. */
export function monthsAfter(month: Month, months: number): Month {
  const [year, of] = month.split('-').map(Number) as [number, number];
  return monthOf(Date.UTC(year, of - 1 + months, 1));
}

/** `[first millisecond, first millisecond of the next month)`. Throws on what is no month. */
export function monthBounds(month: Month): readonly [from: Instant, to: Instant] {
  const [from, to] = [monthStart(month), monthStart(monthsAfter(month, 1))];
  if (from === null || to === null) throw new RangeError(`"${month}" is no month`);
  return [from, to];
}
