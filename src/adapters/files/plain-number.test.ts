import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainNumber, significantDigits, spreadsheetNumber } from './plain-number.js';

describe('plainNumber', () => {
  it.each([
    ['1.5E+3', '1500'], ['2e-3', '0.002'], ['1.23456E2', '123.456'], ['-0.5', '-0.5'], ['-0', '0'], ['007', '7'], ['1.500', '1.5'], ['.5', '0.5'], ['5.', '5'],
    ['1e61', null], ['1e-61', null], ['x', null], ['', null], ['.', null], ['1,5', null], ['NaN', null], ['Infinity', null],
  ])('%s is %s', (text, plain) => {
    expect(plainNumber(text)).toBe(plain);
  });
  it('keeps the value of any number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e50, max: 1e50 }).filter((n) => n === 0 || Math.abs(n) > 1e-50), (n) => {
        const plain = plainNumber(String(n));
        expect(plain).not.toBeNull();
        expect(plain).not.toMatch(/e/i);
        expect(Number(plain)).toBe(n + 0);
      }),
      { seed: 20261124 },
    );
  });
});

describe('significantDigits and spreadsheetNumber', () => {
  it('counts digits that must be kept', () => {
    expect(significantDigits('0.00120')).toBe(3);
    expect(significantDigits('-1234567890123456')).toBe(16);
  });
  it('shows what a spreadsheet shows', () => {
    expect(spreadsheetNumber('0.30000000000000004')).toEqual({ text: '0.3', inexact: false });
    expect(spreadsheetNumber('622202123456789012')).toEqual({ text: '622202123456789000', inexact: true });
    expect(spreadsheetNumber('1234567890.125')).toEqual({ text: '1234567890.125', inexact: false });
    expect(spreadsheetNumber('abc')).toBeNull();
    expect(spreadsheetNumber('1e999')).toBeNull();
  });
});
