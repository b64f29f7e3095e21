import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { deadOrIncapable, lostSince } from '../reading/cn-lost.js';
import { isOutsider } from '../reading/cn-person.js';
import { isContact } from '../reading/contact.js';

/** CBA 2026 ch. 3: a third party may be called once the debtor is lost: number invalid, or 3 failed dials in a row and then from the next day, or 3 days unreached. */
export const cnP5LostContact = defineRule({
  id: 'CN-P5',
  articles: [],
  title: { en: 'A third party only once the debtor counts as lost', zh: '债务人达到失联标准后方可联系第三人' },
  citation: 'CBA guideline (2026), ch. 3',
  force: 'G', confidence: 'medium', from: '2026-01-30',
  params: { failedDials: 'whole', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || !isOutsider(proposed)) return NOT_APPLICABLE;
    if (deadOrIncapable(facts, at)) return SATISFIED;
    const since = lostSince(facts, at, params);
    if (since === null) return against('prohibited', 'debtor_not_lost');
    return since <= at ? SATISFIED : against('prohibited', 'debtor_not_yet_lost', since);
  },
});
