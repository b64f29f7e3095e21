import { assert } from '../assert.js';
import { MS_PER_DAY, type LocalDate } from './instant.js';

/** Days since 1970-01-01 of a calendar date; a plain integer, so that counting days is subtraction. */
export type EpochDay = number;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a real calendar date written `YYYY-MM-DD`. */
export function isLocalDate(text: string): boolean {
  const match = DATE.exec(text);
  if (match === null) return false;
  const day = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / MS_PER_DAY;
  return dateOfEpochDay(day) === text;
}

// A batch asks for the same few hundred dates over and over. Only what repeats is worth keeping, so a full map starts anew.
const days = new Map<LocalDate, EpochDay>();
const dates = new Map<EpochDay, LocalDate>();
const KEPT_MAX = 20_000;

/** Epoch day of `date`. Throws {@link BrokenAssumption} when it is not a real date. */
export function epochDay(date: LocalDate): EpochDay {
  const known = days.get(date);
  if (known !== undefined) return known;
  const day = readEpochDay(date);
  if (days.size >= KEPT_MAX) days.clear();
  days.set(date, day);
  return day;
}

function readEpochDay(date: LocalDate): EpochDay {
  const match = DATE.exec(date);
  assert(match !== null, `a local date is YYYY-MM-DD, got ${JSON.stringify(date)}`);
  const day = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / MS_PER_DAY;
  assert(dateOfEpochDay(day) === date, `no such calendar date ${JSON.stringify(date)}`);
  return day;
}

/** The date `YYYY-MM-DD` of an epoch day, years 0000 to 9999. */
export function dateOfEpochDay(day: EpochDay): LocalDate {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
  if (dates.size >= KEPT_MAX) dates.clear();
  dates.set(day, date);
  return date;
}

/** ISO weekday of an epoch day: Monday 1 … Sunday 7. */
export function weekdayOf(day: EpochDay): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** `date` moved by whole days; `n` may be negative. */
export function addDays(date: LocalDate, n: number): LocalDate {
  return dateOfEpochDay(epochDay(date) + n);
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return epochDay(b) - epochDay(a);
}

/** `date` moved by whole years; 29 February becomes 28 February in a common year. */
export function addYears(date: LocalDate, years: number): LocalDate {
  assert(isLocalDate(date), `a local date is YYYY-MM-DD, got ${JSON.stringify(date)}`);
  const moved = `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
  return isLocalDate(moved) ? moved : `${moved.slice(0, 8)}28`;
}

/** `date` moved by whole months; a day that the month does not have becomes its last. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  assert(isLocalDate(date), `a local date is YYYY-MM-DD, got ${JSON.stringify(date)}`);
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const month = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-`;
  const day = [date.slice(8), '30', '29', '28'].find((one) => isLocalDate(month + one));
  assert(day !== undefined, 'every month has a 28th day');
  return month + day;
}
