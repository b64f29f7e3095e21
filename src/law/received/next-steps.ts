import type { Confidence } from '../verdict.js';
import type { Received } from './received.js';

interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** When a step is worth naming; absent: always. */
type Occasion = 'danger' | 'text' | 'called' | 'other_reached' | 'agency_or_buyer' | 'card';

export interface NextStep {
  readonly id: string;
  readonly jurisdiction: string;
  readonly when?: Occasion;
  readonly text: Bilingual;
  /** Where it stands; `well known`: an official line that our digests of the law do not have, to be checked before use. */
  readonly source: string;
  readonly confidence: Confidence;
}

const WELL_KNOWN = 'well known; not in our sources';

/** For everybody, before anything else that costs effort. */
const EVERYWHERE: readonly Omit<NextStep, 'jurisdiction'>[] = [
  { id: 'keep', text: { en: 'Keep the messages, call lists and letters as they are. Write down day, time, number, name and what was said.', zh: '保留短信、通话记录和信件原样，记下日期、时间、号码、姓名和对方说的话。' }, source: 'good practice', confidence: 'high' },
  { id: 'no_pay', when: 'agency_or_buyer', text: { en: 'Before you pay anybody but your lender, ask the lender in writing who collects for it.', zh: '向出借人以外的人还款之前，先书面向出借人核实由谁代为催收。' }, source: 'good practice', confidence: 'high' },
];

