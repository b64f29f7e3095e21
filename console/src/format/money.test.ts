import { describe, expect, it } from 'vitest';
import { decimals, moneyText, parseMinor } from './money.js';

describe('money on screen', () => {
  it.each([
    [{ minor: 123456, currency: 'CNY' }, 'zh-CN', '¥1,234.56'],
    [{ minor: 123456, currency: 'USD' }, 'en', '$1,234.56'],
    [{ minor: -5, currency: 'USD' }, 'en', '-$0.05'],
    [{ minor: 1234, currency: 'JPY' }, 'en', '¥1,234'],
    [{ minor: 0, currency: 'TWD' }, 'en', 'NT$0.00'],
  ])('%j in %s reads %s', (money, locale, text) => {
    expect(moneyText(money, locale)).toBe(text);
  });

  it.each([
    ['100', 'CNY', 10000],
    ['1,234.5', 'USD', 123450],
    ['0.05', 'USD', 5],
    ['1234', 'JPY', 1234],
    ['12.5', 'JPY', null],
    ['12.345', 'USD', null],
    ['-3', 'USD', null],
    ['1,23', 'USD', null],
    ['', 'USD', null],
    ['ten', 'USD', null],
  ])('%s typed for %s is %s', (text, currency, minor) => {
    expect(parseMinor(text, currency)).toBe(minor);
  });

  it('knows how many places a currency has', () => {
    expect([decimals('CNY'), decimals('JPY')]).toEqual([2, 0]);
  });
});
