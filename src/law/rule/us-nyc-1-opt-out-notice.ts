import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isElectronic } from '../reading/contact.js';
import { optOutWorks } from '../reading/opt-out-text.js';

/** 6 RCNY 5-77 as amended: each electronic message carries a way to opt out at no cost. */
export const usNyc1OptOutNotice = defineRule({
  id: 'US-NYC-1-OPT-OUT-NOTICE',
  articles: ['NYC', 'US-NYC-1', 'NYC-6RCNY5-77', '6RCNY5-77', '6RCNY5-77(b)(1)(iv)'],
  title: { en: 'New York City: every electronic message says how to opt out', zh: '纽约市：电子信息须载明免费退订方式' },
  citation: '6 RCNY 5-77 as amended, effective 2026-09-01',
  force: 'R', confidence: 'medium', from: '2026-09-01',
  params: {},
  judge: ({ proposed }) => {
    if (!isElectronic(proposed)) return NOT_APPLICABLE;
    if (proposed.optOutNotice === false) return against('prohibited', 'opt_out_notice_missing');
    const text = proposed.content?.['optOut'];
    return text === undefined || optOutWorks(text) ? SATISFIED : against('prohibited', 'opt_out_notice_unfit');
  },
});
