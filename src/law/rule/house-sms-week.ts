import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { personOf, candidateZones } from '../reading/events.js';
import { dayCap, isSent } from '../reading/count.js';

/** House rule: so many texts to one person within seven days. No law gives a number. */
export const houseSmsWeek = defineRule({
  id: 'HOUSE-SMS-WEEK',
  articles: [],
  title: { en: 'Cap on texts a week', zh: '每周短信上限' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel !== 'sms' || proposed.purpose === 'optout_confirmation') return NOT_APPLICABLE;
    return dayCap(facts, at, candidateZones(facts, proposed), params, (event) => isSent(event, 'sms') && personOf(event, facts) === proposed.personId, 'sms_week_cap');
  },
});
