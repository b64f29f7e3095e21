import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { personOf, candidateZones } from '../reading/events.js';
import { dayCap, isSent } from '../reading/count.js';
import { isOwedAnswer } from '../reading/reply.js';

/** House rule: so many texts to one person within seven days. No law gives a number. An answer that they are owed has a number of its own, up to which all texts count too. */
export const houseSmsWeek = defineRule({
  id: 'HOUSE-SMS-WEEK',
  articles: [],
  title: { en: 'Cap on texts a week', zh: '每周短信上限' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { max: 'count', days: 'count', answers: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel !== 'sms' || proposed.purpose === 'optout_confirmation') return NOT_APPLICABLE;
    const max = isOwedAnswer(facts, proposed, at) ? params.answers : params.max;
    return dayCap(facts, at, candidateZones(facts, proposed), { ...params, max }, (event) => isSent(event, 'sms') && personOf(event, facts) === proposed.personId, 'sms_week_cap');
  },
});
