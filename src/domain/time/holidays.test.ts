import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holidayTables, isHoliday, isWorkingDay, lastHolidayYear, useHolidays, type HolidayTable } from './holidays.js';
import { mergeTables, readHolidayTable } from './read-holidays.js';

const table = (value: unknown): HolidayTable => {
  const read = readHolidayTable(value);
  if (!read.ok) throw new Error(read.problems.map((p) => `${p.where}: ${p.problem}`).join('\n'));
  return read.table;
};
const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const title = { en: 'Days off', zh: '假日' };
const XX = { table: 'XX', title, years: [
  { year: 2026, known: '2025-11-04', off: ['2026-01-01..2026-01-03', '2026-02-16'], worked: ['2026-01-04'] },
  { year: 2026, known: '2026-01-20', off: ['2026-01-01..2026-01-03', '2026-02-16..2026-02-17'] },
] };

describe('holidays by what was known', () => {
  const before = holidayTables();
  beforeEach(() => useHolidays([table(XX)]));
  afterEach(() => useHolidays(before));

  it.each<[string, string, boolean | 'unknown', boolean | 'unknown', string]>([
    ['2026-01-03', '2025-11-04', true, false, 'on the day it was published'],
    ['2026-01-03', '2025-11-03', 'unknown', 'unknown', 'a day before that'],
    ['2026-01-04', '2025-12-01', false, true, 'a Sunday worked in exchange'],
    ['2026-01-05', '2025-12-01', false, true, 'a Monday'],
    ['2026-01-10', '2025-12-01', false, false, 'a Saturday'],
    ['2026-02-17', '2026-01-19', false, true, 'before the correction'],
    ['2026-02-17', '2026-01-20', true, false, 'from the correction on'],
    ['2026-12-31', '2026-06-01', false, true, 'the last day loaded'],
    ['2027-01-01', '2026-06-01', 'unknown', 'unknown', 'the first day not loaded'],
    ['2025-12-31', '2026-06-01', 'unknown', 'unknown', 'the day before the first loaded'],
  ])('%s, known at %s: holiday %s, working day %s (%s)', (date, known, holiday, working) => {
    expect(isHoliday('XX', date, at(known))).toBe(holiday);
    expect(isWorkingDay('XX', date, at(known))).toBe(working);
  });

  it('knows nothing of a place without a table', () => {
    expect(isHoliday('YY', '2026-01-01', at('2026-06-01'))).toBe('unknown');
    expect(lastHolidayYear('YY', at('2026-06-01'))).toBeNull();
    expect(lastHolidayYear('XX', at('2026-06-01'))).toBe(2026);
    expect(lastHolidayYear('XX', at('2025-11-03'))).toBeNull();
  });
});

const year = (change: object) => ({ ...XX, years: [{ ...XX.years[0], ...change }] });
describe('a table that cannot be used', () => {
  it.each<[string, unknown, string]>([
    ['no table', null, '$'],
    ['a name with blanks', { ...XX, table: 'x y' }, '$.table'],
    ['a title in one language', { ...XX, title: { en: 'Days off' } }, '$.title.zh'],
    ['no year', { ...XX, years: [] }, '$.years'],
    ['a field nobody reads', { ...XX, holiday: [] }, '$.holiday'],
    ['a year that is text', year({ year: '2026' }), '$.years[0].year'],
    ['no day of knowledge', year({ known: undefined }), '$.years[0].known'],
    ['no day off', year({ off: [] }), '$.years[0].off'],
    ['a date that does not exist', year({ off: ['2026-02-29'] }), '$.years[0].off[0]'],
    ['a date of another year', year({ off: ['2026-01-01', '2027-01-01'] }), '$.years[0].off[1]'],
    ['a span backwards', year({ off: ['2026-01-03..2026-01-01'] }), '$.years[0].off[0]'],
    ['a day twice', year({ off: ['2026-01-01..2026-01-03', '2026-01-02'] }), '$.years[0].off[1]'],
    ['a worked day that is off', year({ worked: ['2026-01-03'] }), '$.years[0].worked'],
    ['a worked Monday', year({ worked: ['2026-01-05'] }), '$.years[0].worked'],
    ['the same knowledge twice', { ...XX, years: [XX.years[0], XX.years[0]] }, '$.years'],
    ['a year left out', { ...XX, years: [XX.years[0], { year: 2028, known: '2026-11-04', off: ['2028-01-01'] }] }, '$.years'],
  ])('%s', (_, value, where) => {
    const read = readHolidayTable(value);
    expect(read.ok ? [] : read.problems.map((p) => p.where)).toContain(where);
  });

  it('adds years and corrections of another file, and refuses to change what stands', () => {
    const more = (known: string, of: number) => table({ ...XX, years: [{ year: of, known, off: [`${of}-01-01`] }] });
    const added = mergeTables(table(XX), more('2026-11-05', 2027));
    expect(added.ok && added.table.years.map((y) => y.year)).toEqual([2026, 2026, 2027]);
    expect(mergeTables(table(XX), more('2026-01-20', 2026)).ok).toBe(false);
    expect(mergeTables(table(XX), more('2026-01-21', 2026)).ok).toBe(true);
  });
});
