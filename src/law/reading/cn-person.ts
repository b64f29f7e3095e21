import type { Proposed } from '../facts.js';

/** Names that the example format gives to people who do not answer for the debt, whatever role is written beside them. */
const OUTSIDERS: ReadonlySet<string> = new Set(['third_party', 'relative', 'emergency_contact', 'spouse']);

/**
 * True when the person does not answer for the debt: a named contact or anybody else. A role that nobody stated, or that nobody knows, is an
 * outsider's, so that a missing fact never permits more.
 */
export function isOutsider(proposed: Proposed): boolean {
  if (proposed.role === 'co_borrower' || proposed.role === 'guarantor') return false;
  return OUTSIDERS.has(proposed.personId) || proposed.role !== 'debtor';
}

/** Questions that one may put to an outsider: where the debtor is, or to ask the debtor to call back. */
export const SEEKS_DEBTOR: readonly string[] = ['reach_debtor', 'location_information'];

/** True when the contact asks for the debtor and holds nothing of the debt. */
export function onlySeeksDebtor(proposed: Proposed): boolean {
  return SEEKS_DEBTOR.includes(proposed.purpose) && !tellsOfDebt(proposed);
}

/** True when the text says that money is owed, or holds anything that nobody reviewed. */
export function tellsOfDebt(proposed: Proposed): boolean {
  const { content } = proposed;
  return content !== undefined && (isSaid(content['saysDebtOwed']) || isSaid(content['miniMiranda']));
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== false && value !== '';
}
