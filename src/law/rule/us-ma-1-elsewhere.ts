import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { initiatesPhone, isInitiated } from '../reading/us-ma.js';
import { capPerAccount, goesToWork, wasAtWork } from '../reading/us-account.js';

/** 940 CMR 7.04(1)(f), 209 CMR 18.16(1)(d): per debt, at most 2 calls, texts or recorded messages together in 30 days elsewhere, as at work. */
export const usMa1Elsewhere = defineRule({
  id: 'US-MA-1-ELSEWHERE',
  articles: ['MA', 'US-MA-1', 'MA-940CMR7.04(1)(f)', '940CMR7.04(1)(f)', 'MA-209CMR18.16(1)', '209CMR18.16(1)(d)'],
  title: { en: 'Massachusetts: 2 in 30 days at work, per debt', zh: '马萨诸塞州：每笔债务30日内在工作场所等处至多2次' },
  citation: '940 CMR 7.04(1)(f); 209 CMR 18.16(1)',
  force: 'R', confidence: 'high', from: '2012-03-02',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isInitiated(proposed) || !goesToWork(proposed)) return NOT_APPLICABLE;
    return capPerAccount(facts, proposed, at, params, (event) => initiatesPhone(event) && wasAtWork(event), 'work_count');
  },
});
