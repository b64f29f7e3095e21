import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownWords } from './own-words.js';

const OURS = 'Please pay. Reply STOP to opt out. 回复TD退订。';
const CASES: readonly (readonly [string, string, string])[] = [
  ['alone', 'I pay on Friday', 'I pay on Friday'],
  ['above a marked quotation', `ok\n\n> ${OURS}\n> more`, 'ok'],
  ['below a marked quotation', `On Tue, 24 Nov 2026 at 10:02, Bank <s@bank.example> wrote:\n> ${OURS}\n\nI already paid`, 'I already paid'],
  ['between the lines', `> Please pay\nwhen?\n> Reply STOP\nno`, 'when?\nno'],
  ['above an attribution broken into two lines', `stop it\n\nOn Tue, 24 Nov 2026 at 10:02, Bank\n<service@bank.example> wrote:\n\n${OURS}`, 'stop it'],
  ['above Outlook\'s block', `不要再发了\n\n-----Original Message-----\nFrom: Bank\nSent: Tuesday\nTo: me\nSubject: x\n\n${OURS}`, '不要再发了'],
  ['above Outlook\'s block without a rule', `call me\n\nFrom: Bank <s@bank.example>\nSent: Tuesday, November 24, 2026\nTo: me\n\n${OURS}`, 'call me'],
  ['above a Chinese block', `已经还了\n\n发件人: 银行\n发送时间: 2026年11月24日\n收件人: 我\n主题: x\n\n${OURS}`, '已经还了'],
  ['above QQ\'s rule', `我15号还\n\n------------------ 原始邮件 ------------------\n发件人: "银行"\n\n${OURS}`, '我15号还'],
  ['above a Chinese attribution', `知道了\n在 2026年11月24日 10:02，银行 <s@bank.example> 写道：\n\n${OURS}`, '知道了'],
  ['above a Netease attribution', `好\n\n在 2026-11-24 10:02:00，"银行" <s@bank.example> 写道：\n${OURS}`, '好'],
  ['with a signature', 'I dispute this\n-- \nMr Jones\nCEO of STOP Ltd', 'I dispute this'],
  ['from a telephone', '明天\n\n发自我的iPhone', '明天'],
  ['from another telephone', 'tomorrow\n\nSent from my iPhone', 'tomorrow'],
  ['that only forwards', `---------- Forwarded message ----------\nFrom: Bank\n\n${OURS}`, ''],
  ['with a sentence that begins with From', 'From: now on I cannot pay', 'From: now on I cannot pay'],
  ['with a sentence that begins with On', 'On Friday I can pay half', 'On Friday I can pay half'],
];

describe('a person\'s own words', () => {
  it.each(CASES)('%s', (_where, mail, own) => {
    expect(ownWords(mail)).toBe(own);
    expect(ownWords(mail.replace(/\n/g, '\r\n'))).toBe(own);
  });
  it('never hold what is marked as quoted, and are nothing that was not written', () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 30 }), (lines) => {
      const own = ownWords(lines.join('\n'));
      expect(own.split('\n').some((line) => line.startsWith('>'))).toBe(false);
      for (const line of own.split('\n')) expect(lines.join('\n')).toContain(line.trim());
    }));
  });
});
