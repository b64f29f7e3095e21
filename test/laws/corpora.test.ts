import { describe, expect, it } from 'vitest';
import { localDay, startOfDay } from '../../src/domain/time/zone.js';
import { readExample, type Example } from '../../src/law/example.js';
import { localInstant } from '../../src/law/example-field.js';
import { earliestLawfulInstant, judge } from '../../src/law/gate.js';
import { Prepared } from '../../src/law/prepared.js';
import { readCorpora } from '../../tools/corpora.mjs';

// Every worked example of every file: its verdict, what one rule says of it and until when, and that the answer is exact.

interface Told {
  readonly file: string;
  readonly example: Example;
  /** What our own examples are to show of one rule. */
  readonly about: { readonly rule: string; readonly says: string; readonly until?: string | null; readonly missing?: readonly string[] } | null;
}
const corpora = readCorpora(readExample) as readonly Told[];
const told = corpora.filter((one) => one.about !== null);

describe('worked examples', () => {
  it('have ids of their own', () => {
    const ids = corpora.map(({ example }) => example.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it.each(told)('$example.id', ({ example: { facts, proposed, options, expected }, about }) => {
    const { rule, says, until, missing } = about as NonNullable<Told['about']>;
    const verdict = judge(facts, proposed, options);
    const finding = verdict.findings.find((one) => one.rule === rule);
    expect(finding === undefined ? (verdict.satisfied.includes(rule) ? 'satisfied' : 'not_applicable') : finding.code).toBe(says);
    expect(verdict.outcome).toBe(expected);
    if (finding === undefined) return;
    expect(finding.until).toBe(typeof until === 'string' ? localInstant(until, proposed.tz, 'until', []) : null);
    expect(finding.missing).toEqual(missing);
  });

  it('of a denied contact: lawful at the earliest instant, and not a millisecond before', () => {
    for (const { example: { id, facts, proposed, options } } of corpora) {
      if (judge(facts, proposed, options).outcome === 'allowed') continue;
      const earliest = earliestLawfulInstant(facts, proposed, proposed.at, options);
      if (earliest.kind === 'never') continue;
      const known = Prepared.of(facts).asOf(proposed.at);
      expect([id, judge(known, { ...proposed, at: earliest.at }, options).outcome]).toEqual([id, 'allowed']);
      expect([id, judge(known, { ...proposed, at: earliest.at - 1 }, options).outcome]).not.toEqual([id, 'allowed']);
    }
  });

  it('what happened at the very instant asked about has happened', () => {
    const differs: string[] = [];
    for (const { example: { id, facts, proposed, options } } of corpora) {
      // Where something runs out or a day begins at that instant, the millisecond before is another case.
      if (facts.events.some((event) => event.until === proposed.at) || startOfDay(proposed.tz, localDay(proposed.tz, proposed.at)) === proposed.at) continue;
      for (const moved of facts.events.filter((event) => event.at <= proposed.at)) {
        const others = facts.events.filter((event) => event !== moved && event.at < proposed.at - 1);
        const [then, before] = [proposed.at, proposed.at - 1].map((at) => {
          const { outcome, findings, satisfied } = judge({ ...facts, events: [...others, { ...moved, at }] }, proposed, options);
          return [outcome, ...findings.map((finding) => `${finding.rule} ${finding.code}`), ...satisfied].join();
        });
        if (then !== before) differs.push(`${id} ${moved.type}: ${before} / ${then}`);
      }
    }
    expect(differs).toEqual([]);
  });
});
