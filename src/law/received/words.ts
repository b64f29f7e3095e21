import type { Confidence, Force } from '../verdict.js';
import type { DoubtId } from './worlds.js';

export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** What kind of rule it is, for somebody who has never heard of such kinds. */
export const FORCE_WORDS: Readonly<Record<Force, Bilingual>> = {
  L: { en: 'Law', zh: '法律' },
  R: { en: 'Binding rule of a regulator', zh: '监管机关的规定，具有约束力' },
  S: { en: 'Recommended national standard: not law itself, but regulators and courts look at it', zh: '推荐性国家标准：本身不是法律，但监管机关和法院会参考' },
  G: { en: 'Guideline of the banking association: its members have undertaken to follow it; not law', zh: '银行业协会指引：会员机构承诺遵守；不是法律' },
  N: { en: 'Convention of the industry: its members have undertaken to follow it; not law', zh: '行业自律公约：成员承诺遵守；不是法律' },
  P: { en: 'Practice of telephone companies; not law', zh: '运营商惯例；不是法律' },
  H: { en: 'Good practice that we hold ourselves to; not law', zh: '我们自己遵守的良好做法；不是法律' },
};

export const CONFIDENCE_WORDS: Readonly<Record<Confidence, Bilingual>> = {
  high: { en: 'We are sure of the rule.', zh: '我们对该规则很有把握。' },
  medium: { en: 'We are fairly sure of the rule, but have it at second hand or read it ourselves.', zh: '我们对该规则较有把握，但来自转述或属我们的理解。' },
  low: { en: 'We are not sure of the rule: have it checked.', zh: '我们对该规则没有把握，请再核实。' },
};

export const PRESUMED: Bilingual = { en: 'The law presumes a violation; the collector may show that there was none.', zh: '法律推定违规；催收方可以举证推翻。' };
export const UNCERTAIN: Bilingual = { en: 'What you told us points to a breach, but it turns on more than a description can show.', zh: '您所述情况显示可能违规，但还取决于描述中看不出的因素。' };

/** What the person would need to find out, as the end of "It depends on …". */
export const DOUBT_WORDS: Readonly<Record<DoubtId, Bilingual>> = {
  city: { en: 'whether you live in New York City', zh: '您是否住在纽约市' },
  time: { en: 'at what time it was', zh: '具体时间' },
  days: { en: 'on which days the contacts fell', zh: '这些联系分布在哪几天' },
  answered: { en: 'whether the calls were answered', zh: '电话是否接通' },
  collector: { en: 'who it was: the lender, an agency or a buyer of the debt, and whether you had been told before', zh: '对方是出借机构、受托催收机构还是债权受让人，以及事先是否告知' },
  announced: { en: 'whether you had been told before that an agency or a buyer would contact you', zh: '事先是否告知由催收机构或受让人联系' },
  debt: { en: 'what kind of debt it is', zh: '债务种类' },
  agreed_hours: { en: 'whether such an hour or place had been agreed', zh: '是否约定过该时间或地点' },
  agreed_often: { en: 'whether, and when, more calls had been agreed', zh: '是否以及何时同意过更多次联系' },
  agreed_medium: { en: 'whether texts, e-mails or machine calls had been agreed', zh: '是否同意过短信、邮件或机器呼叫' },
  voice: { en: 'whether a machine or a person spoke', zh: '是机器还是真人' },
  line: { en: 'whether it was a mobile or a home line', zh: '拨打的是手机还是固定电话' },
  where: { en: 'where it reached you: at home, at work or elsewhere', zh: '在哪里接到：家中、单位或别处' },
  asked: { en: 'what they wanted: payment, the borrower’s whereabouts, or a message passed on', zh: '对方的目的：要求还款、打听下落还是请求转告' },
  told_debt: { en: 'whether the debt was mentioned', zh: '是否提到债务' },
  named: { en: 'whether the borrower had named this person as a contact', zh: '借款人是否把此人留作联系人' },
  reachable: { en: 'whether the borrower could be reached at that time', zh: '当时能否联系上借款人' },
  people: { en: 'how many people came', zh: '来了几个人' },
  opt_out: { en: 'whether the message said how to stop further ones', zh: '信息里是否写明退订方式' },
  said_collector: { en: 'whether they said that they were collecting a debt', zh: '对方是否表明在催收债务' },
  too_old: { en: 'whether the debt is too old to be sued for', zh: '债务是否已过诉讼时效' },
  said_when: { en: 'when you told them', zh: '您告知对方的日期' },
  said_order: { en: 'whether you told them before or after the contact of that day', zh: '当天是先告知还是先被联系' },
  said_form: { en: 'whether you told them in writing', zh: '是否以书面方式告知' },
  dispute_in_time: { en: 'whether you disputed within 30 days of the written notice about the debt', zh: '是否在收到债务书面通知后30日内提出异议' },
};

