import { describe, expect, it } from 'vitest';
import { readExample } from '../../src/law/example.js';
import { judge } from '../../src/law/gate.js';
import { lawInForce } from '../../src/law/in-force.js';
import { examplesByRule, shown } from '../../tools/law-examples.mjs';

// The catalogue (docs/law) shows of each rule what it allows, what it forbids, and the pair at its edge: two worked
// examples that differ by one step (a second, a day, one event, one fact) and in the verdict.

const examples = examplesByRule({ readExample, judge });
const rules = [...new Set(lawInForce().packs.flatMap((pack) => pack.rules.map(({ rule }) => rule.id)))].sort();

describe('each rule is shown', () => {
  it.each(rules)('%s: one allowed, one forbidden, and a pair at the edge', (rule) => {
    const { yes, no, edge } = shown(examples.get(rule) ?? []);
    expect({ yes: yes !== undefined, no: no !== undefined, edge: edge !== undefined }).toEqual({ yes: true, no: true, edge: true });
  });
});
