import { describe, expect, it } from 'vitest';
import type { Template } from '../domain/contact/templates.js';
import { checkText } from './check-text.js';
import { checkTemplates, readPlanText } from './plan-text.js';

const question = { country: 'CN', channel: 'call', audience: 'debtor', later: false, robot: false, lender: [], agency: [], phone: [], fact: [] };

describe('checkText', () => {
  it('gives line and column in characters, from one', () => {
    const found = checkText('您好，这里是示例银行。\r\n𠮷先生，我们将通知您的家人', question).find((f) => f.rule === 'CN-X7a');
    expect(found).toMatchObject({ line: 2, column: 8, matched: '通知您的家人' });
  });
  it('takes a fact as true only when it is named', () => {
    const rules = (fact: readonly string[]) => checkText('这里是示例银行，我们将起诉您', { ...question, fact }).filter((f) => f.rule === 'CN-X4c').length;
    expect([rules([]), rules(['suitDecided=no']), rules(['suitDecided'])]).toEqual([1, 1, 0]);
  });
  it.each([
    [{ channel: 'fax' }, /no channel/], [{ audience: 'all' }, /no audience/], [{ notice: 'x' }, /no notice/], [{ fact: ['rich'] }, /no fact/], [{ fact: ['timeBarred=maybe'] }, /no answer/], [{ on: '24.11.' }, /no day/], [{ textLanguage: 'fr' }, /no language/],
  ])('refuses %j', (wrong, words) => {
    expect(() => checkText('x', { ...question, ...wrong })).toThrow(words);
  });
});

describe('publishing', () => {
  const template = (zh: string, approved?: Template['approved']): Template => ({ id: 't', version: 1, channel: 'call', texts: { zh, en: 'Hello, my name is Ann, from {lender}. This call is recorded. This is from a debt collector attempting to collect a debt; information obtained will be used for that purpose.', 'zh-US': '我是小李，{lender}。录音。来自债务催收方，目的是催收债务，所获信息将用于该目的。' }, ...(approved === undefined ? {} : { approved }) });
  const fine = '这里是{lender}，本次通话会录音。请问是本人吗？';

  it('lets a fit text pass', () => expect(() => checkTemplates([template(fine)])).not.toThrow());
  it('stops at a block in both languages, whoever approved it', () => {
    const approved = [{ rule: 'CN-X3', code: 'invented_list', by: 'head', why: 'no' }];
    expect(() => checkTemplates([template(`${fine}将列入黑名单`, approved)])).toThrow(/CN-X3 invented_list "黑名单".*No invented blacklists.*不得捏造/);
  });
  it('asks for the approval of a review, of that rule and code', () => {
    const text = `${fine}我们将起诉您`;
    const approval = (code: string) => ['CN-X4c', 'HOUSE-C-14'].map((rule) => ({ rule, code, by: 'head', why: 'suit 12 is authorised' }));
    expect(() => checkTemplates([template(text)])).toThrow(/CN-X4c legal_step/);
    expect(() => checkTemplates([template(text, approval('pressure'))])).toThrow(/CN-X4c/);
    expect(() => checkTemplates([template(text, approval('legal_step'))])).not.toThrow();
  });
  it('has no problem with the texts of the house, nor with a plan that names them', () => {
    expect(() => checkTemplates()).not.toThrow();
    expect(readPlanText('name: x').problems.every((p) => !p.problem.includes('may not go out'))).toBe(true);
  });
});
