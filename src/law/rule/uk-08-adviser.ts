// CONC 7.3.11R–7.3.12G: when told that an adviser acts for the customer, recovery is suspended for a reasonable time (guidance: 30 days).
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { localDay, startOfDay } from '../../domain/time/zone.js';
import { against } from '../reading/bar.js';
import { eventsFor } from '../reading/events.js';
import { isAdviser } from '../reading/person.js';

export const uk08Adviser = defineRule({
  id: 'UK-08',
  articles: ['UK', 'CONC7', 'CONC7.3', 'CONC7.3.11', 'CONC7.3.11R', 'CONC7.3.12', 'CONC7.12'],
  title: { en: 'Time for a customer who works on a plan with an adviser', zh: '客户与顾问商定还款计划期间暂停催收' },
  citation: 'CONC 7.3.11R-7.3.12G',
  force: 'R', confidence: 'medium', from: '2014-04-01',
  params: { days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel === 'data_purge' || isAdviser(proposed)) return NOT_APPLICABLE;
    const told = eventsFor(facts, proposed, at, 'attorney_representation').at(-1);
    if (told === undefined) return NOT_APPLICABLE;
    const free = startOfDay(told.tz, localDay(told.tz, told.at) + params.days);
    return at >= free ? SATISFIED : against('prohibited', 'adviser_hold', free);
  },
});
