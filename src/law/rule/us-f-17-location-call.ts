// 12 CFR 1006.10: asking a third party where the consumer is: once, without a word of the debt, not by postcard, not once counsel is known.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { eventsAboutDebts, eventsFor } from '../reading/events.js';
import { usPerson } from '../reading/us-person.js';
import { kinds } from '../reading/kinds.js';

export const usF17LocationCall = defineRule({
  id: 'US-F-17',
  articles: ['1006.10', '1006.10(a)', '1006.10(b)', '1006.10(c)', '15USC1692b'],
  title: { en: 'A third party is asked for the consumer’s whereabouts once, and not told of the debt', zh: '向第三人查询下落：仅限一次，不得提及债务' },
  citation: '12 CFR 1006.10; 15 USC 1692b',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed) || proposed.purpose !== 'location_information' || usPerson(proposed) !== 'third_party') return NOT_APPLICABLE;
    if (proposed.channel === 'postcard' || proposed.channel === 'social_public') return against('prohibited', 'location_by_open_medium');
    if (proposed.content?.['saysDebtOwed'] === true || proposed.content?.['miniMiranda'] === true) return against('prohibited', 'location_mentions_debt');
    if (eventsAboutDebts(facts, proposed, at, 'attorney_representation').length > 0) return against('prohibited', 'location_counsel_known');
    const spoken = eventsFor(facts, proposed, at, COMMUNICATIONS).at(-1);
    if (spoken === undefined) return SATISFIED;
    // The person asked to be contacted again, or came back to us. A doubt about the first answer alone is not enough:
    // the person must also be thought to know better now, which no fact on record says.
    const asked = eventsFor(facts, proposed, at, ASKED).some((event) => event.at >= spoken.at);
    return asked ? SATISFIED : against('prohibited', 'location_asked_before');
  },
});

const ASKED = kinds('consent_more_calls', 'direct_prior_consent', 'consumer_call', 'consumer_sms', 'consumer_email');

/** Something was conveyed to the person; an unanswered ring or a lost line is not. */
const COMMUNICATIONS = kinds('conversation', 'voicemail', 'letter', 'sms', 'email', 'push', 'visit');
