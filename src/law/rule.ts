import type { Instant, LocalDate } from '../domain/time/instant.js';
import type { Facts, Proposed } from './facts.js';
import type { ParamsOf, ParamSpec, ParamValue } from './param.js';
import type { Confidence, Force, Outcome } from './verdict.js';

/** Numbers of a rule, from a dated pack; never written into the rule's code. */
export type Params = Readonly<Record<string, ParamValue>>;

export interface RuleContext<P = Params> {
  readonly facts: Facts;
  readonly proposed: Proposed;
  /** The instant judged. Equal to `proposed.at` for a verdict; moved forward when looking for the earliest lawful instant. */
  readonly at: Instant;
  readonly params: P;
}

/**
 * What one rule says. `until`: first instant at or after `at` at which this rule, on these facts, would no longer speak
 * against; it must be exact (every earlier instant from `at` on is against), `null` when time alone changes nothing.
 */
export type RuleResult =
  | { readonly kind: 'not_applicable' }
  | { readonly kind: 'satisfied' }
  | {
      readonly kind: 'against';
      readonly outcome: Exclude<Outcome, 'allowed'>;
      readonly code: string;
      readonly until: Instant | null;
      readonly missing?: readonly string[];
    };

/**
 * One rule, one file, one test file. A small pure function with the clause it stands for. A rule that throws denies.
 */
export interface Rule<S extends ParamSpec = ParamSpec> {
  /** Our id, as in the digest of the law: `CN-T1`, `US-F-18`. Never reused. */
  readonly id: string;
  /** Articles that a `scope` may name to select this rule, e.g. `1006.14(b)`. A scope entry selects by equality or by prefix (`1006.14` selects `1006.14(b)`). */
  readonly articles: readonly string[];
  readonly title: { readonly en: string; readonly zh: string };
  readonly citation: string;
  readonly force: Force;
  readonly confidence: Confidence;
  /** First and last (inclusive) local date on which the clause is in force. */
  readonly from: LocalDate;
  readonly to?: LocalDate;
  /** The numbers that a pack must give, each with its kind. The code gets them under these names and types. */
  readonly params: S;
  readonly judge: (context: RuleContext<ParamsOf<S>>) => RuleResult;
}

/** Makes a rule; the types of its numbers follow from `params`, so that its code asks for nothing that a pack does not give. */
export function defineRule<const S extends ParamSpec>(rule: Rule<S>): Rule {
  // A rule is only ever run with numbers that were checked against its own `params` (validatePacks), so widening S is safe.
  return Object.freeze(rule) as unknown as Rule;
}

export const NOT_APPLICABLE: RuleResult = Object.freeze({ kind: 'not_applicable' });
export const SATISFIED: RuleResult = Object.freeze({ kind: 'satisfied' });
