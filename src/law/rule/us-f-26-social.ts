// 12 CFR 1006.22(f)(4), 1006.18(d): nothing on social media that the public or the person's contacts can see.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';

export const usF26Social = defineRule({
  id: 'US-F-26',
  articles: ['1006.22', '1006.22(f)(4)', '1006.18(d)'],
  title: { en: 'Nothing about a debt where the public can see it', zh: '不得在公众可见的社交媒体上联系' },
  citation: '12 CFR 1006.22(f)(4); 1006.18(d)',
  force: 'L', confidence: 'medium', from: '2021-11-30',
  params: {},
  judge: ({ proposed }) => {
    if (proposed.channel === 'social_public') return against('prohibited', 'public_post');
    return proposed.channel === 'social_private' ? SATISFIED : NOT_APPLICABLE;
  },
});
