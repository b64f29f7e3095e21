import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTS, type Act } from './acts.js';
import { answerOf, ANSWERS } from './answers.js';
import { guardPhrase, REPHRASABLE } from './guard.js';

// What a model may say in place of approved words, and what it tries to.

type Case = readonly [name: string, act: Act, language: 'zh' | 'en', phrased: string, why: string | null];

const CASES: readonly Case[] = [
  ['other words', 'ask_date', 'zh', '谢谢您。您指的大概是哪一天呢？直接回复日期就好；还不确定也没关系，可以回复“人工”由工作人员与您商量。', null],
  ['other words', 'ask_date', 'en', 'Thanks. Which day do you have in mind? Reply with a date. If you do not know yet, that is fine: reply PERSON and somebody talks it over with you.', null],
  ['other words around slots', 'ask_which_date', 'en', 'Just to be sure of the day: is it {first_day} or {second_day}? Reply with the day, or reply PERSON.', null],
  ['a slot is gone', 'ask_which_date', 'en', 'Just to be sure of the day: is it {first_day}? Reply with the day, or reply PERSON.', 'slots'],
  ['a slot twice', 'ask_which_date', 'en', 'To be sure: {first_day} or {first_day} or {second_day}? Reply with the day, or PERSON.', 'slots'],
  ['a slot that the act has not', 'ask_date', 'en', 'Thank you. You owe {amount}. Which day do you mean? If you do not know yet, reply PERSON and somebody talks it over with you.', 'slots'],
  ['a figure', 'ask_date', 'en', 'Thank you. Which day do you mean for the 500? If you do not know yet, reply PERSON and somebody talks it over with you.', 'figure'],
  ['a figure in full width', 'ask_date', 'zh', '谢谢。５００哪一天方便？回复日期就好；还不确定也没关系，可以回复“人工”由工作人员与您商量。', 'figure'],
  ['a figure in Chinese', 'ask_date', 'zh', '谢谢。五百元您大概哪一天方便？回复日期就好；还不确定也没关系，可以回复“人工”由工作人员商量。', 'figure'],
  ['a figure in words', 'ask_date', 'en', 'Thank you. Which day for the five hundred? If you do not know yet, that is all right: reply PERSON and somebody talks it over.', 'figure'],
  ['a date', 'ask_date', 'en', 'Thank you. Is it Friday, or which day? Reply with a date. If you do not know yet, reply PERSON and somebody talks it over with you.', 'date'],
  ['a date in Chinese', 'ask_date', 'zh', '谢谢。是明天还是哪一天？回复日期就好；还不确定也没关系，可以回复“人工”由工作人员与您商量。', 'date'],
  ['haste', 'ask_date', 'zh', '谢谢。请尽快告诉我们是哪一天？回复日期就好；还不确定也没关系，可以回复“人工”由工作人员与您商量。', 'date'],
  ['a promise of the lender', 'ask_date', 'en', 'Thank you. Which day do you mean? We guarantee no trouble. If you do not know yet, reply PERSON and somebody talks it over.', 'forbidden_word'],
  ['a waiver', 'ask_date', 'zh', '谢谢。您说的大概是哪一天？我们可以减免。回复日期就好；不确定也没关系，可以回复“人工”商量。', 'forbidden_word'],
  ['a threat', 'ask_date', 'zh', '谢谢。您说的大概是哪一天？否则将起诉。回复日期就好；不确定也没关系，可以回复“人工”商量。', 'forbidden_word'],
  ['that something is owed', 'ask_date', 'en', 'Thank you. Which day do you mean for the debt? Reply with a date. If you do not know yet, reply PERSON and somebody talks it over.', 'forbidden_word'],
  ['a link', 'ask_date', 'en', 'Thank you. Which day do you mean? Go to evil.com. If you do not know yet, reply PERSON and somebody talks it over with you.', 'address'],
  ['a link in Chinese', 'ask_date', 'zh', '谢谢。您说的大概是哪一天？请打开http://evil.cn 回复日期就好；不确定也没关系，可以回复“人工”。', 'address'],
  ['a name', 'ask_date', 'en', 'Thank you, Alice. Which day do you mean? Reply with a date. If you do not know yet, reply PERSON and somebody talks it over.', 'name'],
  ['another language', 'ask_date', 'en', 'Thank you. 您说的大概是哪一天？Reply with a date. If you do not know yet, that is all right: reply PERSON and somebody talks it over.', 'language'],
  ['another script', 'ask_date', 'zh', '谢谢。您说的大概是哪一天？Ответьте 回复日期就好；还不确定也没关系，可以回复“人工”由工作人员与您商量。', 'language'],
  ['no way to a person', 'ask_date', 'en', 'Thank you. Which day do you mean? Reply with a date. If you do not know yet, that is all right, and we talk it over with you.', 'way_to_a_person'],
  ['a "not" lost', 'confirm_promise_day', 'zh', '收到，已记下您说的日期：{promised_on}。在那之前我们会再联系您。如果记得不对或有变化，直接回复即可，或回复“人工”。', 'negation'],
  ['a "not" won', 'ask_amount', 'en', 'Thank you. How much did you not mean? Reply with one number, or reply PERSON.', 'negation'],
  ['far longer', 'ask_amount', 'en', `Thank you. How much did you mean? ${'Reply with one number. '.repeat(6)}Or reply PERSON.`, 'length'],
  ['nothing', 'ask_amount', 'en', '', 'length'],
  ['a signature of its own', 'ask_amount', 'zh', '【别的银行】谢谢。您说的数目是多少？回复一个数就好；也可以回复“人工”。', 'markup'],
  ['direction characters', 'ask_amount', 'zh', '谢谢。\u202e您说的数目是多少？回复一个数就好；也可以回复“人工”。', 'markup'],
  ['markup', 'ask_amount', 'en', '**Thank you.** How much did you mean? Reply with one number, or reply PERSON.', 'markup'],
  ['help in other words', 'help_line', 'en', answerOf('help_line').texts.en, 'act'],
  ['figures of the account in other words', 'amount_owed', 'en', answerOf('amount_owed').texts.en, 'act'],
];

