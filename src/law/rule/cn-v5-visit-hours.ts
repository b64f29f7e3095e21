import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { cnHours } from '../reading/cn-hours.js';

/** CBA 2026 ch. 3 and GB/T 45251-2025 5.3, for visits: none from 22:00 to 08:00 without consent. */
export const cnV5VisitHours = defineRule({
  id: 'CN-V5',
  articles: [],
  title: { en: 'No visit from 22:00 to 08:00 without consent', zh: '未经同意，22时至次日8时不得上门' },
  citation: 'GB/T 45251-2025, 5.3; CBA guideline (2026), ch. 3',
  force: 'S', confidence: 'high', from: '2025-02-28',
  params: { from: 'clock', to: 'clock', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => (proposed.channel === 'visit' ? cnHours(facts, proposed, at, params) : NOT_APPLICABLE),
});
