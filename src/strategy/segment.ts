import { assert } from '../domain/assert.js';
import { stageOf } from '../domain/loan/delinquency.js';
import { isUnknown, UNKNOWN, type Known } from '../domain/unknown.js';
import type { CaseFacts } from './case-facts.js';
import type { Ladder, Match, Plan, Range, Segment } from './plan/plan.js';

/** Stage of a case by the plan's ranges; unknown with its days past due. `M0`: not past due. */
export function stageIn(plan: Plan, facts: CaseFacts): Known<string> {
  return isUnknown(facts.daysPastDue) ? UNKNOWN : stageOf(facts.daysPastDue, plan.stages);
}

/** The first segment that matches. There always is one: a plan whose last segment does not match everyone is refused. */
export function segmentOf(plan: Plan, facts: CaseFacts): Segment {
  const stage = stageIn(plan, facts);
  const segment = plan.segments.find((candidate) => matches(candidate.match, facts, stage));
  assert(segment !== undefined, 'plan: the last segment matches everyone');
  return segment;
}

/** The ladder of a segment for one arm. */
export function ladderOf(segment: Segment, arm: string): Ladder {
  return segment.byArm.find((entry) => entry.arm === arm)?.ladder ?? segment.ladder;
}

function matches(match: Match, facts: CaseFacts, stage: Known<string>): boolean {
  return (
    named(match.country, facts.country) &&
    named(match.language, facts.language) &&
    named(match.creditor, facts.creditorId) &&
    named(match.stage, stage) &&
    within(match.daysPastDue, facts.daysPastDue) &&
    within(match.phones, facts.points.phone) &&
    within(match.addresses, facts.points.address) &&
    within(match.emails, facts.points.email) &&
    within(match.debts, facts.debtsCount) &&
    (match.product === undefined || (!isUnknown(facts.products) && facts.products.some((product) => match.product?.includes(product) === true))) &&
    (match.balance === undefined ||
      match.balance.some((entry) => facts.balances.some((balance) => balance.currency === entry.currency && within(entry.range, balance.minor))))
  );
}

/** `unknown` is in the list only where a plan names it. */
function named(list: readonly string[] | undefined, value: string): boolean {
  return list === undefined || list.includes(value);
}

function within(range: Range | undefined, value: Known<number>): boolean {
  if (range === undefined) return true;
  return !isUnknown(value) && (range.from === null || value >= range.from) && (range.to === null || value <= range.to);
}
