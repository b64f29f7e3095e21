import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../test/fixtures/rows-of.js';

function lines(...texts: readonly string[]): Uint8Array {
  return new TextEncoder().encode(texts.join('\n'));
}

// line | what it gives
const CASES: readonly (readonly [string, string])[] = [
  ['{"a":"x","b":1.5,"c":true,"d":null}', '2: x|1.5|true|'],
  ['{"a":1e3,"b":-2.5e-3,"c":0}', '2: 1000|-0.0025|0'],
  ['{"a":123456789012345}', '2: 123456789012345'],
  ['{"a":1234567890123456}', '2: !inexact_number'],
  ['{"a":1e300}', '2: !inexact_number'],
  ['{"a":"1234567890123456789"}', '2: 1234567890123456789'],
  ['{"a":1', '2: !bad_json'],
  ["{'a':1}", '2: !bad_json'],
  ['loan,due', '2: !bad_json'],
  ['["a"]', '2: !not_an_object'],
  ['"a"', '2: !not_an_object'],
  ['null', '2: !not_an_object'],
  ['{"a":{"b":1}}', '2: !nested_value'],
  ['{"a":[1]}', '2: !nested_value'],
  ['{"__proto__":"x"}', '2: !bad_key'],
  ['{"":"x"}', '2: !bad_key'],
  ['{"a":"x\\u0000"}', '2: !nul_byte'],
  [`{"a":"${'x'.repeat(65_537)}"}`, '2: !cell_too_long'],
  [`{"a":"${'x'.repeat(1_100_000)}"}`, '2: !row_too_long'],
];

describe('ndjsonRows', () => {
  it.each(CASES.map(([line, expected]) => [line.slice(0, 60), expected, line] as const))('%s gives %s, and the next line is read', async (_, expected, line) => {
    for (const chunk of [5, 65_536]) {
      if (chunk === 5 && line.length > 1_000) continue;
      expect((await rowsOf(lines('{"a":"first"}', line, '', '{"a":"last"}'), {}, chunk)).brief).toEqual(['1: first', expected, '4: last']);
    }
  });
  it('reads a mark, Windows line ends and GB18030', async () => {
    expect((await rowsOf(new TextEncoder().encode('\ufeff{"a":"张"}\r\n{"a":"李"}\r\n'))).brief).toEqual(['1: 张', '2: 李']);
    const gb = Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xd5, 0xc5, 0x22, 0x7d]);
    expect((await rowsOf(gb)).brief).toEqual(['1: 张']);
  });
  it('names the value that is nested, and how to write it', async () => {
    const { faults } = await rowsOf(lines('{"a":1,"phones":["1","2"]}'));
    expect(faults[0]).toMatchObject({ column: 'phones', line: 1 });
    expect(faults[0]?.reason).toContain('a list: write each of its parts as a column of its own');
  });
  it('tells its columns from the first row, and that others may differ', async () => {
    expect((await rowsOf(lines('{"a":1,"b":2}', '{"a":3}'))).shape).toMatchObject({ format: 'ndjson', columns: ['a', 'b'], columnsFixed: false });
  });
  it('marks broken bytes', async () => {
    const bytes = Buffer.concat([lines('{"a":"张伟"}', '{"a":"'), Buffer.from([0xff]), lines('"}', '{"a":"李娜"}')]);
    expect((await rowsOf(bytes)).brief).toEqual(['1: 张伟', '2: !bad_bytes', '3: 李娜']);
  });
  it.each([[lines('[{"a":1},', '{"a":2}]'), 'json_array'], [lines('[{"a":1}]'), 'json_array'], [lines(' ', ''), 'file_empty']])('refuses a file that is not one object per line', async (bytes, code) => {
    expect((await rowsOf(bytes, { format: 'ndjson' })).rejected?.code).toBe(code);
  });
});
