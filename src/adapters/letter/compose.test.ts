import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressLines } from './address.js';
import { composeLetter, type LetterText } from './compose.js';
import { coverageOf, inFaces, NotoFaces, unwrapWoff } from './font.js';

/** What a machine may lack. */
const capabilities = { poppler: spawnSync('pdftotext', ['-v']).error === undefined };
if (!capabilities.poppler) console.warn('skipped: pdftotext is not installed (Debian: poppler-utils), so no letter is read back by an independent reader');

const LINK = 'https://pay.bank.example/v/7ABC123456';
const CHINESE: LetterText = {
  subject: '关于您尾号1234账户的通知', body: `张玥女士：\n\n您好，截至2026-11-24，您尾号1234的账户欠款1,234.56元（已逾期14天）。\n\n请在 ${LINK} 查看并核实本信。`, to: '张玥\n上海市静安区南京西路1266号恒隆广场1座2201室', country: 'CN', language: 'zh', code: '7ABC123456',
  link: LINK, sender: { name: '小镇银行', phone: '95500', lines: ['上海市浦东新区世纪大道1号', '邮编 200120'] }, paper: 'a4', now: Date.UTC(2026, 10, 24, 2),
};
const ENGLISH: LetterText = {
  ...CHINESE, subject: 'About your account ending 1234', body: `Dear Łukasz Muñoz,\n\nAs of 2026-11-24, $1,234.56 is owed — “14 days” late.\n\nSee ${LINK}.`, to: 'Łukasz Muñoz\n12 Main Street Apt 4, Springfield, IL 62701', country: 'US', language: 'en', paper: 'letter',
  sender: { name: 'Town Bank', phone: '+1 800 555 0100', lines: ['PO Box 1', 'Springfield, IL 62701'] },
};

async function pdfOf(text: LetterText): Promise<{ readonly pdf: Buffer; readonly pages: number }> {
  const set = await composeLetter(text);
  if (!set.ok) throw new Error(set.reason);
  return set;
}

function read(pdf: Buffer, tool: string, ...options: readonly string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'dunwell-letter-')), 'x.pdf');
  writeFileSync(path, pdf);
  const run = spawnSync(tool, [...options, path, ...(tool === 'pdfinfo' || tool === 'pdffonts' ? [] : ['-'])], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}

describe('a letter', () => {
  it('is the same bytes whenever it is set again', async () => {
    for (const text of [CHINESE, ENGLISH]) {
      const [first, again] = [await pdfOf(text), await pdfOf(text)];
      expect(createHash('sha256').update(first.pdf).digest('hex')).toBe(createHash('sha256').update(again.pdf).digest('hex'));
      expect((await pdfOf({ ...text, now: text.now + 86_400_000 })).pdf.equals(first.pdf)).toBe(false);
    }
  });
  it('stays small, for of the fonts only what it shows is in it', async () => {
    for (const text of [CHINESE, ENGLISH]) expect((await pdfOf(text)).pdf.length).toBeLessThan(80_000);
  });
  it.each([
    ['a name with a character that no face has', { to: '𠮷田\n上海市静安区南京西路1266号' }], ['a subject with a picture', { subject: '通知📨' }], ['a body with a sign of the private use area', { body: `您好\uE000\n\n${LINK}` }],
    ['a letter with a mark that has no character of its own', { body: 'x\u0323\u0301' }], ['a direction that is turned', { body: 'pay \u202E001' }], ['a name in a script that must be shaped', { to: 'राम\n上海市静安区南京西路1266号' }], ['an address with a control character', { to: '张\u0007三\n上海市静安区南京西路1266号' }],
  ])('with %s is not set', async (_what, wrong) => {
    expect(await composeLetter({ ...CHINESE, ...wrong })).toEqual({ ok: false, reason: 'no_glyph' });
  });
  it('has names whose characters lie outside the usual set', async () => {
    for (const name of ['张玥', '李翀', '王燚', '陈珮', 'Łukasz Őry', 'Nguyễn Thị Hường', 'Ирина Соколова']) expect(await composeLetter({ ...CHINESE, to: `${name}\n上海市静安区南京西路1266号` })).toMatchObject({ ok: true });
  });
  it('that is longer than four pages is not set', async () => {
    expect(await composeLetter({ ...CHINESE, body: '请核对。\n\n'.repeat(400) })).toEqual({ ok: false, reason: 'too_long' });
    expect((await pdfOf({ ...CHINESE, body: '请核对。\n\n'.repeat(60) })).pages).toBe(3);
  });
});

