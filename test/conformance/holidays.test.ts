import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDayDetail, isHoliday as chineseDaysHoliday } from 'chinese-days';
import { LegalHoliday } from 'tyme4ts';
import { describe, expect, it } from 'vitest';
import { importHolidays, missingHolidayYears, readHolidays } from '../../src/boot/holidays.js';
import { addDays, epochDay, weekdayOf } from '../../src/domain/time/date.js';
import { holidayTables, isHoliday, isWorkingDay } from '../../src/domain/time/holidays.js';

const SHIPPED = { path: 'packs', shown: 'packs' };
const KNOWN = Date.parse('2026-11-24T00:00:00Z');
const CN_YEARS = [2021, 2022, 2023, 2024, 2025, 2026];
const daysOf = (year: number): readonly string[] => {
  const days: string[] = [];
  for (let date = `${year}-01-01`; date.startsWith(String(year)); date = addDays(date, 1)) days.push(date);
  return days;
};

describe('the tables that we ship', () => {
  it.each(CN_YEARS)('agree with two independent libraries on every day of mainland China in %i', (year) => {
    for (const date of daysOf(year)) {
      const tyme = LegalHoliday.fromYmd(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8)));
      const [off, working] = [isHoliday('CN', date, KNOWN), isWorkingDay('CN', date, KNOWN)];
      const detail = getDayDetail(date);
      expect({ date, working }).toEqual({ date, working: detail.work });
      // tyme4ts counts a plain weekend that a notice joins to a holiday ("1 January, together with the weekend") among its days; it is no working day either way.
      expect({ date, working }).toEqual({ date, working: tyme === null ? weekdayOf(epochDay(date)) <= 5 : tyme.isWork() });
      if (off === true) expect(chineseDaysHoliday(date)).toBe(true);
    }
  });

  it('hold the eleven days of 5 USC 6103(a) in every year, the day itself when it falls on a weekend', () => {
    const us = holidayTables().find((table) => table.table === 'US-federal');
    expect(us?.years.map((year) => year.off.size)).toEqual(us?.years.map(() => 11));
    // Dates as the Office of Personnel Management lists them, moved back from the day observed.
    expect([...(us?.years.find((year) => year.year === 2027)?.off ?? [])]).toEqual([
      '2027-01-01', '2027-01-18', '2027-02-15', '2027-05-31', '2027-06-19', '2027-07-04', '2027-09-06', '2027-10-11', '2027-11-11', '2027-11-25', '2027-12-25',
    ]);
  });

  it('say which year should have been loaded by now', () => {
    expect(missingHolidayYears('2026-11-30')).toEqual([]);
    expect(missingHolidayYears('2026-12-01')).toEqual(['CN 2027', 'ID 2027']);
  });
});

describe('an operator\'s own years', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'dunwell-law-'));
  const csv = 'date,kind\n2027-01-01,off\n2027-02-05,off\n2027-02-06,off\n2027-01-30,worked\n';

  it('are added to a table that we ship, used from the day they were known, and add up with those imported later', async () => {
    const own = folder();
    expect(await importHolidays(own, csv, { table: 'CN', known: '2026-11-05', from: null })).toEqual({ path: join(own, 'holidays/cn.yaml'), years: [2027] });
    expect((await importHolidays(own, 'date,kind\n2027-01-01,off\n2027-02-05,off\n', { table: 'CN', known: '2026-12-20', from: null })).years).toEqual([2027]);
    const read = readHolidays([SHIPPED, { path: own, shown: own }]);
    const cn = read.ok ? read.tables.find((table) => table.table === 'CN') : undefined;
    expect(cn?.years.filter((year) => year.year === 2027).map((year) => [year.known, year.off.size, year.worked.size])).toEqual([['2026-11-05', 3, 1], ['2026-12-20', 2, 0]]);
  });

  it('are not written twice: a file that says what is loaded adds nothing', async () => {
    const text = readFileSync('node_modules/chinese-days/dist/chinese-days.json', 'utf8');
    expect((await importHolidays(folder(), text, { table: 'CN', known: '2026-11-24', from: 2021 })).years).toEqual([]);
  });

  it.each([
    ['no folder', undefined, csv, {}, 'Set LAW_PACKS'],
    ['no such table', 'own', csv, { table: 'XX' }, 'There is no table "XX"; there are CN, GB, ID, US-federal'],
    ['no date', 'own', csv, { known: 'today' }, '--known must be a date'],
    ['a day that is no date', 'own', 'date,kind\n2027-02-30,off\n', {}, 'line 2: "2027-02-30" is not a date'],
    ['a correction known before what it corrects', 'own', 'date,kind\n2026-01-01,off\n', { known: '2025-01-01' }, '2026 is loaded already as known on 2025-11-04'],
    ['a year that leaves a gap', 'own', 'date,kind\n2029-01-01,off\n', {}, '2027 is missing before 2029'],
  ])('are refused in words: %s', async (_, own, text, wish, words) => {
    const path = own === undefined ? undefined : folder();
    await expect(importHolidays(path, text, { table: 'CN', known: '2026-11-24', from: null, ...wish })).rejects.toThrow(words);
  });

  it.each([
    ['years:\n  - year: 2027\n    known: 2026-11-05\n    off: [2027-02-30]\n', ':6:11: "2027-02-30" is no date'],
    ['years: []\n', ':3:1: list at least one year'],
    ['years: [\n', 'not readable as YAML'],
  ])('stop the start with file, line and reason when they cannot be read: %j', (years, words) => {
    const own = folder();
    importFolder(own, `table: CN\ntitle: {en: Holidays, zh: 假日}\n${years}`);
    const read = readHolidays([SHIPPED, { path: own, shown: 'own' }]);
    expect(read.ok ? '' : read.problems.join('\n')).toContain(words);
    expect(read.ok ? '' : read.problems.join('\n')).toContain('own/holidays/cn.yaml');
  });
});

function importFolder(own: string, text: string): void {
  mkdirSync(join(own, 'holidays'));
  writeFileSync(join(own, 'holidays/cn.yaml'), text);
}
