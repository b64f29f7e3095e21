import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkbook } from '../../../test/fixtures/make-workbook.js';
import { chunked, rowsOf } from '../../../test/fixtures/rows-of.js';
import { digestingStream, digestOfFile, spoolFile } from './digest.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunwell-test-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('openRows', () => {
  it('reads each kind of file from a path and from a stream, told by its first bytes', async () => {
    const kinds: readonly (readonly [string, Uint8Array])[] = [
      ['csv', Buffer.from('a,b\n1,2\n')],
      ['csv', Buffer.from('\ufeffa;b\n1;2\n')],
      ['ndjson', Buffer.from('\n {"a":"1","b":2}\n')],
      ['ndjson', Buffer.from('\ufeff{"a":"1","b":2}\n')],
      ['xlsx', makeWorkbook({ rows: [['a', 'b'], ['1', 2]] })],
    ];
    for (const [format, bytes] of kinds) {
      const path = await file('x.dat', bytes);
      for (const source of [path, bytes] as const) {
        const got = await rowsOf(source);
        expect(got.shape?.format).toBe(format);
        expect(got.rows.map((r) => r.cells)).toEqual([{ a: '1', b: '2' }]);
      }
    }
  });

  const REFUSED: readonly (readonly [string, Uint8Array, string])[] = [
    ['nothing', new Uint8Array(0), 'file_empty'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'xls_old_or_locked'],
    ['gzip', Buffer.from('1f8b0800', 'hex'), 'compressed'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'not_a_table'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_a_table'],
  ];
  it.each(REFUSED)('refuses %s', async (_, bytes, code) => {
    expect((await rowsOf(bytes)).rejected?.code).toBe(code);
  });
  it('says when the stated format is not the one of the file', async () => {
    expect((await rowsOf(makeWorkbook({ rows: [['a']] }), { format: 'csv' })).rejected?.code).toBe('not_a_table');
    expect((await rowsOf(Buffer.from('a,b\n'), { format: 'xlsx' })).rejected?.code).toBe('xlsx_damaged');
  });
  it('says what is wrong with a path, and does not repeat it', async () => {
    const missing = await rowsOf(join(folder, 'Zhang-Wei-secret.csv'));
    expect(missing.rejected?.code).toBe('file_missing');
    expect(missing.rejected?.message).not.toContain('Zhang');
    expect((await rowsOf(folder)).rejected?.message).toContain('that is a folder');
  });
  it('reads a chunk of any size', async () => {
    const bytes = Buffer.from(`a,b\n${'1,2\n'.repeat(100_000)}`);
    expect((await rowsOf(bytes, {}, bytes.length)).rows).toHaveLength(100_000);
  });
});

describe('digests', () => {
  const bytes = Buffer.from('a,b\n1,2\n'.repeat(50_000));
  const sha = createHash('sha256').update(bytes).digest('hex');
  it('are counted while someone else reads', async () => {
    const digesting = digestingStream(chunked(bytes, 1_000));
    expect(() => digesting.digest()).toThrow('not read to its end');
    expect((await rowsOf(digesting.bytes)).rows).toHaveLength(99_999);
    expect(digesting.digest()).toBe(sha);
    expect(digesting.size()).toBe(bytes.length);
    expect(await digestOfFile(await file('y.csv', bytes))).toBe(sha);
  });
  it('come with a spooled file that only its owner can read, and that goes away', async () => {
    const spooled = await spoolFile(chunked(bytes, 10_000), { dir: folder });
    expect(spooled).toMatchObject({ digest: sha, bytes: bytes.length });
    expect((await stat(spooled.path)).mode & 0o777).toBe(0o600);
    expect((await readFile(spooled.path)).equals(bytes)).toBe(true);
    await spooled.remove();
    await spooled.remove();
    expect(existsSync(spooled.path)).toBe(false);
    await expect(spoolFile(chunked(bytes, 10_000), { dir: folder, bytesMax: 1_000 })).rejects.toMatchObject({ code: 'file_too_large' });
  });
});
