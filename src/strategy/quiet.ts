import type { Instant } from '../domain/time/instant.js';
import { QUIET_KINDS, type CaseFacts, type QuietFact, type QuietKind } from './case-facts.js';
import type { Plan } from './plan/plan.js';

export interface Quiet {
  /** The most protective of the states in force. */
  readonly kind: QuietKind;
  /** When the last of them ends; `null`: not by time alone. */
  readonly endsAt: Instant | null;
}

/**
 * Whether a case is silent now, and until when. Every quiet state in force silences, also one that the plan does not
 * name. A plan can lengthen a quiet (`at_least`, `grace`) and never shorten it.
 */
export function quietNow(facts: CaseFacts, plan: Plan, now: Instant): Quiet | null {
  const inForce: { kind: QuietKind; endsAt: Instant | null }[] = [];
  for (const fact of quietFacts(facts, plan)) {
    const endsAt = endOf(fact, plan);
    if (fact.since <= now && (endsAt === null || now < endsAt)) inForce.push({ kind: fact.kind, endsAt });
  }
  const kind = QUIET_KINDS.find((candidate) => inForce.some((quiet) => quiet.kind === candidate));
  if (kind === undefined) return null;
  let endsAt: Instant | null = now;
  for (const quiet of inForce) endsAt = endsAt === null || quiet.endsAt === null ? null : Math.max(endsAt, quiet.endsAt);
  return { kind, endsAt };
}

/** Stated states, and those that a payment or a reply brings. */
function quietFacts(facts: CaseFacts, plan: Plan): readonly QuietFact[] {
  if (facts.lastPaymentAt === null && facts.replies.length === 0) return facts.quiet;
  const all = [...facts.quiet];
  if (facts.lastPaymentAt !== null) all.push({ kind: 'payment', since: facts.lastPaymentAt, until: facts.lastPaymentAt });
  if (plan.quiet.some((spec) => spec.kind === 'reply')) for (const reply of facts.replies) all.push({ kind: 'reply', since: reply.at, until: reply.at });
  return all;
}

function endOf(fact: QuietFact, plan: Plan): Instant | null {
  if (fact.until === null) return null;
  const spec = plan.quiet.find((candidate) => candidate.kind === fact.kind);
  return spec === undefined ? fact.until : Math.max(fact.until + spec.graceMs, fact.since + spec.atLeastMs);
}
