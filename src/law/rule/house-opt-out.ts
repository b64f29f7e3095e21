import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { against } from '../reading/bar.js';
import { isContact, isOurs, mediumOf, type Medium } from '../reading/contact.js';
import { personOf } from '../reading/events.js';
import { eventsOf, kinds } from '../reading/kinds.js';

/** House rule: a medium that the person opted out of is not used again until they resubscribe, in every country; it never lapses. */
export const houseOptOut = defineRule({
  id: 'HOUSE-OPTOUT',
  articles: [],
  title: { en: 'A medium opted out of is not used', zh: '不得使用当事人已退订的方式' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const medium = mediumOf(proposed.channel);
    let stop: LawEvent | null = null;
    for (const event of eventsOf(facts, CHOICES)) {
      if (event.at > at || personOf(event, facts) !== proposed.personId) continue;
      if (optsOut(event, medium)) stop = event;
      else if (event.type === 'resubscribed' && covers(event, medium)) stop = null;
    }
    if (stop === null || (proposed.purpose === 'optout_confirmation' && !confirmed(stop, facts, proposed, at)) || NOTICES.includes(proposed.purpose)) return SATISFIED;
    return against('prohibited', 'opted_out');
  },
});

/** One confirmation may follow each opt-out. */
function confirmed(stop: LawEvent, facts: Facts, proposed: Proposed, at: Instant): boolean {
  return facts.events.slice(facts.events.indexOf(stop) + 1).some(
    (event) => event.at <= at && isOurs(event) && event.purpose === 'optout_confirmation' && personOf(event, facts) === proposed.personId,
  );
}

const CHOICES = kinds('sms_stop', 'medium_optout', 'cease_notice', 'resubscribed');

/** What may still be said to somebody who asked to be left alone: that it ends, or what will be done (12 CFR 1006.6(c)(2)). */
const NOTICES: readonly string[] = ['advise_efforts_terminated', 'notify_specified_remedy'];

/** A stop by text is about texts; an opt-out that names no medium, and a request to cease in whatever form, are about all of them. */
function optsOut(event: LawEvent, medium: Medium): boolean {
  if (event.type === 'sms_stop') return medium === 'sms';
  if (event.type === 'cease_notice') return true;
  return event.type === 'medium_optout' && (event.medium === undefined || mediumOf(event.medium) === medium);
}

/** A return names its medium; one by text that names none is about texts. */
function covers(event: LawEvent, medium: Medium): boolean {
  const named = event.medium ?? event.channel;
  return named !== undefined && mediumOf(named) === medium;
}
