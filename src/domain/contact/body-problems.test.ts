import { describe, expect, it } from 'vitest';
import { bodyProblems } from './body-problems.js';
import { BUILT_IN_TEMPLATES } from './built-in-templates.js';
import type { TemplateChannel } from './templates.js';

const body = (channel: TemplateChannel, zh: string) => ({ channel, texts: { zh, en: channel === 'email' || channel === 'mail' ? 'About your account\n\nHello.' : 'Hello.', 'zh-US': channel === 'email' || channel === 'mail' ? '关于账户\n\n您好。' : '您好。' } });
const found = (channel: TemplateChannel, zh: string) => bodyProblems(body(channel, zh)).map((one) => [one.code, one.matched]);

describe('what an author is told of a body', () => {
  it.each([
    ['sms', '【示例银行】您好。', 'own_signature', '【示例银行】'], ['sms', '{lender}：您好。', 'own_signature', '{lender}：'], ['sms', '您好【。', 'own_signature', '【。'],
    ['sms', '您好。回复TD退订。', 'own_opt_out', '回复TD退订'], ['sms', '您好，拒收请说。', 'own_opt_out', '拒收'], ['sms', '您好。Reply “STOP”.', 'own_opt_out', 'Reply “STOP'], ['sms', 'Hi, you may opt-out.', 'own_opt_out', 'opt-out'], ['email', '标题\nunsubscribe.', 'own_opt_out', 'unsubscribe'],
    ['sms', '见{link}。', 'own_link', '{link}'], ['sms', '码{code}。', 'own_link', '{code}'], ['sms', '见https://a.cn/b。', 'own_link', 'https://a.cn/b'], ['sms', '见pay.example.com。', 'own_link', 'pay.example.com'], ['mail', '标题\nwww.x。', 'own_link', 'www.x'],
    ['sms', '本短信来自债务催收方。', 'own_disclosure', '债务催收方'], ['sms', 'From a debt collector.', 'own_disclosure', 'debt collector'],
    ['sms', '您好{nickname}。', 'unknown_slot', '{nickname}'], ['sms', '您好{Amount}。', 'unknown_slot', '{Amount}'], ['call', '您好{amount }。', 'unknown_slot', '{amount }'], ['sms', '您好{amount。', 'stray_brace', '{'], ['call', '您好}', 'stray_brace', '}'],
    ['sms', '您好。\n再见。', 'line_break', '\n'], ['sms', '您好\u202e。', 'control_character', '\u202e'], ['call', '您\u200b好', 'control_character', '\u200b'], ['sms', '  ', 'empty', ''], ['sms', '您好', 'no_end_mark', ''],
    ['email', '只有一行。', 'no_subject', ''], ['mail', '\n没有标题。', 'no_subject', ''], ['email', `${'题'.repeat(79)}\n正文。`, 'subject_too_long', '题'.repeat(79)], ['sms', `${'字'.repeat(300)}。`, 'too_long', `${'字'.repeat(300)}。`],
  ] as const)('%s %j: %s', (channel, zh, code, matched) => expect(found(channel, zh)).toContainEqual([code, matched]));

  it.each([
    ['sms', '{lender}的客户您好，{name_masked?}，尾号{debt_tail}，{amount}，{as_of}，{days}，{phone}。'], ['sms', `${'字'.repeat(299)}。`], ['email', `${'题'.repeat(78)}\n正文。`], ['sms', '我们会停止联系。'], ['call', '这里是{lender}，可在{link}核实'], ['mail', '标题\n\n一。\n\n二。'],
  ] as const)('%s %j is fine', (channel, zh) => expect(found(channel, zh)).toEqual([]));

  it('finds nothing in the texts of the house', () => expect(BUILT_IN_TEMPLATES.flatMap(bodyProblems)).toEqual([]));
  it('names language and place, in both languages', () => {
    expect(bodyProblems({ channel: 'sms', texts: { zh: '您好{a}。', en: 'Hello.', 'zh-US': '您好。' } })).toMatchObject([{ language: 'zh', code: 'unknown_slot', from: 2, to: 5, words: { en: expect.stringContaining('{amount}') as string, zh: expect.stringContaining('变量') as string } }]);
  });
});