export const STEPS: readonly NextStep[] = [
  { id: 'cn-lender', jurisdiction: 'CN', text: { en: 'Complain to the lender, also about its agency: it answers for it. It must decide and tell you within 15 days, in complex cases 30.', zh: '向出借机构投诉，包括其委托的催收机构：出借机构须负责，并应在15日内（情况复杂的30日内）作出处理并告知您。' }, source: 'Measures on handling consumer complaints of banking and insurance; GB/T 45251-2025', confidence: 'medium' },
  { id: 'cn-12378', jurisdiction: 'CN', text: { en: '12378: the financial regulator (NFRA), about banks, consumer finance companies and their agencies.', zh: '12378：国家金融监督管理总局，投诉银行、消费金融公司及其催收机构。' }, source: 'digest of the law, D-21', confidence: 'high' },
  { id: 'cn-12363', jurisdiction: 'CN', text: { en: '12363: the People’s Bank, about credit reporting and payment.', zh: '12363：中国人民银行，投诉征信、支付等问题。' }, source: 'digest of the law, D-21', confidence: 'medium' },
  { id: 'cn-12321', jurisdiction: 'CN', when: 'text', text: { en: '12321: report nuisance texts and calls.', zh: '12321：举报垃圾短信和骚扰电话。' }, source: 'digest of the law, D-21', confidence: 'high' },
  { id: 'cn-refuse', jurisdiction: 'CN', when: 'other_reached', text: { en: 'If you do not owe: say clearly that you refuse further contact. From then on they must leave you alone for good.', zh: '如果您不是债务人：明确表示拒绝再联系，此后对方不得再联系您。' }, source: 'GB/T 45251-2025, 5.3', confidence: 'high' },
  { id: 'cn-card', jurisdiction: 'CN', when: 'card', text: { en: 'Card debt that you cannot pay: you may ask the bank for a personal instalment plan of up to 5 years. The bank may agree; once signed, collection stops while you keep to it.', zh: '信用卡欠款确实无力偿还：可与银行协商个性化分期，最长5年。银行可以同意，并非必须；签订后您按约履行期间停止催收。' }, source: 'Measures on credit-card business, art. 70', confidence: 'high' },
  { id: 'cn-police', jurisdiction: 'CN', when: 'danger', text: { en: 'Threats, stalking, people who will not leave: call 110. Repeated threats and harassment are an offence, and the police may forbid contact.', zh: '遭到威胁、跟踪、滋扰不走：拨打110。多次发送威胁信息、滋扰他人生活属违法行为，公安机关可责令禁止接触。' }, source: 'Public-security penalties law (2025) art. 50; 110 is well known', confidence: 'medium' },
  { id: 'us-stop', jurisdiction: 'US-federal', when: 'agency_or_buyer', text: { en: 'You may write to a debt collector that you want no more contact, or that you refuse to pay. Once it has your letter it may only tell you that it ends its efforts, or name a specific remedy. The debt itself remains.', zh: '您可以书面告知催收公司不再联系，或拒绝付款。对方收到后，只能告知停止催收或将采取的具体措施。债务本身仍然存在。' }, source: '12 CFR 1006.6(c)', confidence: 'high' },
  { id: 'us-dispute', jurisdiction: 'US-federal', when: 'agency_or_buyer', text: { en: 'Dispute in writing within 30 days of receiving the notice about the debt. Collection of the disputed part must stop until they send you verification.', zh: '收到债务通知之日起30日内书面提出异议；在对方寄出核实材料之前，须停止催收有争议的部分。' }, source: '12 CFR 1006.34(b)(5), 1006.38(d)', confidence: 'high' },
  { id: 'us-text', jurisdiction: 'US-federal', when: 'text', text: { en: 'Answer a text with STOP, an e-mail with “unsubscribe”. Any clear words count.', zh: '短信回复 STOP，邮件回复 unsubscribe；任何清楚的表示均有效。' }, source: '12 CFR 1006.14(h), 1006.6(e)', confidence: 'high' },
  { id: 'us-hours', jurisdiction: 'US-federal', when: 'called', text: { en: 'Tell the collector which times and places do not suit you. A word is enough; you need not give a reason.', zh: '告诉催收公司哪些时间、地点不方便；说一声即可，不必说明理由。' }, source: '12 CFR 1006.6(b)(1)', confidence: 'high' },
  { id: 'us-cfpb', jurisdiction: 'US-federal', text: { en: 'Complain to the CFPB: consumerfinance.gov/complaint or 855-411-2372.', zh: '向消费者金融保护局（CFPB）投诉：consumerfinance.gov/complaint 或 855-411-2372。' }, source: WELL_KNOWN, confidence: 'low' },
  { id: 'us-state', jurisdiction: 'US-federal', text: { en: 'Your state’s attorney general takes complaints too, and your state may have stricter rules than these.', zh: '您所在州的总检察长也受理投诉；州法可能更严格。' }, source: WELL_KNOWN, confidence: 'low' },
  { id: 'us-police', jurisdiction: 'US-federal', when: 'danger', text: { en: 'If someone threatens to harm you, call 911.', zh: '如有人威胁伤害您，请拨打911。' }, source: WELL_KNOWN, confidence: 'low' },
  { id: 'us-ny', jurisdiction: 'US-NY', text: { en: 'New York: ask a debt buyer or agency to substantiate a charged-off debt. Collection stops until it has, and it has 60 days.', zh: '纽约州：可要求催收公司或债权受让人证明已核销的债务；证明前停止催收，期限60日。' }, source: '23 NYCRR 1.4', confidence: 'high' },
  { id: 'uk-firm', jurisdiction: 'UK', text: { en: 'Complain to the firm in writing. If its answer does not satisfy you, or none comes within 8 weeks, the Financial Ombudsman Service looks at it free of charge: 0800 023 4567.', zh: '先向该公司书面投诉；对答复不满意或8周内未获答复的，可免费请金融申诉专员服务（FOS）处理：0800 023 4567。' }, source: WELL_KNOWN, confidence: 'low' },
  { id: 'uk-dispute', jurisdiction: 'UK', text: { en: 'If you think that you do not owe it, say so, even by telephone. They must stop and look into it, and it is for them to prove.', zh: '如认为不欠该款，说出来即可，电话也算。对方须停止催收并调查，由对方举证。' }, source: 'CONC 7.14.1R-7.14.6R', confidence: 'high' },
  { id: 'uk-breathing', jurisdiction: 'UK', text: { en: 'Breathing space (England and Wales): 60 days without demands, interest or enforcement. A debt adviser opens it for you.', zh: '债务喘息期（英格兰和威尔士）：60日内不得催收、计息或强制执行，由债务顾问为您申请。' }, source: 'SI 2020/1311', confidence: 'high' },
  { id: 'uk-advice', jurisdiction: 'UK', text: { en: 'Free debt advice: StepChange 0800 138 1111, National Debtline 0808 808 4000, Citizens Advice.', zh: '免费债务咨询：StepChange 0800 138 1111，National Debtline 0808 808 4000，Citizens Advice。' }, source: WELL_KNOWN, confidence: 'low' },
  { id: 'uk-police', jurisdiction: 'UK', when: 'danger', text: { en: 'In danger: call 999.', zh: '遇到危险：拨打999。' }, source: WELL_KNOWN, confidence: 'low' },
  { id: 'in-lender', jurisdiction: 'IN', text: { en: 'Complain to the lender in writing: it answers for its agents. If it does not satisfy you within 30 days, go to the RBI Ombudsman: cms.rbi.org.in or 14448, free of charge.', zh: '先向出借机构书面投诉：其对催收人员负责。30日内未得到满意答复的，可免费向印度储备银行申诉专员投诉：cms.rbi.org.in 或 14448。' }, source: 'RBI circular of 12 Aug 2022 (lender answers); the rest is well known, not in our sources', confidence: 'low' },
  { id: 'in-police', jurisdiction: 'IN', when: 'danger', text: { en: 'In danger: call 112.', zh: '遇到危险：拨打112。' }, source: WELL_KNOWN, confidence: 'low' },
  { id: 'id-ojk', jurisdiction: 'ID', text: { en: 'Complain to the lender, then to the authority OJK: telephone 157.', zh: '先向出借机构投诉，再向金融服务管理局（OJK）投诉：电话157。' }, source: WELL_KNOWN, confidence: 'low' },
  { id: 'id-police', jurisdiction: 'ID', when: 'danger', text: { en: 'In danger: call 110 or 112.', zh: '遇到危险：拨打110或112。' }, source: WELL_KNOWN, confidence: 'low' },
  { id: 'eu-notice', jurisdiction: 'EU', when: 'agency_or_buyer', text: { en: 'Ask the buyer for the transfer notice. It must name the buyer, the amounts, a contact point and the authority to which you may complain.', zh: '要求受让人提供转让通知；其中须载明受让人、金额、联系方式和可投诉的主管机关。' }, source: 'Directive (EU) 2021/2167 art. 10', confidence: 'high' },
  { id: 'eu-national', jurisdiction: 'EU', text: { en: 'Hours and frequency are your own country’s law, which we do not hold. Ask your consumer centre or supervisor.', zh: '时间和次数由各成员国法律规定，我们没有收录。请咨询当地消费者中心或监管机关。' }, source: 'digest of the law, A5', confidence: 'high' },
  { id: 'eu-police', jurisdiction: 'EU', when: 'danger', text: { en: 'In danger: call 112.', zh: '遇到危险：拨打112。' }, source: WELL_KNOWN, confidence: 'low' },
];

