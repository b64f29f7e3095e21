// CONC 7.9.7R, 7.9.10R: no public embarrassment; third parties do not learn of the debt.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against, unknownFact } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { answersForDebt, isAdviser } from '../reading/person.js';

export const uk03NoExposure = defineRule({
  id: 'UK-03',
  articles: ['UK', 'CONC7', 'CONC7.9', 'CONC7.9.7', 'CONC7.9.7R', 'CONC7.9.10', 'CONC7.9.10R', 'CONC7.9.11'],
  title: { en: 'The debt is not shown to third parties or in public', zh: '不得向第三人或公众披露债务' },
  citation: 'CONC 7.9.7R, 7.9.10R-7.9.11G',
  force: 'R', confidence: 'high', from: '2014-04-01',
  params: {},
  judge: ({ proposed }) => {
    if (!isContact(proposed) || isAdviser(proposed)) return NOT_APPLICABLE;
    if (proposed.channel === 'social_public' || proposed.channel === 'postcard') return against('prohibited', 'public_exposure');
    const owes = answersForDebt(proposed);
    if (owes === 'unknown') return unknownFact('proposed.role');
    if (owes) return SATISFIED;
    // Asking a third party to find the customer is thinkable; telling of the debt is not.
    const asksOnly = (proposed.purpose === 'location_information' || proposed.purpose === 'reach_debtor') && proposed.content?.['saysDebtOwed'] !== true;
    return asksOnly ? SATISFIED : against('prohibited', 'third_party');
  },
});
