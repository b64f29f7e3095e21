import type { Proposed } from '../facts.js';
import { isContact } from './contact.js';
import { isAdviser } from './person.js';

/**
 * What a moratorium of SI 2020/1311 stops: contact that asks for payment, and enforcement. What asks for nothing may
 * go on, as may the adviser's own line.
 */
export function asksOrEnforces(proposed: Proposed, notAsking: readonly string[]): boolean {
  if (proposed.channel === 'legal_action') return true;
  return isContact(proposed) && !isAdviser(proposed) && !notAsking.includes(proposed.purpose);
}
