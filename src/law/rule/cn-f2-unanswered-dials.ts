import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { LawEvent } from '../facts.js';
import { agreedMoreDials, dialsSameNumber } from '../reading/cn-dials.js';
import { isCall } from '../reading/contact.js';
import { dayCap, isDial } from '../reading/count.js';

/** CBA 2026 ch. 3: if unanswered, no more than 6 dials a day to one number, unless agreed with the debtor. The text says "should not". */
export const cnF2UnansweredDials = defineRule({
  id: 'CN-F2',
  articles: ['CN-F3', 'CBA-2026-ch3-dials'],
  title: { en: 'At most 6 unanswered dials a day to one number', zh: '无人接听时，对同一号码每日拨打不宜超过6次' },
  citation: 'CBA guideline (2026), ch. 3',
  force: 'G', confidence: 'high', from: '2026-01-30',
  params: { max: 'count', days: 'count', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed)) return NOT_APPLICABLE;
    if (agreedMoreDials(facts, proposed, at)) return SATISFIED;
    return dayCap(facts, at, [params.tz], params, (event) => isUnanswered(event) && dialsSameNumber(event, facts, proposed), 'unanswered_dials');
  },
});

/** Every dial but those that were answered. */
function isUnanswered(event: LawEvent): boolean {
  return isDial(event) && event.type !== 'conversation' && event.type !== 'dropped_call';
}
