// 12 CFR 1006.6(b)(1)(ii), comment -1: no letter, call or visit to a place that the consumer has called unsuitable. A mobile or an e-mail has no place.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { barredUnlessLifted } from '../reading/bar.js';
import { consentsFor } from '../reading/consent.js';
import { isContact, placeOf } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { eventsOfPerson } from '../reading/events.js';
import { replyOpen, sameDay } from '../reading/reply.js';

export const usF06InconvenientPlace = defineRule({
  id: 'US-F-06',
  articles: ['1006.6(b)(1)(ii)', '1006.6(b)(1)', '1006.6(b)(4)', '15USC1692c(a)(1)'],
  title: { en: 'No contact at a place that the consumer has called inconvenient', zh: '不得在消费者表明不便的地点联系' },
  citation: '12 CFR 1006.6(b)(1)(ii); comment 6(b)(1)(ii)-1',
  force: 'L', confidence: 'medium', from: '2021-11-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const designations = eventsOfPerson(facts, proposed, at, 'inconvenient_place_designation').filter((event) => event.place !== undefined);
    if (designations.length === 0) return NOT_APPLICABLE;
    const place = placeOf(proposed);
    if (place === null) return SATISFIED;
    const barred = (t: number): boolean => designations.some(
      (designation) =>
        place === designation.place &&
        consentsFor(facts, proposed, t, { place, after: designation.at, hours: null }).length === 0 &&
        !replyOpen(facts, proposed, t, (contact) => contact.place === place && sameDay(contact, t) && contact.at >= designation.at),
    );
    return barredUnlessLifted(at, windowsOnRecord(facts, proposed), barred, 'prohibited', 'inconvenient_place');
  },
});
