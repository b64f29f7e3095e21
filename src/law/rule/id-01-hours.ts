// POJK 22/2023 art. 62(2)(f), (3): Monday to Saturday, 08:00–20:00 local, never on a national holiday; another time only with prior consent.
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import type { Facts, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { clockMs, inWindow } from '../../domain/time/window.js';
import { barredWhile, unknownFact } from '../reading/bar.js';
import { consentsFor, locationsUnknown } from '../reading/consent.js';
import { isContact, isPaper } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { candidateZones } from '../reading/events.js';
import { mayBeHoliday, nameMissingYear } from '../reading/holidays.js';
import { isAdviser } from '../reading/person.js';

type HoursParams = { readonly days: readonly string[]; readonly from: string; readonly to: string; readonly holidays: string };

export const id01Hours = defineRule({
  id: 'ID-01',
  articles: ['ID', 'ID-POJK22', 'ID-POJK22-62', 'ID-POJK22-hours', 'POJK22/2023'],
  title: { en: 'Monday to Saturday, 08:00 to 20:00, no national holiday', zh: '周一至周六8时至20时，国定假日除外' },
  citation: 'POJK 22/2023 art. 62(2)-(3)',
  force: 'R', confidence: 'high', from: '2023-12-22',
  params: { days: 'weekdays', from: 'clock', to: 'clock', holidays: 'table' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || isPaper(proposed) || isAdviser(proposed)) return NOT_APPLICABLE;
    if (locationsUnknown(facts)) return unknownFact('person.locations');
    const agreed = (t: Instant): boolean => consentsFor(facts, proposed, t, { time: true, hours: null }).length > 0;
    const bar = barredWhile(
      at, windowsOnRecord(facts, proposed, [clockMs(params.from), clockMs(params.to)]),
      (t) => !open(facts, proposed, t, params) && !agreed(t), 'prohibited', 'outside_hours',
    );
    return nameMissingYear(bar, params.holidays, facts, proposed, at);
  },
});

function open(facts: Facts, proposed: Proposed, at: Instant, params: HoursParams): boolean {
  return candidateZones(facts, proposed).every((tz) => inWindow(tz, params, at)) && !mayBeHoliday(params.holidays, facts, proposed, at);
}
