import { isUnknown } from '../../domain/unknown.js';
import type { DebtFacts, Facts, LawEvent, Proposed } from '../facts.js';

/**
 * "Particular debt" of 12 CFR 1006.14(b)(4): each debt apart, except that student loans serviced under one account
 * number are one. Student loans whose account nobody stated are taken together, so that a missing fact never permits.
 */
function unitOf(debt: DebtFacts): string {
  if (debt.type !== 'student_loan') return `debt:${debt.id}`;
  return isUnknown(debt.servicingAccount) ? 'student:unknown' : `student:${debt.servicingAccount}`;
}

function unitOfId(facts: Facts, id: string): string {
  const debt = facts.debts.find((one) => one.id === id);
  return debt === undefined ? `debt:${id}` : unitOf(debt);
}

/** Units that a call about these debts counts for; one that names none counts for all. */
export function debtUnits(facts: Facts, debtIds: readonly string[] | undefined): readonly string[] {
  const units = debtIds === undefined || debtIds.length === 0 ? facts.debts.map(unitOf) : debtIds.map((id) => unitOfId(facts, id));
  return units.length === 0 ? ['debt:unnamed'] : [...new Set(units)];
}

/** True when the event raised the unit. */
export function raisesUnit(event: LawEvent, facts: Facts, unit: string): boolean {
  return event.debtIds === undefined || event.debtIds.length === 0 || debtUnits(facts, event.debtIds).includes(unit);
}

/** Units of the proposal. */
export function proposedUnits(facts: Facts, proposed: Proposed): readonly string[] {
  return debtUnits(facts, proposed.debtIds);
}