export const SUMMARIES = {
  breaks_law: { en: 'What you describe breaks the law or a regulator’s rule.', zh: '您所述的情况违反法律或监管规定。' },
  breaks_guidance: { en: 'What you describe breaks a standard or guideline of the trade. That is not law itself, but worth a complaint.', zh: '您所述的情况违反行业标准或自律规范。它们本身不是法律，但可以据此投诉。' },
  cannot_say: { en: 'It cannot be said from what you told us. Below is what would decide it.', zh: '根据您提供的信息还不能下结论。下面列出关键事实。' },
  nothing_found: { en: 'Nothing in what you told us breaks a rule that we know. That does not prove that it was lawful.', zh: '您所述的情况没有违反我们掌握的规则。但这不证明其合法。' },
  place_unknown: { en: 'Without the place we cannot say which rules apply.', zh: '不知道所在地，就无法确定适用哪些规则。' },
  no_rules: { en: 'We hold no rules of this place. That does not mean that everything is lawful there.', zh: '我们没有收录该地的规则。这不意味着那里什么都合法。' },
} as const satisfies Record<string, Bilingual>;
export type SummaryCode = keyof typeof SUMMARIES;

export const NOT_ADVICE: Bilingual = { en: 'This is not legal advice. It compares what you wrote with the rules that we hold, and they are not complete.', zh: '这不是法律意见。我们只是把您所写的与我们收录的规则对照，而规则并不完整。' };

/** Things about the place or the caller that a reader must know to read the lists rightly. */
export const REMARKS = {
  state_unknown: { en: 'You did not name your state. Only federal rules were looked at; many states are stricter.', zh: '您没有写明所在州，这里只对照了联邦规则；不少州更为严格。' },
  lender_collects: { en: 'The federal debt-collection rules bind agencies and buyers of debts. A lender that collects its own loan is bound by fewer rules, some of them your state’s.', zh: '联邦催收规则约束催收公司和债权受让人；出借人自行催收适用的规则较少，其中一些是州法。' },
  eu_national: { en: 'In the European Union hours and frequency are each country’s own law, which we do not hold.', zh: '欧盟各国对催收时间和次数各有规定，我们没有收录。' },
  one_debt: { en: 'We took all contacts to be by one collector about one debt.', zh: '我们把所有联系都视为同一催收方就同一笔债务所为。' },
} as const satisfies Record<string, Bilingual>;

/** Instruments of mainland China as their readers know them: what one quotes in a complaint. */
const INSTRUMENTS: readonly (readonly [RegExp, string])[] = [
  [/CBA guideline(?: on collection of personal consumer loans)? \(2026\)/g, '中国银行业协会《金融机构个人消费类贷款催收工作指引（试行）》（2026年）'],
  [/NIFA convention \(2018\)/g, '中国互联网金融协会《互联网金融逾期债务催收自律公约（试行）》（2018年）'],
  [/Measures on credit-card business(?: \(CBRC 2011 No\. 2\))?|Credit Card Measures/gi, '《商业银行信用卡业务监督管理办法》（银监会令2011年第2号）'],
  [/(?:Measures on consumer protection(?: of banking and insurance institutions)?|Consumer Protection Measures) \((?:CBIRC )?2022 No\. 9\)/g, '《银行保险机构消费者权益保护管理办法》（银保监会令2022年第9号）'],
  [/Measures on consumer finance companies \(NFRA 2024 No\. 4\)/g, '《消费金融公司管理办法》（金融监管总局令2024年第4号）'],
  [/Public-security penalties law \(2025\)/gi, '《治安管理处罚法》（2025年修订）'], [/SPC\/SPP interpretation \(2018\)/g, '最高人民法院、最高人民检察院2018年信用卡解释'],
  [/Credit-reporting regulation/g, '《征信业管理条例》'], [/Civil Procedure Law/g, '《民事诉讼法》'], [/Civil Code/g, '《民法典》'], [/Criminal Code/g, '《刑法》'], [/\bPIPL\b/g, '《个人信息保护法》'],
];
const CLAUSES: readonly (readonly [RegExp, string])[] = [
  [/,? ?prohibited acts? ?\(?(\d)\)?/g, '禁止行为第$1项'], [/,? ?prohibited acts/g, '禁止行为'], [/,? ?ch\. (\d)/g, '第$1章'], [/,? arts?\.? (\d[\d()-]*(?:, ?\d[\d()-]*)*)/g, '第$1条'], [/(GB\/T 45251-2025),? (5\.\d)/g, '$1第$2条'],
  [/ ?\(interactive collection\)/g, '（交互式催收）'], [/Our reading of /g, '我们的理解：'], [/CN-Y1 for outsourced collection/g, '委外催收'], [/: (?:no|enforcement) [^;]*/g, ''],
];

/** A citation for a Chinese reader: Chinese instruments by their Chinese names, all others as they are. */
export function citationInChinese(citation: string): string {
  const noted = citation.replace(' (names no number; that applied is ours)', '（条文未定数字，所用数字为内部规定）');
  const named = INSTRUMENTS.reduce((text, [english, chinese]) => text.replace(english, chinese), noted);
  return named === noted && !citation.startsWith('GB/T') ? noted : CLAUSES.reduce((text, [english, chinese]) => text.replace(english, chinese), named).replace(/; /g, '；');
}
