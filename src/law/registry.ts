import { assert } from '../domain/assert.js';
import * as all from './all-rules.js';
import type { Rule } from './rule.js';

/** Every rule by its id: what a pack may name. */
export const RULES: ReadonlyMap<string, Rule> = byId(Object.values(all));

function byId(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  const map = new Map(rules.map((rule) => [rule.id, rule]));
  assert(map.size === rules.length, 'no two rules have one id');
  return map;
}
