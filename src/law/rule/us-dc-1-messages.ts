import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { isElectronic } from '../reading/contact.js';
import { capPerAccount, isElectronicMessage } from '../reading/us-account.js';

/** D.C. Code 28-3814: at most 5 e-mails, texts and private messages together per account in 7 days. */
export const usDc1Messages = defineRule({
  id: 'US-DC-1-MESSAGES',
  articles: ['DC', 'US-DC-1', 'DC-28-3814', 'D.C.Code28-3814'],
  title: { en: 'District of Columbia: 5 messages in 7 days per account', zh: '哥伦比亚特区：每账户7日内电子信息合计至多5条' },
  citation: 'D.C. Code 28-3814',
  force: 'L', confidence: 'high', from: '2023-01-01',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isElectronic(proposed) || proposed.purpose === 'optout_confirmation') return NOT_APPLICABLE;
    return capPerAccount(facts, proposed, at, params, isElectronicMessage, 'message_count');
  },
});
