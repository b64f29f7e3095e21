// 12 CFR 1006.6(d)(3)–(5): an address or number by which a third party learnt of the debt is not used again. The
// procedures of (d)(4) and (d)(5) are safe harbours: to lack one is no breach in itself, so they are no rule here.
import type { Rule } from '../rule.js';
import { NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { mediumOf } from '../reading/contact.js';
import { concernsDebts, personOf, sameNumber } from '../reading/events.js';

export const usF14DisclosedAddress: Rule = {
  id: 'US-F-14',
  articles: ['1006.6(d)(3)-(5)', '1006.6(d)(3)', '1006.6(d)(4)', '1006.6(d)(5)', 'US-F-12', 'US-F-13'],
  title: { en: 'An address that reached a third party is not used again', zh: '曾误达第三人的地址或号码不得再用' },
  citation: '12 CFR 1006.6(d)(3)-(5)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  judge: ({ facts, proposed, at }) => {
    if (proposed.channel !== 'sms' && proposed.channel !== 'email') return NOT_APPLICABLE;
    const inbound = proposed.channel === 'sms' ? 'consumer_sms' : 'consumer_email';
    // Somebody else answered from it: that is how the collector comes to know.
    const strangers = facts.events.filter(
      (event) =>
        event.type === inbound && event.at <= at && mediumOf(proposed.channel) === mediumOf(event.channel ?? proposed.channel) &&
        personOf(event, facts) !== proposed.personId && concernsDebts(event, proposed.debtIds) &&
        (event.number !== undefined && proposed.number !== undefined ? sameNumber(event, proposed) : event.personId === 'third_party' || event.personId === 'relative'),
    );
    return strangers.length > 0 ? against('prohibited', 'address_reaches_third_party') : SATISFIED;
  },
};
