// 47 CFR 64.1200(a)(3)(iii), (b)(3): a prerecorded or artificial voice to a residential line, without consent: at most 3
// calls in 30 consecutive days, each with a way to opt out.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDay } from '../../domain/time/zone.js';
import { against, barredWhile } from '../reading/bar.js';
import { bySameCollector, candidateZones, eventsWithin, personOf } from '../reading/events.js';
import { isArtificialVoice, gaveTcpaConsent } from '../reading/tcpa.js';
import { isCountedCall } from '../reading/us-call.js';

type ResidentialParams = { readonly calls: number; readonly days: number };

export const usT05Residential = defineRule({
  id: 'US-T-05',
  articles: ['TCPA', '47USC227', '47CFR64.1200(a)(3)', '64.1200', '64.1200(a)(3)'],
  title: { en: 'Prerecorded voice to a home line: 3 calls in 30 days without consent', zh: '未经同意以预录语音拨打住宅电话：30日内至多3次' },
  citation: '47 CFR 64.1200(a)(3)(iii), (b)',
  force: 'L', confidence: 'medium', from: '2023-07-20',
  params: { calls: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isArtificialVoice(proposed) || proposed.line !== 'residential') return NOT_APPLICABLE;
    if (gaveTcpaConsent(facts, proposed, at)) return SATISFIED;
    const optOut = proposed.content?.['optOut'];
    if (proposed.optOutNotice === false || optOut === false || optOut === '') return against('prohibited', 'opt_out_notice_missing');
    return barredWhile(at, { zones: candidateZones(facts, proposed) }, (t) => tooMany(facts, proposed, t, params), 'prohibited', 'residential_call_count');
  },
});

/** Per line, whatever the debt. A call of which nobody noted the voice may have been such a one. */
function tooMany(facts: Facts, proposed: Proposed, at: Instant, params: ResidentialParams): boolean {
  const calls = eventsWithin(facts, at, params.days).filter((event) => personOf(event, facts) === proposed.personId && bySameCollector(event, proposed) && isCountedCall(event) && event.voice !== 'human');
  return candidateZones(facts, proposed).some((tz) => calls.filter((event) => localDay(tz, event.at) > localDay(tz, at) - params.days).length >= params.calls);
}
