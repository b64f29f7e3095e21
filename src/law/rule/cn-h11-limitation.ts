import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against, unknownFact } from '../reading/bar.js';
import { proposedDebts } from '../reading/events.js';

/** Civil Code arts. 188, 192: after three years the debtor may refuse; that no text may then threaten a court is the house's reading. */
export const cnH11Limitation = defineRule({
  id: 'CN-H11',
  articles: ['CivilCode-192'],
  title: { en: 'No threat of a court on a time-barred debt', zh: '诉讼时效届满的债务不得以诉讼相威胁' },
  citation: 'House reading of Civil Code arts. 188, 192',
  force: 'H', confidence: 'high', from: '2021-01-01',
  params: { threats: 'texts' },
  judge: ({ facts, proposed, params }) => {
    if (!params.threats.includes(proposed.purpose)) return NOT_APPLICABLE;
    const debts = proposedDebts(facts, proposed);
    if (debts.some((debt) => debt.timeBarred === true)) return against('prohibited', 'time_barred');
    return debts.some((debt) => debt.timeBarred === 'unknown') ? unknownFact('debts.timeBarred') : SATISFIED;
  },
});