describe.runIf(capabilities.poppler)('read by an independent reader, a letter', () => {
  it('says in Chinese and in English what was judged, and to whom', async () => {
    const chinese = read((await pdfOf(CHINESE)).pdf, 'pdftotext', '-layout');
    for (const words of ['关于您尾号1234账户的通知', '您好，截至2026-11-24，您尾号1234的账户欠款1,234.56元（已逾期14天）。', '张玥', '上海市静安区南京西路1266号恒隆广场1座2201室', '2026年11月24日', '编号 7ABC123456', '1 / 1']) expect(chinese).toContain(words);
    const english = read((await pdfOf(ENGLISH)).pdf, 'pdftotext', '-layout');
    for (const words of ['About your account ending 1234', 'As of 2026-11-24, $1,234.56 is owed — “14 days” late.', 'Łukasz Muñoz', '12 Main Street Apt 4', 'Springfield, IL 62701', 'Reference 7ABC123456']) expect(english).toContain(words);
  });
  it('has the size, the title and the language of what it is, and brings its fonts', async () => {
    const [a4, us] = [(await pdfOf(CHINESE)).pdf, (await pdfOf(ENGLISH)).pdf];
    expect(read(a4, 'pdfinfo')).toMatch(/Page size: +595\.\d+ x 841\.\d+ pts \(A4\)/);
    expect(read(us, 'pdfinfo')).toMatch(/Page size: +612 x 792 pts \(letter\)/);
    expect(read(a4, 'pdfinfo')).toMatch(/Title: +关于您尾号1234账户的通知/);
    expect(a4.toString('latin1')).toMatch(/\/Lang \(zh-CN\)/);
    expect(us.toString('latin1')).toMatch(/\/Lang \(en\)/);
    for (const pdf of [a4, us]) for (const line of read(pdf, 'pdffonts').trim().split('\n').slice(2)) expect(line).toMatch(/yes yes yes +\d+ +\d+$/);
  });
  /** Words within a rectangle given in points. */
  const within = (pdf: Buffer, x: number, y: number, width: number, height: number) => read(pdf, 'pdftotext', '-f', '1', '-l', '1', '-r', '72', '-x', String(Math.round(x)), '-y', String(Math.round(y)), '-W', String(Math.round(width)), '-H', String(Math.round(height)));
  const mm = 72 / 25.4;
  it('on A4 shows in the window of DIN 5008 the address and nothing else of it', async () => {
    const window = within((await pdfOf(CHINESE)).pdf, 20 * mm, 45 * mm, 85 * mm, 45 * mm);
    expect(window.replace(/\s/g, '')).toBe('小镇银行·上海市浦东新区世纪大道1号·邮编200120张玥上海市静安区南京西路1266号恒隆广场1座2201室');
  });
  it('on US Letter shows in the window of a #10 envelope the address and nothing else, wherever the sheet slips', async () => {
    const { pdf } = await pdfOf(ENGLISH);
    // The window: 7/8 in from the left, 4 1/2 wide; 2 1/2 to 3 5/8 in from the upper edge. The folded sheet has 11/24 in of room, upwards and sideways.
    for (const slip of [0, 0.25, 0.458]) {
      const window = within(pdf, (0.875 - slip) * 72, (2.5 - slip) * 72, 4.5 * 72, 1.125 * 72);
      expect(window.trim().split('\n')).toEqual(['Łukasz Muñoz', '12 Main Street Apt 4', 'Springfield, IL 62701']);
    }
  });
  it('shows the code and the reference in no window, for a code tells of a debt', async () => {
    for (const text of [CHINESE, ENGLISH]) expect(within((await pdfOf(text)).pdf, 0, 0, 612, 3.65 * 72)).not.toMatch(/7ABC123456|1234/);
  });
});

