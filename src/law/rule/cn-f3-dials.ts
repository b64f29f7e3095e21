import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { agreedMoreDials, dialsSameNumber } from '../reading/cn-dials.js';
import { isCall } from '../reading/contact.js';
import { dayCap, isDial } from '../reading/count.js';

/**
 * The house's reading of CBA 2026 ch. 3: the guideline caps unanswered dials (CN-F2) and the standard answered calls
 * (CN-F1); so that the two together are not nine dials of one number, every dial of it counts towards six.
 */
export const cnF3Dials = defineRule({
  id: 'CN-F3',
  articles: [],
  title: { en: 'At most 6 dials a day to one number, answered or not', zh: '对同一号码每日拨打（含已接通）不超过6次' },
  citation: 'House reading of the CBA guideline (2026), ch. 3',
  force: 'H', confidence: 'medium', from: '2026-01-30',
  params: { max: 'count', days: 'count', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed)) return NOT_APPLICABLE;
    if (agreedMoreDials(facts, proposed, at)) return SATISFIED;
    return dayCap(facts, at, [params.tz], params, (event) => isDial(event) && dialsSameNumber(event, facts, proposed), 'dials_day_cap');
  },
});
