// Directive (EU) 2021/2167 art. 10(1): privacy respected, no harassment, coercion or undue influence: not in public, not to others.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against, unknownFact } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { answersForDebt, isAdviser } from '../reading/person.js';

export const eu01Conduct = defineRule({
  id: 'EU-01C',
  articles: ['EU', 'EU-2021/2167', 'EU-2021/2167-10', 'EU-2021/2167-10(1)', 'EU-2021-2167', 'EU-2167', 'EU-NPL', 'Dir2021/2167'],
  title: { en: 'The borrower’s privacy is respected', zh: '尊重借款人隐私' },
  citation: 'Directive (EU) 2021/2167 art. 10(1)',
  force: 'L', confidence: 'high', from: '2023-12-29',
  params: {},
  judge: ({ proposed }) => {
    if (!isContact(proposed) || isAdviser(proposed)) return NOT_APPLICABLE;
    if (proposed.channel === 'social_public' || proposed.channel === 'postcard') return against('prohibited', 'public_exposure');
    const owes = answersForDebt(proposed);
    if (owes === 'unknown') return unknownFact('proposed.role');
    return owes ? SATISFIED : against('prohibited', 'third_party');
  },
});
