// 12 CFR 1006.42: a required disclosure is sent so that it arrives and can be kept; electronically, a validation notice
// that is not part of the first communication needs E-SIGN consent. What bounced by e-mail or text is not sent that way again.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { against } from '../reading/bar.js';
import { isCall, isContact, isElectronic, mediumOf } from '../reading/contact.js';
import { concernsDebts, eventsFor, sameNumber } from '../reading/events.js';
import { kinds } from '../reading/kinds.js';
import { isCommunication } from '../reading/validation.js';

const TELLING = kinds('undeliverable_notice', 'consumer_email', 'consumer_sms', 'electronic_consent');

export const usF35Esign = defineRule({
  id: 'US-F-35',
  articles: ['1006.42', '1006.42(a)', '1006.42(a)(1)', '1006.42(b)', '1006.42(b)(1)'],
  title: { en: 'Required disclosures so that they arrive and can be kept; electronically only with E-SIGN consent', zh: '法定披露须可送达、可留存；电子送达须有电子同意' },
  citation: '12 CFR 1006.42(a)-(b)',
  force: 'L', confidence: 'medium', from: '2021-11-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed) || proposed.purpose !== 'validation_notice') return NOT_APPLICABLE;
    const begun = facts.events.some((event) => event.at <= at && concernsDebts(event, proposed.debtIds) && isCommunication(event, facts));
    // The first communication may give the information by word of mouth or by the medium it uses (1006.34(a)(1)(i)(A)).
    if (!begun) return SATISFIED;
    if (isCall(proposed)) return against('prohibited', 'not_keepable');
    if (!isElectronic(proposed)) return SATISFIED;
    if (cameBack(facts, proposed, at)) return against('prohibited', 'disclosure_came_back');
    const consented = eventsFor(facts, proposed, at, 'electronic_consent').length > 0;
    return consented ? SATISFIED : against('prohibited', 'esign_consent_missing');
  },
});

/** By this medium, to this address, an earlier notice came back and nothing of the person's has come from it since. */
function cameBack(facts: Facts, proposed: Proposed, at: Instant): boolean {
  const medium = mediumOf(proposed.channel);
  const here = (event: LawEvent): boolean => event.channel !== undefined && mediumOf(event.channel) === medium && sameNumber(event, proposed);
  const last = eventsFor(facts, proposed, at, TELLING).findLast(here);
  return last?.type === 'undeliverable_notice';
}
