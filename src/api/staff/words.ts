import type { Words } from '../deps.js';

const EVENTS: Readonly<Record<string, Words>> = {
  consumer_sms: { en: 'Borrower wrote', zh: '借款人来信' }, sms: { en: 'Text sent', zh: '已发短信' }, sms_stop: { en: 'Borrower asked to stop texts', zh: '借款人退订短信' },
  medium_optout: { en: 'Borrower opted out of a channel', zh: '借款人拒绝某一渠道' }, cease_notice: { en: 'Borrower asked us to cease', zh: '借款人要求停止催收' },
  dispute: { en: 'Debt disputed', zh: '提出异议' }, hold_placed: { en: 'Hold placed', zh: '停催' }, hold_lifted: { en: 'Hold lifted', zh: '恢复' },
  conversation: { en: 'Spoke by phone', zh: '电话沟通' }, attempted_call: { en: 'Called, no answer', zh: '拨打未接' }, voicemail: { en: 'Voicemail left', zh: '语音留言' },
  busy_signal: { en: 'Called, busy', zh: '拨打占线' }, not_in_service: { en: 'Number not in service', zh: '号码停用' }, visit: { en: 'Visit', zh: '上门' },
  tcpa_consent: { en: 'Consent to texts on file', zh: '已有短信同意记录' },
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
