import { describe, expect, it } from 'vitest';
import { checkExamples, type CheckResult } from './check-examples.js';
import { readExample, type Example } from './example.js';
import { judge } from './gate.js';
import type { Pack } from './pack.js';
import { lawInForce } from './in-force.js';
import examples from './corpus/examples.json' with { type: 'json' };
import further from './corpus/further.json' with { type: 'json' };
import more from './corpus/more-examples.json' with { type: 'json' };

// Worked examples: the published sample, and our own, one off each edge. A verdict that changes here is a change of law.
const corpus: readonly unknown[] = [...examples, ...more, ...further];
const results = new Map<string, CheckResult>(checkExamples(corpus).map((result) => [result.id, result]));

function read(value: unknown): Example {
  const reading = readExample(value, 0);
  if (!reading.ok) throw new Error(`${reading.id}: ${reading.error}`);
  return reading.example;
}

// State and city law and mainland China have case tables of their own.
const OURS = ['US-federal', 'UK', 'IN', 'ID', 'EU'];
/** Packs of states whose examples are told under federal law. */
const TOLD_UNDER_FEDERAL = ['US-CA', 'US-NV', 'US-TX'];
/** Told only in our own journal, so they have their cases beside the house's rules. */
const FROM_OUR_JOURNAL = ['US-BK-1', 'IN-04'];
const ours = corpus.filter((value) => OURS.includes((value as { jurisdiction: string }).jurisdiction)).map(read);

describe('worked examples', () => {
  it('gives every example its expected verdict', () => {
    const wrong = ours.filter((example) => results.get(example.id)?.verdict !== example.expected).map((example) => {
      const result = results.get(example.id);
      return `${example.id}: expected ${example.expected}, got ${result?.verdict} ${result?.rules.join(',')} ${result?.reason?.join(',') ?? ''} ${result?.error ?? ''}`;
    });
    expect(wrong).toEqual([]);
    expect(ours.length).toBeGreaterThan(330);
  });

  it('says of each denied one when it is lawful: at that instant, and not a millisecond before', () => {
    const wrong: string[] = [];
    let moved = 0;
    for (const example of ours) {
      const result = results.get(example.id);
      if (result === undefined || result.verdict === 'allowed' || result.earliest === null) continue;
      moved++;
      const at = Date.parse(result.earliest);
      const then = judge(example.facts, { ...example.proposed, at }, example.options).outcome;
      const before = judge(example.facts, { ...example.proposed, at: at - 1 }, example.options).outcome;
      if (then !== 'allowed' || before === 'allowed') wrong.push(`${example.id}: ${result.earliest} ${then}, before ${before}`);
    }
    expect(wrong).toEqual([]);
    expect(moved).toBeGreaterThan(60);
  });

  it('has a case against and a case for each rule', () => {
    const against = new Set<string>();
    const satisfied = new Set<string>();
    for (const example of ours) {
      const verdict = judge(example.facts, example.proposed, example.options);
      verdict.findings.forEach((finding) => against.add(finding.rule));
      verdict.satisfied.forEach((rule) => satisfied.add(rule));
    }
    const rules = lawInForce().packs.filter((pack: Pack) => [...OURS, ...TOLD_UNDER_FEDERAL].includes(pack.pack))
      .flatMap((pack) => pack.rules.map(({ rule }) => rule.id)).filter((rule) => !FROM_OUR_JOURNAL.includes(rule));
    expect(rules.filter((rule) => !against.has(rule))).toEqual([]);
    expect(rules.filter((rule) => !satisfied.has(rule))).toEqual([]);
  });
});
