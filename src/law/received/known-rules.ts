import type { Received } from './received.js';
import type { AskedContact } from './facts-of-world.js';

interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/**
 * What a rule of the gate may be taken to say to somebody who was contacted. The gate denies for safety where it does
 * not know; a person who asks "was that lawful?" must not hear that as a breach. So a rule that this table does not
 * name never counts as broken or as kept: what it says against is listed as not to be said.
 */
export interface KnownRule {
  /** Whom it binds, when not everybody who collects: `collectors` (agencies and buyers, not a lender's own collection), `buyers`. */
  readonly binds?: 'collectors' | 'buyers' | 'consumer_finance';
  /** Listed as in order when it is kept. False: it is kept only because nothing was told, so that nothing is proved. */
  readonly provesOrder?: boolean;
  /** The strongest thing to be said: its breach turns on what no description holds (intent, a draft's fate, days of grace). */
  readonly neverCertain?: boolean;
  /** Only contacts that were answered break it. */
  readonly onlyAnswered?: boolean;
  readonly note?: Bilingual;
}

const order: KnownRule = { provesOrder: true };
const plain: KnownRule = {};
const regF: KnownRule = { binds: 'collectors' };
const regFOrder: KnownRule = { binds: 'collectors', provesOrder: true };

const CN: Readonly<Record<string, KnownRule>> = {
  'CN-T1': order, 'CN-T2': order, 'CN-V5': order, 'CN-V1': order, 'CN-X6': plain, 'CN-X7': order, 'CN-P1': order, 'CN-P2': order, 'CN-P3': order, 'CN-P4': order, 'CN-P5': order,
  'CN-P6': order, 'CN-P8': order, 'CN-H1': plain, 'CN-H9': plain,
  'CN-F1': { provesOrder: true, onlyAnswered: true, note: { en: 'The standard counts “effective” calls and we could not read its definition; we count every call that was answered.', zh: '标准计算的是“有效通话”，其定义我们未能读到；这里按接听的通话计算。' } },
  'CN-F2': { provesOrder: true, note: { en: 'The count is for one telephone number; we take all calls to have gone to one.', zh: '次数按同一号码计算；这里视为均拨打同一号码。' } },
  'CN-P9': { binds: 'consumer_finance', provesOrder: true },
  'CN-C13': { provesOrder: true },
  'CN-P14': { note: { en: 'Until you have been told of the transfer, it does not bind you.', zh: '债权转让未通知您的，该转让对您不发生效力。' } },
};

