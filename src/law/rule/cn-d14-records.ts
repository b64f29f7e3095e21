import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { cnRetention } from '../reading/cn-retention.js';

/** NIFA 2018: records of collection are kept for at least 5 years; the house keeps everything as long (D-15). */
export const cnD14Records = defineRule({
  id: 'CN-D-14',
  articles: ['D-14', 'D-15'],
  title: { en: 'Collection records: 5 years', zh: '催收记录保存不少于5年' },
  citation: 'NIFA convention (2018)',
  force: 'N', confidence: 'high', from: '2018-03-28',
  params: { years: 'count', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => (proposed.channel === 'data_purge' ? cnRetention(facts, proposed, at, params, null) : NOT_APPLICABLE),
});
