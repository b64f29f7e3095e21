import type { Instant } from '../domain/time/instant.js';

/**
 * What the law says of one proposed contact. `presumed_violation` is a rebuttable presumption: software blocks it, and
 * only a person may override it, with a reason that is kept. Ordered by precedence: a later one outweighs an earlier one.
 */
export const OUTCOMES = ['allowed', 'presumed_violation', 'prohibited'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** L law, R regulator, S standard, G association guideline, N convention, P provider practice, H house policy (never called law). */
export type Force = 'L' | 'R' | 'S' | 'G' | 'N' | 'P' | 'H';
export type Confidence = 'high' | 'medium' | 'low';

/** Why one rule speaks against the contact. */
export interface Finding {
  /** Rule id, e.g. `US-F-18` or `CN-T1`. */
  readonly rule: string;
  readonly outcome: Exclude<Outcome, 'allowed'>;
  /** Stable machine code, e.g. `outside_hours`, `unknown_fact`, `rule_threw`. */
  readonly code: string;
  readonly citation: string;
  readonly force: Force;
  readonly confidence: Confidence;
  /**
   * First instant (≥ the one judged) at which this rule, on these facts, no longer speaks against the contact; every
   * earlier instant is denied by it. `null`: no passing of time changes it.
   */
  readonly until: Instant | null;
  /** Paths of facts that were unknown and so denied. */
  readonly missing?: readonly string[];
}

export interface PackRef {
  readonly pack: string;
  readonly version: string;
  readonly digest: string;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** Rules that decided: those that deny, or, when allowed, those that applied and were satisfied. Never empty unless scoped. */
  readonly rules: readonly string[];
  /** Every rule that speaks against, most severe first, ties by rule id. */
  readonly findings: readonly Finding[];
  /** Rules that applied and are satisfied. */
  readonly satisfied: readonly string[];
  /** Packs judged by, in id order. */
  readonly packs: readonly PackRef[];
}

/** The earliest lawful instant, exact: allowed at it, denied at every instant from the asking up to it. */
export type Earliest =
  | { readonly kind: 'at'; readonly at: Instant; /** Rules that moved it later than the asking. */ readonly movedBy: readonly string[] }
  | { readonly kind: 'never'; readonly because: readonly string[] };
