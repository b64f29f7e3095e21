import { clockMs, inWindow } from '../../domain/time/window.js';
import type { Facts, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { barredWhile } from '../reading/bar.js';
import { consentsFor } from '../reading/consent.js';
import { isContact, isPaper } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { candidateZones } from '../reading/events.js';

type HoursParams = { readonly countries: readonly string[]; readonly days: readonly string[]; readonly from: string; readonly to: string };

/**
 * House rule for the United Kingdom: CONC 7.9.4R names no clock, so the house does: weekdays and Saturdays, in the day.
 * Another time only if the customer asked for it.
 */
export const houseUkHours = defineRule({
  id: 'HOUSE-UK-HOURS',
  articles: [],
  title: { en: 'United Kingdom: Monday to Saturday, in the day', zh: '英国：周一至周六日间联系' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { countries: 'texts', days: 'weekdays', from: 'clock', to: 'clock' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || isPaper(proposed) || !params.countries.includes(facts.person.country)) return NOT_APPLICABLE;
    return barredWhile(
      at, windowsOnRecord(facts, proposed, [clockMs(params.from), clockMs(params.to)]),
      (t) => !open(facts, proposed, t, params) && consentsFor(facts, proposed, t, { time: true, hours: null }).length === 0,
      'prohibited', 'house_hours',
    );
  },
});

function open(facts: Facts, proposed: Proposed, at: Instant, { days, from, to }: HoursParams): boolean {
  return candidateZones(facts, proposed).every((tz) => inWindow(tz, { days, from, to }, at));
}