describe('the guard', () => {
  it.each(CASES)('%s (%s, %s)', (_, act, language, phrased, why) => {
    expect(guardPhrase(act, language, phrased)).toEqual(why === null ? { ok: true } : { ok: false, why });
  });

  it('lets every approved text of its acts through, and no text of another act', () => {
    for (const answer of ANSWERS) for (const language of ['zh', 'en'] as const) expect(guardPhrase(answer.act, language, answer.texts[language]).ok, answer.act).toBe(REPHRASABLE.includes(answer.act));
    expect(REPHRASABLE.every((act) => ACTS.includes(act) && answerOf(act).tells === 'own_words')).toBe(true);
  });

  const place = fc.record({ act: fc.constantFrom(...REPHRASABLE), language: fc.constantFrom('zh' as const, 'en' as const), at: fc.nat() });
  /** The approved text with something put in between two of its words, outside of any slot. */
  const planted = (act: Act, language: 'zh' | 'en', at: number, what: string): string => {
    const parts = answerOf(act).texts[language].split(/(?=[，。；, ])/);
    const index = 1 + (at % (parts.length - 1));
    return `${parts.slice(0, index).join('')} ${what}${parts.slice(index).join('')}`;
  };
  const refuses = (what: fc.Arbitrary<string>) => fc.assert(fc.property(place, what, ({ act, language, at }, bad) => {
    expect(guardPhrase(act, language, planted(act, language, at, bad)).ok).toBe(false);
  }), { seed: 20261124, numRuns: 500 });

  it('refuses any text with a number in it, in whatever digits', () => {
    const digits = fc.constantFrom('0123456789', '０１２３４５６７８９', '٠١٢٣٤٥٦٧٨٩', '०१२३४५६७८९', '①②③④⑤⑥⑦⑧⑨⑩', 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ', '½⅓¼⅕⅙⅛⅔¾⅘⅚').chain((set) => fc.array(fc.constantFrom(...set), { minLength: 1, maxLength: 6 }).map((d) => d.join('')));
    refuses(digits);
  });
  it('refuses any address', () => refuses(fc.oneof(fc.webUrl(), fc.domain().map((d) => `${d.split('.')[0] ?? 'x'}.com`), fc.emailAddress())));
  it('refuses any slot more', () => refuses(fc.constantFrom('{amount}', '{promised}', '{link}', '{x}', '{', '}')));
  it('never throws, and never lets through a text without the slots of the act', () => fc.assert(fc.property(place, fc.string({ unit: 'binary', maxLength: 300 }), ({ act, language }, any) => {
    const verdict = guardPhrase(act, language, any);
    if (/\{/.test(answerOf(act).texts[language])) expect(verdict.ok).toBe(false);
  }), { seed: 20261124 }));
});
