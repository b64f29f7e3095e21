import type { Words } from '../deps.js';

const EVENTS: Readonly<Record<string, Words>> = {
  consumer_sms: { en: 'Borrower wrote', zh: '借款人来信' }, sms: { en: 'Text sent', zh: '已发短信' }, sms_stop: { en: 'Borrower asked to stop texts', zh: '借款人退订短信' },
  medium_optout: { en: 'Borrower opted out of a channel', zh: '借款人拒绝某一渠道' }, cease_notice: { en: 'Borrower asked us to cease', zh: '借款人要求停止催收' },
  dispute: { en: 'Debt disputed', zh: '提出异议' }, hold_placed: { en: 'Hold placed', zh: '停催' }, hold_lifted: { en: 'Hold lifted', zh: '恢复' },
  conversation: { en: 'Spoke by phone', zh: '电话沟通' }, attempted_call: { en: 'Called, no answer', zh: '拨打未接' }, voicemail: { en: 'Voicemail left', zh: '语音留言' },
  busy_signal: { en: 'Called, busy', zh: '拨打占线' }, not_in_service: { en: 'Number not in service', zh: '号码停用' }, visit: { en: 'Visit', zh: '上门' },
  tcpa_consent: { en: 'Consent to texts on file', zh: '已有短信同意记录' },
};

/** What an event is called in a timeline; a hold says which. An event without words of its own shows its name. */
export function eventWords(type: string, data: Readonly<Record<string, unknown>>): Words {
  const words = EVENTS[type] ?? { en: type, zh: type };
  const hold = data['hold'];
  return typeof hold === 'string' ? { en: `${words.en}: ${hold}`, zh: `${words.zh}：${hold}` } : words;
}
