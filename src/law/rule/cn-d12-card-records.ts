import type { Rule } from '../rule.js';
import { NOT_APPLICABLE } from '../rule.js';
import { cnRetention } from '../reading/cn-retention.js';

type RetentionParams = { readonly years: number; readonly tz: string };

/** Credit-card measures art. 68: records of collection are kept whole for at least 2 years. */
export const cnD12CardRecords: Rule<RetentionParams> = {
  id: 'CN-D-12',
  articles: ['D-12'],
  title: { en: 'Card collection records: 2 years', zh: '信用卡催收记录保存不少于2年' },
  citation: 'Measures on credit-card business (CBRC 2011 No. 2), art. 68',
  force: 'R', confidence: 'high', from: '2011-01-13',
  judge: ({ facts, proposed, at, params }) => (proposed.channel === 'data_purge' ? cnRetention(facts, proposed, at, params, 'credit_card') : NOT_APPLICABLE),
};
