import { isHoliday, isWorkingDay, lastHolidayYear } from '../../domain/time/holidays.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';
import { toLocal } from '../../domain/time/zone.js';
import { isUnknown } from '../../domain/unknown.js';
import type { Facts, Proposed } from '../facts.js';
import type { RuleResult } from '../rule.js';
import { against } from './bar.js';
import { candidateZones } from './events.js';

/** Table of 5 USC 6103(a). */
export const US_HOLIDAYS = 'US-federal';

/** The instant of the asking: tables loaded later are not read. */
export function knownAt(proposed: Proposed): Instant {
  return proposed.knownAt ?? proposed.at;
}

/** True when `at` lies on a holiday, or on a day that is not known to be none, anywhere the person may be. */
export function mayBeHoliday(table: string, facts: Facts, proposed: Proposed, at: Instant): boolean {
  return candidateZones(facts, proposed).some((tz) => isHoliday(table, toLocal(tz, at).date, knownAt(proposed)) !== false);
}

/** Refusal because a year of the table is not loaded: the first that is missing from `date` on. Somebody must import it; time changes nothing unless `until`. */
export function holidaysNotLoaded(table: string, date: LocalDate, known: Instant, until: Instant | null = null): RuleResult {
  const asked = Number(date.slice(0, 4));
  const missing = isUnknown(isWorkingDay(table, date, known)) ? asked : (lastHolidayYear(table, known) ?? asked) + 1;
  return against('prohibited', 'holidays_not_loaded', until, [`holidays.${table}.${missing}`]);
}

/**
 * A bar that rests on holidays, said as what it is: where the day of `at` is not loaded, or no later time is found because
 * the loaded years end, the answer names the year that is missing instead of the hours.
 */
export function nameMissingYear(result: RuleResult, table: string, facts: Facts, proposed: Proposed, at: Instant): RuleResult {
  if (result.kind !== 'against') return result;
  const known = knownAt(proposed);
  const dates = candidateZones(facts, proposed).map((tz) => toLocal(tz, at).date);
  const notLoaded = dates.find((date) => isUnknown(isHoliday(table, date, known)));
  if (notLoaded === undefined && result.until !== null) return result;
  return holidaysNotLoaded(table, notLoaded ?? (dates[0] as LocalDate), known, result.until);
}
