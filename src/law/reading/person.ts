import { isUnknown } from '../../domain/unknown.js';
import type { Proposed } from '../facts.js';

/** Whether the person answers for the debt. `unknown`: nobody said, so the debt may not be shown. */
export function answersForDebt(proposed: Proposed): boolean | 'unknown' {
  if (isUnknown(proposed.role)) return 'unknown';
  return proposed.role === 'debtor' || proposed.role === 'co_borrower' || proposed.role === 'guarantor';
}

const ADVISERS: ReadonlySet<string> = new Set(['consumer_attorney', 'attorney', 'creditor', 'creditor_attorney', 'collector_attorney', 'consumer_reporting_agency']);

/** Counsel, the creditor and its counsel: the debt is no secret from them, and no rule of conduct towards debtors fits them. */
export function isAdviser(proposed: Pick<Proposed, 'personId'>): boolean {
  return ADVISERS.has(proposed.personId);
}
