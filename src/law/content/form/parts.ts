import type { Bilingual, ContentChannel, ContentContext, ContentRule, Found, Notice, Severity } from '../content-rule.js';
import { slotChar, type NormalText } from '../normal.js';

/** A part that a text of some kind must have. */
interface Part {
  readonly code: string;
  readonly pattern: RegExp;
}

const slot = slotChar;
const DATE = `${slot('as_of')}|20\\d\\d[-/.年]\\d{1,2}[-/.月]\\d{1,2}|\\d{1,2}月\\d{1,2}日|\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \\d{1,2}|\\b\\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\\d{1,2}/\\d{1,2}/\\d{2,4}`;
const AMOUNT = `${slot('amount')}|\\d[\\d,]*(?:\\.\\d+)?(?:元|美元|块|万元)|[$£€¥]\\s?\\d|\\d[\\d,]*(?:\\.\\d+)? ?(?:(?!day|hrs|min|sec)[a-z]{3}\\b|dollars|pounds|euros?|rupees|rupiah)|\\d[\\d,]*\\.\\d\\d(?!\\d)`;
const PHONE = `${slot('phone')}|(?<!\\d)(?:400[- ]?\\d{3}[- ]?\\d{4}|95\\d{3,4}(?!\\d)|0\\d{2,3}-?\\d{7,8}|\\(?\\d{3}\\)?[- ]\\d{3}[- ]\\d{4}|\\d{3,4}[- ]\\d{3,4}[- ]\\d{4}|\\+\\d[\\d ()-]{7,})`;
const LINK = `${slot('link')}|https?://|www\\.`;
const part = (code: string, ...sources: readonly string[]): Part => ({ code, pattern: new RegExp(sources.join('|')) });

const TEXT_PARTS: readonly Part[] = [
  part('reason_missing', '逾期|到期|应还|未还|欠款', '\\b(?:past due|overdue|due|owe[sd]?|arrears|unpaid)\\b'),
  part('account_missing', slot('debt_tail'), '尾号|末四位|后四位', '\\b(?:ending|ends?) (?:in |with )?\\S?\\d|账户|account|信用卡|消费贷|loan'),
  part('amount_missing', AMOUNT), part('as_of_missing', DATE), part('way_to_pay_missing', LINK, 'app|官网|官方|网上银行|手机银行|自动扣款'), part('phone_missing', PHONE),
];

const VALIDATION_PARTS: readonly Part[] = [
  part('collector_address_missing', '\\bp\\.?o\\.? box\\b|\\b\\d{1,5} [a-z][a-z .]{2,40}(?:street|st|avenue|ave|road|rd|drive|dr|blvd|suite|way|lane)\\b'), part('account_missing', slot('debt_tail'), '\\baccount\\b[^.]{0,30}(?:ending|x{2,}|\\*{2,})'),
  part('creditor_missing', '\\bcreditor\\b'), part('amount_missing', AMOUNT),
  part('itemisation_missing', '\\b(?:as of|on|between)\\b[^.]{0,60}\\b(?:you owed|was)\\b|itemi[sz]ation'), part('interest_line_missing', '\\binterest\\b'), part('fees_line_missing', '\\bfees?\\b'), part('payments_line_missing', '\\b(?:paid|credit(?:ed|s)|payments)\\b'),
  part('total_now_missing', '\\b(?:total amount of the debt now|you now owe|amount (?:of the debt )?now|current amount)\\b'), part('dispute_right_missing', '\\bdispute\\b'), part('period_end_missing', `\\bby (?:the )?(?:${DATE})`),
  part('original_creditor_statement_missing', '\\boriginal creditor\\b'), part('cfpb_link_missing', 'cfpb\\.gov/debt-?collection|consumerfinance\\.gov'), part('response_form_missing', '\\b(?:how do you want to respond|check all that apply|response form|tear[- ]?off)\\b'),
  part('purpose_not_disclosed', '\\b(?:attempting|trying) to collect a debt\\b'),
];

const NOTICE_PARTS: Readonly<Record<Notice, readonly Part[]>> = {
  validation: VALIDATION_PARTS,
  outsourcing: [part('agency_missing', '委托|外包|合作机构', '\\b(?:agency|on our behalf|outsourc\\w+)\\b'), part('data_missing', '信息|资料', '\\b(?:data|information)\\b'), part('complaint_way_missing', '投诉|异议', '\\bcomplain\\w*\\b'), part('phone_missing', PHONE)],
  adverse_data: [
    part('what_is_reported_missing', '逾期|不良|欠款', '\\b(?:past due|overdue|missed|adverse|negative)\\b'), part('when_missing', DATE), part('which_bureau_missing', '金融信用信息基础数据库|征信(?:中心|机构|系统)|百行|朴道', '\\b(?:bureau|experian|equifax|transunion|credit report\\w* agenc\\w+)\\b'),
    part('how_to_avoid_missing', '还款|结清|避免', '\\b(?:pay|avoid|bring)\\b'), part('how_to_dispute_missing', '异议', '\\bdispute\\b'),
  ],
  transfer: [
    part('date_of_transfer_missing', DATE), part('purchaser_missing', '\\b(?:purchaser|assign(?:ed|ee|ment)|transferred to|new (?:owner|creditor))\\b', '受让|转让'), part('servicer_missing', '\\b(?:servicer|servicing|credit servicer)\\b', '管理人|服务机构'),
    part('authority_missing', '\\b(?:authori[sz]ed|authori[sz]ation|licen[cs]\\w+|supervis\\w+)\\b', '授权|许可|监管'), part('contact_point_missing', PHONE, '\\b(?:contact|e-?mail)\\b', '联系'), part('amount_missing', AMOUNT), part('amounts_broken_down_missing', '\\b(?:principal|interest|fees)\\b', '本金|利息'),
  ],
  card_letter: [
    part('balance_missing', AMOUNT), part('cause_missing', '逾期|未还|透支', '\\b(?:past due|overdue)\\b'), part('legal_basis_missing', '办法|合同|协议|依据|规定'), part('rights_missing', '权利|有权'), part('how_to_object_missing', '异议'), part('how_to_check_missing', '查询|核对'), part('contact_point_missing', PHONE),
    part('seal_missing', '盖章|公章|印章|（章）|\\(章\\)'),
  ],
};

