import type { LocalDate } from '../../domain/time/instant.js';
import type { Known } from '../../domain/unknown.js';

// What somebody tells who was contacted about a debt, by whatever collector. What they do not know is `unknown`, and
// stays so: see worlds.ts.

export const ANSWERS = ['yes', 'no', 'unknown'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Who makes the contacts: the lender, an agency for the lender, or a buyer of the debt. */
export const COLLECTORS = ['lender', 'agency', 'buyer', 'unknown'] as const;
export const DEBT_KINDS = ['credit_card', 'bank_loan', 'consumer_finance', 'microfinance', 'student_loan', 'medical', 'other', 'unknown'] as const;
export type DebtKind = (typeof DEBT_KINDS)[number];

export const RECEIVED_CHANNELS = ['call', 'voicemail', 'sms', 'email', 'push', 'social_private', 'social_public', 'mail', 'postcard', 'visit'] as const;
export type ReceivedChannel = (typeof RECEIVED_CHANNELS)[number];

/** Who was reached. `guarantor`: a guarantor or co-borrower. `named`: whom the borrower named as a contact. `stranger`: has nothing to do with the borrower. */
export const REACHED = ['borrower', 'guarantor', 'named', 'family', 'work', 'other', 'stranger'] as const;
export type Reached = (typeof REACHED)[number];

/** What a contact with somebody who does not owe was for. */
export const ASKED = ['pay', 'find', 'relay', 'unknown'] as const;
export const PLACES_REACHED = ['home', 'work', 'mobile', 'unknown'] as const;
export const VOICES = ['person', 'robot', 'unknown'] as const;

/** One line of a description: one contact, or several of one kind. */
export interface ReceivedContact {
  readonly channel: ReceivedChannel;
  readonly on: LocalDate;
  /** Last day, when such contacts went on for days; equal to `on` otherwise. */
  readonly until: LocalDate;
  /** Local time `HH:MM` where the person was. */
  readonly time: Known<string>;
  readonly times: number;
  /** `day`: `times` on each day. `span`: `times` in all from `on` to `until`, on days that nobody noted. */
  readonly per: 'day' | 'span';
  readonly reached: Reached;
  /** Whether somebody answered; for calls. */
  readonly answered: Answer;
  readonly where: (typeof PLACES_REACHED)[number];
  readonly voice: (typeof VOICES)[number];
  /** How many came; for visits. */
  readonly people: Known<number>;
  readonly asked: (typeof ASKED)[number];
  /** Whether somebody who does not owe was told of the debt. */
  readonly toldDebt: Answer;
  /** Whether an electronic text said how to stop further ones. */
  readonly optOut: Answer;
  /** Whether the caller said that this is an attempt to collect a debt. */
  readonly saidCollector: Answer;
}

/** What was said to the collector, or happened, before or between the contacts. */
export const SAID = [
  'stop', 'stop_medium', 'lawyer', 'dispute', 'refuse_to_pay', 'bad_time', 'bad_place', 'employer_forbids', 'other_refused', 'instalments_agreed', 'instalments_broken',
  'proof_asked', 'they_answered', 'i_called', 'i_wrote', 'breathing_space', 'crisis_moratorium', 'capacity', 'police_order', 'borrower_died',
] as const;
export type SaidKind = (typeof SAID)[number];
export const STOPPED_MEDIA = ['call', 'sms', 'email', 'mail', 'push', 'social_private', 'visit'] as const;

export interface Said {
  readonly what: SaidKind;
  readonly on: Known<LocalDate>;
  /** Where it falls on the very day of a contact: before all of that day, or after all. */
  readonly moment: Known<'before' | 'after'>;
  readonly form: Known<'written' | 'oral'>;
  /** `stop_medium`, `i_wrote`: which. */
  readonly medium?: (typeof STOPPED_MEDIA)[number] | undefined;
  /** `bad_place`. */
  readonly place?: 'home' | 'work' | undefined;
  /** `bad_time`: local hours `HH:MM` that do not suit; absent: the whole day. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** `dispute`: within 30 days of the written notice about the debt. */
  readonly inTime: Answer;
}

/** What they did, whatever the hour. */
export const ACTS = [
  'violence', 'arrest', 'posing', 'insult', 'told_others', 'public', 'entered', 'restrained', 'fee', 'private_account', 'borrow_more', 'hidden', 'no_identity', 'court_threat',
] as const;
export type ActKind = (typeof ACTS)[number];

export interface Received {
  /** `state`, `city`: where the place has rules of its own (United States). */
  readonly place: { readonly country: Known<string>; readonly state: Known<string>; readonly city: Known<string> };
  readonly collector: (typeof COLLECTORS)[number];
  /** Whether the borrower was told beforehand that an agency or a buyer would come. */
  readonly announced: Answer;
  readonly debt: DebtKind;
  /** Whether the debt is too old to be sued for. */
  readonly tooOld: Answer;
  /** What the person had agreed to with this collector: such hours, such frequency, texts and machine calls. */
  readonly agreed: { readonly hours: Answer; readonly often: Answer; readonly medium: Answer };
  /** Whether the borrower could be reached by the collector when others were. */
  readonly reachable: Answer;
  readonly contacts: readonly ReceivedContact[];
  readonly said: readonly Said[];
  readonly acts: readonly ActKind[];
  /** Words of the message, as received; `null`: none given. */
  readonly text: string | null;
  /** What the person writes about it; read only for signs of distress. */
  readonly note: string | null;
}

/** Lines of contacts, and of what was said, in one description. */
export const LINES_MAX = 40;
/** Single contacts in one description, all lines taken together. */
export const CONTACTS_MAX = 60;
export const TEXT_CHARS_MAX = 4_000;
