import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { clockMs } from '../../domain/time/window.js';
import { barredWhile, unknownFact } from '../reading/bar.js';
import { consentsFor, locationsUnknown, openEverywhere } from '../reading/consent.js';
import { isContact, isPaper } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';

/** 940 CMR 7.04, 209 CMR 18.16: at normal waking hours; where those are not known, from 08:00 and before 21:00. */
export const usMa2Hours = defineRule({
  id: 'US-MA-1-HOURS',
  articles: ['MA-hours', 'MA-940CMR7.04(1)(hours)'],
  title: { en: 'Massachusetts: 08:00 to 21:00', zh: '马萨诸塞州：8时至21时' },
  citation: '940 CMR 7.04(1); 209 CMR 18.16(1)',
  force: 'R', confidence: 'high', from: '2012-03-02',
  params: { from: 'clock', to: 'clock' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || isPaper(proposed)) return NOT_APPLICABLE;
    if (locationsUnknown(facts)) return unknownFact('person.locations');
    const hours = { from: clockMs(params.from), to: clockMs(params.to) };
    return barredWhile(
      at, windowsOnRecord(facts, proposed, [hours.from, hours.to]),
      (t) => !openEverywhere(facts, proposed, t, hours) && consentsFor(facts, proposed, t, { time: true, hours: null }).length === 0,
      'prohibited', 'outside_hours',
    );
  },
});
