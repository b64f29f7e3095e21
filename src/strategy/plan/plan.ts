import type { Words } from '../../domain/case/allowed.js';
import type { StageRange } from '../../domain/loan/delinquency.js';
import type { QuietKind, StepChannel } from '../case-facts.js';
import type { EscalationReason } from '../reasons.js';

/** Inclusive at both ends; `null` is open. */
export interface Range {
  readonly from: number | null;
  readonly to: number | null;
}

/** A condition on the facts of a case. Each becomes true at an instant that can be computed, or by news only. */
export type Condition =
  /** The step was made and nobody has answered since (an answer older than the plan's `answer_lasts` no longer counts). */
  | { readonly kind: 'unanswered'; readonly step: string }
  | { readonly kind: 'made'; readonly step: string }
  | { readonly kind: 'days_past_due_at_least'; readonly days: number }
  /**
   * No usable point, or the last `tries` contacts by it all reached nobody, or the gate bars the channel (which never
   * counts for a visit).
   */
  | { readonly kind: 'not_reachable_by'; readonly channel: StepChannel; readonly tries: number }
  /** Refused to pay; `any` also counts a refusal in words. */
  | { readonly kind: 'refused'; readonly by: StepChannel | 'any' }
  /** A promise was broken after the latest contact. */
  | { readonly kind: 'broken_promise' };

/** Local hours that the house would like; a wish, which the gate may only narrow. */
export interface PreferredWindow {
  /** `mon` … `sun`; absent: every day. */
  readonly days?: readonly string[];
  /** `HH:MM`, half-open. */
  readonly from: string;
  readonly to: string;
}

export interface Step {
  /** Unique in the plan, and kept between versions: history is found by it. */
  readonly id: string;
  readonly channel: StepChannel;
  readonly template: string;
  readonly waitMs: number;
  /** `previous`: since the latest contact of the case (since it opened, when there is none). */
  readonly waitSince: 'previous' | 'opened';
  /** All must hold. */
  readonly when: readonly Condition[];
  /** Empty, or at least one must hold; those that hold are the reasons recorded. */
  readonly escalateBecause: readonly { readonly reason: EscalationReason; readonly if: Condition }[];
  readonly repeatMax: number;
  readonly repeatEveryMs: number;
  readonly window: PreferredWindow | null;
  readonly note: string | null;
}

export interface Ladder {
  readonly name: string;
  /** Empty: the segment is left alone. */
  readonly steps: readonly Step[];
}

/** Absent members do not restrict. An unknown fact matches only where the list names `unknown`. */
export interface Match {
  readonly country?: readonly string[];
  readonly language?: readonly string[];
  readonly creditor?: readonly string[];
  readonly stage?: readonly string[];
  readonly daysPastDue?: Range;
  /** By currency, minor units; a currency that is not listed does not match. */
  readonly balance?: readonly { readonly currency: string; readonly range: Range }[];
  readonly product?: readonly string[];
  readonly phones?: Range;
  readonly addresses?: Range;
  readonly emails?: Range;
  readonly debts?: Range;
}

export interface Segment {
  readonly id: string;
  readonly title: Words;
  readonly match: Match;
  readonly ladder: Ladder;
  /** Ladders of single arms, where they differ. */
  readonly byArm: readonly { readonly arm: string; readonly ladder: Ladder }[];
}

export interface QuietSpec {
  readonly kind: QuietKind;
  /** Silence lasts at least so long from its start, in ms. */
  readonly atLeastMs: number;
  /** And so long after its end. */
  readonly graceMs: number;
}

/** At most `max` contacts of a case (by `channel`, when given) in any `withinMs`. A wish of the house, never called law. */
export interface Limit {
  readonly channel: StepChannel | null;
  readonly max: number;
  readonly withinMs: number;
}

/** A treatment plan, read and checked. Made only by `readPlan`; durations are in milliseconds. */
export interface Plan {
  readonly name: string;
  readonly title: Words;
  readonly note: string | null;
  readonly reviewEveryMs: number;
  readonly answerLastsMs: number;
  readonly stages: readonly StageRange[];
  readonly holdout: { readonly percent: number; readonly salt: string };
  readonly arms: readonly { readonly name: string; readonly weight: number }[];
  readonly limits: readonly Limit[];
  readonly quiet: readonly QuietSpec[];
  /** First match wins; the last matches everyone. */
  readonly segments: readonly Segment[];
  /** Days past due at which some answer may change, ascending: a case is looked at again there. */
  readonly dayEdges: readonly number[];
}
