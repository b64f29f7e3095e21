import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { deadOrIncapable, lostSince } from '../reading/cn-lost.js';
import { isOutsider } from '../reading/cn-person.js';
import { isContact } from '../reading/contact.js';

/** GB/T 45251-2025 5.3: a contact may be reached only if the debtor cannot be reached, has died, or lacks capacity. */
export const cnP2ContactOnlyIfLost = defineRule({
  id: 'CN-P2',
  articles: [],
  title: { en: 'A contact may be reached only if the debtor cannot be', zh: '仅在债务人失联、死亡或无民事行为能力时可联系联系人' },
  citation: 'GB/T 45251-2025, 5.3',
  force: 'S', confidence: 'high', from: '2025-02-28',
  params: { failedDials: 'whole', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || !isOutsider(proposed)) return NOT_APPLICABLE;
    if (deadOrIncapable(facts, at)) return SATISFIED;
    const since = lostSince(facts, at, params);
    if (since === null) return against('prohibited', 'debtor_not_lost');
    return since <= at ? SATISFIED : against('prohibited', 'debtor_not_yet_lost', since);
  },
});
