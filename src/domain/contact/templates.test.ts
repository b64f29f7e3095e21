import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountWords } from './amount-words.js';
import { contentsOf, findTemplate, render, TEMPLATE_SLOTS, TEMPLATES, TEXT_LANGUAGES, textLanguage, type Slots } from './templates.js';

const slots: Slots = {
  lender: '示例银行', name_masked: '王**', debt_tail: '1234', amount: '12,345.67元', as_of: '2026-11-24', days: '23', link: 'https://pay.example.com/v/AB12CD34', phone: '400-000-0000',
};
const all = TEMPLATES.flatMap((template) => TEXT_LANGUAGES.map((language) => [`${template.id} ${language}`, template, language] as const));

describe('every approved text', () => {
  it.each(all)('%s says who, what, and how to check', (_, template, language) => {
    expect(contentsOf(template, language)).toMatchObject({ lender: true, debt: true, howToCheck: true });
    for (const [, name] of template.texts[language].matchAll(/\{([^}]*?)\??\}/g)) expect(TEMPLATE_SLOTS).toContain(name);
  });
  it.each(all)('%s can be stopped, and tells a US reader that it is from a debt collector', (_, template, language) => {
    const contents = contentsOf(template, language);
    expect(contents.collectorDisclosed).toBe(language !== 'zh');
    if (template.channel === 'sms') {
      expect(contents.optOut).toBe(true);
      expect(template.texts[language]).toMatch(language === 'en' ? /^\{lender\}: / : /^【\{lender\}】/);
      expect(template.texts[language]).toMatch(language === 'zh' ? /TD退订$/ : /STOP/);
    }
  });
  it.each(all)('%s neither threatens nor hurries nor shames', (_, template, language) => {
    expect(template.texts[language]).not.toMatch(
      /起诉|诉讼|律师|仲裁|强制执行|失信|征信|黑名单|公安|法院|逮捕|后果|立即还|今日必须|最后一次|否则|家人|单位|通讯录|老赖|催收费|借新还旧|优惠|贷款额度/,
    );
    expect(template.texts[language]).not.toMatch(/lawsuit|\bsue\b|court|arrest|garnish|credit (score|report|bureau)|final notice|immediately|urgent|last chance|or else|family|employer|police|offer/i);
  });
  it.each(all)('%s fits its channel', (_, template, language) => {
    const rendered = render(template, language, slots);
    expect(rendered.ok).toBe(true);
    if (!rendered.ok || template.channel !== 'sms') return;
    // Carriers take 500 characters at most and refuse these symbols in a template.
    expect([...rendered.text].length).toBeLessThanOrEqual(language === 'en' ? 459 : 210);
    expect(rendered.text).not.toMatch(/[¥★√[\]]/);
  });
});

describe('render', () => {
  const template = findTemplate('reminder-first');
  if (template === null) throw new Error('no reminder-first');

  it('gives the text that will be sent', () => {
    expect(render(template, 'zh', slots)).toEqual({
      ok: true,
      text: '【示例银行】王**您好，您尾号1234的账户截至2026-11-24应还12,345.67元，已逾期23天。核实本短信、查看明细或还款：https://pay.example.com/v/AB12CD34 如已还款请忽略；如有困难或对金额有异议，请在该页告诉我们或致电400-000-0000。回复TD退订',
    });
  });
  it('does without the name, and without nothing else', () => {
    const { name_masked: _, ...rest } = slots;
    expect(render(template, 'zh', rest).ok).toBe(true);
    expect(render(template, 'zh', {})).toEqual({ ok: false, missing: ['lender', 'debt_tail', 'as_of', 'amount', 'days', 'link', 'phone'], invalid: [] });
    expect(render(template, 'zh', { ...slots, phone: '  ' })).toEqual({ ok: false, missing: ['phone'], invalid: [] });
  });
  it.each(['a\nb', 'a\r', 'a\u2028b', '{link}', '}', '【他行】', '\u202eabc', 'a\u0000', '[x]', 'x'.repeat(201)])('refuses the value %j', (value) => {
    expect(render(template, 'zh', { ...slots, lender: value })).toEqual({ ok: false, missing: [], invalid: ['lender'] });
  });
  it('puts a value in as it is: replacement patterns mean nothing', () => {
    const rendered = render(template, 'en', { ...slots, lender: '$& $1 $$' });
    expect(rendered.ok && rendered.text.startsWith('$& $1 $$: ')).toBe(true);
  });
  it('never leaves a brace or a line break, whatever the values', () => {
    const value = fc.string({ unit: 'binary', maxLength: 30 });
    const record = fc.record(Object.fromEntries(TEMPLATE_SLOTS.map((slot) => [slot, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.constantFrom(...all), record, ([, anyTemplate, language], values) => {
        const rendered = render(anyTemplate, language, values);
        if (rendered.ok) expect(rendered.text).not.toMatch(/[{}\r\n\u2028\u2029]/);
        else expect(rendered.missing.length + rendered.invalid.length).toBeGreaterThan(0);
      }),
      { seed: 20261124 },
    );
  });
  it('chooses the text by language and country', () => {
    expect([textLanguage('zh', 'CN'), textLanguage('zh', 'US'), textLanguage('en', 'US'), textLanguage('en', 'CN')]).toEqual(['zh', 'zh-US', 'en', 'en']);
  });
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
