// 47 CFR 64.1200(a)(10)–(12): consent may be withdrawn by any reasonable means. The law allows up to 10 business days to
// act on it "as soon as practicable"; for software that is at once. One text may confirm, within minutes.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { LawEvent } from '../facts.js';
import { MS_PER_MINUTE } from '../../domain/time/instant.js';
import { against } from '../reading/bar.js';
import { isOurs } from '../reading/contact.js';
import { isAutomated, revokesConsent, standingRevocation } from '../reading/tcpa.js';

export const usT03Revocation = defineRule({
  id: 'US-T-03',
  articles: ['TCPA', '47USC227', '47CFR64.1200(a)(10)', '47CFR64.1200(a)(11)', '47CFR64.1200(a)(12)', '64.1200', '64.1200(a)(10)', '64.1200(a)(12)'],
  title: { en: 'A withdrawal ends automated calls and texts', zh: '撤回同意后停止自动拨号与群发短信' },
  citation: '47 CFR 64.1200(a)(10)-(12)',
  force: 'L', confidence: 'high', from: '2025-04-11',
  params: { confirmWithinMinutes: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isAutomated(proposed)) return NOT_APPLICABLE;
    const revoked = standingRevocation(facts, proposed, at, revokesConsent);
    if (revoked === null) return SATISFIED;
    const confirms =
      proposed.channel === 'sms' && proposed.purpose === 'optout_confirmation' && at - revoked.at <= params.confirmWithinMinutes * MS_PER_MINUTE &&
      !facts.events.some((event) => isConfirmation(event) && event.at >= revoked.at && event.at <= at);
    return confirms ? SATISFIED : against('prohibited', 'tcpa_consent_revoked');
  },
});

function isConfirmation(event: LawEvent): boolean {
  return isOurs(event) && event.purpose === 'optout_confirmation';
}
