import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { electronicConsentStands } from '../reading/us-electronic-consent.js';

/** 23 NYCRR 1.6: e-mail only to a personal address to which the person agreed. Recalled, not read. */
export const usNy1Email = defineRule({
  id: 'US-NY-1-EMAIL',
  articles: ['NY-23NYCRR1.6', '23NYCRR1.6'],
  title: { en: 'New York: e-mail only with consent, to a personal address', zh: '纽约州：电子邮件须经同意且发往个人邮箱' },
  citation: '23 NYCRR 1.6',
  force: 'R', confidence: 'low', from: '2014-12-03',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (proposed.channel !== 'email' || proposed.purpose === 'optout_confirmation') return NOT_APPLICABLE;
    if (proposed.address === 'employer_provided') return against('prohibited', 'employer_address');
    return electronicConsentStands(facts, proposed, at) ? SATISFIED : against('prohibited', 'consent_missing');
  },
});
