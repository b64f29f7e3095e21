import type { DebtType, HoldKind, LawEvent, ProposedChannel } from './facts.js';

// Every pause of contact, as data: what starts it, what ends it, and the rule that keeps it. The rules judge; this table
// says what they keep, a test walks it edge by edge, and docs/law/holds.md is written from it.

/** Something on the record, without its time. */
export type Told = Omit<LawEvent, 'at' | 'tz'>;

/**
 * How a pause ends. `told`: when this is recorded. `time`: by itself, at the end of the example's span. `fact`: when the
 * fact is stated otherwise. `never`: nothing ends it.
 */
export type HoldEnd = { readonly by: 'told'; readonly event: Told } | { readonly by: 'time' } | { readonly by: 'fact' } | { readonly by: 'never' };

export interface HoldRow {
  /** What pauses: one word of the field. */
  readonly hold: string;
  readonly zh: string;
  /** The rule that keeps it; its pack is the place where it holds, `HOUSE` everywhere. */
  readonly rule: string;
  readonly place: string;
  /** What starts it: an event, or a fact about the debt or the inbox. */
  readonly starts: Told | 'debt is time-barred' | 'a message is unread';
  readonly ends: HoldEnd;
  /** A contact or act that it stops. Others of its kind may go on: see the rule. */
  readonly stops: { readonly channel: ProposedChannel; readonly purpose?: string; readonly automated?: boolean; readonly number?: string };
  /** What must be on record before, e.g. the notice in whose period a dispute falls. */
  readonly before?: Told;
  readonly debt?: { readonly type?: DebtType; readonly timeBarred?: true };
  /** Local times in the place's zone: recorded at `start`, over at `end`. */
  readonly example: { readonly start: string; readonly end?: string; /** Of the event, where it names an end itself. */ readonly until?: string };
}

const AT = { start: '2026-09-07T10:00:00', end: '2026-09-10T10:00:00' };
const call = { channel: 'call' } as const;
const suit = { channel: 'legal_action' } as const;
const NEVER: HoldEnd = { by: 'never' };
const TIME: HoldEnd = { by: 'time' };
const told = (event: Told): HoldEnd => ({ by: 'told', event });

/** A hold that people or the product place by name; those that may end by themselves do so at the end they were given. */
function byName(hold: HoldKind, zh: string, endsAlone: boolean): readonly HoldRow[] {
  const row = { hold, zh, rule: 'HOUSE-HOLD', place: 'HOUSE', starts: { type: 'hold_placed', hold }, stops: call } as const;
  const lifted: HoldRow = { ...row, ends: told({ type: 'hold_lifted', hold }), example: AT };
  return endsAlone ? [lifted, { ...row, ends: TIME, example: { ...AT, until: AT.end } }] : [lifted];
}

const HOUSE: readonly HoldRow[] = [
  ...byName('dispute', '异议', true), ...byName('promise', '承诺还款', true), ...byName('instalment_plan', '分期计划', true), ...byName('settlement', '和解', true),
  ...byName('hardship', '困难', true), ...byName('complaint', '投诉', true), ...byName('paid', '称已还款', true), ...byName('awaiting_person', '待人工处理', true),
  ...byName('distress', '情绪危机', false), ...byName('represented', '已委托代理人', false), ...byName('bankruptcy', '破产', false), ...byName('deceased', '死亡', false),
  ...byName('minor', '未成年', false), ...byName('incapacity', '无民事行为能力', false), ...byName('wrong_person', '非本人', false), ...byName('stop', '要求停止联系', false),
  { hold: 'death', zh: '死亡', rule: 'HOUSE-DECEASED', place: 'HOUSE', starts: { type: 'debtor_deceased' }, ends: NEVER, stops: call, example: AT },
  { hold: 'stop by text', zh: '短信退订', rule: 'HOUSE-OPTOUT', place: 'HOUSE', starts: { type: 'sms_stop', channel: 'sms' }, ends: told({ type: 'resubscribed', medium: 'sms' }), stops: { channel: 'sms' }, example: AT },
  { hold: 'unread inbound', zh: '未读来信', rule: 'HOUSE-INBOUND', place: 'HOUSE', starts: 'a message is unread', ends: { by: 'fact' }, stops: call, example: AT },
];

