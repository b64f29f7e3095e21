import type { Intent } from '../domain/contact/reading/reading.js';
import type { Instant } from '../domain/time/instant.js';
import type { Known } from '../domain/unknown.js';

/** Ways in which a plan may reach a person. */
export const STEP_CHANNELS = ['email', 'mail', 'sms', 'call', 'visit'] as const;
export type StepChannel = (typeof STEP_CHANNELS)[number];

/**
 * How far a channel reaches into a person's day: writing 0, a call 1, the door 2. A step that reaches further than
 * those before it is an escalation, and needs a reason.
 */
export const INTRUSION: Readonly<Record<StepChannel, number>> = { email: 0, mail: 0, sms: 0, call: 1, visit: 2 };

/** The kind of point (number, address) that a channel needs. */
export type PointKind = 'phone' | 'address' | 'email';
export const POINT_OF: Readonly<Record<StepChannel, PointKind>> = { email: 'email', mail: 'address', sms: 'phone', call: 'phone', visit: 'address' };

/**
 * What became of a contact, as far as strategy cares.
 * - `queued`: planned, waiting for a person, or being attempted right now;
 * - `sent`, `delivered`, `done`: it went out, no outcome beyond that;
 * - `unknown`: it may have gone out, so it counts as made;
 * - `failed`, `no_answer`, `not_met`: made, and reached nobody;
 * - `conversation`, `visited`: made, and the person was spoken to; `refused`: and would not pay or talk;
 * - `not_made`: cancelled, expired or refused by the gate. It does not count.
 */
export const HISTORY_STATES = [
  'queued', 'sent', 'delivered', 'done', 'unknown', 'failed', 'no_answer', 'not_met', 'conversation', 'visited', 'refused', 'not_made',
] as const;
export type HistoryState = (typeof HISTORY_STATES)[number];

/** One contact of this case, by whatever plan version made it. */
export interface HistoryItem {
  /** Step id of the plan that proposed it. */
  readonly step: string;
  readonly channel: StepChannel;
  /** When it was sent or made; for `queued` and `not_made`, when it was planned. */
  readonly at: Instant;
  readonly state: HistoryState;
}

/** What a person said of their own accord: the most protective of what a message was taken to mean. */
export interface ReplyFact {
  readonly kind: Intent;
  readonly at: Instant;
}

/** What silences a case. `reply` is derived from {@link CaseFacts.replies}, `payment` also from the last payment. */
export const QUIET_KINDS = ['distress', 'stop', 'person', 'dispute', 'complaint', 'hardship', 'plan', 'promise', 'payment', 'reply'] as const;
export type QuietKind = (typeof QUIET_KINDS)[number];

/** A quiet state, in force or recently ended; strategy works out for itself whether it holds now. */
export interface QuietFact {
  readonly kind: QuietKind;
  readonly since: Instant;
  /** First instant at which it no longer holds; `null` until it is lifted. */
  readonly until: Instant | null;
}

const QUIET_OF_HOLD: Readonly<Record<string, QuietKind>> = {
  distress: 'distress', stop: 'stop', dispute: 'dispute', complaint: 'complaint', hardship: 'hardship',
  instalment_plan: 'plan', settlement: 'plan', promise: 'promise', paid: 'payment',
};

/** The quiet that a hold of the house brings. A kind that strategy does not know is a matter for a person. */
export function quietOfHold(hold: string): QuietKind {
  return Object.hasOwn(QUIET_OF_HOLD, hold) ? (QUIET_OF_HOLD[hold] as QuietKind) : 'person';
}

/** What the gate said to an earlier proposal. The only way in which strategy learns of the law. */
export interface PastVerdict {
  readonly step: string;
  readonly channel: StepChannel;
  readonly at: Instant;
  /** The gate's code, for the record; strategy does not interpret it. */
  readonly code: string;
  /** Earliest lawful instant that it named; `null`: no passing of time would change the answer. */
  readonly earliest: Instant | null;
}

/**
 * All that strategy may read about a case. Closed: what is not here cannot move a decision. Ids and numbers only; no
 * name, number or address. The stage is not among them: it follows from the days past due by the plan's own ranges.
 */
export interface CaseFacts {
  readonly caseId: string;
  /** Decides holdout and arm, so that all cases of a person share them. */
  readonly personId: string;
  readonly creditorId: string;
  /** ISO 3166 alpha-2. */
  readonly country: Known<string>;
  readonly language: Known<'zh' | 'en'>;
  readonly openedAt: Instant;
  /** The instant as of which days past due and balances were read. */
  readonly asOf: Instant;
  readonly daysPastDue: Known<number>;
  /** What is owed, one entry per currency, minor units. None above zero: nothing is owed. */
  readonly balances: readonly { readonly currency: string; readonly minor: number }[];
  readonly products: Known<readonly string[]>;
  readonly debtsCount: number;
  /** Usable points by kind. */
  readonly points: Readonly<Record<PointKind, Known<number>>>;
  readonly history: readonly HistoryItem[];
  readonly replies: readonly ReplyFact[];
  readonly quiet: readonly QuietFact[];
  /** Promise dates that passed without the payment promised. */
  readonly brokenPromises: readonly Instant[];
  readonly lastPaymentAt: Instant | null;
  readonly lastVerdicts: readonly PastVerdict[];
}
