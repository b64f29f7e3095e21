// 47 USC 227(b)(1)(A): an automated call or text to a mobile needs prior express consent. Whether a system is an autodialer is read strictly (US-T-07).
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isArtificialVoice, isAutomated, gaveTcpaConsent } from '../reading/tcpa.js';

export const usT02AutomatedConsent = defineRule({
  id: 'US-T-02',
  articles: ['TCPA', '47USC227', '47USC227(b)(1)(A)', '47CFR64.1200(a)(1)', '64.1200', '64.1200(a)(1)'],
  title: { en: 'Automated calls and texts to a mobile: only with consent', zh: '自动拨号或群发短信至手机须事先同意' },
  citation: '47 USC 227(b)(1)(A)',
  force: 'L', confidence: 'medium', from: '2021-11-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isAutomated(proposed) || isArtificialVoice(proposed) || proposed.line === 'residential') return NOT_APPLICABLE;
    return gaveTcpaConsent(facts, proposed, at) ? SATISFIED : against('prohibited', 'tcpa_consent_missing');
  },
});
