import { assert } from '../domain/assert.js';
import type { Pack } from './pack.js';
import { HOUSE } from './place.js';
import { RULES } from './registry.js';
import { packSet, type PackSet } from './select.js';

let inForce: PackSet | null = null;

/**
 * Puts packs in force for as long as the process lives: what `judge` and `gate` go by. Once, at the start, before
 * anything is opened; so nobody can ask the gate by packs of their own choice later. Throws {@link BrokenAssumption}
 * when packs are in force already, when the packs are not valid, when they lack the house's own rules, or when a rule
 * is not one of ours.
 */
export function putInForce(packs: readonly Pack[]): void {
  assert(inForce === null, 'the law is put in force once, at the start');
  assert(packs.some((pack) => pack.pack === HOUSE), 'the house\'s own rules are among the packs');
  assert(packs.every((pack) => pack.rules.every(({ rule }) => RULES.get(rule.id) === rule)), 'packs hold only rules of the registry');
  inForce = packSet(packs);
}

/** The packs in force. Throws {@link BrokenAssumption} before there are any. */
export function lawInForce(): PackSet {
  assert(inForce !== null, 'the law is in force: whatever starts a process loads it first (src/boot/law.ts)');
  return inForce;
}
