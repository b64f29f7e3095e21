import { describe, expect, it } from 'vitest';
import { checkExamples } from './check-examples.js';
import examples from './corpus/examples.json' with { type: 'json' };
import further from './corpus/further.json' with { type: 'json' };
import own from './corpus/china-and-states.json' with { type: 'json' };
import { readExample, type Example } from './example.js';
import { earliestLawfulInstant, judge } from './gate.js';
import { lawInForce } from './in-force.js';

// Mainland China and the US overlays: the published sample, and our own, one unit off each edge. A verdict that changes here is a change of law.
const JURISDICTIONS = ['CN', 'US-MA', 'US-WA', 'US-DC', 'US-NYC', 'US-NY', 'US-WV'];
const corpus = [...examples, ...own, ...further].filter((value) => JURISDICTIONS.includes(value.jurisdiction));
const cases: readonly Example[] = corpus.map((value, index) => {
  const reading = readExample(value, index);
  if (!reading.ok) throw new Error(`${reading.id}: ${reading.error}`);
  return reading.example;
});

describe('worked examples of mainland China and US states', () => {
  it('gives every example its expected verdict', () => {
    const results = checkExamples(corpus);
    const wrong = results.filter((result, i) => result.verdict !== corpus[i]?.expected)
      .map((result) => `${result.id}: ${result.verdict} ${result.rules.join(',')} ${result.reason?.join(',') ?? ''} ${result.error ?? ''}`);
    expect(wrong).toEqual([]);
    expect(results.length).toBeGreaterThan(280);
  });

  it('says of each denied one when it is lawful: at that instant, and not a millisecond before', () => {
    let moved = 0;
    for (const { id, facts, proposed, options } of cases) {
      if (judge(facts, proposed, options).outcome === 'allowed') continue;
      const earliest = earliestLawfulInstant(facts, proposed, proposed.at, options);
      if (earliest.kind === 'never') {
        expect(earliest.because.length, id).toBeGreaterThan(0);
        continue;
      }
      moved++;
      const known = { ...facts, events: facts.events.filter((event) => event.at <= proposed.at) };
      expect([id, judge(known, { ...proposed, at: earliest.at }, options).outcome]).toEqual([id, 'allowed']);
      expect([id, judge(known, { ...proposed, at: earliest.at - 1 }, options).outcome]).not.toEqual([id, 'allowed']);
    }
    expect(moved).toBeGreaterThan(60);
  });

  it('has a case against and a case for each rule', () => {
    const against = new Set<string>();
    const satisfied = new Set<string>();
    for (const { facts, proposed, options } of cases) {
      const verdict = judge(facts, proposed, options);
      verdict.findings.forEach((finding) => against.add(finding.rule));
      verdict.satisfied.forEach((rule) => satisfied.add(rule));
      if (verdict.outcome === 'allowed') options.scope?.forEach((rule) => satisfied.add(rule));
    }
    // Told only in our own journal, so it has its cases beside the house's rules.
    const elsewhere = ['CN-C13'];
    const rules = new Set(lawInForce().packs.filter((pack) => JURISDICTIONS.includes(pack.pack)).flatMap((pack) => pack.rules.map(({ rule }) => rule.id)));
    const wanted = [...rules].filter((rule) => !elsewhere.includes(rule));
    expect(wanted.filter((rule) => !against.has(rule))).toEqual([]);
    expect(wanted.filter((rule) => !satisfied.has(rule))).toEqual([]);
  });
});
