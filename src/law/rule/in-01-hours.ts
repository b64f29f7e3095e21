// RBI circular of 12 Aug 2022, carried into the Responsible Business Conduct Directions 2025: no recovery call before 08:00 or after 19:00.
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { clockMs } from '../../domain/time/window.js';
import { barredWhile, unknownFact } from '../reading/bar.js';
import { locationsUnknown, openEverywhere } from '../reading/consent.js';
import { isCall } from '../reading/contact.js';
import { candidateZones } from '../reading/events.js';
import { isAdviser } from '../reading/person.js';

export const in01Hours = defineRule({
  id: 'IN-01',
  articles: ['IN', 'IN-RBI-hours', 'IN-RBI'],
  title: { en: 'Recovery calls from 08:00 to 19:00', zh: '催收电话仅限8时至19时' },
  citation: 'RBI circular of 12 Aug 2022; Responsible Business Conduct Directions 2025',
  force: 'R', confidence: 'high', from: '2022-08-12',
  params: { from: 'clock', to: 'clock' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed) || isAdviser(proposed)) return NOT_APPLICABLE;
    if (locationsUnknown(facts)) return unknownFact('person.locations');
    const hours = { from: clockMs(params.from), to: clockMs(params.to) };
    return barredWhile(at, { zones: candidateZones(facts, proposed), clock: [hours.from, hours.to] }, (t) => !openEverywhere(facts, proposed, t, hours), 'prohibited', 'outside_hours');
  },
});
