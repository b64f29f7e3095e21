import { defineRule, SATISFIED } from '../rule.js';
import type { Instant } from '../../domain/time/instant.js';
import { against } from '../reading/bar.js';
import { holdBinds } from '../reading/hold.js';
import { eventsOf } from '../reading/kinds.js';
import { isOwedAnswer } from '../reading/reply.js';

/**
 * House rule: a hold on the person or the debt stops every contact until it is lifted, or ends by itself where its kind may. Under the
 * kinds that `answered` names, the one answer that a person who wrote is owed may pass; under those of `helped`, the line of help alone.
 */
export const houseHold = defineRule({
  id: 'HOUSE-HOLD',
  articles: [],
  title: { en: 'Holds stop every contact', zh: '暂停期间不得联系' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { endsOnlyByLift: 'texts', answered: 'texts', helped: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel === 'data_purge') return SATISFIED;
    const passes = !isOwedAnswer(facts, proposed, at) ? [] : proposed.purpose === 'help_line' ? [...params.answered, ...params.helped] : params.answered;
    let until: Instant | null = at;
    let kind: string | undefined;
    for (const hold of eventsOf(facts, 'hold_placed')) {
      if (hold.at > at) continue;
      // A hold of unknown kind may be of any, so nothing but a lift of its own ends it, and no answer passes it.
      if (hold.hold !== undefined && passes.includes(hold.hold)) continue;
      const ownEnd = hold.hold !== undefined && !params.endsOnlyByLift.includes(hold.hold) ? (hold.until ?? null) : null;
      if ((ownEnd !== null && ownEnd <= at) || !holdBinds(hold, facts, proposed, at)) continue;
      kind ??= hold.hold ?? 'unknown';
      until = until === null || ownEnd === null ? null : Math.max(until, ownEnd);
    }
    return kind === undefined ? SATISFIED : against('prohibited', `held_${kind}`, until);
  },
});
