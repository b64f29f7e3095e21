// CONC 7.3.11R–7.3.12G: when told that an adviser acts for the customer, recovery is suspended for a reasonable time
// (guidance: 30 days, and 30 more where there is progress).
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, LawEvent } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDay, startOfDay } from '../../domain/time/zone.js';
import { against } from '../reading/bar.js';
import { concernsDebts, eventsFor } from '../reading/events.js';
import { eventsOf, kinds } from '../reading/kinds.js';
import { isAdviser } from '../reading/person.js';

export const uk08Adviser = defineRule({
  id: 'UK-08',
  articles: ['UK', 'CONC7', 'CONC7.3', 'CONC7.3.11', 'CONC7.3.11R', 'CONC7.3.12', 'CONC7.12'],
  title: { en: 'Time for a customer who works on a plan with an adviser', zh: '客户与顾问商定还款计划期间暂停催收' },
  citation: 'CONC 7.3.11R-7.3.12G',
  force: 'R', confidence: 'medium', from: '2014-04-01',
  params: { days: 'count', moreDays: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel === 'data_purge' || isAdviser(proposed)) return NOT_APPLICABLE;
    const told = eventsFor(facts, proposed, at, 'attorney_representation').at(-1);
    if (told === undefined) return NOT_APPLICABLE;
    const first = endOf(told, params.days);
    const free = progressed(facts, proposed.debtIds, told, Math.min(first, at + 1)) ? endOf(told, params.days + params.moreDays) : first;
    return at >= free ? SATISFIED : against('prohibited', 'adviser_hold', free);
  },
});

/** The day of the notice is the first of the days. */
function endOf(told: LawEvent, days: number): Instant {
  return startOfDay(told.tz, localDay(told.tz, told.at) + days);
}

const HEARD = kinds('consumer_call', 'consumer_sms', 'consumer_email', 'conversation');

/** The adviser was heard from within the first days. What comes after them no longer prolongs. */
function progressed(facts: Facts, debtIds: readonly string[], told: LawEvent, before: Instant): boolean {
  return eventsOf(facts, HEARD).some(
    (event) =>
      event.at >= told.at && event.at < before && concernsDebts(event, debtIds) &&
      event.personId !== undefined && isAdviser({ personId: event.personId }),
  );
}
