import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvLine, escapeForSpreadsheet, isFormulaLike } from './escape.js';

// text | is it like a formula | what an export writes
const CASES: readonly (readonly [string, boolean, string])[] = [
  ["=cmd|' /C calc'!A0", true, "'=cmd|' /C calc'!A0"],
  ['=1+1', true, "'=1+1"],
  [' =1+1', true, "' =1+1"],
  ['@SUM(A1)', true, "'@SUM(A1)"],
  ['+1+cmd', true, "'+1+cmd"],
  ['-2+3', true, "'-2+3"],
  ['＝1+1', true, "'＝1+1"],
  ['\t=1', true, "'\t=1"],
  ['\tx', false, "'\tx"],
  ['-12.50', false, '-12.50'],
  ['+8615400000001', false, '+8615400000001'],
  ['-5%', false, '-5%'],
  ['+1 (202) 555-0101', false, "'+1 (202) 555-0101"],
  ['-', false, "'-"],
  ['plain', false, 'plain'],
  ['a=b', false, 'a=b'],
  ['', false, ''],
];

describe('escapeForSpreadsheet', () => {
  it.each(CASES)('%j: formula %s, written %j', (text, formula, escaped) => {
    expect(isFormulaLike(text)).toBe(formula);
    expect(escapeForSpreadsheet(text)).toBe(escaped);
  });
  it('never leaves a cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@ \t\r\n1a(),"') }), (text) => {
        const [[cell = ''] = []] = parse(csvLine([text, 'x']), { relax_column_count: true }) as string[][];
        expect(/^\s*[=@]/.test(cell)).toBe(false);
        expect(/^\s*[+-]/.test(cell) && !/^[+-]?\d[\d.,]*%?$/.test(cell)).toBe(false);
      }),
      { seed: 20261124, numRuns: 1_000 },
    );
  });
  it('quotes what would break a line', () => {
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
    expect(csvLine(['=1', 'x\ny', ' z'])).toBe('\'=1,"x\ny"," z"\r\n');
  });
});
