import { describe, expect, it } from 'vitest';
import { localInstant } from '../../src/law/example-field.js';
import { readExample, type Example } from '../../src/law/example.js';
import { lawInForce } from '../../src/law/in-force.js';
import { judgeBy } from '../../src/law/judge.js';
import type { Pack } from '../../src/law/pack.js';
import { packSet, type PackSet } from '../../src/law/select.js';
import { readCorpora } from '../../tools/corpora.mjs';
import { packMutants } from '../../tools/mutation/pack-mutants.mjs';
import equivalent from '../../tools/mutation/equivalent.json' with { type: 'json' };

// The quick form of `npm run mutate:law`: a rule that falls silent, or any of its numbers, words or dates one step off,
// is noticed by a worked example.

interface Told { readonly example: Example; readonly about: { readonly rule: string; readonly says: string; readonly until?: string | null } | null }
interface Mutant { readonly rule: string; readonly file: string; readonly change: string; readonly apply: (packs: readonly Pack[]) => readonly Pack[] }
const corpora = readCorpora(readExample) as readonly Told[];
const packs = lawInForce().packs;

/** What the example is to show, and what these packs say. */
function noticed(set: PackSet, { example: { facts, proposed, options, expected }, about }: Told): boolean {
  const verdict = judgeBy(set, facts, proposed, options);
  if (expected !== undefined && verdict.outcome !== expected) return true;
  if (about === null) return false;
  const finding = verdict.findings.find((one) => one.rule === about.rule);
  if ((finding === undefined ? (verdict.satisfied.includes(about.rule) ? 'satisfied' : 'not_applicable') : finding.code) !== about.says) return true;
  return finding !== undefined && finding.until !== (typeof about.until === 'string' ? localInstant(about.until, proposed.tz, 'until', []) : null);
}

describe('a bug planted in a pack is noticed by a worked example', () => {
  const standing = packSet(packs);
  const examples = new Map<string, Told[]>();
  for (const told of corpora) {
    const { facts, proposed, options } = told.example;
    const verdict = judgeBy(standing, facts, proposed, options);
    const rules = new Set([...verdict.findings.map((one) => one.rule), ...verdict.satisfied, ...(told.about === null ? [] : [told.about.rule])]);
    for (const rule of rules) examples.set(rule, [...(examples.get(rule) ?? []), told]);
  }
  const mutants = packMutants(packs) as readonly Mutant[];
  const excused = new Set((equivalent as readonly { readonly file: string; readonly code: string; readonly change: string }[]).map((one) => `${one.file}\n${one.code}\n${one.change}`));

  it.each([...new Set(mutants.map((mutant) => mutant.rule))])('%s', (rule) => {
    const alive = mutants.filter((mutant) => mutant.rule === rule && !excused.has(`${mutant.file}\n${rule}\n${mutant.change}`)).filter((mutant) => {
      const set = packSet(mutant.apply(packs));
      // A mutant may speak where the rule was silent, so those that name it are asked as well.
      return !(examples.get(rule) ?? []).some((told) => noticed(set, told));
    });
    expect(alive.map((mutant) => `${mutant.file} ${rule}: ${mutant.change}`)).toEqual([]);
  });
});
