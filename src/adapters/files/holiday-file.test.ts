import { describe, expect, it } from 'vitest';
import { holidayYaml, readHolidayFile } from './holiday-file.js';

describe('files of holidays', () => {
  it('reads the JSON of chinese-days', () => {
    const text = JSON.stringify({ holidays: { '2027-01-01': "New Year's Day,元旦,1", '2027-02-06': 'Spring Festival,春节,4' }, workdays: { '2027-01-31': 'Spring Festival,春节,4' }, inLieuDays: {} });
    expect(readHolidayFile(text)).toEqual({ ok: true, years: [{ year: 2027, off: ['2027-01-01', '2027-02-06'], worked: ['2027-01-31'] }] });
  });
  it('reads CSV with the columns in any order, each year apart', () => {
    expect(readHolidayFile('\uFEFFkind, name ,date\r\noff,New Year,2028-01-01\noff,Christmas,2027-12-25\n\n')).toEqual({ ok: true, years: [{ year: 2027, off: ['2027-12-25'], worked: [] }, { year: 2028, off: ['2028-01-01'], worked: [] }] });
  });
  it.each([
    ['', 'the first line must name the columns'],
    ['date\n2027-01-01', 'the first line must name the columns'],
    ['date,kind\n', 'lists no day'],
    ['date,kind\n2027-01-01,off\n2027-02-30,off', 'line 3: "2027-02-30" is not a date'],
    ['date,kind\n2027-01-01,holiday', 'line 2: kind must be off or worked, not "holiday"'],
    ['{"holidays":', 'begins as JSON but is not'],
    ['{"holidays":{},"workdays":[]}', 'each an object keyed by date'],
    ['{"holidays":{"2027-1-1":"x"},"workdays":{}}', '"2027-1-1" is not a date'],
  ])('refuses %j', (text, reason) => {
    const read = readHolidayFile(text);
    expect(read.ok ? '' : read.problems.join('; ')).toContain(reason);
  });
  it('writes runs of days as spans', () => {
    expect(holidayYaml({ table: 'CN', title: { en: 'Days off', zh: '假日' } }, [{ year: 2027, known: '2026-11-05', off: ['2027-01-01', '2027-02-06', '2027-02-07'], worked: ['2027-01-31'] }], 'Source')).toBe(
      '# Source\ntable: CN\ntitle: {en: "Days off", zh: "假日"}\nyears:\n  - year: 2027\n    known: 2026-11-05\n    off: [2027-01-01, 2027-02-06..2027-02-07]\n    worked: [2027-01-31]\n',
    );
  });
});
