import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunked, rowsOf } from '../../../test/fixtures/rows-of.js';

function csv(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

// what is odd | text | rows and faults with the line an editor shows
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['plain', 'a,b\n1,2\n3,4\n', ['2: 1|2', '3: 3|4']],
  ['no last line end', 'a,b\n1,2', ['2: 1|2']],
  ['Windows line ends', 'a,b\r\n1,2\r\n3,4\r\n', ['2: 1|2', '3: 3|4']],
  ['old Macintosh line ends', 'a,b\r1,2\r3,4\r', ['2: 1|2', '3: 3|4']],
  ['quotes, delimiters and doubled quotes in cells', 'a,b\n"x, ""y""",2\n', ['2: x, "y"|2']],
  ['line breaks in cells', 'a,b\n"1\n1",2\n3,4\n', ['2: 1\n1|2', '4: 3|4']],
  ['Windows line breaks in cells', 'a,b\r\n"1\r\n\r\n1",2\r\n3,4\r\n', ['2: 1\r\n\r\n1|2', '5: 3|4']],
  ['blank lines, and lines of delimiters only', 'a,b\n\n1,2\n,\n , \n\n3,4\n\n', ['3: 1|2', '7: 3|4']],
  ['blank lines above the header', '\n\na,b\n1,2\n', ['4: 1|2']],
  ['spaces after a closing quote', 'a,b\n"1" ,2\n', ['2: 1|2']],
  ['a quote inside a plain cell', 'a,b\n5" pipe,2\n', ['2: 5" pipe|2']],
  ['empty quoted cells', 'a,b\n"",2\n', ['2: |2']],
  ['a row too short, a row too long', 'a,b\n1\n1,2,3\n4,5\n', ['2: !ragged_row', '3: !ragged_row', '4: 4|5']],
  ['semicolons with decimal commas', 'a;b\n1,5;2\n3,5;4\n', ['2: 1,5|2', '3: 3,5|4']],
  ['tabs', 'a\tb\n1\t2,5\n', ['2: 1|2,5']],
  ['bars', 'a|b\n1|2\n', ['2: 1|2']],
  ['a stated delimiter', 'sep=;\r\na;b\r\n1;2\r\n', ['3: 1|2']],
  ['one column', 'a\n1\n2\n', ['2: 1', '3: 2']],
  ['a quote never closed', 'a,b\n1,2\n3,"4\n5,6\n7,8\n', ['2: 1|2', '3: !unterminated_quote']],
  ['a quote closed in the wrong place', 'a,b\n1,"2\n3,"4"\n5,6\n', ['2: !text_after_quote', '4: 5|6']],
  ['a NUL byte', 'a,b\n1,2\0\n3,4\n', ['2: !nul_byte', '3: 3|4']],
  ['header only', 'a,b\n', []],
  ['header only, without line end', 'a,b', []],
];

