// 12 CFR 1006.14(b)(2)(i)(A), (ii), (3), (4): at most 7 calls to one person about one debt within 7 consecutive days; more is presumed a violation.
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import type { Facts, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDay } from '../../domain/time/zone.js';
import { barredWhile } from '../reading/bar.js';
import { isCall } from '../reading/contact.js';
import { proposedUnits } from '../reading/debt-unit.js';
import { windowsOnRecord } from '../reading/edges.js';
import { candidateZones, eventsWithin } from '../reading/events.js';
import { callConsentActive, isCountedCall, sameCount } from '../reading/us-call.js';
import { usPerson } from '../reading/us-person.js';

type CountParams = { readonly calls: number; readonly days: number; readonly consentDays: number };

export const usF18CallCount = defineRule({
  id: 'US-F-18',
  articles: [
    '1006.14(b)', '1006.14(b)(1)', '1006.14(b)(2)(i)', '1006.14(b)(2)(i)(A)', '1006.14(b)(2)(ii)', '1006.14(b)(3)', '1006.14(b)(3)(i)',
    '1006.14(b)(3)(ii)', '1006.14(b)(3)(iii)', '1006.14(b)(4)', 'US-F-20', 'US-F-21', 'US-F-22', 'US-F-23', '15USC1692d(5)',
  ],
  title: { en: 'At most 7 calls in 7 days to one person about one debt', zh: '就一笔债务对一人，任意连续7日内至多7次通话' },
  citation: '12 CFR 1006.14(b)(2)(i)(A), (3), (4)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { calls: 'count', days: 'count', consentDays: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed) || usPerson(proposed) === 'professional') return NOT_APPLICABLE;
    const zones = candidateZones(facts, proposed);
    return barredWhile(
      at, windowsOnRecord(facts, proposed),
      (t) => proposedUnits(facts, proposed).some((unit) => overCount(facts, proposed, unit, t, zones, params)),
      'presumed_violation', 'call_count',
    );
  },
});

function overCount(facts: Facts, proposed: Proposed, unit: string, at: Instant, zones: readonly string[], params: CountParams): boolean {
  const limits = { days: params.consentDays };
  const calls = eventsWithin(facts, at, params.days).filter((event) => isCountedCall(event) && sameCount(event, facts, proposed, unit));
  if (calls.length < params.calls) return false;
  const counted = calls.filter((event) => !callConsentActive(facts, proposed, unit, event.at, zones, limits, event));
  const tooMany = zones.some((tz) => {
    const today = localDay(tz, at);
    return counted.filter((event) => localDay(tz, event.at) > today - params.days).length >= params.calls;
  });
  return tooMany && !callConsentActive(facts, proposed, unit, at, zones, limits);
}