function missingParts(parts: readonly Part[], severity: Severity) {
  return (normal: NormalText): readonly Found[] => parts.filter((one) => !one.pattern.test(normal.text)).map(({ code }): Found => ({ code, severity, from: normal.text.length, to: normal.text.length }));
}

/** Whether a number of the lender's own stands in the text, in whatever form it is written. */
function hasOwnNumber(normal: NormalText, context: ContentContext): boolean {
  const digits = normal.text.replace(/[ ()-]/g, '');
  return (context.ownNumbers ?? []).some((number) => /\d/.test(number) && digits.includes(number.replace(/\D/g, '')));
}

/** The parts of a reminder. A text that gives a notice has the notice's parts instead; an answer says what it answers. */
function ordinaryParts(normal: NormalText, context: ContentContext): readonly Found[] {
  if ((context.notice !== undefined && context.notice !== null) || (context.purpose !== undefined && context.purpose !== 'reminder')) return [];
  return missingParts(TEXT_PARTS, 'review')(normal).filter((one) => one.code !== 'phone_missing' || !hasOwnNumber(normal, context));
}

const WRITTEN: readonly ContentChannel[] = ['sms', 'email', 'push', 'app', 'im', 'mail', 'social_private'];
const addParts: Bilingual = { zh: '补上缺少的部分。', en: 'Add the part that is missing.' };

function noticeRule(id: string, notice: Notice, places: readonly string[], title: Bilingual, citation: string, force: ContentRule['force'], confidence: ContentRule['confidence']): ContentRule {
  return { id, title, instead: addParts, citation, force, confidence, severity: 'block', scope: { places, notices: [notice] }, find: missingParts(NOTICE_PARTS[notice], 'block') };
}

export const partsRules: readonly ContentRule[] = [
  {
    id: 'CN-Y2', title: { zh: '书面提醒须含事由、账户、截至日金额、官方还款渠道和咨询电话', en: 'A written reminder has reason, account, amount as of a day, official way to pay and a telephone' }, instead: addParts,
    citation: 'Our reading of NIFA convention (2018), art. 19; CBA guideline (2026); Credit Card Measures, art. 69', force: 'G', confidence: 'medium', severity: 'review', scope: { places: ['CN'], audiences: ['debtor'], channels: WRITTEN }, find: ordinaryParts,
  },
  {
    id: 'HOUSE-C-23', title: { zh: '书面提醒须含事由、账户、截至日金额、还款渠道和电话', en: 'A written reminder has reason, account, amount as of a day, a way to pay and a telephone' }, instead: addParts,
    citation: 'House policy: who we are, what it is about, how much as of when, how to answer', force: 'H', confidence: 'high', severity: 'review', scope: { exceptPlaces: ['CN'], audiences: ['debtor'], channels: WRITTEN }, find: ordinaryParts,
  },
  noticeRule('US-C-04', 'validation', ['US-federal'], { zh: '债务核实通知的法定内容', en: 'Validation information is complete' }, '12 CFR 1006.34(c)-(d); Model Form B-1', 'L', 'medium'),
  noticeRule('CN-Y6', 'outsourcing', ['CN'], { zh: '委外告知的内容', en: 'Notice of outsourcing: who, what data, how to complain' }, 'Consumer Protection Measures (2022 No. 9), art. 41; PIPL, art. 17', 'R', 'medium'),
  noticeRule('CN-Y7', 'adverse_data', ['CN'], { zh: '报送不良信息前的告知内容', en: 'Notice before adverse data: what, when, to whom, how to avoid and dispute' }, 'Credit Reporting Regulations, art. 15', 'L', 'medium'),
  noticeRule('CN-Y3', 'card_letter', ['CN'], { zh: '信用卡催收函的法定内容', en: 'The parts of a credit card collection letter' }, 'Credit Card Measures, art. 69', 'R', 'high'),
  noticeRule('EU-01a', 'transfer', ['EU'], { zh: '债权转让通知的内容', en: 'The parts of a transfer notice' }, 'Directive (EU) 2021/2167, art. 10(2)', 'L', 'high'),
];
