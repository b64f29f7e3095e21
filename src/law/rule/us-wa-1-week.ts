import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { isReply, replies, communicates } from '../reading/us-wa.js';
import { capPerPerson } from '../reading/us-account.js';
import { isContact } from '../reading/contact.js';

/** RCW 19.16.250(13): at most 3 communications a week with the debtor or spouse; an answer to them is not counted. */
export const usWa1Week = defineRule({
  id: 'US-WA-1-WEEK',
  articles: ['WA', 'US-WA-1', 'WA-RCW19.16.250', 'WA-RCW19.16.250(13)', 'RCW19.16.250(13)', 'WA-RCW-19.16.250', 'WA-19.16.250(13)'],
  title: { en: 'Washington: 3 communications a week', zh: '华盛顿州：每周至多3次联系' },
  citation: 'RCW 19.16.250(13)',
  force: 'L', confidence: 'high', from: '2013-07-28',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    if (replies(facts, proposed, at)) return SATISFIED;
    return capPerPerson(facts, proposed, at, params, (event) => communicates(event) && !isReply(facts, event), 'week_count');
  },
});
