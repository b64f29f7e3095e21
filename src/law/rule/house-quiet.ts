import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { barredUnlessLifted } from '../reading/bar.js';
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
    const places = place === null ? [] : said.filter((event) => barsPlace(event, place));
    const times = isPaper(proposed) ? [] : said.filter((event) => event.type === 'inconvenient_time_designation');
    const notHere = (t: Instant): boolean => place !== null && places.some((event) => consentsFor(facts, proposed, t, { place, after: event.at, hours: null }).length === 0);
    const notNow = (t: Instant): boolean => times.some((event) => stands(event, facts, proposed, t));
    if (places.length === 0 && times.length === 0) return SATISFIED;
    return barredUnlessLifted(at, windowsOnRecord(facts, proposed), (t) => notHere(t) || notNow(t), 'prohibited', notHere(at) ? 'unsuitable_place' : 'unsuitable_time');
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