describe('an address', () => {
  it.each([
    ['US', 'A B\n12 Main St, Springfield, IL 62701', ['A B', '12 Main St', 'Springfield, IL 62701']], ['US', 'A B\n12 Main St\nApt 4\nSpringfield IL 62701-1234', ['A B', '12 Main St', 'Apt 4', 'Springfield IL 62701-1234']],
    ['US', 'A B\n12 Main St, Springfield', null], ['US', 'A B\n12 Main St, Springfield, XX 62701', null], ['US', 'A B', null], ['US', '\n12 Main St, Springfield, IL 62701', null],
    ['GB', 'A B\n1 High Street, Leeds LS1 4AP', ['A B', '1 High Street', 'Leeds LS1 4AP']], ['GB', 'A B\n1 High Street, Leeds', null], ['CA', 'A B\n1 Main St, Ottawa, ON K1A 0B1', ['A B', '1 Main St', 'Ottawa, ON K1A 0B1']],
    ['CN', '张三\n上海市静安区南京西路1266号', ['张三', '上海市静安区南京西路1266号']], ['CN', '张三\n云南省大理州某县某镇大村三组', ['张三', '云南省大理州某县某镇大村三组']], ['CN', '张三\n上海', null], ['CN', '张三\n不详', null],
    ['CN', '张三\n新疆维吾尔自治区伊犁哈萨克自治州伊宁市解放西路一百二十八号某某小区12号楼3单元2201室', ['张三', '新疆维吾尔自治区伊犁哈萨克自治州伊宁市解放西', '路一百二十八号某某小区12号楼3单元2201室']],
    ['', 'A B\n12 Main St, Springfield, IL 62701', null], ['ZZ', 'A B\n12 Main St 12345', null], ['US', `A B\n${'Long Street, '.repeat(30)}Springfield, IL 62701`, null], ['US', `${'N'.repeat(60)}\n12 Main St, Springfield, IL 62701`, null],
  ])('of %s: %j', (country, to, lines) => expect(addressLines(to, country)).toEqual(lines));
  it('of any words fits the window or is refused', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), fc.constantFrom('US', 'CN', 'GB', 'DE', ''), (to, country) => {
      const lines = addressLines(to, country);
      expect(lines === null || (lines.length >= 2 && lines.length <= 6 && lines.every((line) => line !== '' && line.length <= 44))).toBe(true);
    }));
  });
});

describe('the fonts', () => {
  const file = createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/files/noto-sans-sc-latin-400-normal.woff');
  it('are unwrapped to what they were: tables in order, checksums of their bytes as listed', () => {
    const ttf = unwrapWoff(readFileSync(file));
    const count = ttf.readUInt16BE(4);
    let end = 12 + count * 16;
    for (let i = 0; i < count; i += 1) {
      const at = 12 + i * 16;
      const [tag, sum, offset, length] = [ttf.toString('latin1', at, at + 4), ttf.readUInt32BE(at + 4), ttf.readUInt32BE(at + 8), ttf.readUInt32BE(at + 12)];
      expect(offset).toBe(end);
      end = Math.ceil((offset + length) / 4) * 4;
      let found = 0;
      // The checksum of `head` leaves out its own field (OpenType, "head").
      for (let j = offset; j < end; j += 4) found = (found + (tag === 'head' && j === offset + 8 ? 0 : ttf.readUInt32BE(j))) >>> 0;
      expect([tag, found]).toEqual([tag, sum]);
    }
    expect(end).toBe(ttf.length);
  });
  it('tell which characters they have', () => {
    const has = coverageOf(unwrapWoff(readFileSync(file)));
    expect(['A', 'é', '€', '7', '—'].map((c) => has(c.codePointAt(0) ?? 0))).toEqual([true, true, true, true, true]);
    expect(['您', '𠮷', '\u0007', '\uFFFF'].map((c) => has(c.codePointAt(0) ?? 0))).toEqual([false, false, false, false]);
  });
  it('refuse what is no WOFF', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('OTTO'), Buffer.alloc(100)]) expect(() => unwrapWoff(bytes)).toThrow('font:');
  });
  it('cut a text into pieces and lose nothing of it', () => {
    const faces = new NotoFaces();
    fc.assert(fc.property(fc.array(fc.constantFrom('您', '好', 'A', 'Ł', ' ', '\n', '玥', '𠮷', '1', 'И'), { maxLength: 30 }), (characters) => {
      const { pieces, missing } = inFaces(characters.join(''), faces);
      expect(pieces.map((piece) => piece.text).join('')).toBe(characters.filter((c) => c !== '𠮷').join(''));
      expect(missing).toEqual(characters.includes('𠮷') ? ['𠮷'] : []);
    }), { numRuns: 60 });
  });
});
