import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkExamples } from '../../src/law/check-examples.js';
import china from '../../src/law/corpus/china-and-states.json' with { type: 'json' };
import examples from '../../src/law/corpus/examples.json' with { type: 'json' };
import further from '../../src/law/corpus/further.json' with { type: 'json' };
import more from '../../src/law/corpus/more-examples.json' with { type: 'json' };
import { lawInForce } from '../../src/law/in-force.js';

// docs/law/counting.md says how each rule counts, and by which cases: on one side of the edge barred, on the other free.
const page = readFileSync('docs/law/counting.md', 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| `')).map((line) => {
  const [, rule, , cases] = line.split('|').map((cell) => cell.trim());
  const names = (cell: string | undefined): readonly string[] => [...(cell ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
  return { rule: names(rule)[0] as string, cases: names(cases) };
});
const told: readonly { readonly id: string; readonly expected: string }[] = [...examples, ...china, ...more, ...further];

describe('how each rule counts', () => {
  it.each(rows)('$rule: its cases lie on both sides of the edge', ({ rule, cases }) => {
    const found = cases.map((id) => told.find((one) => one.id === id));
    expect(cases.filter((_, i) => found[i] === undefined)).toEqual([]);
    const results = checkExamples(found);
    expect(results.map(({ verdict }) => verdict)).toEqual(found.map((one) => one?.expected));
    expect(results.some(({ verdict, rules }) => verdict !== 'allowed' && rules.includes(rule)), `${rule} bars one of them`).toBe(true);
    expect(results.some(({ verdict }) => verdict === 'allowed')).toBe(true);
  });

  it('leaves out no rule that takes days, months, years, hours or weeks', () => {
    const spans = /^(days|years|months|hours|waitDays|receiptDays|periodDays|consentDays|oralDays|confirmWithinMinutes)$/;
    const counting = lawInForce().packs.filter(({ pack }) => pack !== 'HOUSE').flatMap(({ rules }) => rules)
      .filter(({ params }) => Object.entries(params).some(([name, value]) => spans.test(name) && typeof value === 'number')).map(({ rule }) => rule.id);
    const named = new Set(rows.map(({ rule }) => rule));
    expect([...new Set(counting)].filter((id) => !named.has(id)).sort()).toEqual([]);
  });
});
