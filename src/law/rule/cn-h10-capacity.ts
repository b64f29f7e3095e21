import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isOutsider } from '../reading/cn-person.js';
import { isContact } from '../reading/contact.js';
import { liftedSince } from '../reading/hold.js';
import { eventsOf } from '../reading/kinds.js';

/** House rule for mainland China: told that the debtor may lack capacity, no contact until a person has looked and lifted the hold. */
export const cnH10Capacity = defineRule({
  id: 'CN-H10',
  articles: [],
  title: { en: 'Want of capacity stops contact with the debtor', zh: '债务人无民事行为能力时停止联系' },
  citation: 'House rule (GB/T 45251-2025, 5.3 names only contacts of such a debtor)',
  force: 'H', confidence: 'medium', from: '2025-02-28',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const told = eventsOf(facts, 'mental_capacity_notice').findLast((event) => event.at <= at && (event.personId ?? facts.person.personId) === proposed.personId);
    if (told === undefined || isOutsider(proposed)) return NOT_APPLICABLE;
    return liftedSince(facts, proposed, at, 'incapacity', told) ? SATISFIED : against('prohibited', 'capacity');
  },
});
