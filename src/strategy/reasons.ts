import type { Words } from '../domain/case/allowed.js';

/** Reasons that a plan may give for a step, each true only when its condition holds. */
export const ESCALATION_REASONS = [
  'email_unanswered', 'mail_unanswered', 'sms_unanswered', 'call_unanswered', 'visit_unanswered', 'no_email_reach', 'no_mail_reach', 'no_sms_reach',
  'no_phone_reach', 'no_visit_reach', 'refused_by_phone', 'refused', 'broken_promise', 'long_overdue', 'step_made',
] as const;
export type EscalationReason = (typeof ESCALATION_REASONS)[number];

/** Reasons that strategy adds of its own. */
export const PROPOSAL_REASONS = [
  'first_contact', 'next_step', 'repeat', 'fallback', 'no_phone_number', 'email_not_permitted', 'mail_not_permitted', 'sms_not_permitted',
  'call_not_permitted', 'visit_not_permitted',
] as const;
export type ProposalReason = EscalationReason | (typeof PROPOSAL_REASONS)[number];

/** Why nothing is proposed. */
export const NONE_REASONS = [
  'nothing_owed', 'not_past_due', 'quiet_distress', 'quiet_stop', 'quiet_person', 'quiet_dispute', 'quiet_complaint', 'quiet_hardship', 'quiet_plan', 'quiet_promise',
  'quiet_payment', 'quiet_reply', 'holdout', 'contact_open', 'segment_not_contacted', 'waiting', 'limit_reached', 'no_reachable_point',
  'no_permitted_channel', 'ladder_done', 'no_step_applies',
] as const;
export type NoneReason = (typeof NONE_REASONS)[number];

export type ReasonCode = ProposalReason | NoneReason;

/** A code without both languages does not compile. */
const WORDS: Readonly<Record<ReasonCode, Words>> = {
  email_unanswered: { en: 'The e-mail was not answered.', zh: '邮件未获回复。' },
  mail_unanswered: { en: 'The letter was not answered.', zh: '信函未获回复。' },
  sms_unanswered: { en: 'The text message was not answered.', zh: '短信未获回复。' },
  call_unanswered: { en: 'Nothing followed the call.', zh: '电话联系后没有进展。' },
  visit_unanswered: { en: 'Nothing followed the visit.', zh: '上门后没有进展。' },
  no_email_reach: { en: 'Cannot be reached by e-mail.', zh: '邮件联系不上。' },
  no_mail_reach: { en: 'Cannot be reached by letter.', zh: '信函联系不上。' },
  no_sms_reach: { en: 'Cannot be reached by text message.', zh: '短信联系不上。' },
  no_phone_reach: { en: 'Cannot be reached by phone.', zh: '电话联系不上。' },
  no_visit_reach: { en: 'Was not met at the address.', zh: '上门未能见到本人。' },
  refused_by_phone: { en: 'Refused to pay when called.', zh: '电话中拒绝还款。' },
  refused: { en: 'Refused to pay.', zh: '拒绝还款。' },
  broken_promise: { en: 'A promised payment did not arrive.', zh: '承诺的还款未到账。' },
  long_overdue: { en: 'Overdue for longer than the plan waits.', zh: '逾期天数已达方案设定。' },
  step_made: { en: 'The step before it has been made.', zh: '前一步已经完成。' },
  first_contact: { en: 'The first contact of this case.', zh: '本案首次联系。' },
  next_step: { en: 'The next step of the plan is due.', zh: '方案的下一步已到时间。' },
  repeat: { en: 'The same step once more, as the plan allows.', zh: '按方案再次执行同一步骤。' },
  fallback: { en: 'Only if the choices before it are refused for good.', zh: '仅当前面的选择被确定不允许时采用。' },
  no_phone_number: { en: 'No usable phone number is known.', zh: '没有可用的电话号码。' },
  email_not_permitted: { en: 'The gate does not permit e-mail.', zh: '合规关卡不允许发送邮件。' },
  mail_not_permitted: { en: 'The gate does not permit letters.', zh: '合规关卡不允许寄送信函。' },
  sms_not_permitted: { en: 'The gate does not permit text messages.', zh: '合规关卡不允许发送短信。' },
  call_not_permitted: { en: 'The gate does not permit calls.', zh: '合规关卡不允许电话联系。' },
  visit_not_permitted: { en: 'The gate does not permit a visit.', zh: '合规关卡不允许上门。' },
  nothing_owed: { en: 'Nothing is owed.', zh: '无欠款。' },
  not_past_due: { en: 'Not past due.', zh: '尚未逾期。' },
  quiet_distress: { en: 'Quiet: the borrower is in distress; a trained person takes over.', zh: '静默：借款人处境危急，由受过培训的人员处理。' },
  quiet_stop: { en: 'Quiet: the borrower asked us to stop.', zh: '静默：借款人已要求停止联系。' },
  quiet_person: { en: 'Quiet: a person must look first.', zh: '静默：须先由人工处理。' },
  quiet_dispute: { en: 'Quiet: the debt is disputed.', zh: '静默：债务有异议。' },
  quiet_complaint: { en: 'Quiet: a complaint is open.', zh: '静默：投诉处理中。' },
  quiet_hardship: { en: 'Quiet: the borrower said it is hard.', zh: '静默：借款人表示有困难。' },
  quiet_plan: { en: 'Quiet: an instalment plan or settlement is running.', zh: '静默：分期或和解正在履行。' },
  quiet_promise: { en: 'Quiet: a promised payment is awaited.', zh: '静默：正在等待承诺的还款。' },
  quiet_payment: { en: 'Quiet: a payment has just been made or reported.', zh: '静默：刚刚还款或告知已还款。' },
  quiet_reply: { en: 'Quiet: the borrower has just replied.', zh: '静默：借款人刚刚回复。' },
  holdout: { en: 'In the permanent comparison group: not contacted.', zh: '属于永久对照组，不联系。' },
  contact_open: { en: 'A contact is already under way.', zh: '已有联系正在进行。' },
  segment_not_contacted: { en: 'The plan does not contact this segment.', zh: '方案不联系此客群。' },
  waiting: { en: 'The next step is not due yet.', zh: '下一步尚未到时间。' },
  limit_reached: { en: 'The house limit on contacts is reached.', zh: '已达到内部联系次数上限。' },
  no_reachable_point: { en: 'No usable number or address for any step.', zh: '没有可用于任何步骤的号码或地址。' },
  no_permitted_channel: { en: 'The gate permits no channel that is left.', zh: '合规关卡不允许剩余的任何渠道。' },
  ladder_done: { en: 'Every step of the plan has been made.', zh: '方案的全部步骤已完成。' },
  no_step_applies: { en: 'No step of the plan applies now.', zh: '方案目前没有适用的步骤。' },
};

/** Both languages of a reason code, for the console, the decision record and the dry run. */
export function reasonWords(code: ReasonCode): Words {
  return WORDS[code];
}

/** True for a code that {@link reasonWords} knows; for codes read back from storage. */
export function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(WORDS, code);
}
