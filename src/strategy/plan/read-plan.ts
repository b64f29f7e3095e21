import { BUILT_IN_TEMPLATES } from '../../domain/contact/built-in-templates.js';
import { assert } from '../../domain/assert.js';
import { durationMs } from './duration.js';
import type { Condition, Ladder, Match, Plan, Range, Segment, Step } from './plan.js';
import { checkSense, type TemplateRef } from './plan-sense.js';
import { planShape, type ConditionText, type MatchText, type PlanText, type RangeText, type SegmentText, type StepText } from './plan-text.js';

export interface PlanProblem {
  /** JSON path from `$`, e.g. `$.ladders.early[1].after`. */
  readonly where: string;
  readonly problem: string;
  /** `shape`: the JSON Schema says it too. `sense`: only this reader can see it. */
  readonly kind: 'shape' | 'sense';
}

export type PlanReading = { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly problems: readonly PlanProblem[] };

/**
 * Reads a parsed plan. The authority on what a plan is: the JSON Schema beside it serves editors. `templates` are those
 * that steps may name. Problems of shape are reported first; only a plan without them is asked whether it makes sense.
 */
export function readPlan(value: unknown, templates: readonly TemplateRef[] = BUILT_IN_TEMPLATES): PlanReading {
  const problems: PlanProblem[] = [];
  planShape(value, '$', (where, problem) => problems.push({ where, problem, kind: 'shape' }));
  if (problems.length > 0) return { ok: false, problems };
  const text = value as PlanText;
  checkSense(text, templates, (where, problem) => problems.push({ where, problem, kind: 'sense' }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, plan: build(text) };
}

function ms(duration: string): number {
  const value = durationMs(duration);
  assert(value !== null, 'plan: a duration passed the shape check');
  return value;
}

function build(text: PlanText): Plan {
  const ladders = new Map<string, Ladder>(Object.entries(text.ladders).map(([name, steps]) => [name, { name, steps: steps.map(buildStep) }]));
  const ladder = (name: string): Ladder => {
    const found = ladders.get(name);
    assert(found !== undefined, 'plan: a ladder passed the sense check');
    return found;
  };
  return {
    name: text.name,
    title: text.title,
    note: text.note ?? null,
    reviewEveryMs: ms(text.review_every),
    answerLastsMs: ms(text.answer_lasts),
    stages: text.stages.map((stage) => ({ name: stage.name, from: stage.from, to: stage.to ?? null })),
    holdout: text.holdout,
    arms: text.arms,
    limits: (text.limits ?? []).map((limit) => ({ channel: limit.channel ?? null, max: limit.max, withinMs: ms(limit.within) })),
    quiet: text.quiet.map((spec) => ({ kind: spec.kind, atLeastMs: ms(spec.at_least ?? '0h'), graceMs: ms(spec.grace ?? '0h') })),
    segments: text.segments.map((segment) => buildSegment(segment, ladder)),
    dayEdges: dayEdges(text),
  };
}

function buildStep(step: StepText): Step {
  return {
    id: step.id,
    channel: step.channel,
    template: step.template,
    waitMs: ms(typeof step.after === 'string' ? step.after : step.after.wait),
    waitSince: typeof step.after === 'string' ? 'previous' : step.after.since,
    when: (step.when ?? []).map(buildCondition),
    escalateBecause: (step.escalate_because ?? []).map((cause) => ({ reason: cause.reason, if: buildCondition(cause.if) })),
    repeatMax: step.repeat?.max ?? 1,
    repeatEveryMs: ms(step.repeat?.every ?? '0h'),
    window: step.window ?? null,
    note: step.note ?? null,
  };
}

function buildCondition(condition: ConditionText): Condition {
  if (condition.unanswered !== undefined) return { kind: 'unanswered', step: condition.unanswered };
  if (condition.made !== undefined) return { kind: 'made', step: condition.made };
  if (condition.days_past_due_at_least !== undefined) return { kind: 'days_past_due_at_least', days: condition.days_past_due_at_least };
  if (condition.not_reachable_by !== undefined) return { kind: 'not_reachable_by', channel: condition.not_reachable_by.channel, tries: condition.not_reachable_by.tries ?? 3 };
  if (condition.refused !== undefined) return { kind: 'refused', by: condition.refused };
  assert(condition.broken_promise === true, 'plan: a condition passed the shape check');
  return { kind: 'broken_promise' };
}

function buildSegment(segment: SegmentText, ladder: (name: string) => Ladder): Segment {
  return {
    id: segment.id,
    title: segment.title,
    match: buildMatch(segment.match),
    ladder: ladder(segment.ladder),
    byArm: Object.entries(segment.by_arm ?? {}).map(([arm, name]) => ({ arm, ladder: ladder(name) })),
  };
}

function range(text: RangeText): Range {
  return { from: text.from ?? null, to: text.to ?? null };
}

function buildMatch(match: MatchText): Match {
  const { country, language, creditor, stage, product } = match;
  return {
    ...(country && { country }), ...(language && { language }), ...(creditor && { creditor }), ...(stage && { stage }), ...(product && { product }),
    ...(match.days_past_due && { daysPastDue: range(match.days_past_due) }),
    ...(match.balance && { balance: Object.entries(match.balance).map(([currency, text]) => ({ currency, range: range(text) })) }),
    ...(match.phones && { phones: range(match.phones) }), ...(match.addresses && { addresses: range(match.addresses) }),
    ...(match.emails && { emails: range(match.emails) }), ...(match.debts && { debts: range(match.debts) }),
  };
}

/** Days at which a stage, a segment or a condition may change its answer. */
function dayEdges(text: PlanText): readonly number[] {
  const edges = new Set<number>(text.stages.map((stage) => stage.from));
  for (const { match } of text.segments) {
    if (match.days_past_due?.from !== undefined) edges.add(match.days_past_due.from);
    if (match.days_past_due?.to !== undefined) edges.add(match.days_past_due.to + 1);
  }
  for (const step of Object.values(text.ladders).flat()) {
    for (const condition of [...(step.when ?? []), ...(step.escalate_because ?? []).map((cause) => cause.if)]) {
      if (condition.days_past_due_at_least !== undefined) edges.add(condition.days_past_due_at_least);
    }
  }
  return [...edges].sort((a, b) => a - b);
}
