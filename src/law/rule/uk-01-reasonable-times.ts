// CONC 7.9.4R: no contact at unreasonable times; due regard to reasonable requests on when, where and how. The rule has no clock: the pack's outer hours mark what nobody would call reasonable.
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import type { Facts, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { clockMs } from '../../domain/time/window.js';
import { barredWhile, unknownFact } from '../reading/bar.js';
import { consentsFor, designatesTime, locationsUnknown, openEverywhere, type OpenHours } from '../reading/consent.js';
import { isContact, isPaper, mediumOf, placeOf } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { eventsOfPerson } from '../reading/events.js';
import { isAdviser } from '../reading/person.js';
import { kinds } from '../reading/kinds.js';

const REQUESTS = kinds('inconvenient_place_designation', 'employer_prohibits', 'medium_optout', 'sms_stop');

export const uk01ReasonableTimes = defineRule({
  id: 'UK-01',
  articles: ['UK', 'CONC7', 'CONC7.9', 'CONC7.9.4', 'CONC7.9.4R'],
  title: { en: 'No contact at unreasonable times; requests on when, where and how are honoured', zh: '不得在不合理时间联系；尊重客户对时间、地点、方式的合理要求' },
  citation: 'CONC 7.9.4R (names no number; that applied is ours)',
  force: 'R', confidence: 'medium', from: '2014-04-01',
  params: { from: 'clock', to: 'clock' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || isAdviser(proposed)) return NOT_APPLICABLE;
    if (!isPaper(proposed) && locationsUnknown(facts)) return unknownFact('person.locations');
    const hours = { from: clockMs(params.from), to: clockMs(params.to) };
    return barredWhile(
      at, windowsOnRecord(facts, proposed, [hours.from, hours.to]),
      (t) => unreasonableTime(facts, proposed, t, hours) || againstRequest(facts, proposed, t), 'prohibited', 'unreasonable_time_or_way',
    );
  },
});

function unreasonableTime(facts: Facts, proposed: Proposed, at: Instant, hours: OpenHours): boolean {
  if (isPaper(proposed)) return false;
  const agreed = (after?: Instant): boolean => consentsFor(facts, proposed, at, after === undefined ? { time: true, hours: null } : { time: true, after, hours: null }).length > 0;
  if (!openEverywhere(facts, proposed, at, hours) && !agreed()) return true;
  return eventsOfPerson(facts, proposed, at, 'inconvenient_time_designation').some((event) => designatesTime(event, facts, proposed, at) && !agreed(event.at));
}

function againstRequest(facts: Facts, proposed: Proposed, at: Instant): boolean {
  const place = placeOf(proposed);
  return eventsOfPerson(facts, proposed, at, REQUESTS).some((event) => {
    if (event.type === 'inconvenient_place_designation' || event.type === 'employer_prohibits') {
      const asked = event.place ?? (event.type === 'employer_prohibits' ? 'work' : undefined);
      return place !== null && place === asked && consentsFor(facts, proposed, at, { place, after: event.at, hours: null }).length === 0;
    }
    if (proposed.purpose === 'optout_confirmation') return false;
    const refused = event.type === 'medium_optout' ? mediumOf(event.medium ?? event.channel ?? '') : event.type === 'sms_stop' && event.about !== 'unrelated_marketing' ? 'sms' : null;
    return refused === mediumOf(proposed.channel) && !eventsOfPerson(facts, proposed, at, 'resubscribed').some((later) => later.at > event.at);
  });
}
