import { localDay } from '../../domain/time/zone.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { inboundMedium, isOurs, mediumOf } from './contact.js';
import { isFor, personOf } from './events.js';
import { eventsOf, kinds } from './kinds.js';

/**
 * The one reply that a person who contacts us is owed (comment 6(b)(1)-2, 1006.14(h)(2)(ii)): in the same medium, and
 * only while no answer of ours by any medium followed. A call by the person is answered on the line, so it leaves no
 * reply open, and a contact that we begin is no reply. `qualifies` says which contacts of the person open one.
 */
export function replyOpen(facts: Facts, proposed: Proposed, at: Instant, qualifies: (contact: LawEvent) => boolean): boolean {
  const medium = mediumOf(proposed.channel);
  return proposed.unprompted !== true && eventsOf(facts, WRITTEN).some(
    (contact) => inboundMedium(contact) === medium && isFor(contact, facts, proposed, at) && qualifies(contact) && !answered(facts, proposed, contact, at),
  );
}

/** Purposes of what we say only because the person wrote last: an answer, and the one line of help to somebody in distress, which tells nothing of a debt. */
const ANSWERS: readonly string[] = ['answer', 'help_line'];

/** True for the one answer that the person is owed: they wrote last, by the medium in which it goes back, and we did not begin it. */
export function isOwedAnswer(facts: Facts, proposed: Proposed, at: Instant): boolean {
  return ANSWERS.includes(proposed.purpose) && proposed.unprompted === false && replyOpen(facts, proposed, at, () => true);
}

const WRITTEN = kinds('consumer_sms', 'consumer_email');

function answered(facts: Facts, proposed: Proposed, contact: LawEvent, at: Instant): boolean {
  const last = facts.events.findLast((event) => event.at <= at && isOurs(event) && personOf(event, facts) === proposed.personId);
  return last !== undefined && last.at >= contact.at;
}

/** True when both instants fall on one calendar day of the zone in which the contact was made. */
export function sameDay(contact: LawEvent, at: Instant): boolean {
  return localDay(contact.tz, contact.at) === localDay(contact.tz, at);
}
