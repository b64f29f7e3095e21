// 12 CFR 1006.22(f)(1)–(2): no postcard; nothing on an envelope that shows debt collection.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';

export const usF27Postcard = defineRule({
  id: 'US-F-27',
  articles: ['1006.22', '1006.22(f)(1)', '1006.22(f)(2)', '15USC1692f(7)'],
  title: { en: 'No postcards', zh: '不得使用明信片' },
  citation: '12 CFR 1006.22(f)(1)-(2)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: {},
  judge: ({ proposed }) => {
    if (proposed.channel === 'postcard') return against('prohibited', 'postcard');
    return proposed.channel === 'mail' ? SATISFIED : NOT_APPLICABLE;
  },
});
