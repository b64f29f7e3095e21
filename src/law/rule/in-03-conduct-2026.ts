// RBI, Second Amendment Directions 2026 (draft of 12 Feb 2026, start first named as 1 Jul 2026; final text not seen): hours for
// visits too, requests to avoid a time, no pursuit while a complaint is open. Applied as if final: the stricter reading.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { clockMs } from '../../domain/time/window.js';
import { against, barredWhile, unknownFact } from '../reading/bar.js';
import { designatesTime, locationsUnknown, openEverywhere } from '../reading/consent.js';
import { isCall, isContact, isPaper } from '../reading/contact.js';
import { holdStands } from '../reading/hold.js';
import { windowsOnRecord } from '../reading/edges.js';
import { eventsAboutDebts, eventsOfPerson } from '../reading/events.js';
import { isAdviser } from '../reading/person.js';

export const in03Conduct2026 = defineRule({
  id: 'IN-03',
  articles: ['IN', 'IN-RBI-2026', 'IN-RBI-draft', 'IN-RBI-conduct', 'IN-RBI-hours', 'IN-RBI'],
  title: { en: 'Visits within hours, times to avoid, no pursuit of a complainant', zh: '上门时段、回避时间与投诉期间暂停' },
  citation: 'RBI Second Amendment Directions 2026 (draft, press release 62215)',
  force: 'R', confidence: 'medium', from: '2026-07-01',
  params: { from: 'clock', to: 'clock' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || isAdviser(proposed)) return NOT_APPLICABLE;
    const disputes = eventsAboutDebts(facts, proposed, at, 'dispute');
    const answered = eventsAboutDebts(facts, proposed, at, 'verification_sent');
    const open = disputes.some((dispute) => !answered.some((answer) => answer.at >= dispute.at));
    if (open || holdStands(facts, proposed, at, 'complaint')) return against('prohibited', 'complaint_open');
    if (isPaper(proposed)) return SATISFIED;
    if (locationsUnknown(facts)) return unknownFact('person.locations');
    const hours = { from: clockMs(params.from), to: clockMs(params.to) };
    const designations = eventsOfPerson(facts, proposed, at, 'inconvenient_time_designation');
    const timed = isCall(proposed) || proposed.channel === 'visit';
    return barredWhile(
      at, windowsOnRecord(facts, proposed, [hours.from, hours.to]),
      (t) => (timed && !openEverywhere(facts, proposed, t, hours)) || designations.some((event) => designatesTime(event, facts, proposed, t)),
      'prohibited', 'outside_hours',
    );
  },
});
