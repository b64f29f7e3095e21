import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEMPLATES, TEXT_LANGUAGES } from '../../domain/contact/templates.js';
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
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      for (const found of lintText(text, cn)) expect(text.slice(found.from, found.to)).toBe(found.matched);
    }), { seed: 20261124, numRuns: 300 });
  });
  it('finds nothing forbidden in our own templates', () => {
    for (const template of TEMPLATES) {
      for (const language of TEXT_LANGUAGES) {
        const context: ContentContext = { ...cn, channel: template.channel, language: language === 'en' ? 'en' : 'zh', jurisdictions: language === 'zh' ? ['CN'] : ['US-federal'] };
        expect(lintTemplate(template, language, context).filter((f) => f.kind === 'forbidden'), `${template.id} ${language}`).toEqual([]);
      }
    }
  });
});
