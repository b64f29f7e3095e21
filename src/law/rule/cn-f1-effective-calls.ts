import { defineRule, NOT_APPLICABLE } from '../rule.js';
import type { LawEvent } from '../facts.js';
import { isOutsider } from '../reading/cn-person.js';
import { isCall } from '../reading/contact.js';
import { dayCap, mayHaveBeenTalk } from '../reading/count.js';
import { personOf } from '../reading/events.js';

/** GB/T 45251-2025 5.3: at most 3 effective calls a day that we begin, robot voice included, to one debtor, whatever the number, loan or agency. */
export const cnF1EffectiveCalls = defineRule({
  id: 'CN-F1',
  articles: ['CN-F3', 'GB/T45251-5.3-calls'],
  title: { en: 'At most 3 effective calls a day to one debtor', zh: '对同一债务人每日主动有效通话不超过3次' },
  citation: 'GB/T 45251-2025, 5.3 (interactive collection)',
  force: 'S', confidence: 'high', from: '2025-02-28',
  params: { max: 'count', days: 'count', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed) || isOutsider(proposed)) return NOT_APPLICABLE;
    return dayCap(facts, at, [params.tz], params, (event) => isAnswered(event) && personOf(event, facts) === proposed.personId, 'effective_calls');
  },
});

/**
 * "Effective" is not defined in what we could read, so a call counts once somebody answered: a talk, or a line lost
 * after the answer. A call by the debtor is not begun by us. One whose end nobody knows may have been answered.
 */
function isAnswered(event: LawEvent): boolean {
  return event.type === 'dropped_call' || mayHaveBeenTalk(event);
}
