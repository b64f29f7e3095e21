import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { personOf, candidateZones } from '../reading/events.js';
import { dayCap, isSent } from '../reading/count.js';

/** House rule: so many visits to one person within thirty days. No law gives a number. */
export const houseVisitMonth = defineRule({
  id: 'HOUSE-VISIT-MONTH',
  articles: [],
  title: { en: 'Cap on visits a month', zh: '每月上门上限' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel !== 'visit') return NOT_APPLICABLE;
    return dayCap(facts, at, candidateZones(facts, proposed), params, (event) => isSent(event, 'visit') && personOf(event, facts) === proposed.personId, 'visit_month_cap');
  },
});
