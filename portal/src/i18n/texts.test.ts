import { describe, expect, it } from 'vitest';
import { en } from './en.js';
import { inLanguage } from './texts.js';
import { zh } from './zh.js';

/** Every text of a language as `path → words`; functions are called with a value that cannot be mistaken. */
function flat(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') return [[path, String((node as (...a: unknown[]) => unknown)(2, 3))]];
  if (node === null || typeof node !== 'object') throw new Error(`${path} is not a text`);
  return Object.entries(node).flatMap(([key, value]) => flat(value, path === '' ? key : `${path}.${key}`));
}

const HAN = /[\u4e00-\u9fff]/;
// The same in both: names, tags and what one presses to see the other language.
const SAME = /^(site|htmlLang|other\.)/;

describe('texts', () => {
  it('have the same keys in both languages, in the same order', () => {
    expect(flat(zh).map(([key]) => key)).toEqual(flat(en).map(([key]) => key));
  });

  it('say something everywhere, each in its own language', () => {
    for (const [key, words] of flat(en)) {
      expect(words.trim(), key).not.toBe('');
      if (!SAME.test(key)) expect(HAN.test(words), `${key}: ${words}`).toBe(false);
    }
    // `debtTitle` only joins what it is given.
    for (const [key, words] of flat(zh)) if (!SAME.test(key) && key !== 'debt.debtTitle') expect(HAN.test(words), `${key}: ${words}`).toBe(true);
  });

  it('keep the figures and telephone numbers of one language in the other', () => {
    const digits = (words: string) => (words.match(/\d{3,}/g) ?? []).sort().join(' ');
    const chinese = new Map(flat(zh));
    // English writes 4,000 with a comma, so that a figure is compared where it is a number to call or type.
    for (const [key, words] of flat(en)) if (/report|hardship|open|pay|amount/.test(key)) expect(digits(chinese.get(key) ?? ''), key).toBe(digits(words));
  });

  it('put no pressure on anyone', () => {
    const PRESSURE = /\b(immediately|urgent|last chance|final|legal action|court|lawsuit|arrest(?!,)|must pay|or else|shame|blacklist)\b|立即处理|最后机会|起诉|法院|黑名单|后果自负|逾期不还|失信/i;
    for (const [key, words] of [...flat(en), ...flat(zh)]) expect(PRESSURE.test(words), `${key}: ${words}`).toBe(false);
  });

  it('fall back to English where a lender gave only that', () => {
    expect(inLanguage({ en: 'Harbour', zh: '海港' }, 'zh')).toBe('海港');
    expect(inLanguage({ en: 'Harbour', zh: '' }, 'zh')).toBe('Harbour');
    expect(inLanguage(null, 'zh')).toBeUndefined();
  });
});
