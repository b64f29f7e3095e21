import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { isCall } from '../reading/contact.js';
import { mayHaveBeenTalk } from '../reading/count.js';
import { capPerPerson } from '../reading/us-account.js';

/** W. Va. Code 46A-2-125(d): more than 10 conversations a week, with intent to annoy; software cannot see intent, so the count alone is presumed a violation. */
export const usWv1Talks = defineRule({
  id: 'US-WV-1-TALKS',
  articles: ['WV', 'US-WV-1', 'WV-46A-2-125', '46A-2-125', '46A-2-125(d)'],
  title: { en: 'West Virginia: conversations a week', zh: '西弗吉尼亚州：每周交谈次数' },
  citation: 'W. Va. Code 46A-2-125(d)',
  force: 'L', confidence: 'medium', from: '2015-06-12',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed)) return NOT_APPLICABLE;
    const said = capPerPerson(facts, proposed, at, params, mayHaveBeenTalk, 'talk_count');
    return said.kind === 'against' ? { ...said, outcome: 'presumed_violation' } : said;
  },
});
