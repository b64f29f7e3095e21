import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateFrom, dateText, instantText, moneyText } from './format.js';
import { decimalOf, digitsOf, minorFrom } from './money.js';

describe('money as people type it', () => {
  it.each([
    ['120.50', 'CNY', 12_050], ['120', 'CNY', 12_000], ['1,234.5', 'USD', 123_450], ['￥１２３４．５', 'CNY', 123_450], ['¥88', 'CNY', 8_800], ['CN¥88', 'CNY', 8_800],
    ['US$1.01', 'USD', 101], ['100元', 'CNY', 10_000], ['100 CNY', 'CNY', 10_000], ['CNY 100', 'CNY', 10_000], ['500', 'JPY', 500], [' 7.00 ', 'USD', 700],
    ['', 'CNY', undefined], ['0', 'CNY', undefined], ['-5', 'CNY', undefined], ['1.234', 'CNY', undefined], ['500.5', 'JPY', undefined], ['1,23', 'CNY', undefined],
    ['12e3', 'CNY', undefined], ['ten', 'CNY', undefined], ['99999999999999999', 'CNY', undefined], ['1 or 2', 'CNY', undefined],
  ])('reads %j %s as %s', (typed, currency, minor) => {
    expect(minorFrom(typed, currency)).toBe(minor);
  });

  it('reads back every amount that it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e14 }), fc.constantFrom('CNY', 'USD', 'JPY', 'BHD', 'TWD'), (minor, currency) => {
        expect(minorFrom(decimalOf({ minor, currency }), currency)).toBe(minor);
      }),
      { seed: 20261124 },
    );
  });

  it('never loses a cent to a fraction, and writes what it does not know plainly', () => {
    expect(moneyText({ minor: 9_007_199_254_740_991, currency: 'USD' }, 'en')).toBe('$90,071,992,547,409.91');
    expect(moneyText({ minor: -5, currency: 'CNY' }, 'zh')).toBe('-¥0.05');
    expect(moneyText({ minor: 150, currency: '??' }, 'en')).toBe('1.50 ??');
    expect(digitsOf('??')).toBe(2);
  });
});

describe('dates as people type them', () => {
  it.each([
    ['2026-12-01', '2026-12-01'], ['2026/12/1', '2026-12-01'], ['2026年12月1日', '2026-12-01'], ['２０２６．１２．０１', '2026-12-01'],
    ['2026-02-30', undefined], ['2026-13-01', undefined], ['tomorrow', undefined], ['', undefined], ['01/12/2026', undefined],
  ])('reads %j as %s', (typed, date) => {
    expect(dateFrom(typed)).toBe(date);
  });

  it('says the zone of every instant and gives a calendar date none', () => {
    expect(instantText('2026-11-24T16:30:00.000Z', 'zh')).toBe('2026年11月25日 00:30（北京时间）');
    expect(instantText('2026-11-24T16:30:00.000Z', 'en')).toMatch(/^November 24, 2026 at 4:30\sPM UTC$/);
    expect(dateText('2026-11-24', 'en')).toBe('November 24, 2026');
    expect(dateText('no date', 'en')).toBe('no date');
    expect(instantText('no instant', 'en')).toBe('no instant');
  });
});
