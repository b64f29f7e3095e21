import type { ContentContext, ContentRule, Found } from '../content-rule.js';
import { normalText, slotChar, type NormalText } from '../normal.js';
import { HOUSE_CITATION } from '../topic.js';

const missing = (normal: NormalText, code: string, severity: Found['severity'] = 'block'): Found => ({ code, severity, from: normal.text.length, to: normal.text.length });

const names = (normal: NormalText, known: readonly string[] | undefined): boolean => (known ?? []).some((name) => name !== '' && normal.text.includes(normalText(name).text));

/** What looks like a name to whoever does not know the sender's. */
const SOME_NAME = /【[^】]{2,}】|(?:这里是|我是|我们是|我司|本行|我行)|\b(?:this is|calling from|from|on behalf of) [a-z]|^[^:，。]{2,40}:/;

/** The sender is named: by slot, by a known name, or, where no name is known, by something that looks like one. */
function senderNamed(normal: NormalText, context: ContentContext): readonly Found[] {
  if (normal.text.includes(slotChar('lender')) || names(normal, context.lenderNames)) return [];
  if (context.lenderNames !== undefined && context.lenderNames.length > 0) return [missing(normal, 'lender_not_named')];
  return SOME_NAME.test(normal.text) ? [] : [missing(normal, 'lender_not_named', context.audience === 'debtor' ? 'block' : 'review')];
}

function agencyNamed(normal: NormalText, context: ContentContext): readonly Found[] {
  if (context.outsourced !== true) return [];
  const entrusted = /受[^,，。]{1,30}(?:委托|指派|授权)|\bon behalf of\b|\bfor [^.]{1,40}\b(?:its|the) (?:creditor|lender|client)/.test(normal.text);
  const known = context.agencyNames === undefined || context.agencyNames.length === 0 || names(normal, context.agencyNames);
  return entrusted && known ? [] : [missing(normal, 'agency_not_named')];
}

const DIRECTION = /〔[^〕]*〕|\[[^\]]*\]/g;
const DEBT_WORD = new RegExp(`逾期|欠款|应还|未还|贷款|借款|还款|[${['debt_tail', 'amount', 'days'].map(slotChar).join('')}]`);
const ASKS_WHO = /本人|请问您是|您是[^,，。]{0,12}吗|核实[^,，。]{0,4}身份/;

/** Greet, name the firm, ask who it is, and only then name the debt; say that the call is recorded. Directions in brackets are not spoken. */
function callForm(normal: NormalText, context: ContentContext): readonly Found[] {
  const spoken = normal.text.replace(DIRECTION, (direction) => ' '.repeat(direction.length));
  const found: Found[] = [];
  if (!/录音/.test(spoken) && context.language === 'zh') found.push(missing(normal, 'recording_not_said', 'review'));
  const debt = DEBT_WORD.exec(spoken);
  const asks = ASKS_WHO.exec(spoken);
  if (debt !== null && (asks === null || asks.index > debt.index)) found.push({ code: 'debt_before_identity', severity: context.language === 'zh' ? 'block' : 'review', from: debt.index, to: debt.index + debt[0].length });
  return found;
}

