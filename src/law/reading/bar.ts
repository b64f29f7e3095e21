import { MS_PER_DAY, type Instant } from '../../domain/time/instant.js';
import { firstInstantWhere } from '../../domain/time/window.js';
import type { RuleResult } from '../rule.js';
import { SATISFIED } from '../rule.js';
import type { Outcome } from '../verdict.js';

/** What a rule says when it is against. `until` null: time alone changes nothing. */
export function against(
  outcome: Exclude<Outcome, 'allowed'>, code: string, until: Instant | null = null, missing?: readonly string[],
): RuleResult {
  return missing === undefined ? { kind: 'against', outcome, code, until } : { kind: 'against', outcome, code, until, missing };
}

/** A fact that the rule needs is unknown: prohibited until somebody states it. */
export function unknownFact(...paths: readonly string[]): RuleResult {
  return against('prohibited', 'unknown_fact', null, paths);
}

/** When a bar may begin or end: see `firstInstantWhere`. */
export interface Edges {
  readonly zones: readonly string[];
  readonly clock?: readonly number[];
  readonly instants?: readonly Instant[];
  /** Days after the last of `instants` in which the answer may still change; absent: the search's own horizon. */
  readonly settlesInDays?: number;
}

/** Satisfied unless `barred(at)`, and then no edge is looked for; if barred, until the first later instant at which it is not, exact given the edges. */
export function barredWhile(
  at: Instant, edges: Edges | (() => Edges), barred: (instant: Instant) => boolean, outcome: Exclude<Outcome, 'allowed'>, code: string,
): RuleResult {
  if (!barred(at)) return SATISFIED;
  const { zones, clock = [], instants = [], settlesInDays } = typeof edges === 'function' ? edges() : edges;
  const ahead = Math.max(0, ...instants.map((instant) => instant - at)) / MS_PER_DAY;
  const options = settlesInDays === undefined ? { instants } : { instants, horizonDays: ahead + settlesInDays };
  return against(outcome, code, firstInstantWhere(zones, clock, at, (instant) => !barred(instant), options));
}

/** As {@link barredWhile}, for a bar that only a window on the record can lift: without one, time changes nothing. */
export function barredUnlessLifted(
  at: Instant, edges: Edges | (() => Edges), barred: (instant: Instant) => boolean, outcome: Exclude<Outcome, 'allowed'>, code: string,
): RuleResult {
  if (!barred(at)) return SATISFIED;
  const known = typeof edges === 'function' ? edges() : edges;
  return (known.clock ?? []).length > 0 ? barredWhile(at, known, barred, outcome, code) : against(outcome, code);
}
