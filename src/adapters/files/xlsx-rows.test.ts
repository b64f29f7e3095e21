import { describe, expect, it } from 'vitest';
import { makeWorkbook, sheetXml } from '../../../test/fixtures/make-workbook.js';
import { rowsOf } from '../../../test/fixtures/rows-of.js';

describe('xlsxRows', () => {
  it('reads texts, shared texts, numbers, booleans and gaps, with the row of the sheet', async () => {
    const bytes = makeWorkbook({
      shared: ['张伟', ' two  spaces ', '<r><t>rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>hint</t></rPh>', 'line_x000D_break'],
      rows: [
        { r: 2, cells: ['a', 'b', 'c'] },
        { r: 4, cells: [{ shared: 0 }, { shared: 1 }, { shared: 2 }] },
        { r: 5, cells: [null, 12.5] },
        { r: 6, cells: [null, null, null] },
        { r: 9, cells: [{ bool: true }, { shared: 3 }, ' '] },
      ],
    });
    const { brief, shape } = await rowsOf(bytes);
    expect(brief).toEqual(['4: 张伟| two  spaces |rich text', '5: |12.5|', '9: true|line\rbreak| ']);
    expect(shape).toEqual({ format: 'xlsx', columns: ['a', 'b', 'c'], columnsFixed: true, encoding: null, delimiter: null, sheet: 'Loans' });
  });

  // number in the sheet | style | text of the cell
  const NUMBERS: readonly (readonly [string, number, string])[] = [
    ['45678', 0, '45678'],
    ['1.5E+3', 0, '1500'],
    ['6.0221E-4', 0, '0.00060221'],
    ['1E+20', 0, '100000000000000000000'],
    ['0.30000000000000004', 0, '0.3'],
    ['1234.5600000000001', 0, '1234.56'],
    ['-0.1', 0, '-0.1'],
    ['46027', 1, '2026-01-05'],
    ['46027', 2, '2026-01-05'],
    ['46027.5', 4, '2026-01-05 12:00:00'],
    ['46027', 5, '46027'],
    ['60', 1, '60'],
    ['0.1999', 3, '19.99%'],
    ['0.07', 3, '7%'],
    ['622202123456789012', 0, '622202123456789000'],
  ];
  it.each(NUMBERS)('%s in style %i reads %s', async (n, style, text) => {
    expect((await rowsOf(makeWorkbook({ rows: [['a', 'b'], [{ n, style }, 'x']] }))).rows[0]?.cells['a']).toBe(text);
  });
  it('counts dates from 1904 where the workbook says so', async () => {
    expect((await rowsOf(makeWorkbook({ date1904: true, rows: [['a'], [{ n: '44565', style: 1 }]] }))).rows[0]?.cells['a']).toBe('2026-01-05');
  });
  it('takes the saved result of a formula, never the formula, and flags what is odd', async () => {
    const { rows } = await rowsOf(
      makeWorkbook({
        rows: [
          ['a', 'b', 'c', 'd', 'e'],
          [{ formula: '1+1', result: '2', type: 'n' }, { formula: 'A1&"x"', result: '2x' }, { formula: 'NOW()' }, { error: '#N/A' }, { n: '622202123456789012' }],
          ["=cmd|' /C calc'!A0", { formula: 'X', result: '=1+1' }, '', '', '-5'],
        ],
      }),
    );
    expect(rows[0]?.cells).toEqual({ a: '2', b: '2x', c: '', d: '#N/A', e: '622202123456789000' });
    expect(rows[0]?.flags).toEqual([{ column: 'c', code: 'formula_without_value' }, { column: 'd', code: 'cell_error' }, { column: 'e', code: 'number_inexact' }]);
    expect(rows[1]?.flags).toEqual([{ column: 'a', code: 'formula_like' }, { column: 'b', code: 'formula_like' }]);
  });
  it('refuses rows that go beyond the header, and keeps empty cells there', async () => {
    const { brief, faults } = await rowsOf(makeWorkbook({ rows: [['a', 'b'], ['1', '2', '3'], ['4', '5', '']] }));
    expect(brief).toEqual(['2: !ragged_row', '3: 4|5']);
    expect(faults[0]?.content).toBe('1\t2\t3');
  });
  it('refuses a cell that is too long, inline or shared, and goes on', async () => {
    const long = 'x'.repeat(10 << 20);
    const { brief, faults } = await rowsOf(makeWorkbook({ shared: [long, 'ok'], rows: [['a', 'b'], [long, '1'], ['2', { shared: 0 }], ['3', { shared: 1 }]] }), {}, 65_536);
    expect(brief).toEqual(['2: !cell_too_long', '3: !cell_too_long', '4: 3|ok']);
    expect(faults.map((f) => f.column)).toEqual(['a', 'b']);
  });
  it('reads the first sheet that is not hidden, or the one asked for', async () => {
    const bytes = makeWorkbook({
      rows: [['hidden'], ['1']], sheets: [{ name: 'Notes', hidden: true }, { name: 'Loans', part: 'sheet2.xml' }, { name: 'Other', part: 'sheet3.xml' }],
      parts: { 'xl/worksheets/sheet2.xml': sheetXml([['a'], ['2']]), 'xl/worksheets/sheet3.xml': sheetXml([['b'], ['3']]) },
    });
    expect((await rowsOf(bytes)).brief).toEqual(['2: 2']);
    expect((await rowsOf(bytes, { sheet: 'Other' })).brief).toEqual(['2: 3']);
    expect((await rowsOf(bytes, { sheet: 'Missing' })).rejected?.code).toBe('xlsx_no_sheet');
  });
  it('reads sheets with a namespace prefix, without references, and without styles or shared texts', async () => {
    const bytes = makeWorkbook({
      rows: [],
      parts: {
        'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
    });
    expect((await rowsOf(bytes)).brief).toEqual(['2: 7']);
  });
  it('keeps a long table of shared texts off the heap, and finds each of them', async () => {
    const shared = Array.from({ length: 60_000 }, (_, i) => `text ${i} ${'é'.repeat(400 + (i % 7))}`);
    const rows = [['a'], ...[0, 59_999, 41_234, 5, 59_998, 30_000].map((i) => [{ shared: i }])];
    const got = await rowsOf(makeWorkbook({ shared, rows }), { limits: { zipRatioMax: 2_000 } }, 65_536);
    expect(got.rows.map((r) => r.cells['a'])).toEqual([0, 59_999, 41_234, 5, 59_998, 30_000].map((i) => shared[i]));
  });

  const GOOD = makeWorkbook({ rows: [['a'], ...Array.from({ length: 200 }, (_, i) => [`row ${i} ${Math.imul(i, 2654435761)}`])] });
  const BAD: readonly (readonly [string, () => Uint8Array, string])[] = [
    ['cut in half', () => GOOD.subarray(0, GOOD.length >> 1), 'xlsx_damaged'],
    ['cut at its last byte', () => GOOD.subarray(0, -1), 'xlsx_damaged'],
    ['cut to its first bytes', () => GOOD.subarray(0, 40), 'xlsx_damaged'],
    ['damaged inside', () => { const copy = GOOD.slice(); const at = Buffer.from(copy).indexOf('sheet1.xml') + 60; copy.fill(0xaa, at, at + 200); return copy; }, 'xlsx_damaged'],
    ['a zip that is no workbook', () => makeWorkbook({ rows: [], parts: { '_rels/.rels': '<Relationships/>', 'xl/workbook.xml': '<workbook/>' } }), 'xlsx_no_sheet'],
    ['a binary workbook', () => makeWorkbook({ rows: [], parts: { '_rels/.rels': '<Relationships><Relationship Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>' } }), 'xlsx_no_sheet'],
    ['broken XML', () => makeWorkbook({ rows: [], parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row></c></row>' } }), 'xlsx_bad_xml'],
    ['XML that ends too soon', () => makeWorkbook({ rows: [], parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' } }), 'xlsx_bad_xml'],
    ['rows out of order', () => makeWorkbook({ rows: [['a'], { r: 5, cells: ['1'] }, { r: 3, cells: ['2'] }] }), 'xlsx_bad_xml'],
    ['an entity of its own', () => makeWorkbook({ rows: [], parts: { 'xl/worksheets/sheet1.xml': '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>' } }), 'xlsx_bad_xml'],
    ['a text that is not there', () => makeWorkbook({ rows: [['a'], [{ shared: 5 }]] }), 'xlsx_damaged'],
    ['an empty sheet', () => makeWorkbook({ rows: [] }), 'file_empty'],
    ['a zip bomb', () => makeWorkbook({ rows: [], parts: { 'xl/worksheets/sheet1.xml': new Uint8Array(64 << 20).fill(32) } }), 'zip_bomb'],
    ['a zip bomb in the shared texts', () => makeWorkbook({ rows: [['a']], parts: { 'xl/sharedStrings.xml': new Uint8Array(64 << 20).fill(32) } }), 'zip_bomb'],
    ['twenty thousand parts', () => makeWorkbook({ rows: [['a']], parts: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`x/${i}`, ''])) }), 'zip_bomb'],
  ];
  it.each(BAD)('refuses a file with %s', async (_, bytes, code) => {
    const { rejected } = await rowsOf(bytes(), {}, 65_536);
    expect(rejected?.code).toBe(code);
    expect(rejected?.message.length).toBeGreaterThan(30);
  });
  it('refuses what unpacks to more than the total, however well it is packed', async () => {
    expect((await rowsOf(GOOD, { limits: { zipInflatedBytesMax: 5_000 } })).rejected?.code).toBe('zip_bomb');
  });
  it('refuses a stream that is too large to keep', async () => {
    expect((await rowsOf(GOOD, { limits: { spoolBytesMax: 1_000 } })).rejected?.code).toBe('file_too_large');
  });
  it('leaves no file behind, also when the reader stops early', async () => {
    const { readdir } = await import('node:fs/promises');
    const { tmpdir } = await import('node:os');
    const { openRows } = await import('./open-rows.js');
    const { chunked } = await import('../../../test/fixtures/rows-of.js');
    const ours = async (): Promise<readonly string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith('dunwell-'));
    const before = new Set(await ours());
    for await (const _ of openRows(chunked(GOOD, 512))) break;
    expect((await ours()).filter((name) => !before.has(name))).toEqual([]);
  });
});