/** An individual's name beside the firm's: 940 CMR 7.04(1)(d). */
function personNamed(normal: NormalText): readonly Found[] {
  const person = /\b(?:my name is|i am|i'm|speaking is)\b|我(?:是|叫|姓)|工号/.test(normal.text);
  return person ? [] : [missing(normal, 'caller_not_named')];
}

function recordingSaid(normal: NormalText): readonly Found[] {
  return /\brecorded\b|录音/.test(normal.text) ? [] : [missing(normal, 'recording_not_said')];
}

/** An artificial voice says so before anything else. */
function voiceSaid(normal: NormalText, context: ContentContext): readonly Found[] {
  if (context.voice !== 'robot') return [];
  const start = normal.text.slice(0, 80);
  const said = /智能|人工智能|机器人|自动语音|语音助手|\b(?:ai|automated|artificial|virtual|recorded message|computer)\b/.test(start);
  const human = /人工|转接|\b(?:person|representative|agent|human)\b/.test(normal.text);
  return [...(said ? [] : [missing(normal, 'artificial_voice_not_said')]), ...(human ? [] : [missing(normal, 'no_way_to_a_person', 'review')])];
}

function callerAndNumber(normal: NormalText, context: ContentContext): readonly Found[] {
  if (context.voice !== 'robot') return [];
  const number = new RegExp(`${slotChar('phone')}|\\d{3}[ )-]*\\d{3}[ -]?\\d{4}`).test(normal.text);
  return [...senderNamed(normal, context), ...(number ? [] : [missing(normal, 'number_missing')])];
}

const nameTitle = { zh: '须写明放款机构的名称', en: 'The lender is named' };
const nameInstead = { zh: '在开头写明放款机构名称，如“【示例银行】”。', en: 'Begin with the lender’s name.' };
const agencyTitle = { zh: '受委托催收的，须写明受托机构及委托关系', en: 'An agency names itself and for whom it acts' };
const agencyInstead = { zh: '写明“受（放款机构）委托的（受托机构）”。', en: 'Write "(agency), on behalf of (lender)".' };

export const identityRules: readonly ContentRule[] = [
  { id: 'CN-Y1', title: nameTitle, instead: nameInstead, citation: 'NIFA convention (2018), art. 15; CBA guideline (2026); GB/T 45251-2025, 5.3', force: 'S', confidence: 'high', severity: 'block', scope: { places: ['CN'], audiences: ['debtor'] }, find: senderNamed },
  { id: 'CN-Y1a', title: agencyTitle, instead: agencyInstead, citation: 'Our reading of CN-Y1 for outsourced collection; Consumer Protection Measures (2022 No. 9), art. 41', force: 'R', confidence: 'medium', severity: 'block', scope: { places: ['CN'], audiences: ['debtor'] }, find: agencyNamed },
  { id: 'US-C-05', title: nameTitle, instead: nameInstead, citation: '12 CFR 1006.14(g); 15 USC 1692d(6)', force: 'L', confidence: 'medium', severity: 'block', scope: { places: ['US-federal'], audiences: ['debtor'] }, find: senderNamed },
  { id: 'UK-C-08', title: nameTitle, instead: nameInstead, citation: 'CONC 3.3.1R, 7.9.2R: true status and authority', force: 'R', confidence: 'high', severity: 'block', scope: { places: ['UK'], audiences: ['debtor'] }, find: senderNamed },
  { id: 'HOUSE-C-21', title: nameTitle, instead: nameInstead, citation: HOUSE_CITATION, force: 'H', confidence: 'high', severity: 'block', scope: { exceptPlaces: ['CN', 'US-federal', 'UK'], audiences: ['debtor'] }, find: senderNamed },
  { id: 'HOUSE-C-22', title: agencyTitle, instead: agencyInstead, citation: HOUSE_CITATION, force: 'H', confidence: 'high', severity: 'block', scope: { exceptPlaces: ['CN'], audiences: ['debtor'] }, find: agencyNamed },
  {
    id: 'CN-Y4', title: { zh: '电话：告知录音，核实身份后才谈债务', en: 'A call: say that it is recorded, and verify who answers before naming the debt' }, instead: { zh: '先问是否本人，再说账户和金额；开头告知录音。', en: 'Ask who it is before account and sum; say at the start that the call is recorded.' },
    citation: 'CBA guideline (2026); PIPL, art. 17', force: 'G', confidence: 'medium', severity: 'block', scope: { places: ['CN'], audiences: ['debtor'], channels: ['call'] }, find: callForm,
  },
  {
    id: 'US-MA-C', title: { zh: '马萨诸塞州：来电须报机构名和个人姓名', en: 'Massachusetts: a call gives the firm’s and the caller’s name' }, instead: { zh: '加上“我是（姓名）”。', en: 'Add "my name is …" (or a registered alias).' },
    citation: '940 CMR 7.04(1)(d)', force: 'L', confidence: 'high', severity: 'block', scope: { places: ['US-MA'], audiences: ['debtor'], channels: ['call', 'visit'] }, find: personNamed,
  },
  {
    id: 'US-NYC-C', title: { zh: '纽约市：告知联系可能被录音', en: 'New York City: say that the contact may be recorded' }, instead: { zh: '加上“本次通话可能被录音”。', en: 'Add "this call may be recorded".' },
    citation: '6 RCNY 5-77; DCWP FAQ (2025)', force: 'L', confidence: 'medium', severity: 'block', scope: { places: ['US-NYC'], audiences: ['debtor'], channels: ['call', 'visit'] }, find: recordingSaid,
  },
  {
    id: 'CN-C11', title: { zh: '智能语音须在开头表明并提供人工', en: 'An artificial voice says so at the start and offers a person' }, instead: { zh: '开头说明“这里是智能语音服务”，并告知如何转人工。', en: 'Begin with "this is an automated voice" and say how to reach a person.' },
    citation: 'AI labelling measures (2025); reading of the CBA guideline (2026)', force: 'R', confidence: 'medium', severity: 'block', scope: { places: ['CN'], channels: ['call'] }, find: voiceSaid,
  },
  {
    id: 'US-T-01', title: { zh: '人工或预录语音须在开头报名称并留号码', en: 'An artificial or recorded voice names the caller and a number' }, instead: { zh: '开头报机构名称，并留电话号码。', en: 'Name the business at the start and leave a number.' },
    citation: '47 CFR 64.1200(b); FCC 24-17', force: 'L', confidence: 'high', severity: 'block', scope: { places: ['US-federal'], channels: ['call', 'voicemail'] }, find: callerAndNumber,
  },
];
