import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { cnHours } from '../reading/cn-hours.js';
import { isContact, isPaper } from '../reading/contact.js';

/** GB/T 45251-2025 5.3: unless a time was agreed, no collection from 22:00 to 08:00. */
export const cnT2Hours = defineRule({
  id: 'CN-T2',
  articles: ['CN-T3', 'CN-T4', 'GB/T45251-5.3-hours'],
  title: { en: 'No collection from 22:00 to 08:00 unless agreed', zh: '除另有约定外，22时至次日8时不得催收' },
  citation: 'GB/T 45251-2025, 5.3',
  force: 'S', confidence: 'high', from: '2025-02-28',
  params: { from: 'clock', to: 'clock', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => {
    // Paper has no hour; the texts speak of calls, visits and other ways of pressing the debtor.
    if (!isContact(proposed) || isPaper(proposed)) return NOT_APPLICABLE;
    return cnHours(facts, proposed, at, params);
  },
});
