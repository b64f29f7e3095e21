// 12 CFR 1006.42(b): a validation notice that is not part of the first communication goes electronically only with E-SIGN consent.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isElectronic } from '../reading/contact.js';
import { concernsDebts, eventsFor } from '../reading/events.js';
import { isCommunication } from '../reading/validation.js';

export const usF35Esign = defineRule({
  id: 'US-F-35',
  articles: ['1006.42', '1006.42(a)', '1006.42(b)', '1006.42(b)(1)'],
  title: { en: 'Required disclosures electronically only with E-SIGN consent', zh: '法定披露以电子方式送达须有电子同意' },
  citation: '12 CFR 1006.42(b)',
  force: 'L', confidence: 'medium', from: '2021-11-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isElectronic(proposed) || proposed.purpose !== 'validation_notice') return NOT_APPLICABLE;
    const begun = facts.events.some((event) => event.at <= at && concernsDebts(event, proposed.debtIds) && isCommunication(event, facts));
    if (!begun) return SATISFIED;
    const consented = eventsFor(facts, proposed, at, 'electronic_consent').length > 0;
    return consented ? SATISFIED : against('prohibited', 'esign_consent_missing');
  },
});
