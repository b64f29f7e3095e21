import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { isOutsider } from '../reading/cn-person.js';
import { mayHaveBeenTalk } from '../reading/count.js';
import { lastReached } from '../reading/cn-lost.js';
import { eventsOf, kinds } from '../reading/kinds.js';

const TALKS = kinds('conversation', 'unknown_outcome');

/** House rule: somebody who may be asked where the debtor is, is talked to so many times while the debtor is lost, no more. No law gives a number. */
export const houseThirdPartyOnce = defineRule({
  id: 'HOUSE-THIRD-PARTY-ONCE',
  articles: [],
  title: { en: 'Talks with a third party while the debtor is lost', zh: '失联期间联系第三人的次数' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { max: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || !isOutsider(proposed)) return NOT_APPLICABLE;
    const since = lastReached(facts, at) ?? Number.NEGATIVE_INFINITY;
    const talks = eventsOf(facts, TALKS).filter((event) => event.personId === proposed.personId && (event.type === 'conversation' || mayHaveBeenTalk(event)) && event.at > since && event.at <= at);
    return talks.length < params.max ? SATISFIED : against('prohibited', 'third_party_talked_to');
  },
});
