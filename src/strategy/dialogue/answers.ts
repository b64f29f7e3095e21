import type { Act } from './acts.js';

/** What an answer may name. `lender`, `phone` and `link` are of the frame too; the rest belongs to single acts. */
export const ANSWER_SLOTS = [
  'lender', 'phone', 'link', 'code', 'debt_tail', 'amount', 'as_of', 'promised', 'promised_on', 'first_day', 'second_day', 'stated', 'quiet_until', 'answer_by', 'help_line', 'emergency', 'complain_to',
] as const;
export type AnswerSlot = (typeof ANSWER_SLOTS)[number];

/**
 * What an answer tells whoever reads it.
 * - `nothing`: nothing of any debt, and no link that leads to one; for people in need.
 * - `own_words`: what they wrote themselves, and what we do about it; not that anything is owed.
 * - `account`: figures of the account; only to a person who proved who they are.
 */
export type Telling = 'nothing' | 'own_words' | 'account';

export interface Answer {
  readonly act: Act;
  /** Raised with every change of a text. */
  readonly version: number;
  readonly tells: Telling;
  readonly texts: Readonly<Record<'zh' | 'en', string>>;
}

/**
 * The approved answers: bodies, for the frame around them is the house's. None threatens, hurries, shames, or asks for more than was
 * offered; each leaves the way to a person, to the page and to stop open. Texts never ask for an ID number, a password or a code: who we are
 * cannot be told from a text, and a thief would ask just that.
 */