const CHINA: readonly HoldRow[] = [
  { hold: 'card instalment plan', zh: '信用卡个性化分期', rule: 'CN-H1', place: 'CN', starts: { type: 'instalment_agreement_signed' }, ends: told({ type: 'instalment_agreement_defaulted' }), stops: call, debt: { type: 'credit_card' }, example: AT },
  { hold: 'card dispute', zh: '信用卡异议', rule: 'CN-H4', place: 'CN', starts: { type: 'dispute', form: 'oral' }, ends: told({ type: 'verification_sent' }), stops: call, debt: { type: 'credit_card' }, example: AT },
  { hold: 'wrong person', zh: '非本人', rule: 'CN-H8', place: 'CN', starts: { type: 'dispute', reason: 'not_me' }, ends: told({ type: 'verification_sent' }), stops: call, example: AT },
  { hold: 'police order', zh: '公安机关禁止接触令', rule: 'CN-H9', place: 'CN', starts: { type: 'no_contact_order' }, ends: NEVER, stops: call, example: AT },
  { hold: 'police order with an end', zh: '有期限的禁止接触令', rule: 'CN-H9', place: 'CN', starts: { type: 'no_contact_order' }, ends: TIME, stops: call, example: { ...AT, until: AT.end } },
  { hold: 'incapacity', zh: '无民事行为能力', rule: 'CN-H10', place: 'CN', starts: { type: 'mental_capacity_notice' }, ends: told({ type: 'hold_lifted', hold: 'incapacity' }), stops: call, example: AT },
  { hold: 'time-barred', zh: '诉讼时效届满', rule: 'CN-H11', place: 'CN', starts: 'debt is time-barred', ends: { by: 'fact' }, stops: { channel: 'call', purpose: 'threaten_suit' }, example: AT },
  { hold: 'death', zh: '死亡', rule: 'CN-P12', place: 'CN', starts: { type: 'debtor_deceased' }, ends: NEVER, stops: call, example: AT },
  { hold: 'assignment not notified', zh: '债权转让未通知', rule: 'CN-P14', place: 'CN', starts: { type: 'debt_assigned' }, ends: told({ type: 'assignment_notified' }), stops: call, example: AT },
  { hold: 'agency not announced', zh: '委外未告知', rule: 'CN-C13', place: 'CN', starts: { type: 'agency_placed' }, ends: told({ type: 'agency_notified' }), stops: call, example: AT },
];

const written = { type: 'dispute', form: 'written' } as const;

const UNITED_STATES: readonly HoldRow[] = [
  { hold: 'written dispute', zh: '书面异议', rule: 'US-F-33', place: 'US-federal', before: { type: 'validation_notice' }, starts: written, ends: told({ type: 'verification_sent' }), stops: call, example: AT },
  { hold: 'original creditor asked for', zh: '询问原债权人', rule: 'US-F-33', place: 'US-federal', before: { type: 'validation_notice' }, starts: { type: 'original_creditor_request', form: 'written' }, ends: told({ type: 'letter' }), stops: call, example: AT },
  // Friday 6 November; five business days without Veterans Day: received on the 16th; thirty days: to the end of 16 December.
  { hold: 'validation period', zh: '核实期', rule: 'US-F-34', place: 'US-federal', starts: { type: 'validation_notice' }, ends: TIME, stops: { channel: 'mail', purpose: 'threaten_suit' }, example: { start: '2026-11-06T10:00:00', end: '2026-12-17T00:00:00' } },
  { hold: 'written cease', zh: '书面要求停止', rule: 'US-F-10', place: 'US-federal', starts: { type: 'cease_notice', form: 'written' }, ends: told({ type: 'direct_prior_consent' }), stops: call, example: AT },
  { hold: 'refusal to pay', zh: '书面拒绝还款', rule: 'US-F-10', place: 'US-federal', starts: { type: 'refusal_to_pay', form: 'written' }, ends: told({ type: 'direct_prior_consent' }), stops: call, example: AT },
  { hold: 'medium refused', zh: '拒绝某种方式', rule: 'US-F-16', place: 'US-federal', starts: { type: 'medium_optout', medium: 'sms' }, ends: told({ type: 'resubscribed', medium: 'sms' }), stops: { channel: 'sms' }, example: AT },
  { hold: 'TCPA consent withdrawn', zh: '撤回自动拨号同意', rule: 'US-T-03', place: 'US-federal', starts: { type: 'sms_stop', text: 'stop' }, ends: told({ type: 'tcpa_consent' }), stops: { channel: 'sms', automated: true }, example: AT },
  { hold: 'represented', zh: '已委托律师', rule: 'US-F-08', place: 'US-federal', starts: { type: 'attorney_representation' }, ends: told({ type: 'direct_prior_consent' }), stops: call, example: AT },
  { hold: 'bankruptcy', zh: '破产', rule: 'US-BK-1', place: 'US-federal', starts: { type: 'hold_placed', hold: 'bankruptcy' }, ends: told({ type: 'hold_lifted', hold: 'bankruptcy' }), stops: call, example: AT },
  { hold: 'telephone conversation', zh: '通话交谈之后', rule: 'US-F-19', place: 'US-federal', starts: { type: 'conversation', channel: 'call' }, ends: TIME, stops: call, example: { start: '2026-08-11T17:00:00', end: '2026-08-18T00:00:00' } },
  { hold: 'time-barred', zh: '已过诉讼时效', rule: 'US-F-28', place: 'US-federal', starts: 'debt is time-barred', ends: { by: 'fact' }, stops: suit, example: AT },
  { hold: 'death', zh: '死亡', rule: 'US-F-31', place: 'US-federal', starts: { type: 'debtor_deceased' }, ends: NEVER, stops: { channel: 'mail', purpose: 'validation_notice' }, example: AT },
  { hold: 'substantiation asked for', zh: '要求证明债务', rule: 'US-NY-1-SUBSTANTIATION', place: 'US-NY', starts: { type: 'substantiation_request' }, ends: told({ type: 'verification_sent' }), stops: call, example: AT },
  { hold: 'exchange with the consumer', zh: '与消费者交谈之后', rule: 'US-NYC-TALK', place: 'US-NYC', starts: { type: 'conversation' }, ends: TIME, stops: { channel: 'mail' }, example: { start: '2026-09-07T10:00:00', end: '2026-09-14T00:00:00' } },
];

