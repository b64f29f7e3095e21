import { isUnknown } from '../../domain/unknown.js';
import { inClockSpan, inWindow } from '../../domain/time/window.js';
import { localDay, localMsOfDay } from '../../domain/time/zone.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { bySameCollector, candidateZones, personOf, sameNumber } from './events.js';
import { inboundMedium, isOurs, mediumOf } from './contact.js';
import { eventsOf, kinds } from './kinds.js';

/** Open hours by the clock, half-open, ms since 00:00. */
export interface OpenHours {
  readonly from: number;
  readonly to: number;
}

/** True when `at` is within the open hours wherever the person may be. */
export function openEverywhere(facts: Facts, proposed: Proposed, at: Instant, hours: OpenHours): boolean {
  return candidateZones(facts, proposed).every((tz) => inClockSpan(localMsOfDay(tz, at), hours.from, hours.to));
}

const UNSUITABLE_TIMES = kinds('inconvenient_time_designation');

/** True when the window of a designation that is in force at `at` covers it anywhere the person may be. `busy_now` marks one contact only. */
export function designatesTime(event: LawEvent, facts: Facts, proposed: Proposed, at: Instant): boolean {
  if (event.type !== 'inconvenient_time_designation' || event.result === 'busy_now' || event.at > at) return false;
  const { window } = event;
  return window === undefined || candidateZones(facts, proposed).some((tz) => inWindow(tz, window, at));
}

/**
 * 1006.6(b)(4)(i): consent counts only if given directly to the collector in a contact that itself broke no rule. The
 * record shows a tainted one when the last contact of that day before it is ours and at an hour that was barred.
 */
function givenProperly(consent: LawEvent, facts: Facts, proposed: Proposed, hours: OpenHours | null): boolean {
  if (consent.givenTo !== undefined && !/^(collector|us|debt_collector)$/.test(consent.givenTo)) return false;
  if (hours === null) return true;
  const day = localDay(consent.tz, consent.at);
  let last: LawEvent | null = null;
  for (const event of facts.events) {
    if (event === consent || event.at > consent.at || localDay(event.tz, event.at) !== day || personOf(event, facts) !== personOf(consent, facts)) continue;
    if (isOurs(event) || inboundMedium(event) !== null) last = event;
  }
  if (last === null || inboundMedium(last) !== null) return true;
  const lastAt = last.at;
  const inconvenient = eventsOf(facts, UNSUITABLE_TIMES).some((event) => event.at < lastAt && personOf(event, facts) === personOf(consent, facts) && designatesTime(event, facts, proposed, lastAt));
  return openEverywhere(facts, proposed, lastAt, hours) && !inconvenient;
}

/** What the consent must cover. */
export interface ConsentSubject {
  /** A time: the window must cover `at`. */
  readonly time?: boolean;
  /** A place: the consent names it, or is general. */
  readonly place?: 'home' | 'work';
  /** Only consents given after this instant count. */
  readonly after?: Instant;
  /** Hours by which a consent may prove tainted; `null` where the law does not ask. */
  readonly hours: OpenHours | null;
}

const CONSENTS = kinds('direct_prior_consent', 'hours_consent');

/**
 * Consents of the person, in force at `at`, that lift a bar on this proposal: `direct_prior_consent` and
 * `hours_consent`. A consent with a window speaks of that time only; one with a place of that place; one with neither
 * of both. It must cover every debt of the proposal, and the medium and number where it names them.
 */
export function consentsFor(facts: Facts, proposed: Proposed, at: Instant, subject: ConsentSubject): readonly LawEvent[] {
  const given = eventsOf(facts, CONSENTS);
  if (given.length === 0) return given;
  return given.filter((event) => {
    if (event.at > at || (subject.after !== undefined && event.at < subject.after)) return false;
    if (event.until !== undefined && at >= event.until) return false;
    if (personOf(event, facts) !== proposed.personId || !bySameCollector(event, proposed) || !sameNumber(event, proposed)) return false;
    if (event.debtIds !== undefined && event.debtIds.length > 0 && !coversAll(event.debtIds, facts, proposed)) return false;
    if (event.medium !== undefined && mediumOf(event.medium) !== mediumOf(proposed.channel)) return false;
    if (subject.time === true && event.window === undefined && event.place !== undefined) return false;
    if (subject.place !== undefined && (event.place === undefined ? event.window !== undefined : event.place !== subject.place)) return false;
    if (event.window !== undefined && !inWindow(event.tz, event.window, at)) return false;
    return givenProperly(event, facts, proposed, subject.hours);
  });
}

function coversAll(debtIds: readonly string[], facts: Facts, proposed: Proposed): boolean {
  const wanted = proposed.debtIds.length === 0 ? facts.debts.map((debt) => debt.id) : proposed.debtIds;
  return wanted.every((id) => debtIds.includes(id));
}

/** True when nobody said where the person may be. */
export function locationsUnknown(facts: Facts): boolean {
  return isUnknown(facts.person.locations) || facts.person.locations.length === 0;
}
