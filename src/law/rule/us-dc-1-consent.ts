import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isElectronic } from '../reading/contact.js';
import { capPerAccount } from '../reading/us-account.js';
import { electronicConsentStands } from '../reading/us-electronic-consent.js';

/** D.C. Code 28-3814: e-mails, texts and private messages only with consent; without it, 1 message in 7 days may ask for it. */
export const usDc1Consent = defineRule({
  id: 'US-DC-1-CONSENT',
  articles: ['DC', 'US-DC-1', 'DC-28-3814', 'D.C.Code28-3814'],
  title: { en: 'District of Columbia: electronic messages only with consent', zh: '哥伦比亚特区：电子信息须经同意' },
  citation: 'D.C. Code 28-3814',
  force: 'L', confidence: 'high', from: '2023-01-01',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isElectronic(proposed) || proposed.purpose === 'optout_confirmation') return NOT_APPLICABLE;
    if (electronicConsentStands(facts, proposed, at)) return SATISFIED;
    if (proposed.purpose !== 'ask_consent') return against('prohibited', 'consent_missing');
    return capPerAccount(facts, proposed, at, params, (event) => event.purpose === 'ask_consent', 'consent_asked');
  },
});
