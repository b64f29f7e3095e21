import { MS_PER_DAY, type Instant } from '../../domain/time/instant.js';
import { localDay, startOfDay } from '../../domain/time/zone.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { NOT_APPLICABLE, SATISFIED, type RuleResult } from '../rule.js';
import type { Outcome } from '../verdict.js';
import { against } from './bar.js';
import { isOurs } from './contact.js';
import { personOf } from './events.js';

/** At most `max` within `days` consecutive calendar days, the day of the asking being the last. */
export interface DayCap {
  readonly max: number;
  readonly days: number;
}

/**
 * Whether `cap` is reached by the events counted, in the calendar of any of `zones`; if so, until the start of the day
 * on which the earliest of the last `max` has left the span. Exact: without new events the count only falls.
 */
export function dayCap(
  facts: Facts, at: Instant, zones: readonly string[], cap: DayCap, counts: (event: LawEvent) => boolean, code: string,
  outcome: Exclude<Outcome, 'allowed'> = 'prohibited',
): RuleResult {
  let left = cap.max;
  for (let i = facts.events.length - 1; i >= 0; i--) {
    const event = facts.events[i] as LawEvent;
    // So long ago in any calendar: neither it nor what came before it is within the span.
    if (at - event.at > (cap.days + 2) * MS_PER_DAY) break;
    if (event.at > at || !counts(event) || --left > 0) continue;
    // `event` is the max-th latest: the cap is reached while it is within the span, and no earlier one matters.
    let until: Instant | null = null;
    for (const tz of zones) {
      const freeDay = localDay(tz, event.at) + cap.days;
      if (localDay(tz, at) >= freeDay) continue;
      const free = startOfDay(tz, freeDay);
      until = Math.max(until ?? free, free);
    }
    return until === null ? SATISFIED : against(outcome, code, until);
  }
  return SATISFIED;
}

/** A cap for one proposal that raises several units (debts, accounts): the strictest of them. */
export function strictest(results: readonly RuleResult[]): RuleResult {
  let worst: RuleResult = NOT_APPLICABLE;
  for (const result of results) {
    if (result.kind === 'not_applicable') continue;
    if (result.kind === 'satisfied') {
      if (worst.kind === 'not_applicable') worst = result;
    } else if (worst.kind !== 'against') worst = result;
    else if (worst.until !== null) worst = { ...worst, until: result.until === null ? null : Math.max(worst.until, result.until) };
  }
  return worst;
}

const CALLS: ReadonlySet<string> = new Set(['attempted_call', 'voicemail', 'voicemail_no_message', 'ringless_voicemail', 'dropped_call', 'busy_signal', 'not_in_service']);

/** A call that left us, whether or not it rang or was answered. One whose end nobody knows is one. */
export function isDial(event: LawEvent): boolean {
  if (event.type === 'conversation') return event.channel !== 'visit';
  if (event.type === 'unknown_outcome') return event.channel === undefined || event.channel === 'call' || event.channel === 'voicemail';
  return CALLS.has(event.type);
}

/** A talk by telephone that we began. A call whose end nobody knows may have been one. */
export function mayHaveBeenTalk(event: LawEvent): boolean {
  if (event.type === 'unknown_outcome') return event.channel === undefined || event.channel === 'call' || event.channel === 'voicemail';
  return event.type === 'conversation' && event.channel !== 'visit';
}

/** A text of ours by this channel. One whose end nobody knows is one; the confirmation of a stop is not. */
export function isSent(event: LawEvent, channel: 'sms' | 'push' | 'email' | 'visit'): boolean {
  if (event.purpose === 'optout_confirmation') return false;
  if (event.type === 'unknown_outcome') return event.channel === channel || event.channel === undefined;
  return event.type === channel || (channel === 'visit' && event.type === 'conversation' && event.channel === 'visit');
}

/** True when the event is a contact of ours with the person of the proposal, whatever the debt, number or collector. */
export function oursToPerson(event: LawEvent, facts: Facts, proposed: Proposed): boolean {
  return isOurs(event) && personOf(event, facts) === proposed.personId;
}