export const ANSWERS: readonly Answer[] = [
  {
    act: 'help_line', version: 1, tells: 'nothing', texts: {
      zh: '谢谢您告诉我们，您的安全最要紧。我们已停止联系您。如果您或身边的人有危险，请拨打{emergency}。想找人说说，可以拨打{help_line}。也可致电{phone}找我们的工作人员。',
      en: 'Thank you for telling us. Your safety comes first, and we have stopped contacting you. If you or somebody near you is in danger, call {emergency}. To talk to somebody: {help_line}. You can also reach a person here on {phone}.',
    },
  },
  {
    act: 'care', version: 1, tells: 'nothing', texts: {
      zh: '谢谢您告诉我们，听到这个消息我们很难过，请先照顾好自己和家里人。我们已停止联系您，这件事由专人负责。如需要，可致电{phone}。',
      en: 'Thank you for telling us. We are sorry to hear it; please look after yourself. We have stopped contacting you, and a trained person looks after this. If you need us: {phone}.',
    },
  },
  {
    act: 'open_dispute', version: 1, tells: 'own_words', texts: {
      zh: '收到您的异议，已登记。工作人员会核对，{answer_by}前书面答复您；答复之前不会为此联系您。如有说明或凭证，可在页面提交，或回复“人工”。',
      en: 'We have registered what you dispute. A person checks it and answers you in writing by {answer_by}; until then we do not contact you about it. You can add details on the page, or reply PERSON.',
    },
  },
  {
    act: 'complaint_received', version: 1, tells: 'own_words', texts: {
      zh: '您的投诉已登记，由工作人员处理，{answer_by}前答复；处理期间不会联系您。您也可以向外部反映：{complain_to}。',
      en: 'Your complaint is registered. A person deals with it and answers by {answer_by}; until then we do not contact you. You can also complain outside: {complain_to}.',
    },
  },
  {
    act: 'hardship_received', version: 1, tells: 'own_words', texts: {
      zh: '谢谢您告诉我们，这不容易。现在您不需要做什么，我们先不再联系您。工作人员会看看有哪些办法，再与您商量；您也可以在页面说明情况，或回复“人工”。',
      en: 'Thank you for telling us; that is not easy. You need do nothing now, and we stay quiet. A person looks at what can be done and then talks it over with you. You can say more on the page, or reply PERSON.',
    },
  },
  {
    act: 'acknowledge_paid', version: 1, tells: 'own_words', texts: {
      zh: '收到，您说已经处理。我们会核对，{quiet_until}之前不会联系您，您不需要再做什么。如想补充，可在页面说明，或回复“人工”。',
      en: 'Thank you: you say it is done. We check it and stay quiet until {quiet_until}; you need do nothing more. To add something, use the page, or reply PERSON.',
    },
  },
  {
    act: 'confirm_promise', version: 1, tells: 'own_words', texts: {
      zh: '收到，已记下：您说{promised_on}，{promised}。在那之前我们不会再联系您。如果记得不对或有变化，直接回复即可，或回复“人工”。',
      en: 'Noted, as you said it: {promised_on}, {promised}. We stay quiet until then. If that is not what you meant, or it changes, just reply, or reply PERSON.',
    },
  },
  {
    act: 'confirm_promise_day', version: 1, tells: 'own_words', texts: {
      zh: '收到，已记下您说的日期：{promised_on}。在那之前我们不会再联系您。如果记得不对或有变化，直接回复即可，或回复“人工”。',
      en: 'Noted, the day you said: {promised_on}. We stay quiet until then. If that is not what you meant, or it changes, just reply, or reply PERSON.',
    },
  },
  {
    act: 'promise_needs_less', version: 1, tells: 'own_words', texts: {
      zh: '谢谢您愿意安排。您说过能安排的是{stated}，我们不希望您勉强多出。可以分几次来，或者少一些：在页面选择，或回复“人工”由工作人员与您商量。',
      en: 'Thank you for the offer. You told us that {stated} is what you can do, and we do not want you to go beyond it. It can be less, or in parts: choose on the page, or reply PERSON and somebody talks it over with you.',
    },
  },
  {
    act: 'ask_which_date', version: 1, tells: 'own_words', texts: {
      zh: '想跟您确认一下日期：您说的是{first_day}，还是{second_day}？回复日期就好；也可以回复“人工”。',
      en: 'To be sure of the day: did you mean {first_day} or {second_day}? Reply with the day, or reply PERSON.',
    },
  },
  {
    act: 'ask_date', version: 1, tells: 'own_words', texts: {
      zh: '谢谢。您说的大概是哪一天？回复日期就好；还不确定也没关系，可以回复“人工”由工作人员与您商量。',
      en: 'Thank you. Which day do you mean? Reply with a date. If you do not know yet, that is all right: reply PERSON and somebody talks it over with you.',
    },
  },
  {
    act: 'ask_amount', version: 1, tells: 'own_words', texts: {
      zh: '谢谢。您说的数目是多少？回复一个数就好；也可以回复“人工”。',
      en: 'Thank you. How much did you mean? Reply with one number, or reply PERSON.',
    },
  },
  {
    act: 'person_will_call', version: 1, tells: 'own_words', texts: {
      zh: '好的，已转给工作人员，会在工作时间与您联系，其间不会再有自动信息。您也可以致电{phone}。',
      en: 'Of course. A person will be in touch in working hours, and no automatic message comes before that. You can also call {phone}.',
    },
  },
  {
    act: 'who_we_are', version: 1, tells: 'own_words', texts: {
      zh: '我们是{lender}。请不要轻信来信：可以在我们的页面核实，或拨打官方电话{phone}。我们不会通过短信索要密码、验证码或证件号码。',
      en: 'This is {lender}. You need not take our word for it: check on our page, or call {phone}. We never ask for passwords, codes or ID numbers by text.',
    },
  },
  {
    act: 'ask_identity', version: 1, tells: 'own_words', texts: {
      zh: '为保护您的信息，我们不在短信里谈个人事项。请打开页面，确认是您本人后即可查看和办理；也可以回复“人工”。',
      en: 'To protect you, we do not discuss personal matters by text. Open the page and show that it is you, and you can see and do everything there; or reply PERSON.',
    },
  },
  {
    act: 'amount_owed', version: 1, tells: 'account', texts: {
      zh: '您在页面确认过身份，答复如下：尾号{debt_tail}的账户截至{as_of}应还{amount}，逐笔明细见页面。如金额不对或有困难，请告诉我们，或回复“人工”。',
      en: 'You showed on our page who you are, so: {amount} is due as of {as_of} on your account ending {debt_tail}; the page has it line by line. If it is wrong or hard, tell us, or reply PERSON.',
    },
  },
  {
    act: 'how_to_pay', version: 1, tells: 'account', texts: {
      zh: '官方还款方式都在页面上。我们不收现金，也不用个人账户收款。您也可以在页面选择日期或分期，或回复“人工”。',
      en: 'The official ways to pay are on the page. We take no cash and use no personal accounts. You can also choose a day or instalments there, or reply PERSON.',
    },
  },
  {
    act: 'terms_offer', version: 1, tells: 'account', texts: {
      zh: '可以在页面选择日期或申请分期，按您能负担的数目来。不确定也没关系，回复“人工”由工作人员与您商量。',
      en: 'On the page you can choose a day or ask for instalments that you can afford. If you are not sure, reply PERSON and somebody talks it over with you.',
    },
  },
  {
    act: 'abuse_calm', version: 1, tells: 'own_words', texts: {
      zh: '看得出您不满意，抱歉给您带来不快。需要工作人员请回复“人工”；有意见也可以在页面投诉。',
      en: 'You are not happy with us, and we are sorry. For a person reply PERSON; you can also complain on the page.',
    },
  },
  {
    act: 'not_understood', version: 1, tells: 'own_words', texts: {
      zh: '抱歉，没有看懂您的意思。换个说法再回复一次就好，也可以在页面办理，或回复“人工”。',
      en: 'Sorry, we did not understand. Say it in other words, use the page, or reply PERSON.',
    },
  },
  {
    act: 'handover', version: 1, tells: 'own_words', texts: {
      zh: '抱歉，还是没有看懂。已转给工作人员，会在工作时间与您联系；您也可以致电{phone}。',
      en: 'Sorry, that is still not clear to us. A person will be in touch in working hours; you can also call {phone}.',
    },
  },
];

const BY_ACT = new Map(ANSWERS.map((answer) => [answer.act, answer]));

/** The approved answer of an act; every act has one. */
export function answerOf(act: Act): Answer {
  return BY_ACT.get(act) as Answer;
}

/** The id under which contacts and records name the text. */
export const answerTemplate = (act: Act): string => `answer-${act}`;

const TEMPLATE = /^answer-([a-z_]+)$/;

/** The act of a contact's template; `null`: it was no answer. */
export function actOfTemplate(template: string): Act | null {
  const name = TEMPLATE.exec(template)?.[1] as Act | undefined;
  return name !== undefined && BY_ACT.has(name) ? name : null;
}
