import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { isCall } from '../reading/contact.js';
import { capPerPerson, isConnectedCall } from '../reading/us-account.js';

/** W. Va. Code 46A-2-125(d): more than 30 calls a week, with intent to annoy; software cannot see intent, so the count alone is presumed a violation. */
export const usWv1Calls = defineRule({
  id: 'US-WV-1-CALLS',
  articles: ['WV', 'US-WV-1', 'WV-46A-2-125', '46A-2-125', '46A-2-125(d)'],
  title: { en: 'West Virginia: calls a week', zh: '西弗吉尼亚州：每周通话次数' },
  citation: 'W. Va. Code 46A-2-125(d)',
  force: 'L', confidence: 'medium', from: '2015-06-12',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed)) return NOT_APPLICABLE;
    const said = capPerPerson(facts, proposed, at, params, isConnectedCall, 'call_count');
    return said.kind === 'against' ? { ...said, outcome: 'presumed_violation' } : said;
  },
});
