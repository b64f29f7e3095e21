import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesIn, compareWords } from './pasted-message.js';
import { verifyCode } from './verify-code.js';

const CODE = '07AB12CD34';
const ZH = `【示例银行】王**您好，您尾号*1234的账户截至2026-11-24应还12,345.67元，已逾期23天。核实本短信、查看明细或还款：https://pay.example.com/v/${CODE} 或致电400-000-0000。回复TD退订`;
const EN = `Town Bank: Your account ending *1234 is 23 days past due; $12,345.67 is due as of 2026-11-24. If it is hard to pay or you do not agree, tell us. Check that this is from us, see details or pay: https://pay.example.com/v/${CODE} or call 400-000-0000. Reply STOP to opt out.`;
const LETTER = `Town Bank: About your account\n\nHello,\n\nYour account ending *1234 is 23 days past due.\n\nCheck that this is from us, see details or pay: https://pay.example.com/v/${CODE}\nCode: ${CODE}\nTelephone: 400-000-0000`;
const wide = (text: string): string => [...text].map((c) => (c >= '!' && c <= '~' ? String.fromCodePoint((c.codePointAt(0) as number) + 0xfee0) : c)).join('');

describe('codes in what was pasted', () => {
  it.each([
    ['as it stands', CODE], ['small', CODE.toLowerCase()], ['with a blank and a dash', '07AB-12 CD34'], ['full-width', wide(CODE)], ['with letters for digits', 'O7ABI2CD34'], ['a link', `https://pay.example.com/v/${CODE}`], ['a full-width link', wide(`https://pay.example.com/v/${CODE}`)],
    ['a link broken over lines', 'https://pay.example.com/v/07AB1\n2CD34'], ['the whole message', ZH], ['in English', EN], ['a letter', LETTER], ['quoted', `"${ZH}"`], ['forwarded', `转发：【10690000】${ZH}`], ['with zero-width characters', `核验码：07AB\u200b12CD\u200b34`],
    ['behind a label, with blanks', 'Code: 07AB 12CD 34'], ['alone among words', `please check ${CODE} for me`], ['beside numbers that could be codes', `13800138000 订单 2026112412 ${ZH}`],
  ])('%s', (_, text) => expect(codesIn(text).map((one) => one.code)).toContain(CODE));

  it.each([['nothing', ''], ['words', 'You overlooked something in the collection of letters.'], ['a short code', '07AB12'], ['a long one', `${CODE}7`], ['a slot that no house has', 'ZZAB12CD34'], ['another long word', 'illuminate overlooked']])('none in %s', (_, text) => expect(codesIn(text)).toEqual([]));

  it('are at most three, that of a link first, however much is pasted', () => {
    const many = Array.from({ length: 200 }, (_, n) => `0${String(100_000_000 + n)}`).join(' ');
    expect(codesIn(`${many} https://x/v/${CODE}`).map((one) => one.code)).toEqual([CODE, '0100000000', '0100000001']);
    expect(codesIn('x'.repeat(5_000) + CODE)).toEqual([]);
  });
  it('never throws, and finds every code of ours in a message of ours', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => codesIn(text).length <= 3 && compareWords(text, ZH) !== 'more'), { seed: 20261124, numRuns: 40 });
    fc.assert(fc.property(fc.nat(255), fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 10, maxLength: 10 }), (slot, hex) => {
      const code = verifyCode(slot, hex.join(''));
      expect(codesIn(ZH.replace(CODE, code))[0]).toEqual({ code, slot });
    }), { seed: 20261124 });
  });
});

describe('pasted words beside ours', () => {
  it.each([
    ['as it stands', ZH, ZH], ['in English', EN, EN], ['with line breaks', ZH.replace('。', '。\n').replace('：', '：\n'), ZH], ['full-width', wide(EN), EN], ['quoted', `“${ZH}”`, ZH], ['quoted line by line', LETTER.split('\n').map((line) => `> ${line}`).join('\n'), LETTER],
    ['forwarded', `转发：${ZH}`, ZH], ['forwarded by a mail program', `-------- Forwarded message --------\nFrom: Town Bank <a@b.example>\nDate: Tue, 24 Nov 2026\nSubject: About your account\n\n${LETTER}`, LETTER], ['with other dashes and quotes', EN.replaceAll('-', '–'), EN],
    ['a part of it', ZH.slice(8, 60), ZH], ['a letter without its subject', LETTER.slice(LETTER.indexOf('Hello')), LETTER], ['with invisible characters', ZH.replace('您好', '您\u200b好'), ZH], ['a link broken over lines', ZH.replace('pay.example', 'pay.\nexample'), ZH],
  ])('same: %s', (_, pasted, sent) => expect(compareWords(pasted, sent)).toBe('same'));

  it.each([
    ['a question before it', `这条短信是真的吗？${ZH}`, ZH], ['another way to pay behind it', `${ZH} 急！请转账到6222000000000000`, ZH],
  ])('more: %s', (_, pasted, sent) => expect(compareWords(pasted, sent)).toBe('more'));

  it.each([
    ['another sum', ZH.replace('12,345.67', '123,456.7'), ZH], ['a point moved', ZH.replace('12,345.67', '123,45.67'), ZH], ['another number to call', ZH.replace('400-000-0000', '400-000-0001'), ZH], ['another page', ZH.replace('pay.example.com', 'pay.examp1e.com'), ZH],
    ['a look-alike letter in the page', ZH.replace('pay.example', 'pаy.example'), ZH], ['another top of the page', ZH.replace('example.com', 'example.co'), ZH], ['a page behind ours', `${ZH} https://evil.example/x`, ZH], ['only our code, in other words', `【某银行】您的账户已冻结，请立即联系 ${CODE} 客服处理，否则后果自负`, ZH],
    ['our code in a link of theirs', `https://evil.example/v/${CODE}`, ZH], ['the same without its beginning', `evil.example/v/${CODE}`, ZH], ['a page that begins as ours', '请打开 https://pay.example.co', ZH], ['our page behind their name', ZH.replace('https://pay', 'https://evil@pay'), ZH], ['our page at the end of theirs', ZH.replace('https://pay', 'https://evilpay'), ZH], ['theirs with ours behind it', `https://evil.example/https://pay.example.com/v/${CODE}`, ZH], ['a mark fewer in the page', ZH.replace('pay.example.com', 'payexample.com'), ZH],
  ])('other: %s', (_, pasted, sent) => expect(compareWords(pasted, sent)).toBe('other'));

  it.each([['the code', CODE], ['a label', `核验码：${CODE}`], ['our link', `https://pay.example.com/v/${CODE}`], ['our link without its beginning', `pay.example.com/v/${CODE}`], ['a full-width code with blanks', wide('07AB 12CD34')]])('few: %s', (_, pasted) => expect(compareWords(pasted, ZH)).toBe('few'));

  it('any one letter or digit that is changed is not the same', () => {
    fc.assert(fc.property(fc.nat(ZH.length - 1), (at) => {
      if (!/[\p{L}\p{N}]/u.test(ZH.charAt(at))) return;
      expect(compareWords(`${ZH.slice(0, at)}${ZH.charAt(at) === '7' ? '8' : '7'}${ZH.slice(at + 1)}`, ZH)).toBe('other');
    }), { seed: 20261124, numRuns: 200 });
  });
});
