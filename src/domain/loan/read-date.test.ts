import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DateFormat } from './mapping.js';
import { dateOfSerial, readDate } from './read-date.js';

// text | formats | expected date or code
const CASES: readonly (readonly [string, readonly DateFormat[], string])[] = [
  ['2026-01-05', ['YYYY-MM-DD'], '2026-01-05'],
  ['2026-1-5', ['YYYY-MM-DD'], '2026-01-05'],
  ['2026/01/05', ['YYYY/MM/DD'], '2026-01-05'],
  ['05/01/2026', ['DD/MM/YYYY'], '2026-01-05'],
  ['05/01/2026', ['MM/DD/YYYY'], '2026-05-01'],
  ['20260105', ['YYYYMMDD'], '2026-01-05'],
  ['2026年1月5日', ['YYYY年M月D日'], '2026-01-05'],
  ['2026 年 1 月 5 日', ['YYYY年M月D日'], '2026-01-05'],
  ['２０２６年１月５日', ['YYYY年M月D日'], '2026-01-05'],
  ['2026-01-05 00:00:00', ['YYYY-MM-DD'], '2026-01-05'],
  ['2026-01-05T09:30:00.000Z', [], '2026-01-05'],
  ['2026-01-05', ['DD/MM/YYYY'], '2026-01-05'],
  ['46027', ['excel_serial'], '2026-01-05'],
  ['46027.75', ['excel_serial'], '2026-01-05'],
  ['44565', ['excel_serial_1904'], '2026-01-05'],
  ['46027', ['YYYYMMDD', 'excel_serial'], '2026-01-05'],
  ['2024-02-29', ['YYYY-MM-DD'], '2024-02-29'],
  ['2026-02-29', ['YYYY-MM-DD'], 'impossible_date'],
  ['2026-02-30', ['YYYY-MM-DD'], 'impossible_date'],
  ['2026-13-01', ['YYYY-MM-DD'], 'impossible_date'],
  ['2026-00-10', ['YYYY-MM-DD'], 'impossible_date'],
  ['31/04/2026', ['DD/MM/YYYY'], 'impossible_date'],
  ['01/13/2026', ['DD/MM/YYYY'], 'impossible_date'],
  ['00000000', ['YYYYMMDD'], 'impossible_date'],
  ['0', ['excel_serial'], 'impossible_date'],
  ['60', ['excel_serial'], 'impossible_date'],
  ['0026-01-05', ['YYYY-MM-DD'], 'absurd_date'],
  ['9999-12-31', ['YYYY-MM-DD'], 'absurd_date'],
  ['05/01/2026', ['YYYY-MM-DD'], 'not_a_date'],
  ['46027', ['YYYY-MM-DD'], 'not_a_date'],
  ['yesterday', ['YYYY-MM-DD'], 'not_a_date'],
  ['2026-01-05; drop table', ['YYYY-MM-DD'], 'not_a_date'],
];

describe('readDate', () => {
  it.each(CASES)('%s as %j is %s', (text, formats, expected) => {
    const reading = readDate(text, formats);
    expect(reading.ok ? reading.value : reading.code).toBe(expected);
  });
  it('shows the shape of a cell, never its content', () => {
    const reading = readDate('张伟 Smith 13800138000', ['YYYY-MM-DD']);
    expect(reading.ok ? '' : reading.reason).toContain('"字字 AAAAA 99999999999"');
    expect(JSON.stringify(reading)).not.toMatch(/张|Smith|138/);
  });
  it('reads back every day in every form that it is written in', () => {
    const days = fc.integer({ min: Date.UTC(1901, 0, 1) / 864e5, max: Date.UTC(2199, 11, 31) / 864e5 });
    fc.assert(
      fc.property(days, (day) => {
        const iso = new Date(day * 864e5).toISOString().slice(0, 10);
        const [y = '', m = '', d = ''] = iso.split('-');
        const written: readonly (readonly [DateFormat, string])[] = [
          ['YYYY-MM-DD', iso], ['YYYY/MM/DD', `${y}/${m}/${d}`], ['DD/MM/YYYY', `${d}/${m}/${y}`], ['MM/DD/YYYY', `${m}/${d}/${y}`],
          ['YYYYMMDD', y + m + d], ['YYYY年M月D日', `${y}年${Number(m)}月${Number(d)}日`],
          ['excel_serial', String(day + 25_569)], ['excel_serial_1904', String(day + 24_107)],
        ];
        for (const [format, text] of written) {
          if (format === 'excel_serial_1904' && day + 24_107 < 1) continue;
          expect(readDate(text, [format])).toEqual({ ok: true, value: iso });
        }
      }),
      { seed: 20261124 },
    );
  });
});

describe('dateOfSerial', () => {
  it('counts the leap day of 1900 that never was, and drops the time of day', () => {
    expect(dateOfSerial(1, 1900)).toBe('1900-01-01');
    expect(dateOfSerial(59, 1900)).toBe('1900-02-28');
    expect(dateOfSerial(60, 1900)).toBeNull();
    expect(dateOfSerial(61, 1900)).toBe('1900-03-01');
    expect(dateOfSerial(46_027.999, 1900)).toBe('2026-01-05');
    expect(dateOfSerial(1, 1904)).toBe('1904-01-02');
    expect(dateOfSerial(-1, 1900)).toBeNull();
    expect(dateOfSerial(3_000_000, 1900)).toBeNull();
  });
});
