import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { debtsThatMayBe, lastAbout } from '../reading/cn-debt.js';
import { isContact } from '../reading/contact.js';
import { kinds } from '../reading/kinds.js';

const AGREEMENTS = kinds('instalment_agreement_signed', 'instalment_agreement_defaulted');

/** Credit-card measures art. 70: once a personalised instalment agreement is signed, collection stops unless the holder defaults on it. */
export const cnH1CardInstalments = defineRule({
  id: 'CN-H1',
  articles: ['CN-H2', 'CC-70'],
  title: { en: 'A signed card instalment agreement stops collection', zh: '签订个性化分期协议后停止催收' },
  citation: 'Measures on credit-card business (CBRC 2011 No. 2), art. 70',
  force: 'R', confidence: 'high', from: '2011-01-13',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed) && proposed.channel !== 'legal_action') return NOT_APPLICABLE;
    const cards = debtsThatMayBe(facts, proposed, 'credit_card');
    if (cards.length === 0) return NOT_APPLICABLE;
    const kept = cards.some((debt) => {
      const last = lastAbout(facts, debt.id, at, AGREEMENTS);
      return last?.type === 'instalment_agreement_signed';
    });
    return kept ? against('prohibited', 'instalment_agreement') : SATISFIED;
  },
});
