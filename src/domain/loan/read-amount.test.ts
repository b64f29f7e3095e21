import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMinor } from '../money/money.js';
import type { AmountFormat } from './mapping.js';
import { readAmount, readMonths, readRatePpm } from './read-amount.js';

const EURO: AmountFormat = { decimal: ',' };
const SWISS: AmountFormat = { thousands: "'" };
const SPACE: AmountFormat = { decimal: ',', thousands: ' ' };
const MINOR: AmountFormat = { unit: 'minor' };

// text | format | currency | expected minor units or code
const CASES: readonly (readonly [string, AmountFormat, string, number | string])[] = [
  ['1234.56', {}, 'USD', 123_456],
  ['1,234.56', {}, 'USD', 123_456],
  ['12,34,567.00', {}, 'INR', 123_456_700],
  ['1.234,56', EURO, 'EUR', 123_456],
  ["1'234.5", SWISS, 'CHF', 123_450],
  ['1 234,50', SPACE, 'EUR', 123_450],
  ['1\u202f234,50', SPACE, 'EUR', 123_450],
  ['１２３４．５６', {}, 'CNY', 123_456],
  ['￥1，234.56', {}, 'CNY', 123_456],
  ['¥ 12', {}, 'JPY', 12],
  ['NT$3,913', {}, 'TWD', 391_300],
  ['3,913 TWD', {}, 'TWD', 391_300],
  ['RMB 5.00', {}, 'CNY', 500],
  ['3913元', {}, 'TWD', 391_300],
  ['$ 0.10', {}, 'USD', 10],
  ['.5', {}, 'USD', 50],
  ['12.3400', {}, 'USD', 1_234],
  ['0', {}, 'USD', 0],
  ['-0.00', {}, 'USD', 0],
  ['-12.50', {}, 'USD', -1_250],
  ['12.50-', {}, 'USD', -1_250],
  ['\u221212.50', {}, 'USD', -1_250],
  ['(12.50)', {}, 'USD', -1_250],
  ['12.50 CR', {}, 'USD', -1_250],
  ['-$12.50', {}, 'USD', -1_250],
  ['$-12.50', {}, 'USD', -1_250],
  ['+12', {}, 'USD', 1_200],
  ['391300', MINOR, 'TWD', 391_300],
  ['1.234', {}, 'KWD', 1_234],
  ['10000000000', {}, 'USD', 1e12],
  ['12.345', {}, 'USD', 'too_many_decimals'],
  ['1.5', {}, 'JPY', 'too_many_decimals'],
  ['1.5', MINOR, 'USD', 'too_many_decimals'],
  ['10000000000.01', {}, 'USD', 'absurd_amount'],
  ['-10000000000.01', {}, 'USD', 'absurd_amount'],
  ['9'.repeat(60), {}, 'USD', 'absurd_amount'],
  ['1.23E+11', {}, 'USD', 'shortened_number'],
  ['NT$5 USD', {}, 'TWD', 'currency_mismatch'],
  ['EUR 5', {}, 'USD', 'currency_mismatch'],
  ['1,23', {}, 'USD', 'not_an_amount'],
  ['1,2345', {}, 'USD', 'not_an_amount'],
  ['1.2.3', {}, 'USD', 'not_an_amount'],
  ['1,234.56', { thousands: 'none' }, 'USD', 'not_an_amount'],
  ['--5', {}, 'USD', 'not_an_amount'],
  ['-5-', {}, 'USD', 'not_an_amount'],
  ['Infinity', {}, 'USD', 'not_an_amount'],
  ['n/a', {}, 'USD', 'not_an_amount'],
  ['12 months', {}, 'USD', 'not_an_amount'],
  ['0x10', {}, 'USD', 'not_an_amount'],
  ['1 234', {}, 'USD', 'not_an_amount'],
  [' '.repeat(60_000) + '1' + ' '.repeat(60_000) + '1', {}, 'USD', 'not_an_amount'],
];

describe('readAmount', () => {
  it.each(CASES)('%s as %j %s is %s', (text, format, currency, expected) => {
    const reading = readAmount(text, format, currency, 1e12);
    expect(reading.ok ? reading.value : reading.code).toBe(expected);
  });
  it('refuses what is not a number', () => {
    for (const text of ['NaN', 'nan', '-', '.', '']) expect(readAmount(text, {}, 'USD', 1e12).ok, text).toBe(false);
  });
  it('reads back whatever is printed', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('USD', 'JPY', 'KWD', 'TWD'), (minor, currency) => {
        expect(readAmount(formatMinor(minor, currency), {}, currency, 1e12)).toEqual({ ok: true, value: minor + 0 });
      }),
      { seed: 20261124 },
    );
  });
  it('never throws, and never gives a fraction', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,\'- +()$¥元CRE%'), maxLength: 24 }), fc.constantFrom('USD', 'JPY', 'KWD'), (text, currency) => {
        const reading = readAmount(text, {}, currency, 1e12);
        if (reading.ok) expect(Number.isSafeInteger(reading.value)).toBe(true);
      }),
      { seed: 20261124, numRuns: 2_000 },
    );
  });
});

describe('readRatePpm and readMonths', () => {
  it.each([['14.975%', 149_750], ['15', 150_000], ['0.0001', 1], ['１５．５％', 155_000], ['-1', null], ['15.12345', null], ['high', null]])('%s per year is %s ppm', (text, ppm) => {
    const reading = readRatePpm(text);
    expect(reading.ok ? reading.value : null).toBe(ppm);
  });
  it.each([['2', 2], ['-1', -1], ['0', 0], ['-0', 0], ['3.0', 3], ['1.5', null], ['M2', null], ['1000', null]])('%s months is %s', (text, months) => {
    const reading = readMonths(text);
    expect(reading.ok ? reading.value : null).toBe(months);
  });
});
