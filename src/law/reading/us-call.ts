import { inWindow } from '../../domain/time/window.js';
import { localDay } from '../../domain/time/zone.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { mayHaveBeenTalk } from './count.js';
import { raisesUnit, surelyRaises } from './debt-unit.js';
import { bySameCollector, personOf } from './events.js';
import { eventsOf, kinds } from './kinds.js';

const PLACED: ReadonlySet<string> = new Set(['attempted_call', 'voicemail', 'voicemail_no_message', 'ringless_voicemail', 'dropped_call']);

/**
 * A call that we placed and that connected (comment 14(b)(3)(ii)-1): it rang, was answered, or reached a mailbox. Busy
 * and not-in-service did not connect. One whose end nobody knows counts.
 */
export function isCountedCall(event: LawEvent): boolean {
  if (event.type === 'conversation') return event.channel !== 'visit';
  if (event.type === 'unknown_outcome') return event.channel === undefined || event.channel === 'call' || event.channel === 'voicemail';
  return PLACED.has(event.type);
}

/** A talk by telephone, whoever called (comment 14(b)(2)(i)-1.ii). A call whose end nobody knows may have been one. */
export function isTelephoneConversation(event: LawEvent): boolean {
  return event.type === 'consumer_call' || mayHaveBeenTalk(event);
}

/** True when the event is of this person, this debt and this collector. */
export function sameCount(event: LawEvent, facts: Facts, proposed: Proposed, unit: string): boolean {
  return personOf(event, facts) === proposed.personId && bySameCollector(event, proposed) && raisesUnit(event, facts, unit);
}

/** Limits of a consent to further calls. */
export interface CallConsentLimits {
  /** Consecutive days it lasts, the day it was given being the first. */
  readonly days: number;
}

/**
 * 1006.14(b)(3)(i): calls made with consent given to us are not counted and may exceed the frequencies. The consent
 * lasts `days` consecutive days, less if agreed so, and ends when it is withdrawn or a conversation on the debt takes
 * place. `proof` is the call judged (left out of the conversations that end the consent), absent for a proposal.
 */
export function callConsentActive(
  facts: Facts, proposed: Proposed, unit: string, at: Instant, zones: readonly string[], limits: CallConsentLimits, proof?: LawEvent,
): boolean {
  // Mostly nobody agreed to anything, and then nothing need be looked up.
  if (!eventsOf(facts, LEAVE_TO_CALL).some((event) => event.at <= at && allowsCall(event, at))) return false;
  const known = facts.events.filter((event) => event !== proof && event.at <= at && sameCount(event, facts, proposed, unit));
  return known.some((consent) => {
    if (!allowsCall(consent, at) || !surelyRaises(consent, facts, unit)) return false;
    if (consent.givenTo !== undefined && !/^(collector|us|debt_collector)$/.test(consent.givenTo)) return false;
    if (consent.until !== undefined && at >= consent.until) return false;
    if (zones.some((tz) => localDay(tz, at) - localDay(tz, consent.at) >= limits.days)) return false;
    return !known.some(
      (event) => (event.at > consent.at && isTelephoneConversation(event) && (proof === undefined || event.at < proof.at)) ||
        (event.type === 'consent_more_calls_revoked' && event.at >= consent.at),
    );
  });
}

const LEAVE_TO_CALL = kinds('consent_more_calls', 'direct_prior_consent');

/** "Call me back on Thursday" is consent too, when it names the day; leave to call at certain hours says nothing of how often. */
function allowsCall(event: LawEvent, at: Instant): boolean {
  if (event.type === 'consent_more_calls') return event.window === undefined || inWindow(event.tz, event.window, at);
  return event.type === 'direct_prior_consent' && event.window?.date !== undefined && inWindow(event.tz, event.window, at);
}
