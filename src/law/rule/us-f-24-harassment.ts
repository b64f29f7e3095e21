// 12 CFR 1006.14(a), comment 14(a)-1.i: the ban on harassment covers all media together. The clause has no number; the
// pack's are ours, for the plain case that the comment describes: many unasked texts a day, day after day.
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDay } from '../../domain/time/zone.js';
import { barredWhile } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { bySameCollector, candidateZones, eventsWithin, personOf } from '../reading/events.js';

type HarassmentParams = { readonly textsPerDay: number; readonly days: number };

export const usF24Harassment = defineRule({
  id: 'US-F-24',
  articles: ['1006.14(a)', '15USC1692d'],
  title: { en: 'No harassment by all media taken together', zh: '各种方式合计不得构成骚扰' },
  citation: '12 CFR 1006.14(a); comment 14(a)-1.i (names no number; that applied is ours)',
  force: 'L', confidence: 'medium', from: '2021-11-30',
  params: { textsPerDay: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || proposed.purpose === 'optout_confirmation') return NOT_APPLICABLE;
    return barredWhile(at, { zones: candidateZones(facts, proposed) }, (t) => relentless(facts, proposed, t, params), 'prohibited', 'texts_day_after_day');
  },
});

function isText(event: LawEvent): boolean {
  return event.type === 'sms' || event.type === 'email' || event.type === 'push';
}

/** So many texts a day on so many days together, the last of them today (with the one asked about) or yesterday: a day of rest ends it. */
function relentless(facts: Facts, proposed: Proposed, at: Instant, params: HarassmentParams): boolean {
  const texts = eventsWithin(facts, at, params.days + 1).filter((event) => isText(event) && personOf(event, facts) === proposed.personId && bySameCollector(event, proposed));
  if (texts.length + 1 < params.textsPerDay * params.days) return false;
  return candidateZones(facts, proposed).some((tz) => {
    const today = localDay(tz, at);
    const sentOn = (day: number): number => texts.filter((event) => localDay(tz, event.at) === day).length + (day === today ? 1 : 0);
    const runTo = (last: number): boolean => Array.from({ length: params.days }, (_, back) => sentOn(last - back)).every((sent) => sent >= params.textsPerDay);
    return runTo(today) || runTo(today - 1);
  });
}
