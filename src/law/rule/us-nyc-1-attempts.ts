import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { isContact } from '../reading/contact.js';
import { capPerAccount } from '../reading/us-account.js';
import { attempts, repliesInNyc } from '../reading/us-nyc.js';

/** 6 RCNY 5-77(b)(1)(iv) as amended, from 1 September 2026: at most 3 contacts or attempts by all media per account in 7 days. */
export const usNyc1Attempts = defineRule({
  id: 'US-NYC-1-ATTEMPTS',
  articles: ['NYC', 'US-NYC-1', 'NYC-6RCNY5-77', '6RCNY5-77', '6RCNY5-77(b)(1)(iv)'],
  title: { en: 'New York City: 3 contacts or attempts in 7 days per account', zh: '纽约市：每账户7日内各渠道合计至多3次' },
  citation: '6 RCNY 5-77(b)(1)(iv) as amended, effective 2026-09-01',
  force: 'R', confidence: 'medium', from: '2026-09-01',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    if (repliesInNyc(facts, proposed, at)) return SATISFIED;
    return capPerAccount(facts, proposed, at, params, attempts, 'attempt_count');
  },
});
