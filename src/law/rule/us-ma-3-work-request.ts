import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDay, startOfDay } from '../../domain/time/zone.js';
import { against } from '../reading/bar.js';
import { isCall } from '../reading/contact.js';
import { candidateZones, eventsOfPerson } from '../reading/events.js';
import { goesToWork } from '../reading/us-account.js';
import { kinds } from '../reading/kinds.js';

const REQUESTS = kinds('employer_prohibits', 'inconvenient_place_designation');

/** 940 CMR 7.04(1)(e), 209 CMR 18.16(1): no calls to work once asked not to; an oral request lasts 10 days unless confirmed in writing. */
export const usMa3WorkRequest = defineRule({
  id: 'US-MA-1-WORK-REQUEST',
  articles: ['MA-940CMR7.04(1)(e)', '940CMR7.04(1)(e)'],
  title: { en: 'Massachusetts: no calls to work once asked', zh: '马萨诸塞州：经请求后不得致电工作场所' },
  citation: '940 CMR 7.04(1)(e); 209 CMR 18.16(1)',
  force: 'R', confidence: 'medium', from: '2012-03-02',
  params: { oralDays: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!(isCall(proposed) || proposed.channel === 'sms') || !goesToWork(proposed)) return NOT_APPLICABLE;
    let until: Instant | null = at;
    for (const event of eventsOfPerson(facts, proposed, at, REQUESTS)) {
      const asks = event.type === 'employer_prohibits' || (event.type === 'inconvenient_place_designation' && event.place === 'work');
      if (!asks) continue;
      const lasts = event.form !== 'oral' ? null : Math.max(...candidateZones(facts, proposed).map((tz) => startOfDay(tz, localDay(tz, event.at) + params.oralDays)));
      until = until === null || lasts === null ? null : Math.max(until, lasts);
    }
    return until !== null && until <= at ? SATISFIED : against('prohibited', 'work_calls_refused', until);
  },
});
