import type { ContentContext, ContentRule, Found } from '../content-rule.js';
import { slotChar, type NormalText } from '../normal.js';
import { HOUSE_CITATION, type Words, findWords } from '../topic.js';

const DEBT_SLOTS = ['amount', 'debt_tail', 'days', 'as_of', 'link'].map(slotChar).join('');
/** No denial helps: "this is not about a debt" speaks of one. */
const TELLS: readonly Words[] = [
  { severity: 'block', evenDenied: true, pattern: /逾期|欠款|欠债|欠钱|拖欠|贷款|借款|借钱|债务|债权|还款|还钱|催收|账单|信用卡|违约|应还|未还|分期|征信|起诉|诉讼|失信|担保人?|(?:金额|余额|欠)[^,，。]{0,4}\d|\d[\d,.]*(?:元|块|万)|[¥￥]\s?\d/g },
  { severity: 'block', evenDenied: true, pattern: /\b(?:debts?|loans?|past due|overdue|owe[sd]?|owing|payments?|repay\w*|balance|collect(?:ion|ions|or|ors|ing)?|credit cards?|delinquen\w+|default(?:ed)?|arrears|unpaid|bills?|lawsuit|sue[sd]?)\b|\$\s?\d|\d[\d,.]*\s?(?:dollars|usd|pounds)|£\s?\d/g },
  { severity: 'block', evenDenied: true, pattern: new RegExp(`[${DEBT_SLOTS}]`, 'g') },
];

const SELF = new RegExp(`我(?:是|叫|姓)|这里是|本人|工号|${slotChar('lender')}|\\b(?:my name is|this is|i am|i'm)\\b`);
const LEAVE_ALONE = /不(?:希望|想|愿意?|再需要)[^,，。]{0,8}(?:联系|接到|来电|打扰|收到)|(?:不会?再|停止)(?:联系|打扰|致电|来电|拨打)|(?:do not|don't|not) (?:want|wish|like)\b[^.]{0,24}\b(?:call|calls|contact(?:ed)?|hear|texts?)|(?:will|shall) not (?:call|contact|text|write to|bother)[^.]{0,16}again|not call(?:ed)? again|stop (?:calling|contacting)/;

const tells = (normal: NormalText, context: ContentContext): readonly Found[] => findWords('debt_told', TELLS, normal, context);

function formOf(normal: NormalText): readonly Found[] {
  const end = normal.text.length;
  const missing = (code: string): Found => ({ code, severity: 'block', from: end, to: end });
  return [...(SELF.test(normal.text) ? [] : [missing('caller_not_named')]), ...(LEAVE_ALONE.test(normal.text) ? [] : [missing('no_offer_to_stop')])];
}

const title = { zh: '对第三人或留言不得提及债务', en: 'Nothing of a debt to anyone else, or on a machine' };
const instead = { zh: '只报自己的姓名和中性的机构名称，只询问联系方式或请转告回电。', en: 'Give your own name and a neutral name of the firm; ask only for contact details or a call back.' };
const common = { title, instead, severity: 'block' as const, find: tells };
const scope = (places: readonly string[]) => ({ places, audiences: ['third_party', 'voicemail'] as const });
const PLACES = ['CN', 'US-federal', 'UK', 'IN', 'ID', 'EU'];

export const thirdPartyRules: readonly ContentRule[] = [
  { ...common, id: 'CN-X7', citation: 'GB/T 45251-2025, 5.3; CBA guideline (2026); NIFA convention (2018), arts 14, 18', force: 'S', confidence: 'high', scope: scope(['CN']) },
  { ...common, id: 'US-F-11', citation: '12 CFR 1006.6(d), 1006.10(b)(2); 15 USC 1692b, 1692c(b)', force: 'L', confidence: 'high', scope: scope(['US-federal']) },
  { ...common, id: 'UK-03', citation: 'CONC 7.9.7R, 7.9.10R', force: 'R', confidence: 'high', scope: scope(['UK']) },
  { ...common, id: 'IN-01', citation: 'RBI circular of 12 August 2022: no intrusion on family, referees, friends', force: 'R', confidence: 'high', scope: scope(['IN']) },
  { ...common, id: 'ID-02', citation: 'POJK 22/2023, art. 62(2)', force: 'R', confidence: 'high', scope: scope(['ID']) },
  { ...common, id: 'EU-01', citation: 'Directive (EU) 2021/2167, art. 10(1)', force: 'L', confidence: 'medium', scope: scope(['EU']) },
  { ...common, id: 'HOUSE-C-19', citation: HOUSE_CITATION, force: 'H', confidence: 'high', scope: { exceptPlaces: PLACES, audiences: ['third_party', 'voicemail'] } },
  {
    id: 'CN-Y5', title: { zh: '对第三人须自报姓名并告知可以不再联系', en: 'To a third party: the caller’s own name, and the offer not to call again' },
    instead: { zh: '加上“我是……”和“如不希望再接到我们的电话，请告诉我，我们不会再联系您”。', en: 'Add "my name is …" and "if you do not want us to call again, tell me and we will not".' },
    citation: 'GB/T 45251-2025, 5.3; CBA guideline (2026); NIFA convention (2018), arts 14, 18', force: 'S', confidence: 'high', severity: 'block', scope: { places: ['CN'], audiences: ['third_party'] }, find: formOf,
  },
  {
    id: 'HOUSE-C-20', title: { zh: '对第三人须自报姓名并告知可以不再联系', en: 'To a third party: the caller’s own name, and the offer not to call again' },
    instead: { zh: '加上“我是……”和“如不希望再接到我们的电话，请告诉我，我们不会再联系您”。', en: 'Add "my name is …" and "if you do not want us to call again, tell me and we will not".' },
    citation: 'House policy; in the United States a location call happens once unless asked (12 CFR 1006.10(c))', force: 'H', confidence: 'high', severity: 'block', scope: { exceptPlaces: ['CN'], audiences: ['third_party'] }, find: formOf,
  },
];
