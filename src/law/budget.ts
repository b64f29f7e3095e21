import type { Instant } from '../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from './facts.js';
import { lawInForce } from './in-force.js';
import { timelineFor } from './judge.js';
import { Prepared } from './prepared.js';
import type { Params, RuleResult } from './rule.js';
import type { PackEntry } from './pack.js';

/** What one cap leaves of a kind of contact. */
export interface CapLeft {
  readonly rule: string;
  /** At most `max` within `days` calendar days, as its pack has it. */
  readonly max: number;
  readonly days: number;
  /** So many more may be made now, as far as this rule goes. */
  readonly left: number;
  /** First instant at which it leaves one again; `null` while it leaves one, or when no passing of time does. */
  readonly freeAt: Instant | null;
}

/** The numbers of a cap: a count within days. A rule without both is none. */
function capOf(params: Params): { readonly max: number; readonly days: number } | null {
  const max = params['max'] ?? params['calls'];
  const { days } = params as { readonly days?: unknown };
  return typeof max === 'number' && typeof days === 'number' ? { max, days } : null;
}

/** A contact of the proposal's kind whose outcome nobody knows: what counts the most. */
function made({ at, tz, channel, debtIds, number, place }: Proposed): LawEvent {
  const event = { at, tz, debtIds, ...(number === undefined ? {} : { number }), ...(place === undefined ? {} : { place }) };
  if (channel === 'sms' || channel === 'email' || channel === 'push' || channel === 'visit') return { ...event, type: channel, channel };
  return { ...event, type: 'unknown_outcome', channel: 'call' };
}

/**
 * What is left of the person's budget for contacts like `proposed`, by every cap that applies at its instant. There is no
 * second count: each rule is asked what it would say if one more had been made, and one more, until it is against.
 */
export function budgetLeft(facts: Facts, proposed: Proposed): readonly CapLeft[] {
  const known = Prepared.of(facts).asOf(proposed.at);
  const one = made(proposed);
  return timelineFor(lawInForce(), facts, {}).at(proposed.at).entries.flatMap((entry) => {
    const cap = capOf(entry.params);
    const found = cap === null ? null : left(entry, known, proposed, one, cap.max);
    return cap === null || found === null ? [] : [{ rule: entry.rule.id, max: cap.max, days: cap.days, ...found }];
  });
}

function left({ rule, params }: PackEntry, known: Facts, proposed: Proposed, one: LawEvent, max: number): Pick<CapLeft, 'left' | 'freeAt'> | null {
  for (let more = 0; more <= max; more += 1) {
    const facts: Facts = more === 0 ? known : { ...known, events: [...known.events, ...Array.from({ length: more }, () => one)] };
    const result = asked(() => rule.judge({ facts, proposed, at: proposed.at, params }));
    if (result.kind === 'not_applicable') return null;
    if (result.kind === 'against') return { left: more, freeAt: more === 0 ? result.until : null };
  }
  // It does not count this kind, or not at present (a consent to more calls): it is no cap on it.
  return null;
}

/** As the gate has it: a rule that throws leaves nothing. */
function asked(judge: () => RuleResult): RuleResult {
  try {
    return judge();
  } catch {
    return { kind: 'against', outcome: 'prohibited', code: 'rule_threw', until: null };
  }
}
