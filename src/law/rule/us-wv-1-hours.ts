import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { clockMs } from '../../domain/time/window.js';
import { barredWhile, unknownFact } from '../reading/bar.js';
import { consentsFor, locationsUnknown, openEverywhere } from '../reading/consent.js';
import { isContact, isPaper } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';

/** W. Va. Code 46A-2-125: from 08:00 and before 21:00 unless the consumer says otherwise. */
export const usWv1Hours = defineRule({
  id: 'US-WV-1-HOURS',
  articles: ['US-WV-1', 'WV-46A-2-125', '46A-2-125', '46A-2-125(d)'],
  title: { en: 'West Virginia: 08:00 to 21:00', zh: '西弗吉尼亚州：8时至21时' },
  citation: 'W. Va. Code 46A-2-125',
  force: 'L', confidence: 'medium', from: '2015-06-12',
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
