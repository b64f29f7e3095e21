import type { Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { personOf, sameNumber } from './events.js';
import { eventsOf, kinds } from './kinds.js';

/** The count of dials is per number: the same label, whoever was meant; without a label on both, the same person. */
export function dialsSameNumber(event: LawEvent, facts: Facts, proposed: Proposed): boolean {
  if (event.number !== undefined && proposed.number !== undefined) return event.number === proposed.number;
  return personOf(event, facts) === proposed.personId;
}

const AGREEMENTS = kinds('consent_more_calls', 'consent_more_calls_revoked');

/** True when the person agreed to more calls on this number, and has not withdrawn it. */
export function agreedMoreDials(facts: Facts, proposed: Proposed, at: Instant): boolean {
  const said = eventsOf(facts, AGREEMENTS).findLast((event) => event.at <= at && personOf(event, facts) === proposed.personId && sameNumber(event, proposed));
  return said?.type === 'consent_more_calls' && said.givenTo === undefined && (said.until === undefined || at < said.until);
}
