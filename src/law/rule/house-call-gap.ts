import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { MS_PER_DAY, MS_PER_MINUTE } from '../../domain/time/instant.js';
import { against } from '../reading/bar.js';
import { isCall } from '../reading/contact.js';
import { isDial } from '../reading/count.js';
import { eventsWithin, personOf } from '../reading/events.js';

/** House rule: some minutes between two calls to one person, answered or not. */
export const houseCallGap = defineRule({
  id: 'HOUSE-CALL-GAP',
  articles: [],
  title: { en: 'Gap between two calls', zh: '两次拨打之间的间隔' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { minutes: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed)) return NOT_APPLICABLE;
    const last = eventsWithin(facts, at, (params.minutes * MS_PER_MINUTE) / MS_PER_DAY).findLast((event) => isDial(event) && personOf(event, facts) === proposed.personId);
    const free = last === undefined ? at : last.at + params.minutes * MS_PER_MINUTE;
    return at >= free ? SATISFIED : against('prohibited', 'call_gap', free);
  },
});
