import type { LocalDate } from '../../time/instant.js';

/**
 * What a message may mean, in the order in which the borrower's protection outweighs ours: the first of those found is
 * `primary`, and all are told. What neither rule nor model knows is `other`, and goes to a person.
 */
export const INTENTS = [
  'distress', 'stop', 'deceased', 'wrong_person', 'represented', 'bankruptcy', 'dispute', 'complaint', 'hardship', 'paid_already', 'refusal', 'promise', 'wants_person',
  'who_are_you', 'asks_amount', 'asks_how_to_pay', 'asks_terms', 'callback_time', 'change_contact', 'change_language', 'abuse', 'acknowledgement', 'other',
] as const;
export type Intent = (typeof INTENTS)[number];

/** Distress is not one thing: whom to alert and which line to name differ. `death`: of somebody close; `minor`: a child answers. */
export const DISTRESS_KINDS = ['self_harm', 'violence', 'illness', 'death', 'minor'] as const;
export type DistressKind = (typeof DISTRESS_KINDS)[number];
export const DISPUTE_KINDS = ['not_mine', 'amount', 'fraud', 'time_barred'] as const;
export type DisputeKind = (typeof DISPUTE_KINDS)[number];

/** A place in the message as it arrived: UTF-16 code units, half-open. No words, so that it may stand outside the seal. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface IntentReading {
  readonly intent: Intent;
  /** For `distress` and `dispute`. */
  readonly kinds?: readonly (DistressKind | DisputeKind)[];
  /** 0 to 1. A rule's is fixed beforehand; the model's is calibrated on held-out training data. */
  readonly confidence: number;
  readonly spans: readonly Span[];
  /** `rule:<id>` or `model`. */
  readonly by: string;
}

export type PromisedAmount =
  /** In minor units of the debt's currency. */
  | { readonly kind: 'minor'; readonly minor: number }
  /** A part of what is owed. */
  | { readonly kind: 'share'; readonly numerator: number; readonly denominator: number }
  | { readonly kind: 'all' }
  /** The least that is asked for. */
  | { readonly kind: 'minimum' }
  /** `none`: no amount was said. `several`: more than one that differ. `currency`: another than the debt's. `range`: "200 or 300". `absurd`: nought or beyond reason. */
  | { readonly kind: 'unknown'; readonly why: 'none' | 'several' | 'currency' | 'range' | 'absurd' };

/** Why a day is not certain. The day is `null` whenever one is given: it is read back, never guessed. */
export const DATE_DOUBTS = ['none', 'next_weekday', 'day_or_month', 'today_or_next', 'vague', 'depends', 'past', 'impossible', 'too_far', 'several'] as const;
export type DateDoubt = (typeof DATE_DOUBTS)[number];

export interface PromisedDay {
  readonly date: LocalDate | null;
  /** Days that it may mean, earliest first; empty where none can be told. Exactly `[date]` when it is certain. */
  readonly candidates: readonly LocalDate[];
  readonly why: DateDoubt | null;
}

/** What it hangs on: "when I get paid". */
export const CONDITIONS = ['payday', 'tax_refund', 'benefit', 'loan', 'repaid_by_others', 'sale', 'job', 'holiday', 'other'] as const;
export type Condition = (typeof CONDITIONS)[number];

export interface PromiseReading {
  readonly amount: PromisedAmount;
  readonly on: PromisedDay;
  readonly condition: Condition | null;
  /** "200 a month": then `amount` is one instalment. */
  readonly every: 'day' | 'week' | 'fortnight' | 'month' | null;
  readonly spans: readonly Span[];
}

export interface Reading {
  /** All that were found, most protective first; never empty. */
  readonly intents: readonly IntentReading[];
  readonly primary: Intent;
  readonly promise: PromiseReading | null;
  readonly language: 'zh' | 'en' | 'mixed' | 'none';
  /** Something must be read back before anything is built on it: a day, an amount, or two intents that exclude each other. */
  readonly ambiguous: boolean;
  /** The message was longer than is read; the whole is kept. */
  readonly cut: boolean;
}

/** Raised with every change of rules, model or parser; stored with each reading. */
export const READER_VERSION = 3;

export interface ReadContext {
  /** The date where the borrower is when it arrived. */
  readonly receivedOn: LocalDate;
  /** Local hour at which it arrived, 0–23; absent: not known, taken as the middle of the day. */
  readonly receivedHour?: number;
  /** ISO 4217 of the debt; absent: two digits after the point, and any currency named is believed. */
  readonly currency?: string;
  /** Texts that we sent, so that a quote of them is not taken for the borrower's own words. The house's templates and usual opt-out lines are known without. */
  readonly own?: readonly string[];
}
