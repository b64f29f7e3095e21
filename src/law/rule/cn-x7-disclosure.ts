import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isOutsider, tellsOfDebt } from '../reading/cn-person.js';
import { isContact } from '../reading/contact.js';

/** GB/T 45251-2025 5.3, CBA 2026, NIFA 2018 art. 18: nobody but those who answer for the debt is told of it. */
export const cnX7Disclosure = defineRule({
  id: 'CN-X7',
  articles: ['NIFA-2018-18'],
  title: { en: 'The debt is told to nobody else', zh: '不得向他人透露债务' },
  citation: 'GB/T 45251-2025, 5.3; CBA guideline (2026); NIFA convention (2018), art. 18',
  force: 'S', confidence: 'high', from: '2018-03-28',
  params: {},
  judge: ({ proposed }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    return isOutsider(proposed) && tellsOfDebt(proposed) ? against('prohibited', 'debt_disclosed') : SATISFIED;
  },
});
