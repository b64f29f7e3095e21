import type { Instant } from '../domain/time/instant.js';
import type { Known } from '../domain/unknown.js';

/**
 * The closed record a rule may read. Every field is a value or an explicit `'unknown'`; there is no other way for a
 * rule to learn anything. The same record is built from the database (engine) and from worked examples
 * (`gate check`), so that what is tested is what runs. Ids only: no name, number or address reaches the law.
 */
export interface Facts {
  readonly person: PersonFacts;
  readonly debts: readonly DebtFacts[];
  /** What happened before, ordered by `at`. Closed vocabulary: see {@link LAW_EVENT_TYPES}. */
  readonly events: readonly LawEvent[];
  /** Messages from the person that nobody and nothing has read yet. More than zero blocks every outbound contact. */
  readonly unreadInbound: Known<number>;
}

export type LocationBasis = 'residence' | 'mobile_area_code' | 'landline_area_code';
export interface LocationFact {
  readonly basis: LocationBasis;
  /** IANA zone name. */
  readonly tz: string;
}

/** `debtor` owes; `guarantor` and `co_borrower` answer for it too; `contact` is a named contact; `third_party` anyone else. */
export type Role = 'debtor' | 'co_borrower' | 'guarantor' | 'contact' | 'third_party';

export interface PersonFacts {
  readonly personId: string;
  /** ISO 3166 alpha-2. */
  readonly country: Known<string>;
  /** US state, two letters; `unknown` elsewhere is harmless. */
  readonly state: Known<string>;
  /** Places with a rule pack of their own, e.g. `NYC`. */
  readonly city: Known<string>;
  /** Where the person may be. Unknown or empty: no hour can be shown to be lawful. */
  readonly locations: Known<readonly LocationFact[]>;
}

export type DebtType =
  | 'credit_card' | 'consumer_loan' | 'medical' | 'telecom' | 'student_loan' | 'microfinance' | 'npl_bank_loan';

export interface DebtFacts {
  readonly id: string;
  readonly type: Known<DebtType>;
  readonly timeBarred: Known<boolean>;
  readonly transferred: Known<boolean>;
  readonly servicingAccount: Known<string>;
}

export type Channel = 'call' | 'voicemail' | 'sms' | 'email' | 'mail' | 'push' | 'visit' | 'app' | 'web' | 'registry';

export type ProposedChannel =
  | 'call' | 'voicemail' | 'sms' | 'email' | 'mail' | 'postcard' | 'push' | 'visit'
  | 'social_public' | 'social_private' | 'credit_report' | 'legal_action' | 'bankruptcy_proof_of_claim' | 'data_purge';

export const LAW_EVENT_TYPES = [
  'attempted_call', 'voicemail', 'voicemail_no_message', 'ringless_voicemail', 'dropped_call', 'busy_signal', 'not_in_service',
  'conversation', 'consumer_call', 'consumer_sms', 'consumer_email', 'sms', 'email', 'letter', 'push', 'visit', 'sms_stop', 'medium_optout',
  'cease_notice', 'refusal_to_pay', 'inconvenient_time_designation', 'inconvenient_place_designation', 'employer_prohibits',
  'attorney_representation', 'direct_prior_consent', 'hours_consent', 'consent_more_calls', 'consent_more_calls_revoked',
  'tcpa_consent', 'electronic_consent', 'rnd_check_clean', 'creditor_email_notice', 'validation_notice', 'undeliverable_notice',
  'dispute', 'verification_sent', 'original_creditor_request', 'substantiation_request', 'breathing_space_start',
  'mh_crisis_moratorium_start', 'mh_crisis_treatment_ended', 'mental_capacity_notice', 'debtor_unreachable', 'debtor_deceased',
  'third_party_refused', 'instalment_agreement_signed', 'instalment_agreement_defaulted', 'debt_assigned', 'assignment_notified',
  'adverse_data_notice', 'no_contact_order',
  // Dunwell's own, so that the journey needs no second vocabulary (not in the published example format):
  'hold_placed', 'hold_lifted', 'reading_corrected', 'resubscribed', 'unknown_outcome', 'agency_placed', 'agency_notified', 'agency_recalled',
] as const;
export type LawEventType = (typeof LAW_EVENT_TYPES)[number];

/** A window in local time: `days` are ISO weekdays `mon`…`sun`; `from`/`to` are `HH:MM[:SS]`, half-open, and may wrap midnight. */
export interface LocalWindow {
  readonly date?: string;
  readonly days?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

export interface LawEvent {
  readonly type: LawEventType;
  readonly at: Instant;
  /** Zone in which the event's calendar day is counted when the person's zone is not decisive. */
  readonly tz: string;
  readonly channel?: Channel;
  readonly debtIds?: readonly string[];
  readonly personId?: string;
  readonly collectorId?: string;
  readonly number?: string;
  readonly place?: 'home' | 'work';
  readonly voice?: 'human' | 'robot';
  readonly result?: 'unable_to_reach' | 'busy_now';
  readonly content?: 'limited_content' | 'broken_off';
  readonly recorded?: boolean;
  readonly initial?: boolean;
  readonly purpose?: string;
  readonly medium?: string;
  readonly form?: 'written' | 'electronic_accepted' | 'oral' | 'response_form';
  readonly text?: string;
  readonly about?: string;
  readonly window?: LocalWindow;
  readonly until?: Instant;
  readonly givenTo?: string;
  readonly optOutDays?: number;
  readonly reason?: string;
  /** `hold_placed` / `hold_lifted`: which hold. */
  readonly hold?: HoldKind;
}

/** Holds that the house itself keeps: each blocks every contact about the debts named until it is lifted or runs out. */
export type HoldKind =
  | 'dispute' | 'promise' | 'instalment_plan' | 'settlement' | 'hardship' | 'complaint' | 'distress' | 'paid' | 'represented'
  | 'bankruptcy' | 'deceased' | 'minor' | 'incapacity' | 'wrong_person' | 'stop' | 'awaiting_person';

/** What is asked about. Absent optional fields mean "not the case", exactly as the example format says. */
export interface Proposed {
  readonly at: Instant;
  readonly tz: string;
  readonly channel: ProposedChannel;
  readonly debtIds: readonly string[];
  readonly personId: string;
  readonly role: Known<Role>;
  readonly purpose: string;
  readonly automated?: boolean;
  readonly voice?: 'human' | 'robot' | 'ai_generated' | 'prerecorded';
  readonly line?: 'wireless' | 'residential';
  readonly number?: string;
  readonly address?: 'employer_provided';
  readonly place?: 'home' | 'work';
  readonly collectorId?: string;
  readonly staff?: number;
  readonly optOutNotice?: boolean;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly treatAs?: 'limited_content_message';
  readonly statedEndDate?: string;
  readonly record?: string;
  /** True for a contact that we begin, by a plan or a task: it never passes for the answer that a person who wrote to us is owed. Absent: it may be that answer. */
  readonly unprompted?: boolean;
  /** The instant of the asking, where the contact would be later: a table of holidays that was loaded after it is not used. Absent: `at`. */
  readonly knownAt?: Instant;
}
