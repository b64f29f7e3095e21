import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { against } from '../reading/bar.js';

/** CBA 2026, prohibited act 5: nothing about a debt is put where others can read it. */
export const cnX6Public = defineRule({
  id: 'CN-X6',
  articles: [],
  title: { en: 'Nothing in public', zh: '不得公开张贴催收信息' },
  citation: 'CBA guideline (2026), prohibited acts (5)',
  force: 'G', confidence: 'high', from: '2026-01-30',
  params: {},
  judge: ({ proposed }) => (proposed.channel === 'social_public' || proposed.channel === 'postcard' ? against('prohibited', 'in_public') : NOT_APPLICABLE),
});
