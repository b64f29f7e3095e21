// 47 USC 227(b)(1)(A)(iii), FCC 24-17: an artificial or prerecorded voice to a mobile needs prior express consent.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isArtificialVoice, gaveTcpaConsent } from '../reading/tcpa.js';

export const usT01ArtificialVoice = defineRule({
  id: 'US-T-01',
  articles: ['TCPA', '47USC227', '47USC227(b)(1)(A)', '47CFR64.1200(a)(1)', '64.1200', '64.1200(a)(1)', 'FCC24-17'],
  title: { en: 'Artificial or prerecorded voice to a mobile: only with consent', zh: '以人工或预录语音拨打手机须事先同意' },
  citation: '47 USC 227(b)(1)(A)(iii); 47 CFR 64.1200(a)(1)(iii); FCC 24-17',
  force: 'L', confidence: 'high', from: '2024-02-08',
  params: {},
  judge: ({ facts, proposed, at }) => {
    // A line that nobody described may be a mobile.
    if (!isArtificialVoice(proposed) || proposed.line === 'residential') return NOT_APPLICABLE;
    return gaveTcpaConsent(facts, proposed, at) ? SATISFIED : against('prohibited', 'tcpa_consent_missing');
  },
});
