// 12 CFR 1006.14(h): a medium that the person asked us not to use is not used, however the request was worded; one
// confirmation, one reply. Comment 14(h)(1)-2: a request about one number or address of several bars that one.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { against } from '../reading/bar.js';
import { isContact, isOurs, mediumOf, type Medium } from '../reading/contact.js';
import { eventsOfPerson, sameNumber } from '../reading/events.js';
import { replyOpen } from '../reading/reply.js';
import { kinds } from '../reading/kinds.js';

const REFUSALS = kinds('sms_stop', 'medium_optout', 'cease_notice');
const CONSENTS = kinds('consent_more_calls', 'resubscribed', 'direct_prior_consent', 'electronic_consent', 'tcpa_consent');

export const usF16MediumOptOut = defineRule({
  id: 'US-F-16',
  articles: ['1006.14(h)', '1006.14(h)(1)', '1006.14(h)(2)'],
  title: { en: 'A medium that the person refused is not used', zh: '不得使用当事人已拒绝的联系方式' },
  citation: '12 CFR 1006.14(h)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const medium = mediumOf(proposed.channel);
    const last = eventsOfPerson(facts, proposed, at, REFUSALS).filter((event) => refuses(event) === medium && barsNumber(event, proposed)).at(-1);
    if (last === undefined) return NOT_APPLICABLE;
    if (agreedAgain(facts, proposed, at, last, medium)) return SATISFIED;
    if (proposed.purpose === 'optout_confirmation' && !confirmed(facts, at, last)) return SATISFIED;
    if (replyOpen(facts, { ...proposed, debtIds: [] }, at, (contact) => contact.at > last.at)) return SATISFIED;
    return against('prohibited', 'medium_refused');
  },
});

/** The medium that the event refuses, or `null`. A stop that answered other mail than ours is no request to us. */
function refuses(event: LawEvent): Medium | null {
  if (event.type === 'sms_stop') return event.about === 'unrelated_marketing' ? null : 'sms';
  if (event.type === 'medium_optout') return mediumOf(event.medium ?? event.channel ?? '');
  // "Stop calling me", said on the telephone, is no written notice to cease but a refusal of the telephone.
  return event.type === 'cease_notice' && event.form === 'oral' ? mediumOf(event.channel ?? 'call') : null;
}

/** A refusal that names a number bars that number; a number that is not said may be the one. A stop bars all texts: the stricter reading of a bare word. */
function barsNumber(event: LawEvent, proposed: Proposed): boolean {
  return event.type !== 'medium_optout' || sameNumber(event, proposed);
}

function agreedAgain(facts: Facts, proposed: Proposed, at: Instant, refusal: LawEvent, medium: Medium): boolean {
  return eventsOfPerson(facts, proposed, at, CONSENTS).some((event) => {
    if (event.at <= refusal.at) return false;
    if (event.type === 'consent_more_calls') return medium === 'phone';
    if (event.type === 'tcpa_consent') return medium === 'phone' || medium === 'sms';
    return mediumOf(event.medium ?? event.channel ?? '') === medium;
  });
}

function confirmed(facts: Facts, at: Instant, refusal: LawEvent): boolean {
  return facts.events.some((event) => isOurs(event) && event.purpose === 'optout_confirmation' && event.at >= refusal.at && event.at <= at);
}
