import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { deadOrIncapable, lastReached, lostSince } from '../reading/cn-lost.js';
import { isOutsider } from '../reading/cn-person.js';
import { isContact } from '../reading/contact.js';

/** CBA 2026 ch. 3: when the debtor can be reached again, leave to contact third parties lapses. */
export const cnP7Relock = defineRule({
  id: 'CN-P7',
  articles: [],
  title: { en: 'Third parties are closed again once the debtor is reached', zh: '恢复与债务人联系后不得再联系第三人' },
  citation: 'CBA guideline (2026), ch. 3, as read by the house',
  force: 'H', confidence: 'medium', from: '2026-01-30',
  params: { failedDials: 'whole', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || !isOutsider(proposed)) return NOT_APPLICABLE;
    if (lastReached(facts, at) === null || deadOrIncapable(facts, at)) return NOT_APPLICABLE;
    const since = lostSince(facts, at, params);
    if (since === null) return against('prohibited', 'debtor_reached_again');
    return since <= at ? SATISFIED : against('prohibited', 'debtor_not_yet_lost', since);
  },
});
