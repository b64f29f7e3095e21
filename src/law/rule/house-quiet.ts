import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { against, barredWhile } from '../reading/bar.js';
import { consentsFor, designatesTime } from '../reading/consent.js';
import { isContact, isPaper, placeOf } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { personOf } from '../reading/events.js';
import { eventsOf, kinds } from '../reading/kinds.js';

/** House rule: times and places that the person said do not suit are respected in every country, unless they agreed otherwise since. */
export const houseQuiet = defineRule({
  id: 'HOUSE-QUIET',
  articles: [],
  title: { en: 'Times and places that do not suit', zh: '尊重当事人表示不便的时间与地点' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const designations = eventsOf(facts, DESIGNATIONS);
    if (designations.length === 0) return SATISFIED;
    const said = designations.filter((event) => event.at <= at && personOf(event, facts) === proposed.personId);
    const place = placeOf(proposed);
    if (place !== null && said.some((event) => barsPlace(event, place) && consentsFor(facts, proposed, at, { place, after: event.at, hours: null }).length === 0)) {
      return against('prohibited', 'unsuitable_place');
    }
    const times = said.filter((event) => event.type === 'inconvenient_time_designation');
    if (times.length === 0 || isPaper(proposed)) return SATISFIED;
    return barredWhile(at, windowsOnRecord(facts, proposed), (t) => times.some((event) => stands(event, facts, proposed, t)), 'prohibited', 'unsuitable_time');
  },
});

const DESIGNATIONS = kinds('employer_prohibits', 'inconvenient_place_designation', 'inconvenient_time_designation');

function barsPlace(event: LawEvent, place: 'home' | 'work'): boolean {
  if (event.type === 'employer_prohibits') return place === 'work';
  return event.type === 'inconvenient_place_designation' && (event.place === undefined || event.place === place);
}

function stands(event: LawEvent, facts: Facts, proposed: Proposed, at: Instant): boolean {
  return designatesTime(event, facts, proposed, at) && consentsFor(facts, proposed, at, { time: true, after: event.at, hours: null }).length === 0;
}
