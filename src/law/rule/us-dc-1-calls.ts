import type { Rule } from '../rule.js';
import { NOT_APPLICABLE } from '../rule.js';
import { isCall } from '../reading/contact.js';
import { capPerAccount, isConnectedCall } from '../reading/us-account.js';

type CapParams = { readonly max: number; readonly days: number };

/** D.C. Code 28-3814: at most 4 telephone calls per account in 7 days. (The temporary acts of 2021-22 said 3.) */
export const usDc1Calls: Rule<CapParams> = {
  id: 'US-DC-1-CALLS',
  articles: ['US-DC-1', 'DC-28-3814', 'D.C.Code28-3814'],
  title: { en: 'District of Columbia: 4 calls in 7 days per account', zh: '哥伦比亚特区：每账户7日内至多4次通话' },
  citation: 'D.C. Code 28-3814',
  force: 'L', confidence: 'high', from: '2023-01-01',
  judge: ({ facts, proposed, at, params }) => (isCall(proposed) ? capPerAccount(facts, proposed, at, params, isConnectedCall, 'call_count') : NOT_APPLICABLE),
};
