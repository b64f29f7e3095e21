import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { isContact } from '../reading/contact.js';
import { capPerPerson } from '../reading/us-account.js';
import { attempts, repliesInNyc } from '../reading/us-nyc.js';

/** 6 RCNY 5-77(b)(1)(iv) before 1 September 2026: at most 2 contacts or attempts with one consumer in 7 calendar days. */
export const usNyc1Before = defineRule({
  id: 'US-NYC-1-BEFORE',
  articles: ['NYC', 'US-NYC-1', 'NYC-6RCNY5-77', '6RCNY5-77', '6RCNY5-77(b)(1)(iv)'],
  title: { en: 'New York City, before September 2026: 2 in 7 days', zh: '纽约市（2026年9月前）：7日内至多2次' },
  citation: '6 RCNY 5-77(b)(1)(iv) as in force before 2026-09-01',
  force: 'R', confidence: 'low', from: '2010-05-27',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    if (repliesInNyc(facts, proposed, at)) return SATISFIED;
    return capPerPerson(facts, proposed, at, params, attempts, 'attempt_count');
  },
});
