import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountWords } from './amount-words.js';
import { BUILT_IN_TEMPLATES } from './built-in-templates.js';
import { composed, contentsOf } from './frame.js';
import { smsSegments, substituteForGsm } from './sms-segments.js';
import { BUILT_IN_BOOK, pinned, templateBook, templateRef } from './template-book.js';
import { render, TEMPLATE_SLOTS, textLanguage, TEXT_LANGUAGES, type Slots, type Template } from './templates.js';

const slots: Slots = {
  lender: '示例银行', name_masked: '王**', debt_tail: '*1234', amount: '12,345.67元', as_of: '2026-11-24', days: '23', link: 'https://pay.example.com/v/07AB12CD34', phone: '400-000-0000', code: '07AB12CD34',
};
const english: Slots = { ...slots, lender: 'Town Bank', name_masked: 'M***', amount: '$12,345.67' };
/** The languages with a country for which each is meant. */
const READERS = [['zh', 'CN'], ['zh', 'SG'], ['en', 'US'], ['en', 'GB'], ['en', ''], ['zh', 'US']] as const;
const all = BUILT_IN_TEMPLATES.flatMap((template) => READERS.map(([spoken, country]) => [`${template.id} ${spoken} ${country}`, template, spoken, country] as const));
const wordsFor = (template: Template, spoken: 'zh' | 'en', country: string) => composed(template, textLanguage(spoken, country), country);

describe('every text of the house', () => {
  it.each(all)('%s says who, what, and how to check', (_, template, spoken, country) => {
    expect(contentsOf(template, spoken, country)).toMatchObject({ lender: true, debt: true, howToCheck: true });
    for (const [, name] of wordsFor(template, spoken, country).matchAll(/\{([^}]*?)\??\}/g)) expect(TEMPLATE_SLOTS).toContain(name);
  });
  it.each(all)('%s can be stopped, and tells a US reader that it is from a debt collector', (_, template, spoken, country) => {
    const contents = contentsOf(template, spoken, country);
    if (template.channel === 'sms' || template.channel === 'email' || template.channel === 'mail') {
      expect(contents.collectorDisclosed).toBe(country === 'US' || (spoken === 'en' && country === ''));
      expect(contents.optOut).toBe(template.channel !== 'mail');
    } else if (country === 'US') expect(contents.collectorDisclosed).toBe(true);
  });
  it.each(all)('%s neither threatens nor hurries nor shames', (_, template, spoken, country) => {
    const words = wordsFor(template, spoken, country);
    expect(words).not.toMatch(
      /起诉|诉讼|律师|仲裁|强制执行|失信|征信|黑名单|公安|法院|逮捕|后果|立即还|今日必须|最后一次|否则|家人|单位|通讯录|老赖|催收费|借新还旧|优惠|贷款额度/,
    );
    expect(words).not.toMatch(/lawsuit|\bsue\b|court|arrest|garnish|credit (score|report|bureau)|final notice|immediately|urgent|last chance|or else|family|employer|police|offer/i);
  });
  it.each(all)('%s fits its channel', (_, template, spoken, country) => {
    const rendered = render(wordsFor(template, spoken, country), spoken === 'en' ? english : slots);
    expect(rendered.ok).toBe(true);
    if (!rendered.ok || template.channel !== 'sms') return;
    const text = substituteForGsm(rendered.text);
    // Three segments at most: more is read by nobody, and each costs.
    expect(smsSegments(text)).toMatchObject({ alphabet: spoken === 'en' ? 'gsm7' : 'ucs2', substitutions: [] });
    expect(smsSegments(text).segments).toBeLessThanOrEqual(3);
    // Carriers of the mainland refuse these symbols in a template.
    expect(text).not.toMatch(/[¥★√[\]\n]/);
  });
});

