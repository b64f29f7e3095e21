import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outgoing, SIGN, TEMPLATE_WORDING, words } from '../../../test/fixtures/sms/account-world.js';
import { asRegistered, knownTemplates, mainlandNumber, registrationProblem, type RegisteredTemplate } from './registered.js';

const ALIYUN: RegisteredTemplate = { id: 'reminder', version: 3, language: 'zh', code: 'SMS_1', wording: TEMPLATE_WORDING.aliyun, places: { name: 'name', amount: 'amount', code: 'code' } };
const TENCENT: RegisteredTemplate = { ...ALIYUN, code: '1110', wording: TEMPLATE_WORDING.tencent, places: { '3': 'code', '1': 'name', '2': 'amount' } };
const template = outgoing().template;

describe('a text at a provider that takes registered templates only', () => {
  it.each([
    ['aliyun', [ALIYUN], { code: 'SMS_1', values: [['name', '王小明'], ['amount', '500.00'], ['code', 'K7P2']] }],
    ['tencent', [TENCENT], { code: '1110', values: [['1', '王小明'], ['2', '500.00'], ['3', 'K7P2']] }],
  ] as const)('goes where %s shows the very words that were judged', (style, templates, expected) => {
    expect(asRegistered(templates, style, SIGN, outgoing())).toEqual(expected);
  });

  it.each([
    ['another version', outgoing({ template: { ...template, version: 4 } }), 'not_registered'],
    ['another language', outgoing({ template: { ...template, language: 'zh-US' } }), 'not_registered'],
    ['another template', outgoing({ template: { ...template, id: 'plan_broken' } }), 'not_registered'],
    ['a value that is not there', outgoing({ template: { ...template, values: { name: '王小明', amount: '500.00' } } }), 'value_missing'],
    ['one sign more than was registered', outgoing({ text: `${outgoing().text}。` }), 'wording_differs'],
    ['another amount in the words than in the values', outgoing({ text: words('王小明', '500.01', 'K7P2') }), 'wording_differs'],
    ['no signature: the provider would put one before it', outgoing({ text: outgoing().text.replace(`【${SIGN}】`, '') }), 'wording_differs'],
    ['a name that looks like a place', outgoing({ template: { ...template, values: { ...template.values, name: '${amount}' } } }), 'wording_differs'],
  ])('%s: %s', (_, text, refused) => {
    expect(asRegistered([ALIYUN], 'aliyun', SIGN, text)).toEqual({ refused });
  });

  it('fills in whatever a value is, once', () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('${name}', '{1}', '$&', '$1', '{3}', '】'));
    fc.assert(fc.property(value, value, value, (name, amount, code) => {
      const text = outgoing({ text: words(name, amount, code), template: { ...template, values: { name, amount, code } } });
      expect(asRegistered([ALIYUN], 'aliyun', SIGN, text)).toMatchObject({ code: 'SMS_1' });
      expect(asRegistered([TENCENT], 'tencent', SIGN, text)).toMatchObject({ values: [['1', name], ['2', amount], ['3', code]] });
    }));
  });
});

describe('what the house has registered', () => {
  const other: RegisteredTemplate = { ...ALIYUN, code: 'SMS_2' };
  it('counts beside the account\'s own settings, which come first', async () => {
    expect(await knownTemplates([], async () => [other])).toEqual([other]);
    expect(asRegistered((await knownTemplates([ALIYUN], async () => [other])) ?? [], 'aliyun', SIGN, outgoing())).toMatchObject({ code: 'SMS_1' });
  });
  it('is not known where it cannot be asked', async () => expect(await knownTemplates([ALIYUN], () => Promise.reject(new Error('away')))).toBeNull());
});

describe('settings of registered templates', () => {
  it.each([
    ['good', [ALIYUN], 'aliyun', null], ['good, by number', [TENCENT], 'tencent', null], ['none', [], 'aliyun', null],
    ['twice', [ALIYUN, ALIYUN], 'aliyun', 'reminder/3/zh is registered twice'],
    ['a place that nothing fills', [{ ...ALIYUN, places: { name: 'name', amount: 'amount' } }], 'aliyun', 'reminder/3/zh: the wording has a place code that "places" does not fill'],
    ['a place that is not there', [{ ...ALIYUN, places: { ...ALIYUN.places, day: 'day' } }], 'aliyun', 'reminder/3/zh: "places" fills day, which the wording does not have'],
    ['numbers with a gap', [{ ...TENCENT, wording: '{1}{3}', places: { '1': 'a', '3': 'b' } }], 'tencent', 'reminder/3/zh: the places of a wording at Tencent Cloud are {1}, {2}, … without a gap'],
  ] as const)('%s', (_, templates, style, problem) => {
    expect(registrationProblem(templates, style)).toBe(problem);
  });
});

describe('numbers of the mainland', () => {
  it.each([
    ['+8613800000001', '13800000001'], ['+861380000000', null], ['+86138000000011', null], ['+8612800000001', null], ['13800000001', null], ['+13105551234', null], ['+8521234567', null], ['+86 13800000001', null],
  ])('%s', (number, digits) => expect(mainlandNumber(number)).toBe(digits));
});
