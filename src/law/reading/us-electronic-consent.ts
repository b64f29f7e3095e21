import type { Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { accountsOf } from './us-account.js';
import { isAbout } from './cn-debt.js';
import { mediumOf, type Medium } from './contact.js';
import { personOf } from './events.js';
import { eventsOf, kinds } from './kinds.js';

const ABOUT_CONSENT = kinds('resubscribed', 'tcpa_consent', 'electronic_consent', 'direct_prior_consent', 'sms_stop', 'medium_optout', 'cease_notice');

/** Whether a consent to electronic contact, given to us about every debt of the proposal, stands for the medium. */
export function electronicConsentStands(facts: Facts, proposed: Proposed, at: Instant): boolean {
  const medium = mediumOf(proposed.channel);
  return accountsOf(facts, proposed).every((id) => {
    const last = eventsOf(facts, ABOUT_CONSENT).findLast(
      (event) => event.at <= at && personOf(event, facts) === proposed.personId && isAbout(event, id) && (consents(event, medium, at) || refusesMedium(event, medium)),
    );
    return last !== undefined && !refusesMedium(last, medium);
  });
}

function consents(event: LawEvent, medium: Medium, at: Instant): boolean {
  if (event.until !== undefined && at >= event.until) return false;
  if (event.type === 'resubscribed') return mediumOf(event.medium ?? event.channel ?? '') === medium;
  // Consent to automated texts is consent to texts; it says nothing of e-mail.
  if (event.type === 'tcpa_consent') return medium === 'sms';
  if (event.type === 'electronic_consent') return event.medium === undefined || mediumOf(event.medium) === medium;
  // Direct consent is for the medium named, else for the one it was given in.
  return event.type === 'direct_prior_consent' && event.givenTo === undefined && mediumOf(event.medium ?? event.channel ?? '') === medium;
}

/** True when the event asks that the medium be left alone; a stop that answered something else than ours does not. */
export function refusesMedium(event: LawEvent, medium: Medium): boolean {
  if (event.type === 'sms_stop') return medium === 'sms' && event.about !== 'unrelated_marketing';
  if (event.type === 'medium_optout') return event.medium === undefined || mediumOf(event.medium) === medium;
  return event.type === 'cease_notice' && (event.form !== 'oral' || event.channel === undefined || mediumOf(event.channel) === medium);
}
