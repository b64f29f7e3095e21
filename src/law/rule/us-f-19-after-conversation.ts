// 12 CFR 1006.14(b)(2)(i)(B), comment 14(b)(2)(i)-1.ii: no call within 7 consecutive days of a telephone conversation about the debt, its date being day 1.
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import type { Facts, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDay } from '../../domain/time/zone.js';
import { barredWhile } from '../reading/bar.js';
import { isCall } from '../reading/contact.js';
import { proposedUnits } from '../reading/debt-unit.js';
import { windowsOnRecord } from '../reading/edges.js';
import { candidateZones, eventsWithin } from '../reading/events.js';
import { callConsentActive, isTelephoneConversation, sameCount } from '../reading/us-call.js';
import { usPerson } from '../reading/us-person.js';

type AfterParams = { readonly days: number; readonly consentDays: number };

export const usF19AfterConversation = defineRule({
  id: 'US-F-19',
  articles: [
    '1006.14(b)', '1006.14(b)(1)', '1006.14(b)(2)(i)', '1006.14(b)(2)(i)(B)', '1006.14(b)(2)(ii)', '1006.14(b)(3)', '1006.14(b)(3)(i)',
    '1006.14(b)(3)(iii)', '1006.14(b)(4)', 'US-F-20', 'US-F-22', 'US-F-23', '15USC1692d(5)',
  ],
  title: { en: 'No call within 7 days of a telephone conversation', zh: '通话交谈之日起连续7日内不得再打电话' },
  citation: '12 CFR 1006.14(b)(2)(i)(B); comment 14(b)(2)(i)-1.ii',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { days: 'count', consentDays: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed) || usPerson(proposed) === 'professional') return NOT_APPLICABLE;
    const zones = candidateZones(facts, proposed);
    return barredWhile(
      at, windowsOnRecord(facts, proposed),
      (t) => proposedUnits(facts, proposed).some((unit) => tooSoon(facts, proposed, unit, t, zones, params)),
      'presumed_violation', 'after_conversation',
    );
  },
});

function tooSoon(facts: Facts, proposed: Proposed, unit: string, at: Instant, zones: readonly string[], params: AfterParams): boolean {
  const recent = eventsWithin(facts, at, params.days).some(
    (event) => isTelephoneConversation(event) && sameCount(event, facts, proposed, unit) &&
      zones.some((tz) => localDay(tz, at) - localDay(tz, event.at) < params.days),
  );
  return recent && !callConsentActive(facts, proposed, unit, at, zones, { days: params.consentDays });
}
