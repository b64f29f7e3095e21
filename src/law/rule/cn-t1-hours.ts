import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { cnHours } from '../reading/cn-hours.js';
import { isContact, isPaper } from '../reading/contact.js';

/** CBA 2026 ch. 3: without consent no call, visit or other collection from 22:00 to 08:00; "other" reaches texts, pushes and e-mail (CN-T3). */
export const cnT1Hours = defineRule({
  id: 'CN-T1',
  articles: ['CN-T3', 'CN-T4', 'CBA-2026-ch3-hours'],
  title: { en: 'No collection from 22:00 to 08:00 without consent', zh: '未经同意，22时至次日8时不得催收' },
  citation: 'CBA guideline on collection of personal consumer loans (2026), ch. 3; GB/T 45251-2025 5.3',
  force: 'G', confidence: 'high', from: '2026-01-30',
  params: { from: 'clock', to: 'clock', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => {
    // Paper has no hour; the texts speak of calls, visits and other ways of pressing the debtor.
    if (!isContact(proposed) || isPaper(proposed)) return NOT_APPLICABLE;
    return cnHours(facts, proposed, at, params);
  },
});
