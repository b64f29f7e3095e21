// 12 CFR 1006.26(b): no suit, and no threat of one, on a time-barred debt, whether or not the collector knew. A proof of claim is excepted.
import { isUnknown } from '../../domain/unknown.js';
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against, unknownFact } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { proposedDebts } from '../reading/events.js';

export const usF28TimeBarred = defineRule({
  id: 'US-F-28',
  articles: ['1006.26', '1006.26(a)', '1006.26(b)'],
  title: { en: 'No suit or threat of suit on a time-barred debt', zh: '对已过诉讼时效的债务不得起诉或以起诉相威胁' },
  citation: '12 CFR 1006.26(b)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { threats: 'texts' },
  judge: ({ facts, proposed, params }) => {
    const debts = proposedDebts(facts, proposed);
    const sues = proposed.channel === 'legal_action' || (isContact(proposed) && params.threats.includes(proposed.purpose));
    if (!sues) return debts.some((debt) => debt.timeBarred === true) ? SATISFIED : NOT_APPLICABLE;
    if (debts.some((debt) => debt.timeBarred === true)) return against('prohibited', 'time_barred');
    return debts.some((debt) => isUnknown(debt.timeBarred)) || debts.length === 0 ? unknownFact('debts.timeBarred') : SATISFIED;
  },
});