describe('render', () => {
  const template = BUILT_IN_BOOK.find('reminder-first');
  if (template === null) throw new Error('no reminder-first');
  const zh = composed(template, 'zh', 'CN');

  it('gives the text that will be sent', () => {
    expect(render(zh, slots)).toEqual({
      ok: true,
      text: '【示例银行】王**您好，您尾号*1234的账户截至2026-11-24应还12,345.67元，已逾期23天。如已还款请忽略；如有困难或对金额有异议，请告诉我们。核实本短信、查看明细或还款：https://pay.example.com/v/07AB12CD34 或致电400-000-0000。回复TD退订',
    });
    expect(render(composed(template, 'en', 'US'), english)).toEqual({
      ok: true,
      text: 'Town Bank: Your account ending *1234 is 23 days past due; $12,345.67 is due as of 2026-11-24. If it is hard to pay or you do not agree, tell us. Check that this is from us, see details or pay: https://pay.example.com/v/07AB12CD34 or call 400-000-0000. This is from a debt collector attempting to collect a debt; information obtained will be used for that purpose. Reply STOP to opt out.',
    });
  });
  it('does without the name, and without nothing else', () => {
    const { name_masked: _, ...rest } = slots;
    expect(render(zh, rest).ok).toBe(true);
    expect(render(zh, {})).toEqual({ ok: false, missing: ['lender', 'debt_tail', 'as_of', 'amount', 'days', 'link', 'phone'], invalid: [] });
    expect(render(zh, { ...slots, phone: '  ' })).toEqual({ ok: false, missing: ['phone'], invalid: [] });
  });
  it.each(['a\nb', 'a\r', 'a\u2028b', '{link}', '}', '【他行】', '\u202eabc', 'a\u0000', '[x]', 'x'.repeat(201)])('refuses the value %j', (value) => {
    expect(render(zh, { ...slots, lender: value })).toEqual({ ok: false, missing: [], invalid: ['lender'] });
  });
  it.each([
    ['amount', '12,345.67元'], ['amount', '$0.05'], ['amount', '1,234 CNY'], ['amount', '新台币1.00元'], ['amount', '-1.00美元'], ['as_of', '2026-01-31'], ['days', '0'], ['link', 'http://127.0.0.1:8080/v/1'], ['phone', '95500'], ['phone', '+1 (800) 555-0100'], ['debt_tail', '*甲1'],
  ] as const)('takes as %s the value %s', (slot, value) => expect(render(zh, { ...slots, [slot]: value }).ok).toBe(true));
  it.each([
    ['amount', 'all of it'], ['amount', '12 元，另加罚金'], ['as_of', '24.11.2026'], ['days', '3 or 4'], ['days', '-1'], ['link', 'pay.example.com'], ['link', 'javascript:x'], ['phone', 'call Ann'], ['debt_tail', '12 34'], ['name_masked', '王小明13800000000'],
  ] as const)('takes not as %s the value %s', (slot, value) => expect(render(zh, { ...slots, [slot]: value })).toEqual({ ok: false, missing: [], invalid: [slot] }));
  it('puts a value in as it is: replacement patterns mean nothing', () => {
    const rendered = render(composed(template, 'en', 'US'), { ...slots, lender: '$& $1 $$' });
    expect(rendered.ok && rendered.text.startsWith('$& $1 $$: ')).toBe(true);
  });
  it('brings no brace and no line of its own, whatever the values', () => {
    const value = fc.string({ unit: 'binary', maxLength: 30 });
    const record = fc.record(Object.fromEntries(TEMPLATE_SLOTS.map((slot) => [slot, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.constantFrom(...all), record, ([, anyTemplate, spoken, country], values) => {
        const words = wordsFor(anyTemplate, spoken, country);
        const rendered = render(words, values);
        if (rendered.ok) {
          expect(rendered.text).not.toMatch(/[{}\r\u2028\u2029]/);
          expect(rendered.text.split('\n')).toHaveLength(words.split('\n').length);
        } else expect(rendered.missing.length + rendered.invalid.length).toBeGreaterThan(0);
      }),
      { seed: 20261124 },
    );
  });
  it('chooses the text by language and country', () => {
    expect([textLanguage('zh', 'CN'), textLanguage('zh', 'US'), textLanguage('en', 'US'), textLanguage('en', 'CN')]).toEqual(['zh', 'zh-US', 'en', 'en']);
  });
});

describe('the book', () => {
  const newer = (version: number): Template => ({ id: 'reminder-first', version, channel: 'sms', texts: Object.fromEntries(TEXT_LANGUAGES.map((l) => [l, `${version}.`])) as Template['texts'] });

  it('has the newest version in force and every approved one by its number', () => {
    const book = templateBook([newer(4), newer(3)]);
    expect([book.find('reminder-first')?.version, book.find('reminder-first@3')?.version, book.find('reminder-first@2')?.version, book.find('reminder-first@9'), book.find('nothing')]).toEqual([4, 3, 2, null, null]);
    expect(book.inForce.filter((one) => one.id === 'reminder-first').map(templateRef)).toEqual(['reminder-first@4']);
    expect([pinned(book, 'reminder-first'), pinned(book, 'nothing')]).toEqual(['reminder-first@4', 'nothing']);
  });
  it('has the texts of the house, whatever else', () => expect(templateBook().inForce.map((one) => one.id)).toEqual(BUILT_IN_TEMPLATES.map((one) => one.id)));
});

describe('an amount in words', () => {
  it.each([
    [123456, 'CNY', '1,234.56元', '1,234.56 CNY'], [5, 'USD', '0.05美元', '$0.05'], [100, 'TWD', '新台币1.00元', '1.00 TWD'], [1234, 'JPY', '1,234日元', '1,234 JPY'],
    [100, 'BRL', '1.00 BRL', '1.00 BRL'], [-100, 'USD', '-1.00美元', '-1.00 USD'],
  ])('%i %s', (minor, currency, zh, en) => {
    expect(amountWords({ minor, currency }, 'zh')).toBe(zh);
    expect(amountWords({ minor, currency }, 'en')).toBe(en);
  });
});
