import type { Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { mediumOf, isCall } from './contact.js';
import { eventsOfPerson, sameNumber } from './events.js';
import { kinds } from './kinds.js';

const WITHDRAWALS = kinds('sms_stop', 'cease_notice', 'medium_optout', 'consent_more_calls_revoked');
const RETURNS = kinds('tcpa_consent', 'resubscribed');

/** An artificial or prerecorded voice; a voice made by a model is artificial (FCC 24-17). */
export function isArtificialVoice(proposed: Proposed): boolean {
  return isCall(proposed) && proposed.voice !== undefined && proposed.voice !== 'human';
}

/** A call or text that no person dials or sends. */
export function isAutomated(proposed: Proposed): boolean {
  return isArtificialVoice(proposed) || (proposed.automated === true && (isCall(proposed) || proposed.channel === 'sms'));
}

/** True when the person gave prior express consent to such calls and texts on this number, whatever the debt. */
export function gaveTcpaConsent(facts: Facts, proposed: Proposed, at: Instant): boolean {
  return eventsOfPerson(facts, proposed, at, 'tcpa_consent').some((event) => sameNumber(event, proposed));
}

/**
 * True when the event, a stop or refusal of some kind, withdraws the consent: any reasonable means will do, and a refusal by one medium ends automated
 * calls and texts alike (47 CFR 64.1200(a)(10)); leave to be called that is taken back is one too. A stop that answered
 * unrelated marketing is another rule's.
 */
export function revokesConsent(event: LawEvent): boolean {
  if (event.type === 'sms_stop') return event.about !== 'unrelated_marketing';
  if (event.type === 'cease_notice' || event.type === 'consent_more_calls_revoked') return true;
  const medium = mediumOf(event.medium ?? event.channel ?? '');
  return medium === 'sms' || medium === 'phone';
}

/** The last withdrawal that no later consent overtook. */
export function standingRevocation(facts: Facts, proposed: Proposed, at: Instant, revokes: (event: LawEvent) => boolean): LawEvent | null {
  const last = eventsOfPerson(facts, proposed, at, WITHDRAWALS).filter(revokes).at(-1);
  if (last === undefined) return null;
  const again = eventsOfPerson(facts, proposed, at, RETURNS).some((event) => event.at > last.at);
  return again ? null : last;
}
