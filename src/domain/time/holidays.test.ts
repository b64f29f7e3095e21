import { describe, expect, it } from 'vitest';
import { isCnHoliday, isCnWorkday, isUsFederalHoliday, usFederalHolidays } from './holidays.js';

describe('US federal holidays', () => {
  it('are those of 5 USC 6103(a) in 2026', () => {
    expect(usFederalHolidays(2026)).toEqual([
      '2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-04', '2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25',
    ]);
  });
  it.each<[string, boolean | 'unknown']>([
    ['2026-07-04', true], ['2026-07-03', false], ['2027-05-31', true], ['2027-12-31', false], ['2021-12-31', 'unknown'], ['2031-01-01', 'unknown'],
  ])('%s: %s', (date, holiday) => expect(isUsFederalHoliday(date)).toBe(holiday));
  it('lists nothing for a year that is not loaded', () => expect(usFederalHolidays(2031)).toEqual([]));
});

describe('holidays of mainland China', () => {
  it.each<[string, boolean | 'unknown', boolean | 'unknown']>([
    ['2026-02-14', false, true], ['2026-02-15', true, false], ['2026-02-23', true, false], ['2026-02-24', false, true], ['2026-03-07', false, false],
    ['2025-10-08', true, false], ['2025-10-11', false, true], ['2024-10-01', 'unknown', 'unknown'], ['2027-01-01', 'unknown', 'unknown'],
  ])('%s: holiday %s, working day %s', (date, holiday, workday) => {
    expect(isCnHoliday(date)).toBe(holiday);
    expect(isCnWorkday(date)).toBe(workday);
  });
});
