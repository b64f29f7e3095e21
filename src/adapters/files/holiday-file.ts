import { addDays, isLocalDate } from '../../domain/time/date.js';
import type { LocalDate } from '../../domain/time/instant.js';

/** Days off and weekends worked of the years that a file is about. */
export type HolidayFile = { readonly ok: true; readonly years: readonly FileYear[] } | { readonly ok: false; readonly problems: readonly string[] };

export interface FileYear {
  readonly year: number;
  readonly off: readonly LocalDate[];
  readonly worked: readonly LocalDate[];
}

/**
 * Reads a published list of holidays: the JSON of chinese-days (`holidays` and `workdays`, keyed by date), or CSV with
 * the columns `date` and `kind`, where kind is `off` or `worked`. Every line that is not understood is a problem.
 */
export function readHolidayFile(text: string): HolidayFile {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  return trimmed.startsWith('{') ? readChineseDays(trimmed) : readCsv(trimmed);
}

function readChineseDays(text: string): HolidayFile {
  let value: { holidays?: unknown; workdays?: unknown };
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return { ok: false, problems: ['the file begins as JSON but is not; give it whole'] };
  }
  const keys = (of: unknown): readonly string[] | null => (typeof of === 'object' && of !== null && !Array.isArray(of) ? Object.keys(of) : null);
  const [off, worked] = [keys(value.holidays), keys(value.workdays)];
  if (off === null || worked === null) return { ok: false, problems: ['the JSON must hold "holidays" and "workdays", each an object keyed by date, as chinese-days.json does'] };
  const wrong = [...off, ...worked].filter((date) => !isLocalDate(date)).map((date) => `${JSON.stringify(date)} is not a date YYYY-MM-DD`);
  return wrong.length > 0 ? { ok: false, problems: wrong } : byYear(off, worked);
}

function readCsv(text: string): HolidayFile {
  const [head = '', ...lines] = text.split(/\r?\n/);
  const columns = head.split(',').map((name) => name.trim().toLowerCase());
  const [dateAt, kindAt] = [columns.indexOf('date'), columns.indexOf('kind')];
  if (dateAt < 0 || kindAt < 0) return { ok: false, problems: ['the first line must name the columns date and kind (kind is off or worked); other columns are not read'] };
  const problems: string[] = [];
  const days = { off: new Set<LocalDate>(), worked: new Set<LocalDate>() };
  lines.forEach((line, i) => {
    if (line.trim() === '') return;
    const cells = line.split(',').map((cell) => cell.trim());
    const [date = '', kind = ''] = [cells[dateAt], cells[kindAt]];
    if (!isLocalDate(date)) problems.push(`line ${i + 2}: ${JSON.stringify(date)} is not a date YYYY-MM-DD`);
    else if (kind !== 'off' && kind !== 'worked') problems.push(`line ${i + 2}: kind must be off or worked, not ${JSON.stringify(kind)}`);
    else days[kind].add(date);
  });
  return problems.length > 0 ? { ok: false, problems } : byYear([...days.off], [...days.worked]);
}

function byYear(off: readonly LocalDate[], worked: readonly LocalDate[]): HolidayFile {
  const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
  const years = [...new Set([...off, ...worked].map(yearOf))].sort((a, b) => a - b);
  if (years.length === 0) return { ok: false, problems: ['the file lists no day'] };
  return { ok: true, years: years.map((year) => ({ year, off: off.filter((date) => yearOf(date) === year).sort(), worked: worked.filter((date) => yearOf(date) === year).sort() })) };
}

/** The years as the text of a table's file; runs of days are written as spans. */
export function holidayYaml(table: { readonly table: string; readonly title: { readonly en: string; readonly zh: string } }, years: readonly (FileYear & { readonly known: LocalDate })[], source: string): string {
  const entries = years.map((one) => [`  - year: ${one.year}`, `    known: ${one.known}`, `    off: [${spans(one.off)}]`, ...(one.worked.length === 0 ? [] : [`    worked: [${spans(one.worked)}]`])].join('\n'));
  return [`# ${source}`, `table: ${table.table}`, `title: {en: ${JSON.stringify(table.title.en)}, zh: ${JSON.stringify(table.title.zh)}}`, 'years:', ...entries, ''].join('\n');
}

function spans(dates: readonly LocalDate[]): string {
  const runs: [LocalDate, LocalDate][] = [];
  for (const date of dates) {
    const run = runs.at(-1);
    if (run !== undefined && addDays(run[1], 1) === date) run[1] = date;
    else runs.push([date, date]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}..${last}`)).join(', ');
}
