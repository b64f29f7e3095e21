import { describe, expect, it } from 'vitest';
import { helpIn, HELP_COUNTRIES } from '../../src/domain/help/help-lines.js';
import { smsParts, substituteForGsm } from '../../src/domain/contact/sms-segments.js';
import { lintText } from '../../src/law/content/lint.js';
import { ANSWERS } from '../../src/strategy/dialogue/answers.js';
import { spoken, wordAnswer } from '../../src/strategy/dialogue/word-answer.js';

// Every approved answer, in every language and place where it may be sent, by the same rules of content as every text that leaves.

const US = ['US-federal', 'US-MA', 'US-NY', 'US-NYC', 'US-CA', 'US-DC', 'US-WA', 'US-TX', 'US-WV'];
const PLACES: readonly (readonly [language: 'zh' | 'en', country: string, jurisdictions: readonly string[]])[] = [
  ['zh', 'CN', ['CN']], ['zh', 'HK', []], ['zh', 'TW', []], ['zh', 'US', US], ['en', 'US', US], ['en', 'GB', ['UK']], ['en', 'IN', ['IN']], ['en', 'ID', ['ID']], ['en', 'DE', ['EU']], ['en', 'SG', []], ['en', '', []],
];

const ALL = ANSWERS.flatMap((answer) => PLACES.flatMap((place) => (['sms', 'email'] as const).map((channel) => [`${answer.act} ${channel} ${place[0]} ${place[1]}`, answer, place, channel] as const)));

function words(answer: (typeof ANSWERS)[number], language: 'zh' | 'en', country: string, channel: 'sms' | 'email'): string {
  const help = helpIn(country) ?? helpIn('SG');
  const zh = language === 'zh';
  const made = wordAnswer(answer.act, channel, language, country, {
    lender: zh ? '示例银行' : 'Example Bank', phone: '400-000-0000', link: 'https://pay.example.com/v/AB12CD34EF', code: 'AB12CD34EF', debt_tail: '*1234', amount: zh ? '1,234.56元' : '1,234.56 CNY', as_of: '2026-11-24', promised: zh ? '500.00元' : '500.00 CNY',
    promised_on: '2026-12-15', first_day: '2026-11-27', second_day: '2026-12-04', stated: zh ? '200.00元' : '200.00 CNY', quiet_until: '2026-11-27', answer_by: '2026-12-09',
    help_line: (zh ? help?.crisis.zh : help?.crisis.en) ?? '', emergency: (zh ? help?.emergency.zh : help?.emergency.en) ?? '', complain_to: (zh ? help?.complaint.zh : help?.complaint.en) ?? '',
  });
  if (made === null) throw new Error('no words');
  return spoken(made);
}

describe('every approved answer', () => {
  it.each(ALL)('%s is lawful where it is sent', (_, answer, [language, country, jurisdictions], channel) => {
    const found = lintText(words(answer, language, country, channel), {
      jurisdictions, channel, audience: 'debtor', language, on: '2026-11-24', lenderNames: ['示例银行', 'Example Bank'], ownNumbers: ['400-000-0000'], facts: { timeBarred: false }, purpose: answer.tells === 'nothing' ? 'no_debt' : 'answer',
    });
    expect(found.map((f) => [f.rule, f.code, f.severity, f.matched])).toEqual([]);
  });
  it.each(ANSWERS.map((answer) => [answer.act, answer] as const))('%s is short, says that a machine writes, and leaves a way out', (_, answer) => {
    for (const [language, country] of PLACES) {
      const text = words(answer, language, country, 'sms');
      expect(text).toMatch(language === 'zh' ? /^【示例银行】自动回复：/ : /^Example Bank: Automatic reply\. /);
      expect(text).toMatch(/TD退订$|STOP退订$|Reply STOP to opt out\.$/);
      expect(smsParts(substituteForGsm(text)).parts.length, text).toBeLessThanOrEqual(5);
      expect(text.includes('400-000-0000'), 'a person can be called').toBe(true);
      expect(text.includes('https://'), 'the page').toBe(answer.tells !== 'nothing');
    }
  });
  it.each(ANSWERS.map((answer) => [answer.act, answer] as const))('%s neither threatens nor hurries nor shames', (_, answer) => {
    expect(answer.texts.zh).not.toMatch(/起诉|诉讼|律师|仲裁|强制|失信|征信|黑名单|公安|法院|后果|立即|尽快|今日必须|最后一次|否则|单位|通讯录|老赖|催收/);
    expect(answer.texts.en).not.toMatch(/lawsuit|\bsue\b|court|arrest|garnish|credit (score|report|bureau)|final|immediately|urgent|as soon as|last chance|or else|employer|police|must/i);
  });
});

describe('help by place', () => {
  it.each(HELP_COUNTRIES)('%s has a number in every line, in both languages, with its source', (country) => {
    const help = helpIn(country);
    for (const line of Object.values(help ?? {}) as { zh: string; en: string; source: string }[]) expect([/\d{3}|\.(gov|org)/.test(line.zh), /\d{3}|\.(gov|org)/.test(line.en), line.source.length > 5]).toEqual([true, true, true]);
  });
  it('is not made up for a place that is not on file', () => expect([helpIn('FR'), helpIn(''), helpIn('constructor')]).toEqual([null, null, null]));
});
