// 12 CFR 1006.6(e), comment 6(e)-1: each electronic text says clearly how to stop that address or number, at no cost and on no other condition.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isElectronic } from '../reading/contact.js';
import { optOutWorks } from '../reading/opt-out-text.js';

export const usF15OptOutNotice = defineRule({
  id: 'US-F-15',
  articles: ['1006.6(e)'],
  title: { en: 'Every electronic text says how to opt out', zh: '每条电子信息须载明简便免费的退订方式' },
  citation: '12 CFR 1006.6(e); comment 6(e)-1',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: {},
  judge: ({ proposed }) => {
    if (!isElectronic(proposed)) return NOT_APPLICABLE;
    if (proposed.optOutNotice === false) return against('prohibited', 'opt_out_notice_missing');
    const text = proposed.content?.['optOut'];
    return text === undefined || optOutWorks(text) ? SATISFIED : against('prohibited', 'opt_out_notice_unfit');
  },
});
