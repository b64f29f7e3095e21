import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against, unknownFact } from '../reading/bar.js';

/** CBA 2026 art. 22: a visit is made by at least two. */
export const cnV1TwoVisitors = defineRule({
  id: 'CN-V1',
  articles: ['CBA-2026-22'],
  title: { en: 'At least two staff at a visit', zh: '上门催收须至少两人' },
  citation: 'CBA guideline (2026), art. 22',
  force: 'G', confidence: 'high', from: '2026-01-30',
  params: { minStaff: 'count' },
  judge: ({ proposed, params }) => {
    if (proposed.channel !== 'visit') return NOT_APPLICABLE;
    if (proposed.staff === undefined) return unknownFact('proposed.staff');
    return proposed.staff >= params.minStaff ? SATISFIED : against('prohibited', 'too_few_staff');
  },
});
