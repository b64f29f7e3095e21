import { addDays } from '../../domain/time/date.js';
import { isWorkingDay } from '../../domain/time/holidays.js';
import { UNKNOWN, isUnknown, type Known } from '../../domain/unknown.js';
import { toLocal } from '../../domain/time/zone.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { concernsDebts, personOf } from './events.js';
import { eventsOf, kinds } from './kinds.js';
import { knownAt, US_HOLIDAYS } from './holidays.js';

/** Numbers of 1006.34(b)(5). */
export type ValidationTerms = {
  /** Days to receipt, leaving out Saturdays, Sundays and legal public holidays. */
  readonly receiptDays: number;
  /** Calendar days from receipt to the end of the validation period. */
  readonly periodDays: number;
};

/**
 * Earliest date on which a notice sent on `sent` may be taken as received. Unknown when a year's holidays are not loaded.
 */
export function assumedReceipt(sent: LocalDate, terms: ValidationTerms, known: Instant): Known<LocalDate> {
  let date = sent;
  for (let left = terms.receiptDays; left > 0;) {
    date = addDays(date, 1);
    const counted = isWorkingDay(US_HOLIDAYS, date, known);
    if (isUnknown(counted)) return UNKNOWN;
    if (counted) left -= 1;
  }
  return date;
}

/** Last day of the validation period of a notice sent on `sent`; unknown as {@link assumedReceipt}. */
export function validationEnd(sent: LocalDate, terms: ValidationTerms, known: Instant): Known<LocalDate> {
  const receipt = assumedReceipt(sent, terms, known);
  return isUnknown(receipt) ? UNKNOWN : addDays(receipt, terms.periodDays);
}

const NOTICES = kinds('validation_notice');
const RETURNED = kinds('undeliverable_notice');

/**
 * Last day of the validation period at `at`: of the last notice about the debts that did not come back. `unknown` when
 * no notice is on record (its period cannot have ended), when it came back, or when the holidays are not loaded.
 */
export function periodEnd(facts: Facts, proposed: Proposed, at: Instant, terms: ValidationTerms): Known<LocalDate> {
  const relevant = (event: LawEvent): boolean => event.at <= at && concernsDebts(event, proposed.debtIds);
  const notice = eventsOf(facts, NOTICES).findLast(relevant);
  if (notice === undefined) return UNKNOWN;
  const returned = eventsOf(facts, RETURNED).some((event) => relevant(event) && event.at >= notice.at);
  return returned ? UNKNOWN : validationEnd(toLocal(notice.tz, notice.at).date, terms, knownAt(proposed));
}

/** Calendar date of an event where it happened. */
export function dateOf(event: LawEvent): LocalDate {
  return toLocal(event.tz, event.at).date;
}

/** True when something about the debt was conveyed to the consumer: not a ring, not a limited-content message. */
export function isCommunication(event: LawEvent, facts: Facts): boolean {
  if (event.initial === true) return true;
  if (personOf(event, facts) !== facts.person.personId) return false;
  if (event.type === 'voicemail') return event.content === undefined;
  return ['conversation', 'consumer_call', 'consumer_sms', 'consumer_email', 'sms', 'email', 'letter', 'push', 'visit'].includes(event.type);
}
