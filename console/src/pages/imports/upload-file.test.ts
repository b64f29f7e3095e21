import { describe, expect, it } from 'vitest';
import { PREVIEW_BYTES, cutAt, formatOf, previewPart, readMapping } from './upload-file.js';

describe('a file to upload', () => {
  it.each([['a.csv', 'csv'], ['A.CSV', 'csv'], ['x.xlsx', 'xlsx'], ['y.ndjson', 'ndjson'], ['y.jsonl', 'ndjson'], ['z.xls', null], ['noname', null]])('%s is %s', (name, format) => {
    expect(formatOf(name)).toBe(format);
  });

  it('is cut after its last whole line', () => {
    expect(cutAt(new TextEncoder().encode('a,b\n1,2\n3,'))).toBe(7);
    expect(cutAt(new TextEncoder().encode('one line'))).toBe(-1);
  });

  it('is previewed whole when small or not text', async () => {
    const small = new Blob(['a,b\n1,2']);
    expect(await previewPart(small, 'csv')).toEqual({ part: small, cut: false });
    const sheet = new Blob([new Uint8Array(PREVIEW_BYTES + 1)]);
    expect((await previewPart(sheet, 'xlsx')).cut).toBe(false);
  });

  it('is previewed by its first whole lines when large', async () => {
    const line = `${'x'.repeat(999)}\n`;
    const file = new Blob([line.repeat(5000)]);
    const { part, cut } = await previewPart(file, 'csv');
    expect([cut, part.size % 1000, part.size <= PREVIEW_BYTES, part.size > PREVIEW_BYTES - 1000]).toEqual([true, 0, true, true]);
  });
});

describe('a mapping as text', () => {
  it('may be absent, readable or bad', () => {
    expect(readMapping('  ')).toEqual({ kind: 'none' });
    expect(readMapping('{"mapping":1}')).toEqual({ kind: 'json', value: { mapping: 1 } });
    expect(readMapping('{').kind).toBe('bad');
  });
});
