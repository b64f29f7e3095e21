// CONC 7.15: a statute-barred debt is not sued on, nor is a suit threatened, nor is it pursued once the customer says that it will not be paid.
import { isUnknown } from '../../domain/unknown.js';
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against, unknownFact } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { eventsAboutDebts, proposedDebts } from '../reading/events.js';

export const uk11StatuteBarred = defineRule({
  id: 'UK-11',
  articles: ['UK', 'CONC7', 'CONC7.15', 'CONC7.15.4', 'CONC7.15.8'],
  title: { en: 'A statute-barred debt is not enforced', zh: '已过诉讼时效的债务不得强制追讨' },
  citation: 'CONC 7.15',
  force: 'R', confidence: 'medium', from: '2014-04-01',
  params: { threats: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    const debts = proposedDebts(facts, proposed);
    const barred = debts.some((debt) => debt.timeBarred === true);
    const unsaid = debts.some((debt) => isUnknown(debt.timeBarred));
    const sues = proposed.channel === 'legal_action' || (isContact(proposed) && params.threats.includes(proposed.purpose));
    const refused = isContact(proposed) && eventsAboutDebts(facts, proposed, at, 'refusal_to_pay').length > 0;
    if (barred && (sues || refused)) return against('prohibited', sues ? 'time_barred' : 'time_barred_and_refused');
    if (unsaid && (sues || refused)) return unknownFact('debts.timeBarred');
    return barred && isContact(proposed) ? SATISFIED : NOT_APPLICABLE;
  },
});
