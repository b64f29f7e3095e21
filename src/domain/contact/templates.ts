/** What a text may name. Values are filled in when it is rendered; there is no other variable part. */
export const TEMPLATE_SLOTS = ['lender', 'name_masked', 'debt_tail', 'amount', 'as_of', 'days', 'link', 'phone'] as const;
export type TemplateSlot = (typeof TEMPLATE_SLOTS)[number];

/** `zh` is written for mainland China, `en` for the United States; `zh-US` is Chinese with the American disclosures. */
export const TEXT_LANGUAGES = ['en', 'zh', 'zh-US'] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

export interface Template {
  readonly id: string;
  /** Raised with every change of any text; the record of a contact names it. */
  readonly version: number;
  readonly channel: 'email' | 'mail' | 'sms' | 'call' | 'visit';
  /** Text with slots as `{amount}`; `{name_masked?}` may stay empty. For a call or a visit it is what is said. */
  readonly texts: Readonly<Record<TextLanguage, string>>;
  /** What the rules of content ask a person about, answered for this version: it is true here, and who says so. Nothing that blocks can be approved. */
  readonly approved?: readonly ContentApproval[];
}

export interface ContentApproval {
  readonly rule: string;
  readonly code: string;
  readonly by: string;
  readonly why: string;
}

/** The text for a person: what must be disclosed depends on the country, and must be said in the language of the rest. */
export function textLanguage(language: 'en' | 'zh', country: string): TextLanguage {
  return language === 'zh' && country === 'US' ? 'zh-US' : language;
}

/**
 * The approved texts. Each says who we are, what it is about, how much as of when, how to check that it is genuine, how
 * to say that it is wrong or hard, and how to stop. None threatens, hurries or shames.
 * Sources: lender's registered signature first in 【】 (carrier rule); reason, account tail, amount as of a date, ways to
 * pay and ask (NIFA 2018 art. 19, credit card measures art. 69); visitors' identification, refusal, no cash (CBA 2026
 * art. 22, NIFA 2018 arts 15, 19–21); collector's disclosure 12 CFR 1006.18(e), in full in every text, for whether it is
 * the first that arrives is not always known; opt-out 12 CFR 1006.6(e); caller's name 940 CMR 7.04(1)(d).
 * The validation notice of 12 CFR 1006.34 is not among them: it is a letter or e-mail with a form, sent by the operator.
 */
export const TEMPLATES: readonly Template[] = [
  {
    id: 'reminder-first',
    version: 1,
    channel: 'sms',
    texts: {
      zh: '【{lender}】{name_masked?}您好，您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。核实本短信、查看明细或还款：{link} 如已还款请忽略；如有困难或对金额有异议，请在该页告诉我们或致电{phone}。回复TD退订',
      en: '{lender}: Your account ending {debt_tail} is {days} days past due; {amount} is due as of {as_of}. Check that this is from us, see details, pay, dispute it or tell us if it is hard: {link} or call {phone}. This is from a debt collector attempting to collect a debt; information obtained will be used for that purpose. Reply STOP to opt out.',
      'zh-US': '【{lender}】您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。核实本短信、查看明细、还款、提出异议或说明困难：{link} 或致电{phone}。本短信来自债务催收方，目的是催收债务，所获信息将用于该目的。回复STOP退订',
    },
  },
  {
    id: 'reminder-second',
    version: 2,
    channel: 'sms',
    texts: {
      zh: '【{lender}】{name_masked?}您好，您尾号{debt_tail}的账户仍有{amount}未还（截至{as_of}，逾期{days}天）。您可以一次还清、约定还款日或申请分期，也可以提出异议：{link}（可在该页核实本短信）咨询电话{phone}。如已还款请忽略。回复TD退订',
      en: '{lender}: {amount} is still due on your account ending {debt_tail} as of {as_of} ({days} days past due). You can pay, choose a date, ask for instalments, or dispute it; check that this is from us: {link} or call {phone}. This is from a debt collector attempting to collect a debt; information obtained will be used for that purpose. Reply STOP to opt out.',
      'zh-US': '【{lender}】您尾号{debt_tail}的账户截至{as_of}仍有{amount}未还，逾期{days}天。您可以还款、约定日期、申请分期或提出异议，并核实本短信：{link} 或致电{phone}。本短信来自债务催收方，目的是催收债务，所获信息将用于该目的。回复STOP退订',
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

export function findTemplate(id: string): Template | null {
  return TEMPLATES.find((template) => template.id === id) ?? null;
}

export type Slots = Readonly<Partial<Record<TemplateSlot, string>>>;

export type Rendering =
  | { readonly ok: true; readonly text: string }
  /** `missing`: slots of the text without a value. `invalid`: values that could change the meaning of the text. */
  | { readonly ok: false; readonly missing: readonly TemplateSlot[]; readonly invalid: readonly TemplateSlot[] };

const SLOT = /\{([a-z_]+)(\?)?\}/g;
const SLOT_VALUE_MAX = 200;
/** Line breaks, control and direction characters, braces, and the brackets that carry a signature or an instruction. */
const FORBIDDEN_IN_VALUE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}{}【】〔〕[\]]/u;

/**
 * Fills a text. All or nothing: a text with an unfilled slot never exists, and a value cannot bring a slot, a line, or
 * a signature of its own.
 */
export function render(template: Template, language: TextLanguage, slots: Slots): Rendering {
  const source = template.texts[language];
  const missing = new Set<TemplateSlot>();
  const invalid = new Set<TemplateSlot>();
  const text = source.replace(SLOT, (_, name: string, optional: string | undefined) => {
    const slot = name as TemplateSlot;
    const value = Object.hasOwn(slots, slot) ? (slots[slot] ?? '') : '';
    if (value.trim() === '' && optional === undefined) missing.add(slot);
    if (value.length > SLOT_VALUE_MAX || FORBIDDEN_IN_VALUE.test(value)) invalid.add(slot);
    return value;
  });
  if (missing.size > 0 || invalid.size > 0 || /[{}]/.test(text)) return { ok: false, missing: [...missing], invalid: [...invalid] };
  return { ok: true, text };
}

/** What a text contains, read from the text itself; facts for the gate and for whoever approves a template. */
export interface TextContents {
  readonly lender: boolean;
  /** Reason, account tail, amount and the day it is as of. */
  readonly debt: boolean;
  readonly howToCheck: boolean;
  readonly optOut: boolean;
  /** 12 CFR 1006.18(e): that it is from a debt collector. */
  readonly collectorDisclosed: boolean;
}

export function contentsOf(template: Template, language: TextLanguage): TextContents {
  const text = template.texts[language];
  return {
    lender: text.includes('{lender}'),
    debt: ['{debt_tail}', '{amount}', '{as_of}', '{days}'].every((slot) => text.includes(slot)),
    howToCheck: text.includes('{link}') && text.includes('{phone}'),
    optOut: /回复(TD|STOP)退订|Reply STOP to opt out/.test(text),
    collectorDisclosed: /from a debt collector|来自债务催收方/.test(text),
  };
}
