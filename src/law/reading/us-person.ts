import { isUnknown } from '../../domain/unknown.js';
import type { Proposed } from '../facts.js';

/**
 * Whom Regulation F takes the person for. `consumer`: who owes, with those that 1006.6(a) puts beside them (spouse,
 * guardian, executor …). `professional`: 1006.6(d)(1)(ii)–(vi), with whom the debt may be discussed and whose calls
 * are not counted. `unknown`: nobody said, so no contact can be shown to be lawful.
 */
export type UsPerson = 'consumer' | 'professional' | 'third_party' | 'unknown';

const CONSUMERS: ReadonlySet<string> = new Set([
  'consumer', 'spouse', 'spouse_cosigner', 'cosigner', 'guardian', 'executor', 'administrator', 'personal_representative', 'parent_of_minor', 'successor_in_interest',
]);
const PROFESSIONALS: ReadonlySet<string> = new Set([
  'consumer_attorney', 'attorney', 'creditor', 'creditor_attorney', 'collector_attorney', 'consumer_reporting_agency',
]);

/** Reads the class from the person's id where it says so, else from the role. */
export function usPerson(proposed: Proposed): UsPerson {
  if (PROFESSIONALS.has(proposed.personId)) return 'professional';
  if (CONSUMERS.has(proposed.personId)) return 'consumer';
  if (isUnknown(proposed.role)) return 'unknown';
  return proposed.role === 'contact' || proposed.role === 'third_party' ? 'third_party' : 'consumer';
}
