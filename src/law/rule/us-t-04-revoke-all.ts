// 47 CFR 64.1200(a)(10), "revoke all": a stop on one topic ends automated calls and texts on every other. Waived until 31 January 2027 (DA 26-12) and under reconsideration: hence a rule of its own, with a date.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isAutomated, standingRevocation } from '../reading/tcpa.js';

export const usT04RevokeAll = defineRule({
  id: 'US-T-04',
  articles: ['TCPA', '47USC227', '47CFR64.1200(a)(10)', '64.1200', '64.1200(a)(10)'],
  title: { en: 'A stop on another topic ends these texts too', zh: '对其他事项的退订同样适用' },
  citation: '47 CFR 64.1200(a)(10); FCC DA 26-12',
  force: 'L', confidence: 'medium', from: '2027-01-31',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isAutomated(proposed)) return NOT_APPLICABLE;
    const revoked = standingRevocation(facts, proposed, at, (event) => event.type === 'sms_stop' && event.about === 'unrelated_marketing');
    return revoked === null ? SATISFIED : against('prohibited', 'tcpa_revoked_all');
  },
});
