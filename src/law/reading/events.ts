import { MS_PER_DAY, type Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, LawEventType, Proposed } from '../facts.js';
import { Prepared } from '../prepared.js';
import { eventsOf, type Kinds } from './kinds.js';

/** The person an event is about: the person of the case unless it names another. */
export function personOf(event: LawEvent, facts: Facts): string {
  return event.personId ?? facts.person.personId;
}

/** True when the event raised one of the debts. An event (or a proposal) that names none is about all of them. */
export function concernsDebts(event: LawEvent, debtIds: readonly string[]): boolean {
  if (event.debtIds === undefined || event.debtIds.length === 0 || debtIds.length === 0) return true;
  return event.debtIds.some((id) => debtIds.includes(id));
}

/** True unless the event is known to be another collector's. */
export function bySameCollector(event: LawEvent, proposed: Proposed): boolean {
  return event.collectorId === undefined || proposed.collectorId === undefined || event.collectorId === proposed.collectorId;
}

/** True unless both carry a label of a number or address and the labels differ. */
export function sameNumber(event: LawEvent, proposed: Proposed): boolean {
  return event.number === undefined || proposed.number === undefined || event.number === proposed.number;
}

/** True when the event was by `at`, is about the person and a debt of the proposal, and is not another collector's. */
export function isFor(event: LawEvent, facts: Facts, proposed: Proposed, at: Instant): boolean {
  return event.at <= at && personOf(event, facts) === proposed.personId && concernsDebts(event, proposed.debtIds) && bySameCollector(event, proposed);
}

/** Events of these kinds up to and at `at` that are about the person and a debt of the proposal, and not another collector's. */
export function eventsFor(facts: Facts, proposed: Proposed, at: Instant, wanted: LawEventType | Kinds): readonly LawEvent[] {
  const events = eventsOf(facts, wanted);
  return events.length === 0 ? events : events.filter((event) => isFor(event, facts, proposed, at));
}

/** As {@link eventsFor} whatever the debt: for what a person says of herself. */
export function eventsOfPerson(facts: Facts, proposed: Proposed, at: Instant, wanted: LawEventType | Kinds): readonly LawEvent[] {
  const events = eventsOf(facts, wanted);
  return events.length === 0 ? events : events.filter((event) => event.at <= at && personOf(event, facts) === proposed.personId && bySameCollector(event, proposed));
}

/** Events of these kinds up to and at `at` that are about a debt of the proposal, whoever the person is. */
export function eventsAboutDebts(facts: Facts, proposed: Proposed, at: Instant, wanted: LawEventType | Kinds): readonly LawEvent[] {
  const events = eventsOf(facts, wanted);
  return events.length === 0 ? events : events.filter((event) => event.at <= at && concernsDebts(event, proposed.debtIds));
}

/**
 * The end of the record up to `at`: all events of the last `days` calendar days of any zone, the day of `at` being the
 * last, and a few before them. What counts within a span of days need look at no others.
 */
export function eventsWithin(facts: Facts, at: Instant, days: number): readonly LawEvent[] {
  const { events } = facts;
  // A day of the calendar lasts at most two of 24 hours, where a zone changes sides of the date line.
  const earliest = at - (days + 2) * MS_PER_DAY;
  let end = events.length;
  while (end > 0 && (events[end - 1] as LawEvent).at > at) end--;
  let start = end;
  while (start > 0 && (events[start - 1] as LawEvent).at >= earliest) start--;
  return start === 0 && end === events.length ? events : events.slice(start, end);
}

/** Zones in which the person may be, each once; the zone of the proposal when none is known. A day or an hour must be right in all of them. */
export function candidateZones(facts: Facts, proposed: Proposed): readonly string[] {
  const { zones } = Prepared.of(facts);
  return zones.length === 0 ? [proposed.tz] : zones;
}

/** `debts` of the proposal: those named, or all. */
export function proposedDebts(facts: Facts, proposed: Proposed): Facts['debts'] {
  return Prepared.of(facts).debtsOf(proposed.debtIds);
}
