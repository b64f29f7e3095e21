import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against, unknownFact } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { tellsOfDebt } from '../reading/cn-person.js';
import { usPerson } from '../reading/us-person.js';

/** D.C. Code 28-3814: the debt is not disclosed to an employer, relative, friend or neighbour. */
export const usDc1ThirdParty = defineRule({
  id: 'US-DC-1-THIRD-PARTY',
  articles: ['DC', 'US-DC-1', 'DC-28-3814', 'D.C.Code28-3814'],
  title: { en: 'District of Columbia: no disclosure to others', zh: '哥伦比亚特区：不得向他人透露债务' },
  citation: 'D.C. Code 28-3814',
  force: 'L', confidence: 'medium', from: '2023-01-01',
  params: {},
  judge: ({ proposed }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const person = usPerson(proposed);
    if (person === 'unknown') return unknownFact('proposed.role');
    if (person !== 'third_party') return SATISFIED;
    return proposed.purpose === 'location_information' && !tellsOfDebt(proposed) ? SATISFIED : against('prohibited', 'third_party');
  },
});
