import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { isUnknown } from '../../domain/unknown.js';
import { against, unknownFact } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { isOutsider } from '../reading/cn-person.js';

/** House rule: nobody but those who answer for the debt is asked to pay it, in any country. */
export const houseThirdParty = defineRule({
  id: 'HOUSE-THIRD-PARTY',
  articles: [],
  title: { en: 'Third parties are never asked to pay', zh: '不得向第三人催收' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { purposes: 'texts' },
  judge: ({ proposed, params }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    if (isUnknown(proposed.role)) return unknownFact('proposed.role');
    if (!isOutsider(proposed) || params.purposes.includes(proposed.purpose)) return SATISFIED;
    return against('prohibited', 'third_party');
  },
});
