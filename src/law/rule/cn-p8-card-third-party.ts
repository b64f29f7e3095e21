import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { debtsThatMayBe } from '../reading/cn-debt.js';
import { isOutsider, SEEKS_DEBTOR } from '../reading/cn-person.js';
import { isContact } from '../reading/contact.js';

/** Credit-card measures art. 68: card debts are collected from the holder and the guarantor, not from unrelated third parties. */
export const cnP8CardThirdParty = defineRule({
  id: 'CN-P8',
  articles: ['CC-68'],
  title: { en: 'Card debts: the holder and the guarantor only', zh: '信用卡债务仅可向本人及担保人催收' },
  citation: 'Measures on credit-card business (CBRC 2011 No. 2), art. 68',
  force: 'R', confidence: 'high', from: '2011-01-13',
  params: {},
  judge: ({ facts, proposed }) => {
    if (!isContact(proposed) || debtsThatMayBe(facts, proposed, 'credit_card').length === 0) return NOT_APPLICABLE;
    return isOutsider(proposed) && !SEEKS_DEBTOR.includes(proposed.purpose) ? against('prohibited', 'not_the_debtor') : SATISFIED;
  },
});
