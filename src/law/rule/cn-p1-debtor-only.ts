import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isOutsider, SEEKS_DEBTOR } from '../reading/cn-person.js';
import { isContact } from '../reading/contact.js';

/** GB/T 45251-2025 5.3: collect from the debtor only, never from a contact; guarantors and others jointly liable within law and agreement. */
export const cnP1DebtorOnly = defineRule({
  id: 'CN-P1',
  articles: ['GB/T45251-5.3-persons'],
  title: { en: 'Collect from the debtor only', zh: '仅向债务人本人催收，不得向联系人催收' },
  citation: 'GB/T 45251-2025, 5.3',
  force: 'S', confidence: 'high', from: '2025-02-28',
  params: {},
  judge: ({ proposed }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    return isOutsider(proposed) && !SEEKS_DEBTOR.includes(proposed.purpose) ? against('prohibited', 'not_the_debtor') : SATISFIED;
  },
});
