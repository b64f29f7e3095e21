import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT_RULES, TOPICS } from './all.js';
import type { ContentContext, ContentRule } from './content-rule.js';
import rows from './corpus.json' with { type: 'json' };
import { lintText } from './lint.js';
import { rulesOfTopic } from './topic.js';

interface Row { readonly about: string; readonly kind: string; readonly severity?: string; readonly text: string }

const told = (rows as readonly Row[]).flatMap((row) => {
  const topic = TOPICS.find((one) => one.code === row.about);
  const rule = topic === undefined ? undefined : rulesOfTopic(topic)[0];
  return rule === undefined ? [] : [{ ...row, rule }];
});
const blocked = told.filter((row) => row.severity === 'block');
const fit = told.filter((row) => row.kind !== 'hit');

const context = (rule: ContentRule): ContentContext => ({ jurisdictions: rule.scope.places ?? [], channel: 'call', audience: 'debtor', language: 'zh' });
const severities = (text: string, rule: ContentRule): string => {
  const found = lintText(text, context(rule), [rule]).map((f) => f.severity);
  return found.includes('block') ? 'block' : (found[0] ?? 'nothing');
};

const wide = (char: string): string => (/[!-~]/.test(char) && !/[.\-/]/.test(char) ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char);
/** Tricks of writing that change nothing: between Han characters, within and between Latin words. */
const TRICKS: Readonly<Record<string, (text: string) => string>> = {
  zeroWidth: (text) => [...text].join('\u200b'),
  softHyphen: (text) => text.replace(/(?<=\p{L})(?=\p{L})/gu, '\u00ad'),
  blanksBetweenHan: (text) => text.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, ' '),
  dotsBetweenHan: (text) => text.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, '·'),
  doubledBlanks: (text) => text.replace(/(?<=[a-z]{2}) (?=[a-z]{2})/g, '  '),
  noBreakBlanks: (text) => text.replaceAll(' ', '\u00a0'),
  wide: (text) => [...text].map(wide).join(''),
  upperCase: (text) => text.toUpperCase(),
  accents: (text) => text.replace(/[aeo]/g, (vowel) => `${vowel}\u0301`),
  cyrillic: (text) => text.replace(/[aeopc]/g, (letter) => 'аеорс'.charAt('aeopc'.indexOf(letter))),
};

describe('what is found', () => {
  it.each(Object.entries(TRICKS))('does not change under %s', (_, trick) => {
    for (const { text, rule } of told) expect([rule.id, text, severities(trick(text), rule)]).toEqual([rule.id, text, severities(text, rule)]);
  });

  it('never grows less by sentences put before or behind it', () => {
    const other = fc.constantFrom(...fit.map((row) => row.text).filter((text) => !/[?？吗么]$/.test(text)));
    fc.assert(fc.property(fc.constantFrom(...blocked), other, other, fc.constantFrom('。', '\n', '. ', '! '), ({ text, rule }, before, behind, end) => {
      // A question answered by a plain "no" is the one context in which what follows counts.
      fc.pre(!/[?？吗么]$/.test(text));
      expect(severities(`${before}${end}${text}${end}${behind}`, rule), text).toBe('block');
    }), { seed: 20261124, numRuns: 600 });
  });

  it('does not depend on the order of the rules', () => {
    const places = ['CN', 'US-federal', 'US-NYC', 'UK'];
    fc.assert(fc.property(fc.constantFrom(...blocked), fc.shuffledSubarray([...CONTENT_RULES], { minLength: CONTENT_RULES.length }), ({ text }, shuffled) => {
      const all: ContentContext = { jurisdictions: places, channel: 'sms', audience: 'debtor', language: 'en' };
      expect(lintText(text, all, shuffled)).toEqual(lintText(text, all));
    }), { seed: 20261124, numRuns: 40 });
  });

  it('grows with places: one more jurisdiction takes nothing away that a law says', () => {
    fc.assert(fc.property(fc.constantFrom(...blocked), fc.subarray(['CN', 'US-federal', 'UK', 'IN', 'ID', 'EU']), fc.constantFrom('CN', 'US-federal', 'UK', 'EU'), ({ text, about }, places, more) => {
      const codes = (jurisdictions: readonly string[]) => lintText(text, { jurisdictions, channel: 'call', audience: 'debtor', language: 'en' }).filter((f) => f.code === about && f.severity === 'block').length > 0;
      if (codes(places)) expect(codes([...places, more])).toBe(true);
    }), { seed: 20261124, numRuns: 200 });
  });
});
