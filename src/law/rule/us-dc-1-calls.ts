import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { isCall } from '../reading/contact.js';
import { capPerAccount, isConnectedCall } from '../reading/us-account.js';

/** D.C. Code 28-3814: at most 4 telephone calls per account in 7 days. (The temporary acts of 2021-22 said 3.) */
export const usDc1Calls = defineRule({
  id: 'US-DC-1-CALLS',
  articles: ['DC', 'US-DC-1', 'DC-28-3814', 'D.C.Code28-3814'],
  title: { en: 'District of Columbia: 4 calls in 7 days per account', zh: '哥伦比亚特区：每账户7日内至多4次通话' },
  citation: 'D.C. Code 28-3814',
  force: 'L', confidence: 'high', from: '2023-01-01',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => (isCall(proposed) ? capPerAccount(facts, proposed, at, params, isConnectedCall, 'call_count') : NOT_APPLICABLE),
});
