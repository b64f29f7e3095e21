import { clockMs } from '../../domain/time/window.js';
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { barredWhile, unknownFact } from '../reading/bar.js';
import { consentsFor, locationsUnknown, openEverywhere } from '../reading/consent.js';
import { isContact, isPaper } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';

/**
 * House rule: nobody is contacted at night, unless they agreed to it, also where the law of the place gives no hours for
 * every kind of contact. `lawHasHours`: the countries whose own law does, and says so in their packs.
 */
export const houseHours = defineRule({
  id: 'HOUSE-HOURS',
  articles: [],
  title: { en: 'No contact at night', zh: '夜间不联系' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { lawHasHours: 'texts', from: 'clock', to: 'clock' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || isPaper(proposed) || params.lawHasHours.includes(facts.person.country)) return NOT_APPLICABLE;
    if (locationsUnknown(facts)) return unknownFact('person.locations');
    const hours = { from: clockMs(params.from), to: clockMs(params.to) };
    return barredWhile(
      at, windowsOnRecord(facts, proposed, [hours.from, hours.to]),
      (t) => !openEverywhere(facts, proposed, t, hours) && consentsFor(facts, proposed, t, { time: true, hours: null }).length === 0,
      'prohibited', 'night',
    );
  },
});
