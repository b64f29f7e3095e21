import type { Instant } from '../../domain/time/instant.js';
import { clockMs, inClockSpan, inWindow } from '../../domain/time/window.js';
import { localMsOfDay, nextLocalTimeAtOrAfter } from '../../domain/time/zone.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { SATISFIED, type RuleResult } from '../rule.js';
import { against, barredWhile } from './bar.js';
import { consentsFor } from './consent.js';
import { mediumOf } from './contact.js';
import { windowsOnRecord } from './edges.js';
import { personOf } from './events.js';
import { eventsOf, kinds } from './kinds.js';

/** Open hours by the clock of one legal zone. */
export type CnHoursParams = { readonly from: string; readonly to: string; readonly tz: string };

const AGREEMENTS = kinds('hours_consent', 'direct_prior_consent');

/**
 * Hours of mainland China: one legal time everywhere. Half-open, judged when the call is placed or the text is sent.
 * Outside them only where the debtor agreed a time (CN-T4): on record, for this way of contact, and not withdrawn.
 */
export function cnHours(facts: Facts, proposed: Proposed, at: Instant, { from, to, tz }: CnHoursParams): RuleResult {
  const [open, close] = [clockMs(from), clockMs(to)];
  if (inClockSpan(localMsOfDay(tz, at), open, close)) return SATISFIED;
  // The usual case, at the usual price: nothing was agreed, so it ends when the day opens.
  if (eventsOf(facts, AGREEMENTS).length === 0) {
    return against('prohibited', 'outside_hours', nextLocalTimeAtOrAfter(tz, at, open));
  }
  const record = windowsOnRecord(facts, proposed, [open, close])();
  const barred = (t: Instant): boolean => !inClockSpan(localMsOfDay(tz, t), open, close) && !agreed(facts, proposed, t);
  return barredWhile(at, { ...record, zones: [tz, ...record.zones] }, barred, 'prohibited', 'outside_hours');
}

function agreed(facts: Facts, proposed: Proposed, at: Instant): boolean {
  return consentsFor(facts, proposed, at, { hours: null }).some(
    (consent) => namesHours(consent) && sameWay(consent, proposed) && !withdrawn(consent, facts, proposed, at),
  );
}

/** An agreement on a time names one: a day alone is no leave for the night. */
function namesHours(consent: LawEvent): boolean {
  return consent.window?.from !== undefined || consent.window?.to !== undefined;
}

/** The way it names, else the way by which it was given; one given in an app or on a page names none and covers all. */
function sameWay(consent: LawEvent, proposed: Proposed): boolean {
  const way = mediumOf(consent.medium ?? consent.channel ?? 'web');
  return consent.medium === undefined && (way === 'other' || way === 'push') ? true : way === mediumOf(proposed.channel);
}

const WITHDRAWALS = kinds('consent_more_calls_revoked', 'cease_notice', 'inconvenient_time_designation');

function withdrawn(consent: LawEvent, facts: Facts, proposed: Proposed, at: Instant): boolean {
  return eventsOf(facts, WITHDRAWALS).some((event) => {
    if (event.at > at || event.at < consent.at || event === consent || personOf(event, facts) !== proposed.personId) return false;
    return event.type !== 'inconvenient_time_designation' || (event.window === undefined || inWindow(event.tz, event.window, at));
  });
}
