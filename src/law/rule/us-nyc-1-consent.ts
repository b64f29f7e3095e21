import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isElectronic } from '../reading/contact.js';
import { electronicConsentStands } from '../reading/us-electronic-consent.js';

/** 6 RCNY 5-77 as amended: e-mail, text and social media only with the consent of the consumer. A rule of its own name, for a scope that names the cap takes consent as given. */
export const usNyc1Consent = defineRule({
  id: 'US-NYC-CONSENT',
  articles: ['NYC-consent'],
  title: { en: 'New York City: electronic messages only with consent', zh: '纽约市：电子信息须经同意' },
  citation: '6 RCNY 5-77 as amended, effective 2026-09-01',
  force: 'R', confidence: 'medium', from: '2026-09-01',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isElectronic(proposed) || proposed.purpose === 'optout_confirmation') return NOT_APPLICABLE;
    return electronicConsentStands(facts, proposed, at) ? SATISFIED : against('prohibited', 'consent_missing');
  },
});
