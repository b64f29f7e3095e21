import type { LocalDate } from '../../domain/time/instant.js';
import type { Known } from '../../domain/unknown.js';
import type { Confidence, Force } from '../verdict.js';
import type { NormalText } from './normal.js';

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** `block`: the text must not go out. `review`: it may be lawful; a person who knows the facts decides. */
export type Severity = 'block' | 'review';

export const CONTENT_CHANNELS = ['sms', 'email', 'push', 'app', 'im', 'mail', 'call', 'voicemail', 'visit', 'social_private', 'social_public', 'posted'] as const;
export type ContentChannel = (typeof CONTENT_CHANNELS)[number];

/** Who reads or hears it. `voicemail`: whoever plays the machine; nobody knows who that is. */
export const CONTENT_AUDIENCES = ['debtor', 'third_party', 'voicemail'] as const;
export type ContentAudience = (typeof CONTENT_AUDIENCES)[number];

/** A notice that a law asks for, with a content of its own; `null`: an ordinary text. */
export const NOTICES = ['validation', 'outsourcing', 'adverse_data', 'transfer', 'card_letter'] as const;
export type Notice = (typeof NOTICES)[number];

/** Facts that make a word true which would else be a false one. Unknown is not true. */
export interface ContentFacts {
  /** A suit or arbitration is decided on and authorised by whoever may. */
  readonly suitDecided: Known<boolean>;
  /** A lawyer is instructed and has looked at the case. */
  readonly lawyerInstructed: Known<boolean>;
  /** There is a judgment or another title to enforce. */
  readonly judgmentGiven: Known<boolean>;
  /** The lender reports to credit bureaus and has given the notice that must come first. */
  readonly reportingNoticed: Known<boolean>;
  /** A waiver or discount with these figures is on record as approved. */
  readonly waiverApproved: Known<boolean>;
  /** This is the last text before the next step, or the deadline named is real. */
  readonly deadlineReal: Known<boolean>;
  readonly timeBarred: Known<boolean>;
  /** Within the validation period of 12 CFR 1006.34(b)(5). */
  readonly validationPeriod: Known<boolean>;
}
export type TrueFact = Exclude<keyof ContentFacts, 'timeBarred' | 'validationPeriod'>;

/** What a rule may know beside the text. Absent optional fields are unknown. */
export interface ContentContext {
  /** As `placeOfPerson` gives them: `CN`, `US-federal`, `US-NYC`, `UK`. Empty: no place is known, and the house's own rules apply. */
  readonly jurisdictions: readonly string[];
  readonly channel: ContentChannel;
  readonly audience: ContentAudience;
  /** The language the text is in, or should be. */
  readonly language: 'zh' | 'en';
  readonly notice?: Notice | null;
  /** What it is for. `answer`: to what the person wrote; no reminder. `no_debt`: it tells nothing of any debt, so it is no communication (12 CFR 1006.2(d)). Absent: a reminder. */
  readonly purpose?: 'reminder' | 'answer' | 'no_debt';
  /** The first communication about the debt. Unknown asks for as much as the first. */
  readonly firstContact?: Known<boolean>;
  /** An agency speaks for the lender. */
  readonly outsourced?: Known<boolean>;
  /** `robot`: an artificial or recorded voice speaks. */
  readonly voice?: 'human' | 'robot';
  /** Names by which sender and agency may be named in the text; unknown to whoever only received it. */
  readonly lenderNames?: readonly string[];
  readonly agencyNames?: readonly string[];
  /** Numbers that belong to the lender: a call centre, a complaint line. */
  readonly ownNumbers?: readonly string[];
  /** The day the text goes out, in the person's place. */
  readonly on?: LocalDate;
  readonly facts?: Partial<ContentFacts>;
}

/** One thing found. Offsets are UTF-16 units of the text as written, half-open; a part that is missing stands at the end, empty. */
export interface ContentFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly kind: 'forbidden' | 'missing';
  /** Stable machine code, e.g. `state_body`, `opt_out_missing`. */
  readonly code: string;
  readonly from: number;
  readonly to: number;
  /** The words as written; personal data, like the text itself. */
  readonly matched: string;
  readonly title: Bilingual;
  /** What to do about it. */
  readonly instead: Bilingual;
  readonly citation: string;
  readonly force: Force;
  readonly confidence: Confidence;
}

/** What a rule's `find` gives: places in the normal text; an empty place is something missing. */
export interface Found {
  readonly code: string;
  readonly severity: Severity;
  readonly from: number;
  readonly to: number;
  readonly instead?: Bilingual;
}

/** Whom and what a rule is about; every field that is there must fit. */
export interface Scope {
  /** Jurisdictions of which one must fit; absent: everywhere. */
  readonly places?: readonly string[];
  /** Where a rule of law says the same, the house's own is silent. */
  readonly exceptPlaces?: readonly string[];
  readonly channels?: readonly ContentChannel[];
  readonly audiences?: readonly ContentAudience[];
  /** Absent: texts that are no notice of their own too. */
  readonly notices?: readonly Notice[];
}

/** One rule about what a text says. Pure; a rule that throws blocks. */
export interface ContentRule {
  /** As in the digest of the law: `CN-X1`, `US-C-01`; the house's own begin with `HOUSE-`. */
  readonly id: string;
  readonly title: Bilingual;
  readonly citation: string;
  readonly force: Force;
  readonly confidence: Confidence;
  /** The worst it can find. */
  readonly severity: Severity;
  readonly scope: Scope;
  readonly instead: Bilingual;
  readonly find: (text: NormalText, context: ContentContext) => readonly Found[];
}

/** True when the fact is stated as true; unknown is not. */
export function isTrue(context: ContentContext, fact: keyof ContentFacts): boolean {
  return context.facts?.[fact] === true;
}

/** Whether a rule of this scope speaks about a text in this context. */
export function inScope(scope: Scope, context: ContentContext): boolean {
  const has = (places: readonly string[]) => places.some((place) => context.jurisdictions.includes(place));
  return (scope.places === undefined || has(scope.places))
    && !(scope.exceptPlaces !== undefined && has(scope.exceptPlaces))
    && (scope.channels === undefined || scope.channels.includes(context.channel))
    && (scope.audiences === undefined || scope.audiences.includes(context.audience))
    && (scope.notices === undefined || (context.notice !== undefined && context.notice !== null && scope.notices.includes(context.notice)));
}
