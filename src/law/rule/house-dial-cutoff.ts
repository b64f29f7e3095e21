import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { clockMs, inClockSpan } from '../../domain/time/window.js';
import { localMsOfDay } from '../../domain/time/zone.js';
import { barredWhile } from '../reading/bar.js';
import { consentsFor } from '../reading/consent.js';
import { isCall } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { candidateZones } from '../reading/events.js';

/** House rule: no call is begun in the last minutes of the day's window, lest it run past its end. */
export const houseDialCutoff = defineRule({
  id: 'HOUSE-DIAL-CUTOFF',
  articles: [],
  title: { en: 'No call begun in the last minutes of the day', zh: '临近截止时间不再拨出' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { from: 'clock', to: 'clock' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed)) return NOT_APPLICABLE;
    const [from, to] = [clockMs(params.from), clockMs(params.to)];
    const late = (t: number): boolean => candidateZones(facts, proposed).some((tz) => inClockSpan(localMsOfDay(tz, t), from, to));
    if (!late(at)) return SATISFIED;
    const agreed = (t: number): boolean => consentsFor(facts, proposed, t, { hours: null }).some((consent) => consent.window !== undefined);
    return barredWhile(at, windowsOnRecord(facts, proposed, [from, to]), (t) => late(t) && !agreed(t), 'prohibited', 'dial_cutoff');
  },
});
