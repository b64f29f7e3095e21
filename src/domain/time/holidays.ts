import { UNKNOWN, type Known } from '../unknown.js';
import { dateOfEpochDay, epochDay, weekdayOf } from './date.js';
import type { LocalDate } from './instant.js';

// Dated tables. A year that is not loaded is unknown, never "not a holiday": a rule that needs it must deny.

/** Years for which the US list below is the law: Juneteenth joined in 2021; the end is when to look again. */
export const US_FEDERAL_HOLIDAYS_FIRST_YEAR = 2022;
export const US_FEDERAL_HOLIDAYS_LAST_YEAR = 2030;

type UsRule = { readonly month: number } & ({ readonly day: number } | { readonly weekday: number; readonly nth: number });

/** 5 USC 6103(a). `nth` −1 is the last such weekday of the month. */
const US_FEDERAL: readonly UsRule[] = [
  { month: 1, day: 1 }, { month: 1, weekday: 1, nth: 3 }, { month: 2, weekday: 1, nth: 3 }, { month: 5, weekday: 1, nth: -1 },
  { month: 6, day: 19 }, { month: 7, day: 4 }, { month: 9, weekday: 1, nth: 1 }, { month: 10, weekday: 1, nth: 2 },
  { month: 11, day: 11 }, { month: 11, weekday: 4, nth: 4 }, { month: 12, day: 25 },
];

function dayOfRule(year: number, rule: UsRule): number {
  const first = epochDay(`${year}-${String(rule.month).padStart(2, '0')}-01`);
  if ('day' in rule) return first + rule.day - 1;
  if (rule.nth > 0) return first + ((rule.weekday - weekdayOf(first) + 7) % 7) + 7 * (rule.nth - 1);
  const next = rule.month === 12 ? epochDay(`${year + 1}-01-01`) : epochDay(`${year}-${String(rule.month + 1).padStart(2, '0')}-01`);
  const last = next - 1;
  return last - ((weekdayOf(last) - rule.weekday + 7) % 7);
}

const usYears = new Map<number, ReadonlySet<number>>();

/**
 * Whether the date is a legal public holiday of 5 USC 6103(a): the named day itself, not the day on which federal
 * employees have it off (6103(b)). Unknown outside the years loaded.
 */
export function isUsFederalHoliday(date: LocalDate): Known<boolean> {
  const year = Number(date.slice(0, 4));
  if (year < US_FEDERAL_HOLIDAYS_FIRST_YEAR || year > US_FEDERAL_HOLIDAYS_LAST_YEAR) return UNKNOWN;
  let days = usYears.get(year);
  if (days === undefined) {
    days = new Set(US_FEDERAL.map((rule) => dayOfRule(year, rule)));
    usYears.set(year, days);
  }
  return days.has(epochDay(date));
}

/** The US federal holidays of a loaded year, in order; empty for a year that is not loaded. */
export function usFederalHolidays(year: number): readonly LocalDate[] {
  if (year < US_FEDERAL_HOLIDAYS_FIRST_YEAR || year > US_FEDERAL_HOLIDAYS_LAST_YEAR) return [];
  return US_FEDERAL.map((rule) => dateOfEpochDay(dayOfRule(year, rule))).sort();
}

interface YearTable {
  /** Days off, as first and last date of each run. */
  readonly off: readonly (readonly [LocalDate, LocalDate])[];
  /** Saturdays and Sundays worked in exchange. */
  readonly worked: readonly LocalDate[];
}

/** Mainland China: the State Council's yearly notices on holidays. The notice for a year comes late in the year before. */
const CN: Readonly<Record<number, YearTable>> = {
  2025: {
    off: [
      ['2025-01-01', '2025-01-01'], ['2025-01-28', '2025-02-04'], ['2025-04-04', '2025-04-06'], ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'], ['2025-10-01', '2025-10-08'],
    ],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  2026: {
    off: [
      ['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'], ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07'],
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
};

/** Last year of which the mainland Chinese holidays are loaded. */
export const CN_HOLIDAYS_LAST_YEAR = 2026;

/** Whether the date is a public holiday in mainland China. Unknown outside the years loaded. */
export function isCnHoliday(date: LocalDate): Known<boolean> {
  const table = CN[Number(date.slice(0, 4))];
  if (table === undefined) return UNKNOWN;
  return table.off.some(([first, last]) => date >= first && date <= last);
}

/** Whether the date is a working day in mainland China: no holiday, and no weekend unless worked in exchange. */
export function isCnWorkday(date: LocalDate): Known<boolean> {
  const holiday = isCnHoliday(date);
  if (holiday === UNKNOWN) return UNKNOWN;
  if (CN[Number(date.slice(0, 4))]?.worked.includes(date) === true) return true;
  return !holiday && weekdayOf(epochDay(date)) <= 5;
}
