import { describe, expect, it } from 'vitest';
import { wordingToRegister } from './registered-wording.js';

const texts = { en: 'Account {debt_tail}: {amount}.', zh: '{name_masked?}尾号{debt_tail}应还{amount}，共{amount}。', 'zh-US': '尾号{debt_tail}。' };
const TEMPLATE = { channel: 'sms', texts } as const;

describe('the wording to register', () => {
  it.each([
    ['aliyun', '尾号${debt_tail}应还${amount}，共${amount}。核实本短信、查看明细或还款：https://pay.example.com/v/${code} 或致电${phone}。回复TD退订', { debt_tail: 'debt_tail', amount: 'amount', code: 'code', phone: 'phone' }],
    ['tencent', '尾号{1}应还{2}，共{3}。核实本短信、查看明细或还款：https://pay.example.com/v/{4} 或致电{5}。回复TD退订', { 1: 'debt_tail', 2: 'amount', 3: 'amount', 4: 'code', 5: 'phone' }],
  ] as const)('at %s is the whole text but the signature', (style, wording, places) => {
    expect(wordingToRegister(TEMPLATE, 'zh', style, 'https://pay.example.com')).toEqual({ wording, places });
  });
  it('has the American disclosure where the text has it', () => {
    expect(wordingToRegister(TEMPLATE, 'zh-US', 'tencent', 'https://pay.example.com')?.wording).toContain('本短信来自债务催收方');
  });
  it('is none of an English text: the provider would sign it again', () => expect(wordingToRegister(TEMPLATE, 'en', 'aliyun', 'https://pay.example.com')).toBeNull());
  it('is none of a script', () => expect(wordingToRegister({ ...TEMPLATE, channel: 'call' }, 'zh', 'aliyun', 'https://pay.example.com')).toBeNull());
  it('is none of an e-mail', () => expect(wordingToRegister({ ...TEMPLATE, channel: 'email' }, 'zh', 'aliyun', 'https://pay.example.com')).toBeNull());
});
