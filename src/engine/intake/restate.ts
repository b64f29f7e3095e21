import type { LedgerEntry } from '../../domain/loan/ledger.js';
import type { Placement, PlacementOutcome } from '../../domain/loan/placement.js';
import { addDays } from '../../domain/time/date.js';
import type { LocalDate } from '../../domain/time/instant.js';
import { UNKNOWN } from '../../domain/unknown.js';
import type { KnownDebt } from '../ports/intake.js';

/** A month of lateness, where the lender states a count of months and no date: the due date is assumed and flagged. */
const DAYS_A_MONTH = 30;

/** The due date to age from, and whether it had to be assumed. */
export function dueDate(placement: Pick<Placement, 'dueOn' | 'statementOn' | 'monthsLate'>, asOf: LocalDate): { readonly dueOn: LocalDate; readonly assumed: boolean } {
  if (placement.dueOn !== UNKNOWN) return { dueOn: placement.dueOn, assumed: false };
  const from = placement.statementOn === UNKNOWN ? asOf : placement.statementOn;
  const months = placement.monthsLate === UNKNOWN ? 0 : Math.max(0, placement.monthsLate);
  return { dueOn: addDays(from, -DAYS_A_MONTH * months), assumed: true };
}

export interface Restatement {
  readonly entry: LedgerEntry | null;
  readonly state: 'accepted' | 'updated' | 'flagged';
  readonly flags: readonly string[];
}

/**
 * What a row does to the ledger. A first row opens it with what is owed. A later row that states another sum moves the
 * ledger only if nothing but this lender's files ever wrote it; when payments or corrections of ours stand in it and the
 * sums disagree, the row is kept and flagged and a person decides: the ledger is never overwritten.
 */
export function restate(known: KnownDebt | null, placement: Placement, outcome: PlacementOutcome, asOf: LocalDate): Restatement {
  const { dueOn, assumed } = dueDate(placement, asOf);
  const flags = assumed && outcome === 'in_collection' ? ['due_date_assumed'] : [];
  const owed = Math.max(0, placement.amountDue);
  const charge = (minor: number): LedgerEntry => ({ kind: 'charge', amountMinor: minor, dueOn, effectiveOn: dueOn < asOf ? dueOn : asOf });
  if (known === null || known.entries === 0) {
    return { entry: outcome === 'in_collection' && owed > 0 ? charge(owed) : null, state: known === null ? 'accepted' : 'updated', flags };
  }
  const difference = owed - known.balanceMinor;
  if (difference === 0) return { entry: null, state: 'updated', flags };
  if (known.placedMinor !== known.balanceMinor) return { entry: null, state: 'flagged', flags: [...flags, 'ledger_disagrees'] };
  const entry: LedgerEntry = difference > 0 ? charge(difference) : { kind: 'adjustment', amountMinor: difference, dueOn: null, effectiveOn: asOf };
  return { entry, state: 'updated', flags };
}
