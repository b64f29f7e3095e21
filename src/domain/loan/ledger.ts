import type { LocalDate } from '../time/instant.js';

/**
 * One line of a debt's ledger. Charges are positive and fall due on a date; payments are negative; a reversal takes a
 * payment back (positive, no due date: it reopens what the payment had covered); an adjustment is either.
 */
export interface LedgerEntry {
  readonly kind: 'charge' | 'payment' | 'reversal' | 'adjustment';
  /** Minor units of the debt's currency. */
  readonly amountMinor: number;
  readonly dueOn: LocalDate | null;
  /** The day from which the entry counts; a backdated payment carries the day it was made. */
  readonly effectiveOn: LocalDate;
}

/** A time in which days do not count as past due: `from` counts, `to` does not; `to: null` runs on. */
export interface Pause {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}
