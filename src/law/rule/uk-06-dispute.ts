// CONC 7.14.1R: all steps stop while a debt is disputed on valid or perhaps valid grounds, however and whenever the customer says so, until the outcome is told.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { eventsAboutDebts } from '../reading/events.js';
import { isAdviser } from '../reading/person.js';

export const uk06Dispute = defineRule({
  id: 'UK-06',
  articles: ['UK', 'CONC7', 'CONC7.14', 'CONC7.14.1', 'CONC7.14.1R', 'CONC7.14.2', 'CONC7.14.3', 'CONC7.14.4', 'CONC7.14.5', 'CONC7.14.6'],
  title: { en: 'A disputed debt is not pursued until the outcome is told', zh: '有争议的债务在告知调查结果前不得追讨' },
  citation: 'CONC 7.14.1R-7.14.6R',
  force: 'R', confidence: 'high', from: '2014-04-01',
  params: { notRecovery: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel === 'data_purge' || isAdviser(proposed)) return NOT_APPLICABLE;
    const disputes = eventsAboutDebts(facts, proposed, at, 'dispute');
    if (disputes.length === 0) return NOT_APPLICABLE;
    const open = disputes.some((dispute) => !eventsAboutDebts(facts, proposed, at, 'verification_sent').some((told) => told.at >= dispute.at));
    return !open || params.notRecovery.includes(proposed.purpose) ? SATISFIED : against('prohibited', 'dispute_open');
  },
});
