// 12 CFR 1006.6(d)(3)–(5): an address or number by which a third party learnt of the debt is not used again. The
// procedures of (d)(4) and (d)(5) are safe harbours: to lack one is no breach in itself, so they are no rule here.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { against } from '../reading/bar.js';
import { inboundMedium, mediumOf } from '../reading/contact.js';
import { concernsDebts, personOf } from '../reading/events.js';
import { eventsOf, kinds } from '../reading/kinds.js';

export const usF14DisclosedAddress = defineRule({
  id: 'US-F-14',
  articles: ['1006.6(d)(3)-(5)', '1006.6(d)(3)', '1006.6(d)(4)', '1006.6(d)(5)', 'US-F-12', 'US-F-13'],
  title: { en: 'An address that reached a third party is not used again', zh: '曾误达第三人的地址或号码不得再用' },
  citation: '12 CFR 1006.6(d)(3)-(5)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (proposed.channel !== 'sms' && proposed.channel !== 'email') return NOT_APPLICABLE;
    const reached = eventsOf(facts, TELLING).some((event) => event.at <= at && showsStranger(event, facts, proposed) && concernsDebts(event, proposed.debtIds));
    return reached ? against('prohibited', 'address_reaches_third_party') : SATISFIED;
  },
});

/** Somebody else answered from it, or spoke on it: that is how the collector comes to know. */
function showsStranger(event: LawEvent, facts: Facts, proposed: Proposed): boolean {
  const person = personOf(event, facts);
  if (person === proposed.personId) return false;
  if (event.number !== undefined && proposed.number !== undefined) return event.number === proposed.number;
  // Without labels of both: an answer in this very medium, by one who is said to be a stranger.
  const medium = inboundMedium(event) ?? (event.type === 'third_party_refused' && event.channel !== undefined ? mediumOf(event.channel) : null);
  return medium === mediumOf(proposed.channel) && STRANGERS.includes(person);
}

const TELLING = kinds('consumer_sms', 'consumer_email', 'consumer_call', 'conversation', 'third_party_refused');
const STRANGERS: readonly string[] = ['third_party', 'relative', 'emergency_contact'];
