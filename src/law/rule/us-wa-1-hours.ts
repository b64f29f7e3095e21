import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { clockMs } from '../../domain/time/window.js';
import { barredWhile, unknownFact } from '../reading/bar.js';
import { consentsFor, locationsUnknown, openEverywhere } from '../reading/consent.js';
import { isContact, isPaper } from '../reading/contact.js';
import { goesToWork } from '../reading/us-account.js';
import { windowsOnRecord } from '../reading/edges.js';

/** RCW 19.16.250(13): at home only from 07:30 and before 21:00, unless the debtor asked. */
export const usWa1Hours = defineRule({
  id: 'US-WA-1-HOURS',
  articles: ['WA', 'US-WA-1', 'WA-RCW19.16.250', 'WA-RCW19.16.250(13)', 'RCW19.16.250(13)', 'WA-RCW-19.16.250', 'WA-19.16.250(13)'],
  title: { en: 'Washington: at home from 07:30 to 21:00', zh: '华盛顿州：住所联系时间为7时30分至21时' },
  citation: 'RCW 19.16.250(13)',
  force: 'L', confidence: 'high', from: '2013-07-28',
  params: { from: 'clock', to: 'clock' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || isPaper(proposed) || proposed.channel === 'email' || goesToWork(proposed)) return NOT_APPLICABLE;
    if (locationsUnknown(facts)) return unknownFact('person.locations');
    const hours = { from: clockMs(params.from), to: clockMs(params.to) };
    return barredWhile(
      at, windowsOnRecord(facts, proposed, [hours.from, hours.to]),
      (t) => !openEverywhere(facts, proposed, t, hours) && consentsFor(facts, proposed, t, { time: true, hours: null }).length === 0,
      'prohibited', 'outside_hours',
    );
  },
});
