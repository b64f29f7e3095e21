import type { Hold } from './holds.js';

/** A case is what one creditor does about one person's debts. Ordered by precedence: an earlier state outweighs a later one. */
export const CASE_STATES = ['closed', 'human', 'stopped', 'disputed', 'hardship', 'promised', 'open'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Which hold puts a case into which state; every kind must stand here, so that a new one cannot be forgotten. */
const STATE_OF_HOLD: Readonly<Record<string, CaseState>> = {
  distress: 'human', deceased: 'human', minor: 'human', incapacity: 'human', bankruptcy: 'human', represented: 'human', wrong_person: 'human',
  awaiting_person: 'human', complaint: 'human', stop: 'stopped', dispute: 'disputed', hardship: 'hardship',
  promise: 'promised', instalment_plan: 'promised', settlement: 'promised', paid: 'promised',
};

/**
 * State of a case, recomputed from what is owed and the holds in force; never patched. Nothing owed closes it and a
 * reversed payment opens it again by the same rule. An unknown kind of hold goes to a person.
 */
export function caseState(owedMinor: number, holds: readonly Hold[]): CaseState {
  if (owedMinor <= 0) return 'closed';
  const states = holds.map((hold) => STATE_OF_HOLD[hold.kind] ?? 'human');
  return CASE_STATES.find((state) => states.includes(state)) ?? 'open';
}

/**
 * When a case must be looked at again, given its state: `null` for never by time alone. An open case whose review is
 * not set is due at once; a promised one at the end of the promise.
 */
export function nextReviewAfter(state: CaseState, holds: readonly Hold[], now: number, planned: number | null): number | null {
  if (state === 'closed') return null;
  if (state === 'open') return planned ?? now;
  const ends = holds.map((h) => h.until).filter((u): u is number => u !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}
