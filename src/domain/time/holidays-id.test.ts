import { describe, expect, it } from 'vitest';
import { isIndonesianHoliday } from './holidays-id.js';

describe('Indonesian national holidays', () => {
  it.each([
    ['2026-03-19', true], ['2026-03-20', false], ['2026-08-17', true], ['2026-08-18', false], ['2025-12-25', true], ['2025-12-26', false],
  ])('%s is a holiday: %s', (date, expected) => {
    expect(isIndonesianHoliday(date)).toBe(expected);
  });

  it('says unknown of a year whose decree is not loaded', () => {
    expect(isIndonesianHoliday('2031-08-17')).toBe('unknown');
  });
});
