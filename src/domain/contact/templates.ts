/** What a text may name. Values are filled in when it is rendered; there is no other variable part, and each is a fact of the file or the ledger. */
export const TEMPLATE_SLOTS = ['lender', 'name_masked', 'debt_tail', 'amount', 'as_of', 'days', 'link', 'phone', 'code'] as const;
export type TemplateSlot = (typeof TEMPLATE_SLOTS)[number];

/** `zh` is written for mainland China, `en` for the United States; `zh-US` is Chinese with the American disclosures. */
export const TEXT_LANGUAGES = ['en', 'zh', 'zh-US'] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

/** Channels that carry words in writing: the frame stands around these. A call or a visit is spoken, from a script. */
export const WRITTEN_CHANNELS = ['sms', 'email', 'mail'] as const;
export type WrittenChannel = (typeof WRITTEN_CHANNELS)[number];

export const TEMPLATE_CHANNELS = [...WRITTEN_CHANNELS, 'call', 'visit'] as const;
export type TemplateChannel = (typeof TEMPLATE_CHANNELS)[number];

export interface Template {
  readonly id: string;
  /** Raised with every change of any text; the record of a contact names it. */
  readonly version: number;
  readonly channel: TemplateChannel;
  /**
   * What the author writes, with slots as `{amount}`; `{name_masked?}` may stay empty. For a written channel the body alone: signature,
   * verification, disclosure and opt-out are the frame's (`frame.ts`). Of an e-mail or a letter the first line is the subject. For a
   * call or a visit the whole of what is said.
   */
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

/** True for a channel whose words are a body in a frame. */
export function isWritten(channel: string): channel is WrittenChannel {
  return (WRITTEN_CHANNELS as readonly string[]).includes(channel);
}

/** The text for a person: what must be disclosed depends on the country, and must be said in the language of the rest. */
export function textLanguage(language: 'en' | 'zh', country: string): TextLanguage {
  return language === 'zh' && country === 'US' ? 'zh-US' : language;
}

export type Slots = Readonly<Partial<Record<TemplateSlot, string>>>;

export type Rendering =
  | { readonly ok: true; readonly text: string }
  /** `missing`: slots of the text without a value. `invalid`: values that are not of the slot's type, or could change the meaning of the text. */
  | { readonly ok: false; readonly missing: readonly TemplateSlot[]; readonly invalid: readonly TemplateSlot[] };

export const SLOT_PATTERN = /\{([a-z_]+)(\?)?\}/g;
const SLOT_VALUE_MAX = 200;
/** Line breaks, control and direction characters, braces, and the brackets that carry a signature or an instruction. */
const FORBIDDEN_IN_VALUE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}{}【】〔〕[\]]/u;

/** The type of each slot: what a value of it looks like. */
const TYPE_OF: Readonly<Record<TemplateSlot, RegExp>> = {
  lender: /\S/u, name_masked: /^[^\d@]*$/u, debt_tail: /^\S{1,20}$/u, amount: /^-?(?:\p{L}+|[$£€])?[\d,]+(?:\.\d+)?\s?[\p{L}]*$/u, as_of: /^\d{4}-\d{2}-\d{2}$/, days: /^\d{1,5}$/,
  link: /^https?:\/\/\S+$/u, phone: /^\+?[\d(][\d ()-]{2,}$/, code: /^[0-9A-Z]{4,16}$/,
};

/**
 * Fills a text. All or nothing: a text with an unfilled slot never exists, and a value cannot bring a slot, a line, or
 * a signature of its own.
 */
export function render(words: string, slots: Slots): Rendering {
  const missing = new Set<TemplateSlot>();
  const invalid = new Set<TemplateSlot>();
  const text = words.replace(SLOT_PATTERN, (_, name: string, optional: string | undefined) => {
    const slot = name as TemplateSlot;
    const value = Object.hasOwn(slots, slot) ? (slots[slot] ?? '') : '';
    if (value.trim() === '') {
      if (optional === undefined) missing.add(slot);
      return '';
    }
    if (value.length > SLOT_VALUE_MAX || FORBIDDEN_IN_VALUE.test(value) || TYPE_OF[slot]?.test(value) !== true) invalid.add(slot);
    return value;
  });
  if (missing.size > 0 || invalid.size > 0 || /[{}]/.test(text)) return { ok: false, missing: [...missing], invalid: [...invalid] };
  return { ok: true, text };
}
