import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { isUnknown } from '../../domain/unknown.js';
import { against, unknownFact } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';

/** House rule: while a message from the person is unread, nothing goes out. A stop must never lose a race. */
export const houseInbound = defineRule({
  id: 'HOUSE-INBOUND',
  articles: [],
  title: { en: 'Unread replies hold every contact', zh: '有未读来信时不得联系' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: {},
  judge: ({ facts, proposed }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    if (isUnknown(facts.unreadInbound)) return unknownFact('unreadInbound');
    return facts.unreadInbound === 0 ? SATISFIED : against('prohibited', 'unread_inbound');
  },
});
