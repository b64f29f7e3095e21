import type { Template } from './templates.js';

/**
 * The house's own texts, the first versions of their ids; always there. Each says what it is about, how much as of when, and how to say
 * that it is wrong or hard; the frame says who writes, how to check that it is genuine, and how to stop. None threatens, hurries or shames.
 * Sources: reason, account tail, amount as of a date, ways to pay and ask (NIFA 2018 art. 19, credit card measures art. 69); visitors'
 * identification, refusal, no cash (CBA 2026 art. 22, NIFA 2018 arts 15, 19–21); caller's name 940 CMR 7.04(1)(d).
 * The validation notice of 12 CFR 1006.34 is not among them: it is a letter or e-mail with a form, sent by the operator.
 */
export const BUILT_IN_TEMPLATES: readonly Template[] = [
  {
    id: 'reminder-first',
    version: 2,
    channel: 'sms',
    texts: {
      zh: '{name_masked?}您好，您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。如已还款请忽略；如有困难或对金额有异议，请告诉我们。',
      en: 'Your account ending {debt_tail} is {days} days past due; {amount} is due as of {as_of}. If it is hard to pay or you do not agree, tell us.',
      'zh-US': '您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。如有困难或对金额有异议，请告诉我们。',
    },
  },
  {
    id: 'reminder-second',
    version: 3,
    channel: 'sms',
    texts: {
      zh: '{name_masked?}您好，您尾号{debt_tail}的账户仍有{amount}未还（截至{as_of}，逾期{days}天）。您可以一次还清、约定还款日、申请分期或提出异议。如已还款请忽略。',
      en: '{amount} is still due on your account ending {debt_tail} as of {as_of} ({days} days past due). You can pay, choose a date, ask for instalments, or dispute it.',
      'zh-US': '您尾号{debt_tail}的账户截至{as_of}仍有{amount}未还，逾期{days}天。您可以还款、约定日期、申请分期或提出异议。',
    },
  },
  {
    id: 'email-reminder',
    version: 1,
    channel: 'email',
    texts: {
      zh: '关于您的账户\n\n{name_masked?}您好：\n\n您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。如已还款，请忽略本邮件。\n\n您可以一次还清，也可以约定还款日或申请分期。如果还款有困难，请告诉我们，我们可以一起想办法；如果对金额有异议，也请告诉我们，我们会核对并答复。',
      en: 'About your account\n\nHello,\n\nYour account ending {debt_tail} is {days} days past due; {amount} is due as of {as_of}. If you have paid already, nothing more is needed.\n\nYou can pay it all, choose a date, or ask for instalments. If it is hard to pay, tell us and we will look at it together. If you do not agree with the amount, tell us that too; we will check it and answer you.',
      'zh-US': '关于您的账户\n\n您好：\n\n您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。如已还款，请忽略本邮件。\n\n您可以一次还清，也可以约定还款日或申请分期。如果还款有困难，请告诉我们，我们可以一起想办法；如果对金额有异议，也请告诉我们，我们会核对并答复。',
    },
  },
  {
    id: 'letter-reminder',
    version: 1,
    channel: 'mail',
    texts: {
      zh: '关于您的账户\n\n{name_masked?}您好：\n\n您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。本函寄出后已还款的，请忽略本函。\n\n您可以一次还清，也可以约定还款日或申请分期。请只通过{lender}的官方渠道还款；我们不收现金。\n\n如果还款有困难，请告诉我们，我们可以一起想办法。如果对这笔账或金额有异议，也请告诉我们，我们会核对并答复。',
      en: 'About your account\n\nHello,\n\nYour account ending {debt_tail} is {days} days past due; {amount} is due as of {as_of}. If you have paid since this letter was written, nothing more is needed.\n\nYou can pay it all, choose a date, or ask for instalments. Please pay only by the official ways of {lender}; we take no cash.\n\nIf it is hard to pay, tell us and we will look at it together. If you do not agree with the debt or the amount, tell us that too; we will check it and answer you.',
      'zh-US': '关于您的账户\n\n您好：\n\n您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。本函寄出后已还款的，请忽略本函。\n\n您可以一次还清，也可以约定还款日或申请分期。请只通过{lender}的官方渠道还款；我们不收现金。\n\n如果还款有困难，请告诉我们，我们可以一起想办法。如果对这笔账或金额有异议，也请告诉我们，我们会核对并答复。',
    },
  },
  {
    id: 'call-reminder',
    version: 2,
    channel: 'call',
    texts: {
      zh: '您好，这里是{lender}，本次通话会录音。请问是{name_masked?}本人吗？〔确认本人之前不得提及欠款；非本人则致歉并结束〕您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。您对这笔账有疑问吗？如果还款有困难，我们可以一起看看分期或其他办法。您可以在{link}核实我们的身份并查看明细，也可以拨打{phone}。如果您不希望再接到电话，请告诉我，我会记录。',
      en: 'Hello, my name is [your name]; this is a call from {lender}. This call is recorded. Who am I speaking with, please? [Person to confirm: {name_masked?} – say nothing of a debt before that; if it is anyone else, apologise and end.] This is from a debt collector attempting to collect a debt; information obtained will be used for that purpose. Your account ending {debt_tail} shows {amount} due as of {as_of}, {days} days past due. Is that right as far as you know? If paying is hard, we can look at instalments or other ways. You can check who we are and see the details at {link}, or call {phone}. If you do not want calls, tell me and I will record it.',
      'zh-US': '您好，我是〔报姓名〕，这里是{lender}，本次通话会录音。请问是{name_masked?}本人吗？〔确认本人之前不得提及欠款；非本人则致歉并结束〕本次来电来自债务催收方，目的是催收债务，所获信息将用于该目的。您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。您对这笔账有疑问吗？如果还款有困难，我们可以一起看看分期或其他办法。您可以在{link}核实我们的身份并查看明细，也可以拨打{phone}。如果您不希望再接到电话，请告诉我，我会记录。',
    },
  },
  {
    id: 'visit-notice',
    version: 2,
    channel: 'visit',
    texts: {
      zh: '您好，我们受{lender}指派，这是我们的工作证，您可以在{link}或拨打{phone}核实。本次上门全程录音录像。〔只与本人交谈；未经同意不得入户；不得向他人提及欠款；不得张贴〕您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。我们不收现金，请只通过官方渠道还款。如果有困难或有异议，我们会如实记录。您可以随时请我们离开，我们会立即离开并记录。',
      en: 'Hello, my name is [your name]; we come on behalf of {lender}. Here is our identification; you can check it at {link} or by calling {phone}. This visit is recorded. [Speak with the borrower only; do not enter without consent; say nothing of a debt to anyone else; post nothing.] This is from a debt collector attempting to collect a debt; information obtained will be used for that purpose. Your account ending {debt_tail} shows {amount} due as of {as_of}, {days} days past due. We take no cash; please pay only by the official ways. If it is hard, or you disagree, we will write that down as you say it. You may ask us to leave at any time; we will go and record it.',
      'zh-US': '您好，我是〔报姓名〕，我们受{lender}指派，这是我们的工作证，您可以在{link}或拨打{phone}核实。本次上门全程录音录像。〔只与本人交谈；未经同意不得入户；不得向他人提及欠款；不得张贴〕本次上门来自债务催收方，目的是催收债务，所获信息将用于该目的。您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。我们不收现金，请只通过官方渠道还款。如果有困难或有异议，我们会如实记录。您可以随时请我们离开，我们会立即离开并记录。',
    },
  },
];
