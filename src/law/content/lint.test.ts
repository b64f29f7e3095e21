import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountWords } from '../../domain/contact/amount-words.js';
import { BUILT_IN_TEMPLATES } from '../../domain/contact/built-in-templates.js';
import { composed } from '../../domain/contact/frame.js';
import { isWritten, render, TEXT_LANGUAGES } from '../../domain/contact/templates.js';
import { CONTENT_RULES } from './all.js';
import type { ContentContext, ContentRule } from './content-rule.js';
import { lintTemplate, lintText } from './lint.js';

const cn: ContentContext = { jurisdictions: ['CN'], channel: 'call', audience: 'debtor', language: 'zh' };

describe('lintText', () => {
  it('points at the words as they were written', () => {
    const text = '【示例银行】您好，公 安 局已立案侦查';
    const found = lintText(text, cn).filter((f) => f.rule === 'CN-X1');
    expect(found.map((f) => [f.code, f.severity, f.matched, text.slice(f.from, f.to)])).toEqual([['state_body', 'block', '公 安 局', '公 安 局'], ['state_body', 'block', '立案侦查', '立案侦查']]);
  });
  it('blocks when a rule throws, and says nothing of why', () => {
    const broken: ContentRule = { ...(CONTENT_RULES[0] as ContentRule), id: 'X', scope: {}, find: (text) => { throw new Error(text.source); } };
    expect(lintText('secret', cn, [broken])).toMatchObject([{ rule: 'X', code: 'rule_threw', severity: 'block', matched: '' }]);
  });
  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      for (const found of lintText(text, cn)) expect(text.slice(found.from, found.to)).toBe(found.matched);
    }), { seed: 20261124, numRuns: 60 });
  });
  it('finds nothing in our own texts, whatever the figures', () => {
    const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
    const values = fc.record({
      minor: fc.integer({ min: 1, max: 99_999_999_999 }), days: fc.integer({ min: 1, max: 3_000 }), tail: digits(4), code: fc.string({ unit: fc.constantFrom(...'ABCDEFGHJKMNPQRSTVWXYZ0123456789'), minLength: 8, maxLength: 10 }),
      on: fc.integer({ min: 0, max: 4_000 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10)), phone: fc.constantFrom('95500', '400-000-0000', '+1 800 555 0100', '021-12345678', '(800) 555-0100'),
    });
    const texts = BUILT_IN_TEMPLATES.filter((t) => isWritten(t.channel)).flatMap((template) => TEXT_LANGUAGES.map((language) => [template, language] as const));
    fc.assert(fc.property(fc.constantFrom(...texts), values, ([template, language], v) => {
      const spoken = language === 'en' ? 'en' : 'zh';
      const lender = spoken === 'en' ? 'Town Bank' : '小镇银行';
      const text = render(composed(template, language, language === 'zh' ? 'CN' : 'US'), {
        lender, name_masked: '', debt_tail: `******${v.tail}`, amount: amountWords({ minor: v.minor, currency: language === 'zh' ? 'CNY' : 'USD' }, spoken), as_of: v.on, days: String(v.days), link: `https://pay.example.com/v/${v.code}`, phone: v.phone, code: v.code,
      });
      if (!text.ok) throw new Error('not rendered');
      const context: ContentContext = { jurisdictions: language === 'zh' ? ['CN'] : ['US-federal', 'US-MA', 'US-NY', 'US-NYC'], channel: template.channel, audience: 'debtor', language: spoken, lenderNames: [lender], ownNumbers: [v.phone], on: v.on };
      expect(lintText(text.text, context).map((f) => [f.rule, f.code, f.matched])).toEqual([]);
    }), { seed: 20261124, numRuns: 200 });
  });
  it('finds nothing forbidden in our own templates', () => {
    for (const template of BUILT_IN_TEMPLATES) {
      for (const language of TEXT_LANGUAGES) {
        const context: ContentContext = { ...cn, channel: template.channel, language: language === 'en' ? 'en' : 'zh', jurisdictions: language === 'zh' ? ['CN'] : ['US-federal'] };
        expect(lintTemplate(template, language, language === 'zh' ? 'CN' : 'US', context).filter((f) => f.kind === 'forbidden'), `${template.id} ${language}`).toEqual([]);
      }
    }
  });
});
