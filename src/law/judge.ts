import { BrokenAssumption } from '../domain/assert.js';
import type { Facts, Proposed } from './facts.js';
import type { JudgeOptions } from './gate.js';
import { Prepared } from './prepared.js';
import type { RuleResult } from './rule.js';
import type { PackSet, SelectedRule, Timeline } from './select.js';
import type { Finding, Verdict } from './verdict.js';

/** Findings of the frame itself, not of a rule: nothing applies, or the question cannot be put. */
export const FRAME_RULE = 'HOUSE-GATE';
const FRAME_CITATION = 'House rule: what no rule covers is not done';

/** The selections over time that fit a question. Absent jurisdictions: those of the person's place, and the house's own. */
export function timelineFor(set: PackSet, facts: Facts, options: JudgeOptions): Timeline {
  const scope = options.scope ?? null;
  return options.jurisdictions === undefined ? set.timelineOfPerson(facts.person, scope) : set.timeline(options.jurisdictions, scope);
}

/** As `judge`, by packs of the asker's choice. */
export function judgeBy(set: PackSet, facts: Facts, proposed: Proposed, options: JudgeOptions = {}): Verdict {
  return judgeAt(timelineFor(set, facts, options), Prepared.of(facts).asOf(proposed.at), proposed, options.scope !== undefined);
}

/** Judges by one timeline. `facts` are as of some instant not after `proposed.at`, and in order. */
export function judgeAt(timeline: Timeline, facts: Facts, proposed: Proposed, scoped: boolean): Verdict {
  const selection = timeline.at(proposed.at);
  const prohibited: Finding[] = [];
  const presumed: Finding[] = [];
  const satisfied: string[] = [];
  let lawful = 0;
  for (const entry of selection.entries) {
    const result = run(entry, facts, proposed);
    if (result.kind === 'not_applicable') continue;
    if (result.kind === 'satisfied') {
      satisfied.push(entry.rule.id);
      if (!entry.house) lawful++;
    } else {
      if (!entry.house) lawful++;
      (result.outcome === 'prohibited' ? prohibited : presumed).push(findingOf(entry, result));
    }
  }
  if (timeline.missing.length > 0) prohibited.push(frameFinding(scoped ? 'unknown_scope' : 'unknown_fact', timeline.missing));
  else if (!scoped && lawful === 0) prohibited.push(frameFinding('no_applicable_rule'));
  // Entries come in id order, so each part is sorted already; only the frame's own finding may not be.
  if (prohibited.length > 1 && prohibited.at(-1)?.rule === FRAME_RULE) prohibited.sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
  const findings = prohibited.concat(presumed);
  return {
    outcome: prohibited.length > 0 ? 'prohibited' : presumed.length > 0 ? 'presumed_violation' : 'allowed',
    rules: findings.length > 0 ? findings.map((finding) => finding.rule) : satisfied,
    findings,
    satisfied,
    packs: selection.packs,
  };
}

/** Runs one rule. Whatever goes wrong in it (it throws, answers nonsense, or names an end that is not later) denies. */
function run(entry: SelectedRule, facts: Facts, proposed: Proposed): RuleResult {
  try {
    const result = entry.rule.judge({ facts, proposed, at: proposed.at, params: entry.params });
    if (result.kind === 'satisfied' || result.kind === 'not_applicable') return result;
    if (result.kind === 'against' && (result.outcome === 'prohibited' || result.outcome === 'presumed_violation')) {
      if (result.until === null || result.until > proposed.at) return result;
    }
    throw new BrokenAssumption('a rule answers one of its three kinds, with an end that is later than the instant judged');
  } catch {
    return { kind: 'against', outcome: 'prohibited', code: 'rule_threw', until: null };
  }
}

function findingOf({ rule }: SelectedRule, result: Extract<RuleResult, { kind: 'against' }>): Finding {
  const finding = {
    rule: rule.id, outcome: result.outcome, code: result.code, citation: rule.citation, force: rule.force, confidence: rule.confidence, until: result.until,
  };
  return result.missing === undefined ? finding : { ...finding, missing: result.missing };
}

function frameFinding(code: string, missing?: readonly string[]): Finding {
  const finding = { rule: FRAME_RULE, outcome: 'prohibited', code, citation: FRAME_CITATION, force: 'H', confidence: 'high', until: null } as const;
  return missing === undefined ? finding : { ...finding, missing };
}
