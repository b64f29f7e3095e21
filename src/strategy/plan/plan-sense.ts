import { INTRUSION, type QuietKind } from '../case-facts.js';
import { HOLDOUT } from '../arm.js';
import type { EscalationReason } from '../reasons.js';
import { durationMs } from './duration.js';
import type { ConditionText, PlanText, RangeText, StepText } from './plan-text.js';
import { memberPath, type Report } from './shape-check.js';

/** A template that steps may name. */
export interface TemplateRef {
  readonly id: string;
  readonly channel: string;
}

/** Quiet states about which a plan must say something, so that none is forgotten. */
export const QUIET_REQUIRED: readonly QuietKind[] = ['promise', 'plan', 'payment', 'dispute', 'hardship', 'stop', 'complaint', 'distress'];

/** Reports what a plan of the right shape cannot mean. Everything here is beyond JSON Schema. */
export function checkSense(plan: PlanText, templates: readonly TemplateRef[], report: Report): void {
  checkStages(plan, report);
  unique(plan.arms.map((arm) => arm.name), (i) => `$.arms[${i}].name`, report);
  plan.arms.forEach((arm, i) => {
    if (arm.name === HOLDOUT) report(`$.arms[${i}].name`, `"${HOLDOUT}" is the comparison group; give the arm another name`);
  });
  if (durationMs(plan.review_every) === 0) report('$.review_every', 'must be more than nothing, or a case would be looked at for ever');
  plan.limits?.forEach((limit, i) => {
    if (durationMs(limit.within) === 0) report(`$.limits[${i}].within`, 'must be more than nothing');
  });
  unique(plan.quiet.map((spec) => spec.kind), (i) => `$.quiet[${i}].kind`, report);
  for (const kind of QUIET_REQUIRED) if (!plan.quiet.some((spec) => spec.kind === kind)) report('$.quiet', `say how long "${kind}" keeps quiet: it is missing`);
  checkLadders(plan, templates, report);
  checkSegments(plan, report);
}

function unique(names: readonly string[], where: (i: number) => string, report: Report): void {
  names.forEach((name, i) => {
    if (names.indexOf(name) < i) report(where(i), `"${name}" is there already; each name once`);
  });
}

function checkStages(plan: PlanText, report: Report): void {
  let next = 1;
  plan.stages.forEach((stage, i) => {
    const where = `$.stages[${i}]`;
    const last = i === plan.stages.length - 1;
    if (stage.from !== next) report(`${where}.from`, `must be ${next}: stages follow each other from day 1 without gap or overlap`);
    if (last && stage.to !== undefined) report(`${where}.to`, 'the last stage has no end: leave "to" out');
    if (!last && stage.to === undefined) report(where, 'only the last stage may leave "to" out');
    if (stage.to !== undefined && stage.to < stage.from) report(`${where}.to`, `must not be below ${stage.from}`);
    if (stage.name === 'M0') report(`${where}.name`, 'M0 means "not past due" and cannot be a stage');
    next = (stage.to ?? stage.from) + 1;
  });
  unique(plan.stages.map((stage) => stage.name), (i) => `$.stages[${i}].name`, report);
}

function checkLadders(plan: PlanText, templates: readonly TemplateRef[], report: Report): void {
  const seen = new Set<string>();
  for (const [name, steps] of Object.entries(plan.ladders)) {
    const where = memberPath('$.ladders', name);
    if (!plan.segments.some((segment) => segment.ladder === name || Object.values(segment.by_arm ?? {}).includes(name)))
      report(where, 'no segment uses this ladder; use it or remove it');
    steps.forEach((step, i) => {
      const at = `${where}[${i}]`;
      if (seen.has(step.id)) report(`${at}.id`, `another step is called "${step.id}"; history is found by the id, so each once in the whole plan`);
      seen.add(step.id);
      checkStep(step, steps.slice(0, i), templates, at, report);
    });
  }
}

