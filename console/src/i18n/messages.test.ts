import { describe, expect, it } from 'vitest';
import { en } from './en.js';
import { fill, isKey, wordsOf } from './messages.js';
import { zh } from './zh.js';

const blanks = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? ''))].sort();

describe('the two languages', () => {
  it('hold the same keys', () => {
    expect(Object.keys(zh)).toEqual(Object.keys(en));
  });

  it('hold the same blanks, key by key', () => {
    const differing = Object.entries(en).filter(([key, text]) => isKey(key) && blanks(text).join() !== blanks(zh[key]).join()).map(([key]) => key);
    expect(differing).toEqual([]);
  });

  it('leave nothing empty and no plural in Chinese', () => {
    expect(Object.entries(zh).filter(([, text]) => text.trim() === '' || text.includes('|'))).toEqual([]);
    expect(Object.entries(en).filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

describe('filling a text', () => {
  it.each([
    ['{n} match|{n} matches', { n: 1 }, 'en', '1 match'],
    ['{n} match|{n} matches', { n: 0 }, 'en', '0 matches'],
    ['{n} match|{n} matches', { n: 30000 }, 'en', '30,000 matches'],
    ['{n} 条', { n: 1234 }, 'zh', '1,234 条'],
    ['{at}, {at}', { at: 'noon' }, 'en', 'noon, noon'],
    ['{missing}', {}, 'en', '{missing}'],
  ] as const)('%s with %j in %s', (text, values, lang, expected) => {
    expect(fill(text, values, lang)).toBe(expected);
  });

  it('shows an unworded code as words', () => {
    expect(wordsOf('outside_hours')).toBe('outside hours');
  });
});