const UNITED_KINGDOM: readonly HoldRow[] = [
  { hold: 'dispute', zh: '异议', rule: 'UK-06', place: 'UK', starts: { type: 'dispute', form: 'oral' }, ends: told({ type: 'verification_sent' }), stops: call, example: AT },
  { hold: 'incapacity', zh: '可能缺乏行为能力', rule: 'UK-05', place: 'UK', starts: { type: 'mental_capacity_notice' }, ends: told({ type: 'hold_lifted', hold: 'incapacity' }), stops: call, example: AT },
  { hold: 'breathing space', zh: '债务喘息期', rule: 'UK-13', place: 'UK', starts: { type: 'breathing_space_start' }, ends: TIME, stops: call, example: { start: '2026-03-02T00:00:00', end: '2026-05-01T00:00:00' } },
  { hold: 'mental health crisis', zh: '精神健康危机治疗', rule: 'UK-14', place: 'UK', starts: { type: 'mh_crisis_moratorium_start' }, ends: NEVER, stops: call, example: AT },
  { hold: 'mental health crisis, treatment ended', zh: '精神健康危机治疗结束之后', rule: 'UK-14', place: 'UK', before: { type: 'mh_crisis_moratorium_start' }, starts: { type: 'mh_crisis_treatment_ended' }, ends: TIME, stops: call, example: { start: '2026-05-01T09:00:00', end: '2026-06-01T00:00:00' } },
  { hold: 'adviser', zh: '债务顾问', rule: 'UK-08', place: 'UK', starts: { type: 'attorney_representation' }, ends: TIME, stops: call, example: { start: '2026-04-06T09:00:00', end: '2026-05-06T00:00:00' } },
  { hold: 'time-barred', zh: '已过诉讼时效', rule: 'UK-11', place: 'UK', starts: 'debt is time-barred', ends: { by: 'fact' }, stops: suit, example: AT },
  { hold: 'time-barred and refused', zh: '已过时效且拒绝还款', rule: 'UK-11', place: 'UK', starts: { type: 'refusal_to_pay' }, ends: NEVER, stops: { channel: 'mail' }, debt: { timeBarred: true }, example: AT },
  { hold: 'Scottish moratorium', zh: '苏格兰法定暂停期', rule: 'UK-15', place: 'UK', starts: { type: 'breathing_space_start' }, ends: TIME, stops: suit, example: { start: '2026-03-02T09:00:00', end: '2026-09-02T00:00:00' } },
];

const ELSEWHERE: readonly HoldRow[] = [
  { hold: 'complaint', zh: '投诉', rule: 'IN-03', place: 'IN', starts: { type: 'dispute' }, ends: told({ type: 'verification_sent' }), stops: call, example: AT },
  { hold: 'complaint, as a hold', zh: '投诉（暂停）', rule: 'IN-03', place: 'IN', starts: { type: 'hold_placed', hold: 'complaint' }, ends: told({ type: 'hold_lifted', hold: 'complaint' }), stops: call, example: AT },
  { hold: 'agent not named', zh: '代理机构未告知', rule: 'IN-04', place: 'IN', starts: { type: 'agency_placed' }, ends: told({ type: 'agency_notified' }), stops: call, example: AT },
  { hold: 'assignment not notified', zh: '贷款转让未通知', rule: 'EU-01', place: 'EU', starts: { type: 'debt_assigned' }, ends: told({ type: 'assignment_notified', channel: 'mail' }), stops: call, debt: { type: 'npl_bank_loan' }, example: AT },
  { hold: 'instalment plan', zh: '分期协议', rule: 'EU-02', place: 'EU', before: { type: 'instalment_agreement_defaulted' }, starts: { type: 'instalment_agreement_signed' }, ends: told({ type: 'instalment_agreement_defaulted' }), stops: suit, example: { start: '2026-12-07T10:00:00', end: '2026-12-10T10:00:00' } },
];

/** Every pause that a rule keeps. */
export const HOLDS: readonly HoldRow[] = [...HOUSE, ...CHINA, ...UNITED_STATES, ...UNITED_KINGDOM, ...ELSEWHERE];