describe('csvRows', () => {
  it.each(CASES)('%s', async (_, text, expected) => {
    for (const chunk of [1, 2, 3, 7, 1000]) expect((await rowsOf(csv(text), { format: 'csv' }, chunk)).brief).toEqual(expected);
  });

  it('tells what it found about the file', async () => {
    expect((await rowsOf(csv('a;b\n1;2\n'))).shape).toEqual({ format: 'csv', columns: ['a', 'b'], columnsFixed: true, encoding: 'utf-8', delimiter: ';', sheet: null });
    expect((await rowsOf(csv('a;b\n'))).shape?.columns).toEqual(['a', 'b']);
  });
  it('numbers a header that stands twice, and names one without a name by its place', async () => {
    const { rows, shape } = await rowsOf(csv('phone,name,phone,,__proto__,\ufeffx\n1,2,3,4,5,6\n'));
    expect(shape?.columns).toEqual(['phone#1', 'name', 'phone#2', '#4', '#5', 'x']);
    expect(rows[0]?.cells).toEqual({ 'phone#1': '1', name: '2', 'phone#2': '3', '#4': '4', '#5': '5', x: '6' });
  });
  it('says how many columns it expected and how many there are', async () => {
    const { faults } = await rowsOf(csv('a,b\n1,2,3\n'));
    expect(faults[0]).toMatchObject({ line: 2, lineLast: 2, content: '1,2,3', contentCut: false });
    expect(faults[0]?.reason).toContain('the header has 2 columns, this row has 3');
  });
  it('names the lines that a broken quote swallowed', async () => {
    const { faults } = await rowsOf(csv('a,b\n1,"2\n3,4\n5,6\n'));
    expect(faults[0]).toMatchObject({ fault: 'unterminated_quote', line: 2, lineLast: 4, column: 'b' });
    expect(faults[0]?.reason).toContain('lines 2 to 4');
    expect((await rowsOf(csv('a,b\n1,"2\n3,4'))).faults[0]).toMatchObject({ line: 2, lineLast: 3 });
  });
  it.each([['', 'file_empty'], ['\n\n', 'file_empty'], [',,\n1,2,3\n', 'file_empty'], ['"a,b\n1,2\n', 'bad_header'], ['a,b\0\n1,2\n', 'not_a_table']])('refuses %j as a whole', async (text, code) => {
    const { rejected } = await rowsOf(csv(text), { format: 'csv' });
    if (text.startsWith(',')) expect(rejected).toBeNull();
    else expect(rejected?.code).toBe(code);
  });
  it('refuses a header of too many columns', async () => {
    const header = Array.from({ length: 2_001 }, (_, i) => `c${i}`).join(',');
    expect((await rowsOf(csv(`${header}\n`), {}, 5_000)).rejected?.code).toBe('too_many_columns');
    expect((await rowsOf(csv(`${header},x,y,z\n`), {}, 5_000)).rejected?.message).toContain('2004 columns');
  });

  it('skips a cell of 10 MB without keeping it, and goes on', async () => {
    async function* file(): AsyncGenerator<Uint8Array> {
      yield csv('a,b\n1,2\n3,');
      for (let i = 0; i < 160; i += 1) yield csv('x'.repeat(65_536));
      yield csv('\n5,6\n7,"');
      for (let i = 0; i < 160; i += 1) yield csv('y\n'.repeat(32_768));
      yield csv('"\n9,10\n');
    }
    const { brief, faults } = await rowsOf(file());
    expect(brief).toEqual(['2: 1|2', '3: !cell_too_long', '4: 5|6', '5: !cell_too_long', `${6 + 160 * 32_768}: 9|10`]);
    expect(faults[0]).toMatchObject({ column: 'b', contentCut: true });
    expect(faults[0]?.content.length).toBe(65_536);
    expect(faults[0]?.reason).toContain('65536 characters');
  });
  it('refuses a row of too many characters, and one of very many cells', async () => {
    const long = Array.from({ length: 20 }, () => 'x'.repeat(60_000)).join(',');
    const { brief } = await rowsOf(csv(`a,b\n${long}\n${','.repeat(3_000)}z\n1,2\n`), {}, 65_536);
    expect(brief).toEqual(['2: !row_too_long', '3: !ragged_row', '4: 1|2']);
  });

  it('flags what a spreadsheet would run, and keeps it as text', async () => {
    const { rows } = await rowsOf(csv("a,b\n=cmd|' /C calc'!A0,+86 154 0000 0000\n@SUM(A1),-12.50\n-2+3+cmd,+1 (202) 555-0101\n"));
    expect(rows.map((r) => r.flags?.map((f) => `${f.column}:${f.code}`))).toEqual([['a:formula_like'], ['a:formula_like'], ['a:formula_like']]);
    expect(rows[0]?.cells['a']).toBe("=cmd|' /C calc'!A0");
  });

  it('splits whatever is well formed as csv-parse does, however it is cut into chunks', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab ,;"\n\r张'), maxLength: 6 });
    const table = fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), fc.constantFrom('\n', '\r\n'), async (rows, chunk, eol) => {
        const header = (rows[0] ?? []).map((_, i) => `h${i}`);
        const text = [header, ...rows].map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join(eol);
        const expected = (parse(text, { relax_quotes: false }) as string[][]).slice(1).filter((row) => row.some((c) => c.trim() !== ''));
        const { rows: got, faults } = await rowsOf(csv(text), { format: 'csv' }, chunk);
        expect(faults).toEqual([]);
        expect(got.map((r) => Object.values(r.cells))).toEqual(expected);
      }),
      { seed: 20261124 },
    );
  });
  it('accounts for every line of any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'ab,"\n\r\0 '), maxLength: 60 }), fc.integer({ min: 1, max: 9 }), async (text, chunk) => {
        const whole = await rowsOf(csv(`h,i\n${text}`), { format: 'csv' }, 10_000);
        const cut = await rowsOf(csv(`h,i\n${text}`), { format: 'csv' }, chunk);
        expect(cut).toEqual(whole);
        const covered = new Set<number>();
        for (const fault of whole.faults) for (let line = fault.line; line <= fault.lineLast; line += 1) covered.add(line);
        for (const row of whole.rows) for (let line = row.line; line <= row.line + (Object.values(row.cells).join().match(/\r\n|\r|\n/g)?.length ?? 0); line += 1) covered.add(line);
        text.split(/\r\n|\r|\n/).forEach((line, i) => {
          if (/[ab\0]/.test(line)) expect(covered, `line ${i + 2} of ${JSON.stringify(text)}`).toContain(i + 2);
        });
      }),
      { seed: 20261124, numRuns: 400 },
    );
  });
  it('stops reading its source when the reader stops', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield csv('a,b\n');
        for (;;) yield csv('1,2\n'.repeat(20_000));
      } finally {
        closed = true;
      }
    }
    const { openRows } = await import('./open-rows.js');
    for await (const _ of openRows(endless())) break;
    expect(closed).toBe(true);
    expect((await rowsOf(chunked(csv('a\n1\n'), 1))).brief).toEqual(['2: 1']);
  });
});