const US: Readonly<Record<string, KnownRule>> = {
  'US-F-01': regFOrder, 'US-F-03': regF, 'US-F-06': regF, 'US-F-07': regF, 'US-F-10': regF, 'US-F-11': regFOrder, 'US-F-15': regFOrder, 'US-F-16': regF, 'US-F-17': regFOrder, 'US-F-18': regFOrder,
  'US-F-19': regFOrder, 'US-F-26': regF, 'US-F-27': regF, 'US-F-28': regF, 'US-F-33': regF, 'US-C-01': { ...regFOrder, onlyAnswered: true },
  'US-F-08': { binds: 'collectors', note: { en: 'Unless your lawyer agreed, or did not answer them in reasonable time.', zh: '但您的律师已同意，或未在合理时间内答复的除外。' } },
  'US-F-24': { binds: 'collectors', note: { en: 'The rule has no number. Ours marks the plain case: several texts a day, day after day.', zh: '条文没有规定次数；这里的次数由我们设定，指每天多条、连日不断的明显情形。' } },
  'US-F-25': { binds: 'collectors', note: { en: 'If the address came from your employer and you had not used it for this debt.', zh: '前提是该邮箱由雇主提供，且您未曾用它处理该债务。' } },
  'US-T-01': { note: { en: 'Giving the lender this number when you borrowed normally counts as consent.', zh: '借款时向出借人提供该号码，通常视为同意。' } },
  'US-T-02': { neverCertain: true, note: { en: 'Courts read “autodialler” narrowly, and giving your number when you borrowed normally counts as consent.', zh: '法院对“自动拨号设备”作狭义解释；借款时提供号码通常视为同意。' } },
  'US-T-03': { neverCertain: true, note: { en: 'They have up to 10 business days to act on your request.', zh: '对方最迟可在10个工作日内落实您的要求。' } },
  'US-T-05': { neverCertain: true },
  'US-MA-1-HOURS': order, 'US-MA-1-PERSONAL': order, 'US-MA-1-ELSEWHERE': order, 'US-MA-1-WORK-REQUEST': plain,
  'US-WA-1-HOURS': regFOrder, 'US-WA-1-WEEK': regFOrder, 'US-WA-1-WORK': regFOrder,
  'US-DC-1-CALLS': order, 'US-DC-1-MESSAGES': order, 'US-DC-1-CONSENT': order, 'US-DC-1-THIRD-PARTY': order,
  'US-NYC-1-ATTEMPTS': order, 'US-NYC-1-BEFORE': order, 'US-NYC-1-OPT-OUT-NOTICE': order, 'US-NYC-1-STOP': plain, 'US-NYC-CONSENT': order,
  'US-NY-1-SUBSTANTIATION': regF, 'US-NY-1-EMAIL': regF,
  'US-WV-1-HOURS': order,
  'US-WV-1-CALLS': { neverCertain: true, note: { en: 'The law also asks that they meant to annoy or harass; a count alone does not prove it.', zh: '法律还要求有骚扰的故意；仅凭次数不足以证明。' } },
  'US-WV-1-TALKS': { neverCertain: true, note: { en: 'The law also asks that they meant to annoy or harass; a count alone does not prove it.', zh: '法律还要求有骚扰的故意；仅凭次数不足以证明。' } },
};

const OTHER: Readonly<Record<string, KnownRule>> = {
  'UK-01': { note: { en: 'The rule speaks of unreasonable times and of your reasonable requests; it has no clock hours. Before 8:00 and from 21:00 on is our reading.', zh: '条文只说“不合理的时间”和您的合理要求，没有规定钟点；8时前、21时后是我们的理解。' } },
  'UK-03': order, 'UK-04': plain, 'UK-05': plain, 'UK-06': plain, 'UK-11': plain, 'UK-13': plain, 'UK-14': plain,
  'UK-08': { neverCertain: true, note: { en: 'The rule asks for a reasonable time; guidance says 30 days.', zh: '条文要求给予合理期限；指引为30日。' } },
  'UK-17': { neverCertain: true },
  'IN-01': order, 'IN-01C': order, 'IN-02': order,
  'IN-03': { neverCertain: true, note: { en: 'We have seen only the draft of 12 February 2026, not the final text.', zh: '我们只见到2026年2月12日的征求意见稿，未见最终文本。' } },
  'ID-01': order, 'ID-02': order,
  'EU-01': { binds: 'buyers', note: { en: 'For bank loans that were sold because they were not being paid.', zh: '适用于因未按期偿还而被转让的银行贷款。' } },
  'EU-01C': { binds: 'buyers', provesOrder: true },
};

const KNOWN: Readonly<Record<string, KnownRule>> = { ...CN, ...US, ...OTHER };

/** What may be said of a rule, or `null` for one that this page does not ask about. */
export function knownRule(id: string): KnownRule | null {
  return Object.hasOwn(KNOWN, id) ? (KNOWN[id] as KnownRule) : null;
}

/** Whether the rule speaks about this contact by this collector. `received` has nothing unknown left. */
export function bindsHere({ binds, onlyAnswered }: KnownRule, received: Received, { contact }: AskedContact): boolean {
  if (onlyAnswered === true && contact.channel === 'call' && contact.answered !== 'yes') return false;
  if (binds === 'collectors') return received.collector === 'agency' || received.collector === 'buyer';
  if (binds === 'buyers') return received.collector === 'buyer';
  return binds !== 'consumer_finance' || received.debt === 'consumer_finance';
}
