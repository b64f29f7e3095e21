import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { isReply, replies, communicates } from '../reading/us-wa.js';
import { capPerPerson, goesToWork, wasAtWork } from '../reading/us-account.js';
import { isContact } from '../reading/contact.js';

/** RCW 19.16.250(13): at most 1 communication a week at the place of work. */
export const usWa1Work = defineRule({
  id: 'US-WA-1-WORK',
  articles: ['WA', 'US-WA-1', 'WA-RCW19.16.250', 'WA-RCW19.16.250(13)', 'RCW19.16.250(13)', 'WA-RCW-19.16.250', 'WA-19.16.250(13)'],
  title: { en: 'Washington: 1 a week at work', zh: '华盛顿州：每周在工作场所至多1次' },
  citation: 'RCW 19.16.250(13)',
  force: 'L', confidence: 'high', from: '2013-07-28',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || !goesToWork(proposed)) return NOT_APPLICABLE;
    if (replies(facts, proposed, at)) return SATISFIED;
    return capPerPerson(facts, proposed, at, params, (event) => communicates(event) && wasAtWork(event) && !isReply(facts, event), 'work_count');
  },
});
