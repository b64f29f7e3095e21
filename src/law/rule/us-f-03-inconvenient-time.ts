// 12 CFR 1006.6(b)(1), comments 6(b)(1)-1 and -2: no contact at a time that the consumer has called unsuitable; one reply to a consumer who then writes.
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import type { Facts, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { clockMs } from '../../domain/time/window.js';
import { barredWhile } from '../reading/bar.js';
import { consentsFor, designatesTime, type OpenHours } from '../reading/consent.js';
import { isContact, isPaper } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { eventsOfPerson } from '../reading/events.js';
import { replyOpen, sameDay } from '../reading/reply.js';

export const usF03InconvenientTime = defineRule({
  id: 'US-F-03',
  articles: ['1006.6(b)(1)', '1006.6(b)(1)(i)', '1006.6(b)(4)', 'US-F-04', 'US-F-09', '15USC1692c(a)(1)'],
  title: { en: 'No contact at a time that the consumer has called inconvenient', zh: '不得在消费者表明不便的时间联系' },
  citation: '12 CFR 1006.6(b)(1); comments 6(b)(1)-1, -2',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { from: 'clock', to: 'clock' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || isPaper(proposed)) return NOT_APPLICABLE;
    if (eventsOfPerson(facts, proposed, at, 'inconvenient_time_designation').length === 0) return NOT_APPLICABLE;
    const hours = { from: clockMs(params.from), to: clockMs(params.to) };
    return barredWhile(at, windowsOnRecord(facts, proposed), (t) => inconvenient(facts, proposed, t, hours), 'prohibited', 'inconvenient_time');
  },
});

function inconvenient(facts: Facts, proposed: Proposed, at: Instant, hours: OpenHours): boolean {
  // What the person said of her day holds for every debt.
  const designations = eventsOfPerson(facts, proposed, at, 'inconvenient_time_designation').filter((event) => designatesTime(event, facts, proposed, at));
  return designations.some(
    (designation) =>
      consentsFor(facts, proposed, at, { time: true, after: designation.at, hours }).length === 0 &&
      !replyOpen(facts, proposed, at, (contact) => sameDay(contact, at) && designatesTime(designation, facts, proposed, contact.at)),
  );
}
