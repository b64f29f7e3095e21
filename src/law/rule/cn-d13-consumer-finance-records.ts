import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { cnRetention } from '../reading/cn-retention.js';

/** Measures on consumer finance companies (2024): data on collection is kept for at least 5 years. */
export const cnD13ConsumerFinanceRecords = defineRule({
  id: 'CN-D-13',
  articles: ['D-13'],
  title: { en: 'Consumer finance records: 5 years', zh: '消费金融催收记录保存不少于5年' },
  citation: 'Measures on consumer finance companies (NFRA 2024 No. 4)',
  force: 'R', confidence: 'high', from: '2024-04-18',
  params: { years: 'count', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => (proposed.channel === 'data_purge' ? cnRetention(facts, proposed, at, params, 'consumer_loan') : NOT_APPLICABLE),
});
