import iconv from 'iconv-lite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunked, rowsOf } from '../../../test/fixtures/rows-of.js';
import { TextDecoding } from './decode-text.js';

async function decode(bytes: Uint8Array, chunk = 7): Promise<{ readonly text: string; readonly bad: readonly string[]; readonly encoding: string | null }> {
  const decoding = new TextDecoding();
  let text = '';
  const bad: string[] = [];
  for await (const piece of decoding.pieces(chunked(bytes, chunk))) {
    text += piece.text;
    if (piece.bad) bad.push(piece.text);
  }
  return { text, bad, encoding: decoding.encoding };
}

const TEXT = '姓名,金额\n欧阳娜,12.50\n𬭎㛃,￥3\nplain,4\n';
const FORMS: readonly (readonly [string, Uint8Array, string | null])[] = [
  ['UTF-8', iconv.encode(TEXT, 'utf8'), 'utf-8'],
  ['UTF-8 with a mark', iconv.encode(TEXT, 'utf8', { addBOM: true }), 'utf-8'],
  ['UTF-16 LE', iconv.encode(TEXT, 'utf-16le', { addBOM: true }), 'utf-16le'],
  ['UTF-16 BE', iconv.encode(TEXT, 'utf-16be', { addBOM: true }), 'utf-16be'],
  ['GB18030 with characters of four bytes', iconv.encode(TEXT, 'gb18030'), 'gb18030'],
  ['GBK', iconv.encode('姓名,金额\n欧阳娜,12.50\n', 'gbk'), 'gb18030'],
];

describe('TextDecoding', () => {
  it.each(FORMS)('reads %s, wherever the chunks are cut', async (name, bytes, encoding) => {
    for (let chunk = 1; chunk <= 24; chunk += 1) {
      const got = await decode(bytes, chunk);
      expect(got.bad).toEqual([]);
      expect(got.encoding).toBe(encoding);
      if (name !== 'GBK') expect(got.text).toBe(TEXT);
    }
  });
  it('reads plain ASCII without having to decide', async () => {
    expect(await decode(new TextEncoder().encode('a,b\n1,2\n'))).toEqual({ text: 'a,b\n1,2\n', bad: [], encoding: null });
  });
  it('reads UTF-16 without a mark by its zeros', async () => {
    expect((await decode(iconv.encode('a,b\n1,张\n', 'utf-16le'))).text).toBe('a,b\n1,张\n');
    expect((await decode(iconv.encode('a,b\n1,张\n', 'utf-16be'))).text).toBe('a,b\n1,张\n');
  });
  it('decides after a long beginning in ASCII', async () => {
    const ascii = 'abc,def\n'.repeat(300_000);
    const got = await decode(Buffer.concat([Buffer.from(ascii), iconv.encode('张伟,欧阳\n', 'gb18030')]), 65_536);
    expect(got.encoding).toBe('gb18030');
    expect(got.text.slice(ascii.length)).toBe('张伟,欧阳\n');
  });
  it('marks the one broken line of a UTF-8 file, and does not take the file for GB18030', async () => {
    const good = Buffer.from('张伟,1\n李娜,2\n王芳芳,3\n');
    const broken = Buffer.concat([good, Buffer.from([0xd5, 0xc5, 0x2c, 0x34, 0x0a]), good]);
    const got = await decode(broken);
    expect(got.encoding).toBe('utf-8');
    expect(got.bad).toHaveLength(1);
    expect(got.text.endsWith('张伟,1\n李娜,2\n王芳芳,3\n')).toBe(true);
  });
  it('marks a line that neither encoding can read', async () => {
    const got = await decode(Buffer.concat([iconv.encode('张伟,1\n李娜,2\n', 'gb18030'), Buffer.from([0xff, 0xff, 0x2c, 0x33, 0x0a]), iconv.encode('王芳,4\n', 'gb18030')]));
    expect(got.encoding).toBe('gb18030');
    expect(got.bad).toHaveLength(1);
    expect(got.text.endsWith('王芳,4\n')).toBe(true);
  });
  it('marks half a character at the end, and half a pair in UTF-16', async () => {
    expect((await decode(Buffer.from('张伟,李娜,王芳\n张').subarray(0, -1))).bad).toHaveLength(1);
    expect((await decode(Buffer.concat([iconv.encode('a,张\nb', 'utf-16le', { addBOM: true }), Buffer.from([0x41])]))).bad).toHaveLength(1);
    expect((await decode(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a,\ud800\nb,2\n', 'utf16le')]), 64)).bad).toEqual(['a,\ufffd\n']);
  });
  it('cuts one endless line only between characters', async () => {
    const line = '张𬭎a'.repeat(200_000);
    for (const encoding of ['utf8', 'gb18030']) {
      const got = await decode(iconv.encode(line, encoding), 65_521);
      expect(got.bad).toEqual([]);
      expect(got.text === line).toBe(true);
    }
  });
  it('reads back any text in either encoding', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'张伟欧阳娜𬭎ab,1\n'), minLength: 1, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (body, chunk) => {
        expect((await decode(Buffer.from(body), chunk)).text).toBe(body);
        // A beginning that no UTF-8 text has settles the matter for short texts, which may be valid in both.
        const gb = iconv.encode(`测试,文件编码\n${body}`, 'gb18030');
        expect((await decode(gb, chunk)).text).toBe(`测试,文件编码\n${body}`);
      }),
      { seed: 20261124 },
    );
  });
});

describe('a file with broken bytes', () => {
  it('loses the broken rows only, and says why', async () => {
    const bytes = Buffer.concat([Buffer.from('姓名,金额\n张伟,1\n'), Buffer.from([0xff, 0xfe, 0x2c, 0x32, 0x0a]), Buffer.from('李娜,3\n')]);
    const { brief, faults } = await rowsOf(bytes);
    expect(brief).toEqual(['2: 张伟|1', '3: !bad_bytes', '4: 李娜|3']);
    expect(faults[0]?.reason).toContain('UTF-8');
  });
  it('marks a row of which only one line is broken', async () => {
    const bytes = Buffer.concat([Buffer.from('姓名,金额\n张伟,1\n"李'), Buffer.from([0xff]), Buffer.from('\n娜",2\n王芳,3\n')]);
    expect((await rowsOf(bytes)).brief).toEqual(['2: 张伟|1', '3: !bad_bytes', '5: 王芳|3']);
    const second = Buffer.concat([Buffer.from('姓名,金额\n张伟,1\n"李\n'), Buffer.from([0xff]), Buffer.from('娜",2\n王芳,3\n')]);
    expect((await rowsOf(second)).brief).toEqual(['2: 张伟|1', '3: !bad_bytes', '5: 王芳|3']);
  });
  it('refuses UTF-32', async () => {
    expect((await rowsOf(Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]))).rejected?.message).toContain('UTF-32');
  });
});
