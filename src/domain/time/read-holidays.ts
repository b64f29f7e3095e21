import { addDays, daysBetween, epochDay, isLocalDate, weekdayOf } from './date.js';
import type { HolidayTable, HolidayYear } from './holidays.js';
import type { LocalDate } from './instant.js';

/** What is wrong with a table and where: a JSON path from `$`. */
export interface HolidayProblem {
  readonly where: string;
  readonly problem: string;
}

export type HolidayReading = { readonly ok: true; readonly table: HolidayTable } | { readonly ok: false; readonly problems: readonly HolidayProblem[] };

type Report = (where: string, problem: string) => void;

/** A table from its plain value (`packs/holidays/*.yaml`), or everything that is wrong with it. */
export function readHolidayTable(value: unknown): HolidayReading {
  const problems: HolidayProblem[] = [];
  const report: Report = (where, problem) => problems.push({ where, problem });
  const fields = record(value, '$', ['table', 'title', 'years'], report);
  const name = fields['table'];
  if (typeof name !== 'string' || !/^[A-Z][A-Za-z-]*$/.test(name)) report('$.table', 'give the name of the table, letters and dashes, such as CN');
  const title = record(fields['title'], '$.title', ['en', 'zh'], report);
  for (const language of ['en', 'zh']) if (typeof title[language] !== 'string' || title[language] === '') report(`$.title.${language}`, 'say what the table holds, in both languages');
  const years: HolidayYear[] = [];
  if (!Array.isArray(fields['years']) || fields['years'].length === 0) report('$.years', 'list at least one year');
  else fields['years'].forEach((entry, i) => years.push(readYear(entry, `$.years[${i}]`, report)));
  years.sort(byYearAndKnown);
  years.forEach((entry, i) => {
    if (i > 0 && byYearAndKnown(years[i - 1] as HolidayYear, entry) === 0) report('$.years', `${entry.year} is there twice as known on ${entry.known}; a correction is known later`);
  });
  const gap = gapIn(years);
  if (gap !== null) report('$.years', gap);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, table: { table: name as string, title: { en: title['en'] as string, zh: title['zh'] as string }, years } };
}

function byYearAndKnown(a: HolidayYear, b: HolidayYear): number {
  return a.year - b.year || (a.known < b.known ? -1 : a.known > b.known ? 1 : 0);
}

/** A year left out between two would be unknown, and found out only when it comes. */
function gapIn(years: readonly HolidayYear[]): string | null {
  const at = years.findIndex((entry, i) => i > 0 && entry.year > (years[i - 1] as HolidayYear).year + 1);
  return at < 0 ? null : `${(years[at - 1] as HolidayYear).year + 1} is missing before ${(years[at] as HolidayYear).year}; a table has no gap`;
}

function record(value: unknown, where: string, names: readonly string[], report: Report): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report(where, `must hold ${names.join(', ')}`);
    return {};
  }
  for (const name of Object.keys(value)) if (!names.includes(name)) report(`${where}.${name}`, `no such field; there are ${names.join(', ')}`);
  return value as Readonly<Record<string, unknown>>;
}

function readYear(value: unknown, where: string, report: Report): HolidayYear {
  const fields = record(value, where, ['year', 'known', 'off', 'worked'], report);
  const year = typeof fields['year'] === 'number' ? fields['year'] : 0;
  if (!Number.isInteger(year) || year < 1900 || year > 2199) report(`${where}.year`, 'must be a year from 1900 to 2199');
  const known = typeof fields['known'] === 'string' ? fields['known'] : '';
  if (!isLocalDate(known)) report(`${where}.known`, 'must be the date YYYY-MM-DD on which this was published or loaded');
  const off = readDates(fields['off'], year, `${where}.off`, report);
  if (off.size === 0) report(`${where}.off`, 'list the days off; a year without a holiday is a mistake');
  const worked = fields['worked'] === undefined ? new Set<LocalDate>() : readDates(fields['worked'], year, `${where}.worked`, report);
  for (const date of worked) {
    if (off.has(date)) report(`${where}.worked`, `${date} is among the days off as well`);
    else if (weekdayOf(epochDay(date)) <= 5) report(`${where}.worked`, `${date} is no Saturday or Sunday, so it needs no entry`);
  }
  return { year, known, off, worked };
}

/** `2026-02-15` or `2026-02-15..2026-02-23`, both ends included. */
function readDates(value: unknown, year: number, where: string, report: Report): ReadonlySet<LocalDate> {
  const dates = new Set<LocalDate>();
  if (!Array.isArray(value)) {
    report(where, 'must be a list of dates YYYY-MM-DD or spans YYYY-MM-DD..YYYY-MM-DD');
    return dates;
  }
  value.forEach((item: unknown, i) => {
    const [first = '', last = first, ...more] = String(item).split('..');
    if (!isLocalDate(first) || !isLocalDate(last) || more.length > 0) return report(`${where}[${i}]`, `${JSON.stringify(item)} is no date YYYY-MM-DD and no span of two`);
    if (Number(first.slice(0, 4)) !== year || Number(last.slice(0, 4)) !== year) return report(`${where}[${i}]`, `${first === last ? first : `${first}..${last}`} is not within ${year}; put each day under its own year`);
    const days = daysBetween(first, last);
    if (days < 0) return report(`${where}[${i}]`, `the span ${first}..${last} ends before it begins`);
    for (let n = 0; n <= days; n++) {
      const date = addDays(first, n);
      if (dates.has(date)) report(`${where}[${i}]`, `${date} is listed twice`);
      dates.add(date);
    }
  });
  return dates;
}

/** The years of one table from several files: a later file adds years and later knowledge of a year, and changes nothing that stands. */
export function mergeTables(base: HolidayTable, added: HolidayTable): HolidayReading {
  const problems: HolidayProblem[] = [];
  added.years.forEach((entry, i) => {
    const clash = base.years.find((one) => one.year === entry.year && one.known >= entry.known);
    if (clash !== undefined) problems.push({ where: `$.years[${i}].known`, problem: `${entry.year} is loaded already as known on ${clash.known}; a correction is known later than that` });
  });
  const years = [...base.years, ...added.years].sort(byYearAndKnown);
  const gap = gapIn(years);
  if (gap !== null) problems.push({ where: '$.years', problem: gap });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, table: { ...base, years } };
}
