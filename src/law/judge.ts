import { BrokenAssumption } from '../domain/assert.js';
import type { Facts, Proposed } from './facts.js';
import type { JudgeOptions } from './gate.js';
import { askedEvenly, Prepared } from './prepared.js';
import type { Params, Rule, RuleContext, RuleResult } from './rule.js';
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

const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

/** Judges by one timeline. `facts` are as of some instant not after `proposed.at`, and in order. */
export function judgeAt(timeline: Timeline, facts: Facts, proposed: Proposed, scoped: boolean): Verdict {
  const { entries, packs, none } = timeline.at(proposed.at);
  // One context for all rules of the verdict: each is done with it before the next gets its numbers.
  const context = { facts, proposed: askedEvenly(proposed), at: proposed.at, params: NO_PARAMS };
  const against: Finding[] = [];
  let satisfied = none;
  let lawful = false;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as SelectedRule;
    context.params = entry.params;
    const result = run(entry.rule, context);
    if (result.kind === 'not_applicable') continue;
    if (!entry.house) lawful = true;
    if (result.kind === 'satisfied') satisfied = satisfied.with(i, entry.rule.id);
    else against.push(findingOf(entry.rule, result));
  }
  if (timeline.missing.length > 0) against.push(frameFinding(scoped ? 'unknown_scope' : 'unknown_fact', timeline.missing));
  else if (!scoped && !lawful) against.push(frameFinding('no_applicable_rule'));
  if (against.length === 0) return { outcome: 'allowed', rules: satisfied.rules, findings: NO_FINDINGS, satisfied: satisfied.rules, packs };
  const findings = against.sort(bySeverity);
  return { outcome: (findings[0] as Finding).outcome, rules: findings.map((finding) => finding.rule), findings, satisfied: satisfied.rules, packs };
}

function bySeverity(a: Finding, b: Finding): number {
  if (a.outcome !== b.outcome) return a.outcome === 'prohibited' ? -1 : 1;
  return a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0;
}

const NO_PARAMS: Params = Object.freeze({});

/** Runs one rule. Whatever goes wrong in it (it throws, answers nonsense, or names an end that is not later) denies. */
function run(rule: Rule, context: RuleContext): RuleResult {
  try {
    const result = rule.judge(context);
    if (result.kind === 'satisfied' || result.kind === 'not_applicable') return result;
    if (result.kind === 'against' && (result.outcome === 'prohibited' || result.outcome === 'presumed_violation')) {
      if (result.until === null || result.until > context.at) return result;
    }
    throw new BrokenAssumption('a rule answers one of its three kinds, with an end that is later than the instant judged');
  } catch {
    return { kind: 'against', outcome: 'prohibited', code: 'rule_threw', until: null };
  }
}

function findingOf(rule: Rule, result: Extract<RuleResult, { kind: 'against' }>): Finding {
  const finding = {
    rule: rule.id, outcome: result.outcome, code: result.code, citation: rule.citation, force: rule.force, confidence: rule.confidence, until: result.until,
  };
  return result.missing === undefined ? finding : { ...finding, missing: result.missing };
}

function frameFinding(code: string, missing?: readonly string[]): Finding {
  const finding = { rule: FRAME_RULE, outcome: 'prohibited', code, citation: FRAME_CITATION, force: 'H', confidence: 'high', until: null } as const;
  return missing === undefined ? finding : { ...finding, missing };
}
