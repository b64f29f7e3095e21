import { defineRule, SATISFIED } from '../rule.js';
import type { Instant } from '../../domain/time/instant.js';
import { against } from '../reading/bar.js';
import { holdBinds } from '../reading/hold.js';
import { eventsOf } from '../reading/kinds.js';

/** House rule: a hold on the person or the debt stops every contact until it is lifted, or ends by itself where its kind may. */
export const houseHold = defineRule({
  id: 'HOUSE-HOLD',
  articles: [],
  title: { en: 'Holds stop every contact', zh: '暂停期间不得联系' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { endsOnlyByLift: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel === 'data_purge') return SATISFIED;
    let until: Instant | null = at;
    let kind: string | undefined;
    for (const hold of eventsOf(facts, 'hold_placed')) {
      if (hold.at > at) continue;
      // A hold of unknown kind may be of any, so nothing but a lift of its own ends it.
      const ownEnd = hold.hold !== undefined && !params.endsOnlyByLift.includes(hold.hold) ? (hold.until ?? null) : null;
      if ((ownEnd !== null && ownEnd <= at) || !holdBinds(hold, facts, proposed, at)) continue;
      kind ??= hold.hold ?? 'unknown';
      until = until === null || ownEnd === null ? null : Math.max(until, ownEnd);
    }
    return kind === undefined ? SATISFIED : against('prohibited', `held_${kind}`, until);
  },
});
