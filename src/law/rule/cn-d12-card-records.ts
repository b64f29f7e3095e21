import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { cnRetention } from '../reading/cn-retention.js';

/** Credit-card measures art. 68: records of collection are kept whole for at least 2 years. */
export const cnD12CardRecords = defineRule({
  id: 'CN-D-12',
  articles: ['D-12'],
  title: { en: 'Card collection records: 2 years', zh: '信用卡催收记录保存不少于2年' },
  citation: 'Measures on credit-card business (CBRC 2011 No. 2), art. 68',
  force: 'R', confidence: 'high', from: '2011-01-13',
  params: { years: 'count', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => (proposed.channel === 'data_purge' ? cnRetention(facts, proposed, at, params, 'credit_card') : NOT_APPLICABLE),
});
