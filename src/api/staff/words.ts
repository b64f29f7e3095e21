import type { Words } from '../deps.js';

const EVENTS: Readonly<Record<string, Words>> = {
  consumer_sms: { en: 'Borrower wrote', zh: '借款人来信' }, sms: { en: 'Text sent', zh: '已发短信' }, sms_stop: { en: 'Borrower asked to stop texts', zh: '借款人退订短信' },
  medium_optout: { en: 'Borrower opted out of a channel', zh: '借款人拒绝某一渠道' }, cease_notice: { en: 'Borrower asked us to cease', zh: '借款人要求停止催收' },
  dispute: { en: 'Debt disputed', zh: '提出异议' }, reading_corrected: { en: 'Reading corrected by a person', zh: '人工更正来信解读' },
  hold_placed: { en: 'Hold placed', zh: '停催' }, hold_lifted: { en: 'Hold lifted', zh: '恢复' },
  conversation: { en: 'Spoke by phone', zh: '电话沟通' }, attempted_call: { en: 'Called, no answer', zh: '拨打未接' }, voicemail: { en: 'Voicemail left', zh: '语音留言' },
  busy_signal: { en: 'Called, busy', zh: '拨打占线' }, not_in_service: { en: 'Number not in service', zh: '号码停用' }, visit: { en: 'Visit', zh: '上门' },
  tcpa_consent: { en: 'Consent to texts on file', zh: '已有短信同意记录' }, unknown_outcome: { en: 'Contact made, outcome unknown', zh: '已联系，结果未知' }, dropped_call: { en: 'Answered, line lost', zh: '接通后中断' },
  agency_placed: { en: 'Placed with an agency', zh: '委托外部机构催收' }, agency_notified: { en: 'Borrower told of the agency', zh: '已告知债务人委外' }, agency_recalled: { en: 'Recalled from the agency', zh: '从外部机构收回' },
};

const HOLDS: Readonly<Record<string, Words>> = {
  dispute: { en: 'dispute', zh: '有争议' }, promise: { en: 'payment promise', zh: '还款承诺' }, instalment_plan: { en: 'instalment plan', zh: '分期还款' }, settlement: { en: 'settlement', zh: '和解' },
  hardship: { en: 'hardship', zh: '有困难' }, complaint: { en: 'complaint', zh: '投诉' }, distress: { en: 'distress', zh: '情绪危机' }, paid: { en: 'says it is paid', zh: '称已还款' },
  represented: { en: 'represented by a lawyer', zh: '已委托律师' }, bankruptcy: { en: 'bankruptcy', zh: '破产' }, deceased: { en: 'deceased', zh: '已故' }, minor: { en: 'minor', zh: '未成年人' },
  incapacity: { en: 'incapacity', zh: '无行为能力' }, wrong_person: { en: 'wrong person', zh: '非本人' }, stop: { en: 'stop', zh: '停止联系' }, awaiting_person: { en: 'waits for a person', zh: '等待人工' },
};

const CHANNELS: Readonly<Record<string, Words>> = {
  sms: { en: 'SMS', zh: '短信' }, call: { en: 'call', zh: '电话' }, visit: { en: 'visit', zh: '上门' }, email: { en: 'e-mail', zh: '邮件' }, mail: { en: 'letter', zh: '信函' },
};

const CONTACT_STATES: Readonly<Record<string, Words>> = {
  queued: { en: 'queued', zh: '排队中' }, waiting_for_person: { en: 'waits for a person', zh: '等待人工' }, attempting: { en: 'leaving', zh: '发出中' }, sent: { en: 'sent', zh: '已发出' },
  delivered: { en: 'delivered', zh: '已送达' }, failed: { en: 'failed', zh: '失败' }, unknown: { en: 'unknown, counted as made', zh: '未知，计为已联系' }, refused: { en: 'refused by the gate', zh: '被合规关卡拒绝' },
  cancelled: { en: 'cancelled', zh: '已取消' }, expired: { en: 'expired', zh: '已过期' }, done: { en: 'done', zh: '已完成' },
};

const named = (words: Readonly<Record<string, Words>>, code: string): Words => words[code] ?? { en: code, zh: code };

/** What whoever begins a contact must say or do first (GB/T 45251 identity and purpose; CBA guideline; 1006.18(e)). */
const BEGIN: Readonly<Record<string, Words>> = {
  call: {
    en: 'Say which lender you call for. Make sure whom you speak to before you name the debt. Say that the call is recorded. Offer ways to pay, to dispute, and to stop.',
    zh: '先报机构名称，核实对方本人身份后方可谈及债务；告知通话录音；说明还款、异议与停止联系的方式。',
  },
  visit: {
    en: 'Go as two. Show your work cards and say which lender you come for. Make sure whom you speak to before you name the debt. Record from beginning to end. Offer ways to pay, to dispute, and to stop.',
    zh: '须两人同行，出示工作证件并报机构名称；核实对方本人身份后方可谈及债务；全程录音或录像；说明还款、异议与停止联系的方式。',
  },
  sms: {
    en: 'Send the approved text, unchanged, to this number and no other. It names the lender and how to stop.',
    zh: '只可向该号码发送已批准的短信原文，不得改动；短信须写明机构名称与退订方式。',
  },
};
const FOR_LENDER: Words = { en: ' Say that you act for the lender, and your firm’s name.', zh: '须说明受该机构委托及本公司名称。' };

/** `outside`: said by an agency, which names itself too. */
export function beginWords(channel: string, outside: boolean): Words {
  const words = named(BEGIN, channel);
  return outside ? { en: words.en + FOR_LENDER.en, zh: words.zh + FOR_LENDER.zh } : words;
}

export const channelWords = (channel: string): Words => named(CHANNELS, channel);

/** A contact in a timeline: by which way, and how it stands. */
export function contactWords(channel: string, state: string): Words {
  const way = channelWords(channel);
  const stands = named(CONTACT_STATES, state);
  return { en: `Contact by ${way.en}: ${stands.en}`, zh: `${way.zh}联系：${stands.zh}` };
}

/** What an event is called in a timeline; a hold says which. An event without words of its own shows its name. */
export function eventWords(type: string, data: Readonly<Record<string, unknown>>): Words {
  const words = EVENTS[type] ?? { en: type, zh: type };
  const hold = data['hold'];
  return typeof hold === 'string' ? { en: `${words.en}: ${named(HOLDS, hold).en}`, zh: `${words.zh}：${named(HOLDS, hold).zh}` } : words;
}
