import { addDays, addMonths, daysBetween, epochDay, isLocalDate, weekdayOf } from '../../time/date.js';
import type { LocalDate } from '../../time/instant.js';
import type { DateDoubt, PromisedDay } from './reading.js';

/** A promise for a day further off than this is not one that can be waited for. */
export const HORIZON_DAYS = 366;
/** A day without a year that is this far off has most likely just passed. */
const JUST_PASSED_DAYS = 300;
/** From this hour on, "the 15th" said on the 15th may be the next one. */
const LATE_HOUR = 18;

export const NO_DAY: PromisedDay = { date: null, candidates: [], why: 'none' };

/** A day about which there is no doubt. */
export function certain(date: LocalDate): PromisedDay {
  return { date, candidates: [date], why: null };
}

/** Days that it may be, as they stand in the calendar; those gone by and those beyond the horizon fall away. */
export function doubtful(why: DateDoubt, candidates: readonly LocalDate[], today: LocalDate): PromisedDay {
  const kept = [...new Set(candidates)].filter((date) => date >= today && daysBetween(today, date) <= HORIZON_DAYS).sort();
  return { date: null, candidates: kept, why };
}

/** A day named outright: refused when it is past or too far. */
export function named(date: LocalDate, today: LocalDate): PromisedDay {
  if (date < today) return doubtful('past', [], today);
  return daysBetween(today, date) > HORIZON_DAYS ? doubtful('too_far', [], today) : certain(date);
}

/** The date, or `null` where the calendar has no such day. */
export function calendarDay(year: number, month: number, day: number): LocalDate | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isLocalDate(text) ? text : null;
}

const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));

/** The last day of the month so many months on. */
export function monthEnd(today: LocalDate, ahead = 0): LocalDate {
  return addDays(`${addMonths(`${today.slice(0, 8)}01`, ahead + 1).slice(0, 8)}01`, -1);
}

/** The first day of the month so many months on. */
export function firstOfMonth(today: LocalDate, ahead = 0): LocalDate {
  return addMonths(`${today.slice(0, 8)}01`, ahead);
}

/** "The 15th", of this month or the next; "of next month" with `ahead` 1, "of this month" with 0. */
export function dayOfMonth(today: LocalDate, day: number, ahead: number | null, hour: number): PromisedDay {
  if (day < 1 || day > 31) return doubtful('impossible', [], today);
  const at = (months: number): LocalDate | null => {
    const first = firstOfMonth(today, months);
    return calendarDay(yearOf(first), monthOf(first), day);
  };
  if (ahead !== null) {
    const date = at(ahead);
    return date === null ? doubtful('impossible', [monthEnd(today, ahead)], today) : named(date, today);
  }
  const here = at(0);
  const next = at(1);
  if (here === null) return doubtful('impossible', [monthEnd(today), ...(next === null ? [] : [next])], today);
  if (here === today && hour >= LATE_HOUR) return doubtful('today_or_next', [here, ...(next === null ? [] : [next])], today);
  if (here >= today) return certain(here);
  return next === null ? doubtful('impossible', [monthEnd(today, 1)], today) : certain(next);
}

/** A month and a day without a year: the next such. */
export function monthAndDay(today: LocalDate, month: number, day: number): PromisedDay {
  const here = calendarDay(yearOf(today), month, day);
  const next = calendarDay(yearOf(today) + 1, month, day);
  if (here !== null && here >= today) return named(here, today);
  if (next === null) return doubtful('impossible', [], today);
  return daysBetween(today, next) > JUST_PASSED_DAYS ? doubtful('past', [next], today) : named(next, today);
}

/** Two numbers of which either may be the month. */
export function slashed(today: LocalDate, a: number, b: number): PromisedDay {
  if (a > 31 || b > 31 || a < 1 || b < 1 || (a > 12 && b > 12)) return doubtful('impossible', [], today);
  if (a > 12) return monthAndDay(today, b, a);
  if (b > 12 || a === b) return monthAndDay(today, a, b);
  return doubtful('day_or_month', [monthAndDay(today, a, b), monthAndDay(today, b, a)].flatMap(({ candidates }) => candidates), today);
}

const inWeek = (today: LocalDate, weekday: number, weeks: number): LocalDate => addDays(today, weekday - weekdayOf(epochDay(today)) + 7 * weeks);

/** `bare`: "Friday"; `this`: "this Friday"; `coming`: never today; `next`: this week's or next week's; `plus`: so many calendar weeks on. */
export function weekdayNamed(today: LocalDate, weekday: number, how: 'bare' | 'this' | 'coming' | 'next' | { readonly weeks: number } | { readonly after: number }, hour = 12): PromisedDay {
  if (typeof how === 'object') {
    if ('weeks' in how) return named(inWeek(today, weekday, how.weeks), today);
    const here = inWeek(today, weekday, 0);
    return named(addDays(here <= today ? addDays(here, 7) : here, 7 * how.after), today);
  }
  const here = inWeek(today, weekday, 0);
  const next = addDays(here, 7);
  if (how === 'this') return here < today ? doubtful('past', [next], today) : here === today && hour >= LATE_HOUR ? doubtful('today_or_next', [here, next], today) : certain(here);
  if (how === 'coming') return certain(here <= today ? next : here);
  if (how === 'next') return here <= today ? certain(next) : doubtful('next_weekday', [here, next], today);
  if (here === today) return doubtful('today_or_next', [here, next], today);
  return certain(here < today ? next : here);
}

/** Days (ISO, Monday 1) of the calendar week so many weeks on. */
export function weekSpan(today: LocalDate, weeks: number, days: readonly number[]): readonly LocalDate[] {
  return days.map((day) => inWeek(today, day, weeks));
}

/** Lunar New Year's day; the years that a promise can reach. Hong Kong Observatory's conversion tables. */
const LUNAR_NEW_YEAR: readonly LocalDate[] = ['2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03', '2031-01-23', '2032-02-11', '2033-01-31', '2034-02-19', '2035-02-08'];

/** The next lunar New Year's day, today included; `null` beyond the table. */
export function lunarNewYear(today: LocalDate): LocalDate | null {
  return LUNAR_NEW_YEAR.find((date) => date >= today) ?? null;
}

/** The next 1 October and the like, today included. */
export function yearly(today: LocalDate, month: number, day: number): LocalDate {
  const here = calendarDay(yearOf(today), month, day) ?? today;
  return here >= today ? here : (calendarDay(yearOf(today) + 1, month, day) ?? today);
}

