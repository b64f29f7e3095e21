import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { debtsThatMayBe } from '../reading/cn-debt.js';
import { isOutsider, SEEKS_DEBTOR } from '../reading/cn-person.js';
import { isContact } from '../reading/contact.js';

/** Measures on consumer finance companies (2024): no collection from unrelated third parties. Who lent is not told, so every consumer loan is taken for one. */
export const cnP9ConsumerFinanceThirdParty = defineRule({
  id: 'CN-P9',
  articles: [],
  title: { en: 'Consumer finance: not from unrelated third parties', zh: '消费金融公司不得向无关第三人催收' },
  citation: 'Measures on consumer finance companies (NFRA 2024 No. 4)',
  force: 'R', confidence: 'high', from: '2024-04-18',
  params: {},
  judge: ({ facts, proposed }) => {
    if (!isContact(proposed) || debtsThatMayBe(facts, proposed, 'consumer_loan').length === 0) return NOT_APPLICABLE;
    return isOutsider(proposed) && !SEEKS_DEBTOR.includes(proposed.purpose) ? against('prohibited', 'not_the_debtor') : SATISFIED;
  },
});