function checkStep(step: StepText, before: readonly StepText[], templates: readonly TemplateRef[], where: string, report: Report): void {
  const template = templates.find((candidate) => candidate.id === step.template);
  if (template === undefined) report(`${where}.template`, `no such template; known are ${templates.map((known) => known.id).join(', ')}`);
  else if (template.channel !== step.channel) report(`${where}.template`, `"${step.template}" is a template for ${template.channel}, not for ${step.channel}`);
  const reached = Math.max(0, ...before.map((earlier) => INTRUSION[earlier.channel]));
  if (INTRUSION[step.channel] > reached && step.escalate_because === undefined)
    report(where, `"${step.id}" reaches further than every step before it: give the reasons in "escalate_because"`);
  if (step.window !== undefined && step.window.from >= step.window.to) report(`${where}.window.to`, `must be later than ${step.window.from}`);
  if (step.repeat !== undefined && step.repeat.max > 1 && durationMs(step.repeat.every) === 0) report(`${where}.repeat.every`, 'must be more than nothing');
  step.when?.forEach((condition, i) => checkCondition(condition, before, `${where}.when[${i}]`, report));
  step.escalate_because?.forEach((cause, i) => {
    const at = `${where}.escalate_because[${i}]`;
    checkCondition(cause.if, before, `${at}.if`, report);
    const fitting = reasonOf(cause.if, before);
    if (fitting !== null && fitting !== cause.reason) report(`${at}.reason`, `the record would be untrue: this condition is the reason "${fitting}"`);
  });
}

function checkCondition(condition: ConditionText, before: readonly StepText[], where: string, report: Report): void {
  for (const key of ['unanswered', 'made'] as const) {
    const id = condition[key];
    if (id !== undefined && !before.some((step) => step.id === id)) report(`${where}.${key}`, `"${id}" is not a step before this one in the same ladder`);
  }
}

const REACH_REASON = { email: 'no_email_reach', mail: 'no_mail_reach', sms: 'no_sms_reach', call: 'no_phone_reach', visit: 'no_visit_reach' } as const;

/** The one reason that a condition is; `null` when it names a step that does not exist. */
function reasonOf(condition: ConditionText, before: readonly StepText[]): EscalationReason | null {
  if (condition.unanswered !== undefined) {
    const step = before.find((candidate) => candidate.id === condition.unanswered);
    return step === undefined ? null : `${step.channel}_unanswered`;
  }
  if (condition.not_reachable_by !== undefined) return REACH_REASON[condition.not_reachable_by.channel];
  if (condition.refused !== undefined) return condition.refused === 'call' ? 'refused_by_phone' : 'refused';
  if (condition.broken_promise !== undefined) return 'broken_promise';
  return condition.made !== undefined ? 'step_made' : 'long_overdue';
}

function checkSegments(plan: PlanText, report: Report): void {
  unique(plan.segments.map((segment) => segment.id), (i) => `$.segments[${i}].id`, report);
  plan.segments.forEach((segment, i) => {
    const where = `$.segments[${i}]`;
    const last = i === plan.segments.length - 1;
    const everyone = Object.keys(segment.match).length === 0;
    if (last && !everyone) report(`${where}.match`, 'the last segment must match everyone (match: {}), so that no case falls out of the plan');
    if (!last && everyone) report(`${where}.match`, 'this matches everyone, so the segments after it can never match');
    if (!Object.hasOwn(plan.ladders, segment.ladder)) report(`${where}.ladder`, `no such ladder; known are ${Object.keys(plan.ladders).join(', ')}`);
    for (const [arm, ladder] of Object.entries(segment.by_arm ?? {})) {
      const at = memberPath(`${where}.by_arm`, arm);
      if (!plan.arms.some((known) => known.name === arm)) report(at, `no such arm; known are ${plan.arms.map((known) => known.name).join(', ')}`);
      if (!Object.hasOwn(plan.ladders, ladder)) report(at, `no such ladder; known are ${Object.keys(plan.ladders).join(', ')}`);
    }
    segment.match.stage?.forEach((stage, j) => {
      if (!plan.stages.some((known) => known.name === stage)) report(`${where}.match.stage[${j}]`, `no such stage; known are ${plan.stages.map((known) => known.name).join(', ')}`);
    });
    for (const [at, range] of rangesOf(segment.match, `${where}.match`)) {
      if (range.from === undefined && range.to === undefined) report(at, 'give "from", "to" or both');
      if (range.from !== undefined && range.to !== undefined && range.from > range.to) report(`${at}.to`, `must not be below ${range.from}`);
    }
  });
}

function rangesOf(match: PlanText['segments'][number]['match'], where: string): readonly (readonly [string, RangeText])[] {
  const ranges: (readonly [string, RangeText])[] = [];
  for (const key of ['days_past_due', 'phones', 'addresses', 'emails', 'debts'] as const) {
    const range = match[key];
    if (range !== undefined) ranges.push([`${where}.${key}`, range]);
  }
  for (const [currency, range] of Object.entries(match.balance ?? {})) ranges.push([memberPath(`${where}.balance`, currency), range]);
  return ranges;
}
