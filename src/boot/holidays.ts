import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holidayYaml, readHolidayFile } from '../adapters/files/holiday-file.js';
import { parseYaml } from '../adapters/files/yaml-text.js';
import { isLocalDate } from '../domain/time/date.js';
import { holidayTables, type HolidayTable } from '../domain/time/holidays.js';
import type { LocalDate } from '../domain/time/instant.js';
import { mergeTables, readHolidayTable, type HolidayReading } from '../domain/time/read-holidays.js';
import { Terminal } from '../engine/ports/errors.js';

/** Tables of the folders' `holidays/*.yaml`, or everything that is wrong with them, each `file:line:column: what, and what to do`. */
export type HolidayText = { readonly ok: true; readonly tables: readonly HolidayTable[] } | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the tables of all folders in turn; a later folder adds years to a table of the same name. */
export function readHolidays(folders: readonly { readonly path: string; readonly shown: string }[]): HolidayText {
  const problems: string[] = [];
  const tables = new Map<string, HolidayTable>();
  for (const folder of folders) {
    const path = join(folder.path, 'holidays');
    for (const name of existsSync(path) ? readdirSync(path).filter((one) => one.endsWith('.yaml')).sort() : []) {
      const file = join(folder.shown, 'holidays', name);
      const parsed = parseYaml(readFileSync(join(path, name), 'utf8'), 'table');
      if (!parsed.ok) {
        for (const { at, problem } of parsed.problems) problems.push(`${file}${at === null ? '' : `:${at.line}:${at.column}`}: ${problem}`);
        continue;
      }
      const reading = joined(tables, readHolidayTable(parsed.value));
      if (reading.ok) tables.set(reading.table.table, reading.table);
      else for (const { where, problem } of reading.problems) problems.push(`${file}${placed(parsed.placeOf(where))}: ${problem}`);
    }
  }
  return problems.length === 0 ? { ok: true, tables: [...tables.values()] } : { ok: false, problems };
}

function placed(at: { readonly line: number; readonly column: number } | null): string {
  return at === null ? '' : `:${at.line}:${at.column}`;
}

function joined(tables: ReadonlyMap<string, HolidayTable>, reading: HolidayReading): HolidayReading {
  const base = reading.ok ? tables.get(reading.table.table) : undefined;
  return reading.ok && base !== undefined ? mergeTables(base, reading.table) : reading;
}

/** A year of which a table should be loaded by now and is not: this one, and the next from December on. */
export function missingHolidayYears(today: LocalDate): readonly string[] {
  const year = Number(today.slice(0, 4));
  const wanted = Number(today.slice(5, 7)) === 12 ? [year, year + 1] : [year];
  return holidayTables().flatMap((table) => wanted.filter((one) => !table.years.some((entry) => entry.year === one && entry.known <= today)).map((one) => `${table.table} ${one}`));
}

/**
 * Adds the years of a published file to the operator's folder: those of which the table knows nothing, and
 * those that the file says differently, as a correction. Nothing that is loaded is changed, and years before the table's first are left out. Throws {@link Terminal} in words for whatever is wrong.
 */
export async function importHolidays(
  folder: string | undefined, text: string, wish: { readonly table: string; readonly known: string; readonly from: number | null },
): Promise<{ readonly path: string; readonly years: readonly number[] }> {
  if (folder === undefined) throw new Terminal('no_folder', 'Set LAW_PACKS to a folder of your own; years of holidays are kept there, in holidays/, beside your packs.');
  if (!isLocalDate(wish.known)) throw new Terminal('bad_request', `--known must be a date YYYY-MM-DD, not "${wish.known}".`);
  if (wish.from !== null && !Number.isInteger(wish.from)) throw new Terminal('bad_request', '--from must be a year.');
  const base = holidayTables().find((table) => table.table === wish.table);
  if (base === undefined) throw new Terminal('no_table', `There is no table "${wish.table}"; there are ${holidayTables().map((table) => table.table).join(', ')}. A table of a new place is a file of its own in holidays/.`);
  const file = readHolidayFile(text);
  if (!file.ok) throw new Terminal('bad_file', `The file cannot be read: ${file.problems.slice(0, 5).join('; ')}${file.problems.length > 5 ? ` (and ${file.problems.length - 5} more)` : ''}.`);
  const added = file.years.filter((one) => (wish.from === null || one.year >= wish.from) && !isLoaded(base, one.year, one.off, one.worked)).map((one) => ({ ...one, known: wish.known }));
  const path = join(folder, 'holidays', `${wish.table.toLowerCase()}.yaml`);
  if (added.length === 0) return { path, years: [] };
  const own = existsSync(path) ? await readFile(path, 'utf8') : null;
  const yaml = holidayYaml(base, added, `Added to what Dunwell ships. \`known\` is the day from which a decision may use it.`);
  const whole = own === null ? yaml : `${own.trimEnd()}\n${yaml.slice(yaml.indexOf('years:\n') + 'years:\n'.length)}`;
  const parsed = parseYaml(yaml, 'table');
  const reading = parsed.ok ? readHolidayTable(parsed.value) : null;
  const merged = reading?.ok === true ? mergeTables(base, reading.table) : reading;
  if (merged === null || !merged.ok) throw new Terminal('bad_file', `The years do not fit the table: ${merged === null ? 'unreadable' : merged.problems.map((one) => one.problem).join('; ')}.`);
  await mkdir(join(folder, 'holidays'), { recursive: true });
  await writeFile(`${path}.part`, whole);
  await rename(`${path}.part`, path);
  return { path, years: added.map((one) => one.year) };
}

function isLoaded(base: HolidayTable, year: number, off: readonly LocalDate[], worked: readonly LocalDate[]): boolean {
  const entry = base.years.findLast((one) => one.year === year);
  if (entry === undefined) return base.years.some((one) => one.year > year);
  return entry.off.size === off.length && off.every((date) => entry.off.has(date)) && entry.worked.size === worked.length && worked.every((date) => entry.worked.has(date));
}
