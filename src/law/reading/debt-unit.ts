import { isUnknown } from '../../domain/unknown.js';
import type { DebtFacts, Facts, LawEvent, Proposed } from '../facts.js';

/**
 * "Particular debt" of 12 CFR 1006.14(b)(4): each debt apart, except that student loans serviced under one account
 * number are one. A debt whose type nobody stated may be a student loan, and one whose account nobody stated may share
 * any, so that a missing fact never permits.
 */
function countsAsOne(a: DebtFacts, b: DebtFacts): boolean {
  if (!mayBeStudentLoan(a) || !mayBeStudentLoan(b)) return false;
  return isUnknown(a.servicingAccount) || isUnknown(b.servicingAccount) || a.servicingAccount === b.servicingAccount;
}

function mayBeStudentLoan(debt: DebtFacts): boolean {
  return debt.type === 'student_loan' || isUnknown(debt.type);
}

const UNNAMED = '*';

/** True when the event raised the debt, or one that counts as one with it; an event that names none raised all. */
export function raisesUnit(event: LawEvent, facts: Facts, unit: string): boolean {
  const { debtIds } = event;
  if (debtIds === undefined || debtIds.length === 0 || debtIds.includes(unit)) return true;
  const debt = facts.debts.find((one) => one.id === unit);
  return debt !== undefined && facts.debts.some((other) => debtIds.includes(other.id) && countsAsOne(debt, other));
}

/** Debts of the proposal by id, each counted by itself with those that count as one with it; one that names none is about all. */
export function proposedUnits(facts: Facts, proposed: Proposed): readonly string[] {
  const ids = proposed.debtIds.length === 0 ? facts.debts.map((debt) => debt.id) : proposed.debtIds;
  return ids.length === 0 ? [UNNAMED] : ids;
}

/** True when the event is about the debt for certain: what permits must not rest on a debt that only may be the same. */
export function surelyRaises(event: LawEvent, facts: Facts, unit: string): boolean {
  const { debtIds } = event;
  if (debtIds === undefined || debtIds.length === 0 || debtIds.includes(unit)) return true;
  const debt = facts.debts.find((one) => one.id === unit);
  return debt !== undefined && facts.debts.some(
    (other) => debtIds.includes(other.id) && debt.type === 'student_loan' && other.type === 'student_loan' &&
      !isUnknown(debt.servicingAccount) && debt.servicingAccount === other.servicingAccount,
  );
}
