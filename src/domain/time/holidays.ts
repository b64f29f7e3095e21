import { UNKNOWN, type Known } from '../unknown.js';
import { epochDay, weekdayOf } from './date.js';
import { MS_PER_DAY, type Instant, type LocalDate } from './instant.js';

// Dated tables. A year that is not loaded is unknown, never "not a holiday": a rule that needs it must deny.

/** One year of a table as it was published. A correction is another entry for the year with a later `known`, never an edit. */
export interface HolidayYear {
  readonly year: number;
  /** Day from whose start (UTC) the entry is used: a decision made earlier, and its replay, do not know it. */
  readonly known: LocalDate;
  readonly off: ReadonlySet<LocalDate>;
  /** Saturdays and Sundays worked in exchange. */
  readonly worked: ReadonlySet<LocalDate>;
}

/** The public holidays of one place. */
export interface HolidayTable {
  /** Name that rules use, e.g. `CN`, `US-federal`. */
  readonly table: string;
  readonly title: { readonly en: string; readonly zh: string };
  /** Ordered by year, then by `known`. */
  readonly years: readonly HolidayYear[];
}

let tables: ReadonlyMap<string, HolidayTable> = new Map();

/**
 * Puts the tables in use, for the whole process, in place of those in use before. Until then every day of every place
 * is unknown. They are data of the law like the packs: what they said at an instant does not change (see `known`).
 */
export function useHolidays(all: readonly HolidayTable[]): void {
  tables = new Map(all.map((table) => [table.table, table]));
}

/** The tables in use, by name. */
export function holidayTables(): readonly HolidayTable[] {
  return [...tables.values()].sort((a, b) => (a.table < b.table ? -1 : 1));
}

function yearOf(table: string, date: LocalDate, knownAt: Instant): HolidayYear | undefined {
  const year = Number(date.slice(0, 4));
  return tables.get(table)?.years.findLast((entry) => entry.year === year && epochDay(entry.known) * MS_PER_DAY <= knownAt);
}

/** Whether the date is a public holiday, by what was known at `knownAt`. Unknown when there is no such table or the year was not loaded. */
export function isHoliday(table: string, date: LocalDate, knownAt: Instant): Known<boolean> {
  return yearOf(table, date, knownAt)?.off.has(date) ?? UNKNOWN;
}

/** Whether the date is a working day: no holiday, and no Saturday or Sunday unless worked in exchange. Unknown as {@link isHoliday}. */
export function isWorkingDay(table: string, date: LocalDate, knownAt: Instant): Known<boolean> {
  const year = yearOf(table, date, knownAt);
  if (year === undefined) return UNKNOWN;
  return year.worked.has(date) || (!year.off.has(date) && weekdayOf(epochDay(date)) <= 5);
}

/** Last year of the table that was loaded at `knownAt`; `null` when there is no table or it is empty. */
export function lastHolidayYear(table: string, knownAt: Instant): number | null {
  const years = tables.get(table)?.years.filter((entry) => epochDay(entry.known) * MS_PER_DAY <= knownAt) ?? [];
  return years.at(-1)?.year ?? null;
}
