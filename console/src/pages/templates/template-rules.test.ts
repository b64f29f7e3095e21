import { describe, expect, it } from 'vitest';
import type { TemplateCheck, TemplateVersion } from '../../api/types.js';
import { chooseTemplate, questions, templateButtons } from './template-rules.js';

const texts = { zh: '您好。', en: 'Hello.', 'zh-US': '您好。' };
const version = (state: TemplateVersion['state'], more: Partial<TemplateVersion> = {}): TemplateVersion => ({
  id: 'a', version: 1, channel: 'sms', texts, inForce: false, state, draftedBy: 'ann', draftedAt: null, lintedAt: null, approvedBy: null, approvedAt: null, retiredBy: null, retiredAt: null, answers: [], registrations: [], ...more,
});
const finding = (severity: 'block' | 'review', stands: boolean, rule = 'CN-X1'): TemplateCheck['findings'][number] => ({ language: 'zh', rule, code: 'c', severity, matched: '', title: { zh: '', en: '' }, instead: { zh: '', en: '' }, citation: '', force: 'L', confidence: 'high', stands });
const check = (...findings: TemplateCheck['findings']): TemplateCheck => ({ problems: [], findings, previews: [] });

describe('what stands in the way of a button', () => {
  it.each([
    ['nothing chosen', undefined, check(), { draft: undefined, submit: 'templates.why_choose', approve: 'templates.why_choose', register: 'templates.why_choose', retire: 'templates.why_choose' }],
    ['a draft', version('draft'), check(), { draft: 'templates.why_unchanged', submit: undefined, approve: 'templates.why_not_linted', register: 'templates.why_not_approved', retire: undefined }],
    ['a draft that blocks', version('draft'), check(finding('block', true)), { submit: 'templates.why_stands' }],
    ['a draft that asks a person', version('draft'), check(finding('review', true)), { submit: undefined }],
    ['what was submitted', version('linted'), check(finding('review', true)), { submit: 'templates.why_not_draft', approve: undefined }],
    ['what was approved', version('approved'), check(finding('review', false)), { approve: 'templates.why_not_linted', register: undefined, retire: undefined }],
    ['a text of the house', version('built_in'), check(), { draft: 'templates.why_unchanged', register: undefined, retire: 'templates.why_built_in' }],
    ['what was taken back', version('retired'), check(), { draft: undefined, register: 'templates.why_not_approved', retire: 'templates.why_retired' }],
  ] as const)('%s', (_, chosen, found, expected) => expect(templateButtons(chosen, texts, found)).toMatchObject(expected));

  it('is the change itself, until it is saved, and a language without words', () => {
    const changed = { ...texts, en: 'Hello there.' };
    expect(templateButtons(version('draft'), changed, check())).toMatchObject({ draft: undefined, submit: 'templates.why_unsaved' });
    expect(templateButtons(version('draft'), { ...texts, zh: ' ' }, check())).toMatchObject({ draft: 'templates.why_empty' });
  });
});

it('asks a second person each rule and code once, and only what stands', () => {
  expect(questions(check(finding('review', true), finding('review', true), finding('review', false, 'CN-X2'), finding('block', true, 'CN-X3')))).toEqual([{ rule: 'CN-X1', code: 'c' }]);
});

it('shows the version in the address, else the first in force', () => {
  const items = [version('draft', { version: 2 }), version('built_in', { inForce: true })];
  expect([chooseTemplate(items, 'a', 2)?.version, chooseTemplate(items, 'b', 9)?.version, chooseTemplate([], 'a', 1)]).toEqual([2, 1, undefined]);
});