/** Somebody to talk to now. None of these stand in our digests of the law. */
export const HELPLINES: readonly { readonly jurisdiction: string; readonly text: Bilingual }[] = [
  { jurisdiction: 'CN', text: { en: 'Mainland China: 12356 to talk to someone; 120 or 110 in danger', zh: '中国大陆：12356心理援助热线；危急时拨打120或110' } },
  { jurisdiction: 'US-federal', text: { en: 'United States: call or text 988; 911 in danger', zh: '美国：拨打或发短信至988；危急时拨打911' } },
  { jurisdiction: 'UK', text: { en: 'United Kingdom: Samaritans 116 123; 999 in danger', zh: '英国：Samaritans 116 123；危急时拨打999' } },
  { jurisdiction: 'IN', text: { en: 'India: Tele-MANAS 14416; 112 in danger', zh: '印度：Tele-MANAS 14416；危急时拨打112' } },
  { jurisdiction: 'ID', text: { en: 'Indonesia: 119, extension 8; 112 in danger', zh: '印度尼西亚：119转8；危急时拨打112' } },
  { jurisdiction: 'EU', text: { en: 'European Union: 112 in danger', zh: '欧盟：危急时拨打112' } },
];

/** Steps for this place and description, those in danger first, then the table's order. */
export function nextSteps(received: Received, jurisdictions: readonly string[], danger: boolean): readonly Omit<NextStep, 'jurisdiction'>[] {
  const { contacts, collector } = received;
  const fits = (when: Occasion | undefined): boolean => {
    if (when === 'danger') return danger;
    if (when === 'text') return received.text !== null || contacts.some(({ channel }) => channel === 'sms' || channel === 'email' || channel === 'push');
    if (when === 'called') return contacts.some(({ channel }) => channel === 'call' || channel === 'voicemail' || channel === 'visit');
    if (when === 'other_reached') return contacts.some(({ reached }) => reached !== 'borrower' && reached !== 'guarantor');
    if (when === 'card') return received.debt === 'credit_card' || received.debt === 'unknown';
    return when === undefined || collector !== 'lender';
  };
  const here = STEPS.filter((step) => jurisdictions.includes(step.jurisdiction) && fits(step.when));
  return [...here.filter(({ when }) => when === 'danger'), ...EVERYWHERE.filter(({ when }) => fits(when)), ...here.filter(({ when }) => when !== 'danger')];
}
