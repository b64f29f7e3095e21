/**
 * What the robot may do in answer, and nothing else. Each act but silence is one approved text ({@link ANSWERS}); which one is decided by
 * {@link decideAct}, never by a model.
 */
export const ACTS = [
  'help_line', 'care', 'open_dispute', 'complaint_received', 'hardship_received', 'acknowledge_paid', 'confirm_promise', 'confirm_promise_day', 'promise_needs_less',
  'ask_which_date', 'ask_date', 'ask_amount', 'person_will_call', 'who_we_are', 'ask_identity', 'amount_owed', 'how_to_pay', 'terms_offer', 'abuse_calm', 'not_understood', 'handover',
] as const;
export type Act = (typeof ACTS)[number];

/** Why an act was chosen, or none; kept in the decision record, shown to staff by {@link whyWords}. */
export const WHYS = [
  'said_so', 'distress', 'bereaved_or_ill', 'asked', 'asked_unproven', 'day_certain', 'day_uncertain', 'day_missing', 'amount_uncertain', 'beyond_capacity', 'number_shared', 'first_misunderstanding', 'second_misunderstanding', 'asked_twice',
  'stop', 'refused', 'not_this_person', 'represented', 'protected', 'child', 'nothing_owed', 'nothing_asked', 'distress_stands',
] as const;
export type Why = (typeof WHYS)[number];

interface Words {
  readonly en: string;
  readonly zh: string;
}

const ACT_WORDS: Readonly<Record<Act, Words>> = {
  help_line: { en: 'Told where to find help', zh: '告知求助热线' },
  care: { en: 'Told that contact stops, with sympathy', zh: '致以关心并告知已停止联系' },
  open_dispute: { en: 'Dispute received, told what happens next', zh: '已收异议并告知后续' },
  complaint_received: { en: 'Complaint received, told where else to complain', zh: '已收投诉并告知外部投诉渠道' },
  hardship_received: { en: 'Hardship received', zh: '已收困难说明' },
  acknowledge_paid: { en: 'Says it was paid: being checked', zh: '称已付，正在核对' },
  confirm_promise: { en: 'Day and amount read back', zh: '复述日期与金额' },
  confirm_promise_day: { en: 'Day read back', zh: '复述日期' },
  promise_needs_less: { en: 'More than they said they can: offered less', zh: '超出其自述能力，建议减少' },
  ask_which_date: { en: 'Asked which of two days', zh: '询问两个日期中的哪一个' },
  ask_date: { en: 'Asked for a day', zh: '询问日期' },
  ask_amount: { en: 'Asked for the amount', zh: '询问金额' },
  person_will_call: { en: 'Told that a person will be in touch', zh: '告知将由工作人员联系' },
  who_we_are: { en: 'Told who we are and how to check', zh: '说明我们是谁及如何核实' },
  ask_identity: { en: 'Sent to the page, where they prove who they are', zh: '引导到页面确认身份' },
  amount_owed: { en: 'Told what is owed', zh: '告知应还金额' },
  how_to_pay: { en: 'Told how to pay', zh: '告知还款方式' },
  terms_offer: { en: 'Told where to ask for terms', zh: '告知如何申请安排' },
  abuse_calm: { en: 'Answered calmly', zh: '冷静回应' },
  not_understood: { en: 'Said that it was not understood', zh: '告知未理解' },
  handover: { en: 'Handed to a person', zh: '转人工' },
};

const WHY_WORDS: Readonly<Record<Why, Words>> = {
  said_so: { en: 'they said so', zh: '对方如此表示' },
  distress: { en: 'they may be in danger', zh: '对方可能有危险' },
  bereaved_or_ill: { en: 'illness, or a death in the family', zh: '重病或亲人去世' },
  asked: { en: 'they asked, and proved who they are', zh: '对方询问且已确认身份' },
  asked_unproven: { en: 'they asked; who they are is not proven, so nothing is disclosed', zh: '对方询问，但身份未确认，不披露信息' },
  day_certain: { en: 'a day that can only be one', zh: '日期明确' },
  day_uncertain: { en: 'the day may be one of two', zh: '日期可能有两种' },
  day_missing: { en: 'no day that can be told', zh: '没有可确定的日期' },
  amount_uncertain: { en: 'the amount cannot be told', zh: '金额不明确' },
  beyond_capacity: { en: 'more than they said they can', zh: '超出其自述能力' },
  number_shared: { en: 'others have this number too', zh: '该号码为多人共用' },
  first_misunderstanding: { en: 'not understood, for the first time', zh: '首次未理解' },
  second_misunderstanding: { en: 'not understood twice', zh: '两次未理解' },
  asked_twice: { en: 'asked once already and still not clear', zh: '已询问一次仍不明确' },
  stop: { en: 'they asked us to stop: silence is the answer', zh: '对方要求停止，不再回复' },
  refused: { en: 'they refuse: nobody presses them, a person looks', zh: '对方拒绝：不再催促，由工作人员查看' },
  not_this_person: { en: 'somebody else answers: nothing is said to them', zh: '非本人，不作任何回复' },
  represented: { en: 'somebody acts for them: that one is written to, by a person', zh: '已有代理人，由工作人员联系代理人' },
  protected: { en: 'a hold under which nothing is answered', zh: '处于不得回复的暂停状态' },
  child: { en: 'a child answers: silence, and a person is alerted', zh: '未成年人回复，不再回复并提醒工作人员' },
  nothing_owed: { en: 'nothing is owed', zh: '无欠款' },
  nothing_asked: { en: 'nothing was asked', zh: '无须回复' },
  distress_stands: { en: 'contact has stopped because of distress', zh: '因情绪危机已停止联系' },
};

/** Words for staff. */
export const actWords = (act: Act): Words => ACT_WORDS[act];
export const whyWords = (why: Why): Words => WHY_WORDS[why];
export const isAct = (name: string): name is Act => (ACTS as readonly string[]).includes(name);
export const isWhy = (name: string): name is Why => (WHYS as readonly string[]).includes(name);
