import type { Instant } from '../../domain/time/instant.js';
import { localDay, startOfDay } from '../../domain/time/zone.js';
import type { Facts, LawEvent } from '../facts.js';
import { inboundMedium } from './contact.js';
import { eventsOf, kinds } from './kinds.js';

const FAILED: ReadonlySet<string> = new Set(['attempted_call', 'voicemail', 'voicemail_no_message', 'busy_signal', 'not_in_service']);

/** True when the event is about the debtor: the person of the case, unless it names another. */
function ofDebtor(event: LawEvent, facts: Facts): boolean {
  return event.personId === undefined || event.personId === facts.person.personId;
}

/** True when the debtor was spoken to, or wrote or called. */
function reaches(event: LawEvent, facts: Facts): boolean {
  return ofDebtor(event, facts) && (event.type === 'conversation' || event.type === 'dropped_call' || inboundMedium(event) !== null || event.type === 'sms_stop');
}

/** When the debtor was last reached, or `null`. */
export function lastReached(facts: Facts, at: Instant): Instant | null {
  return facts.events.findLast((event) => event.at <= at && reaches(event, facts))?.at ?? null;
}

/** When a debtor counts as lost, from a dated pack. */
export interface LostTriggers {
  /** Consecutive failed dials after which, from the next day, the debtor counts as lost; 0: dials prove nothing. */
  readonly failedDials: number;
  readonly tz: string;
}

/**
 * Since when the debtor cannot be reached, given what happened up to `at`; may be later than `at` (the day after the
 * dials); `null`: nothing shows it. Found lost, number out of service, or so many failed dials in a row; being reached
 * ends it. (Unreachable on three days in a row needs as many failed dials, so it adds nothing.)
 */
export function lostSince(facts: Facts, at: Instant, triggers: LostTriggers): Instant | null {
  let since: Instant | null = null;
  let failures = 0;
  for (const event of facts.events) {
    if (event.at > at) break;
    if (reaches(event, facts)) [since, failures] = [null, 0];
    else if (!ofDebtor(event, facts)) continue;
    else if (event.type === 'debtor_unreachable') since = earlier(since, event.at);
    else if (FAILED.has(event.type) && triggers.failedDials > 0) {
      failures++;
      if (event.type === 'not_in_service') since = earlier(since, event.at);
      if (failures >= triggers.failedDials) since = earlier(since, startOfDay(triggers.tz, localDay(triggers.tz, event.at) + 1));
    }
  }
  return since;
}

function earlier(a: Instant | null, b: Instant): Instant {
  return a === null ? b : Math.min(a, b);
}

const BEYOND_REACH = kinds('debtor_deceased', 'mental_capacity_notice');

/** True when the record shows death or want of capacity: then a named contact may be reached though nobody tried the debtor. */
export function deadOrIncapable(facts: Facts, at: Instant): boolean {
  return eventsOf(facts, BEYOND_REACH).some((event) => event.at <= at && ofDebtor(event, facts));
}
