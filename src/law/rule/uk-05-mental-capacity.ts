// CONC 7.10.1R: recovery is suspended when the firm is told, or should see, that the customer may lack mental capacity,
// until somebody has weighed the evidence and lifted the hold.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { eventsOfPerson } from '../reading/events.js';
import { liftedSince } from '../reading/hold.js';
import { isAdviser } from '../reading/person.js';

export const uk05MentalCapacity = defineRule({
  id: 'UK-05',
  articles: ['UK', 'CONC7', 'CONC7.10', 'CONC7.10.1', 'CONC7.10.1R', 'CONC7.10.2', 'CONC7.10.4'],
  title: { en: 'Recovery is suspended on notice of mental incapacity', zh: '获知客户可能缺乏行为能力的，暂停催收' },
  citation: 'CONC 7.10.1R-7.10.4G',
  force: 'R', confidence: 'high', from: '2014-04-01',
  params: { notRecovery: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel === 'data_purge' || isAdviser(proposed)) return NOT_APPLICABLE;
    const told = eventsOfPerson(facts, proposed, at, 'mental_capacity_notice').at(-1);
    if (told === undefined) return NOT_APPLICABLE;
    if (liftedSince(facts, proposed, at, 'incapacity', told)) return SATISFIED;
    return params.notRecovery.includes(proposed.purpose) ? SATISFIED : against('prohibited', 'mental_capacity');
  },
});
