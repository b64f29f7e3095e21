import type { Instant } from '../domain/time/instant.js';
import { canReach, trueFrom, type View } from './condition.js';
import type { StepChannel } from './case-facts.js';
import type { Ladder, Limit, Step } from './plan/plan.js';
import type { NoneReason, ProposalReason } from './reasons.js';

/** The step whose turn it is. */
export interface Turn {
  readonly step: Step;
  /** First instant at which it may be proposed, by waits, repeats and house limits. */
  readonly dueAt: Instant;
  /** True when only a house limit holds it back. */
  readonly limited: boolean;
  readonly reasons: readonly ProposalReason[];
}

export interface LadderReading {
  readonly turn: Turn | null;
  /** Earliest instant after now at which time alone makes another step apply; `null` for none. */
  readonly wakeAt: Instant | null;
  /** Why no step applies; meaningful when `turn` is null. */
  readonly none: NoneReason;
}

/**
 * Whose turn it is: the furthest step that is reached and applies. A step is reached when every step before it has been
 * made as often as it may be, or does not apply; a step with reasons to escalate is reached once every step before it
 * has been made at all. So steps come in order, a reason overtakes mere repeats, and a step that did not apply and now
 * does gets its turn late rather than never.
 */
export function readLadder(ladder: Ladder, view: View, limits: readonly Limit[]): LadderReading {
  let turn: Turn | null = null;
  let wakeAt: Instant | null = null;
  let earlierDone = true;
  let earlierMade = true;
  const left: Step[] = [];
  for (const step of ladder.steps) {
    const times = view.made.filter((item) => item.step === step.id).length;
    if (times >= step.repeatMax) continue;
    left.push(step);
    if (!canReach(view, step.channel)) continue;
    const from = appliesFrom(step, view);
    if (from === null) continue;
    if (from > view.now) {
      wakeAt = wakeAt === null ? from : Math.min(wakeAt, from);
      continue;
    }
    if (earlierDone || (earlierMade && step.escalateBecause.length > 0)) turn = turnOf(step, times, view, limits);
    earlierDone = false;
    earlierMade &&= times > 0;
  }
  return { turn, wakeAt, none: whyNone(left, view) };
}

/** When all of `when` and at least one reason hold; `null`: not by time alone. */
function appliesFrom(step: Step, view: View): Instant | null {
  let from = Number.NEGATIVE_INFINITY;
  for (const condition of step.when) {
    const at = trueFrom(condition, view, step.channel);
    if (at === null) return null;
    from = Math.max(from, at);
  }
  if (step.escalateBecause.length === 0) return from;
  const causes = step.escalateBecause.map((cause) => trueFrom(cause.if, view, step.channel)).filter((at) => at !== null);
  return causes.length === 0 ? null : Math.max(from, Math.min(...causes));
}

function turnOf(step: Step, times: number, view: View, limits: readonly Limit[]): Turn {
  const readyAt = readyFrom(step, view);
  const freeAt = limitFreeFrom(limits, step.channel, view);
  return { step, dueAt: Math.max(readyAt, freeAt), limited: freeAt > view.now && readyAt <= view.now, reasons: reasonsFor(step, times, view) };
}

/** A first time waits since the latest contact (or the opening); a repeat also waits since the last time. */
function readyFrom(step: Step, view: View): Instant {
  const own = view.made.findLast((item) => item.step === step.id);
  const other = view.made.findLast((item) => item.step !== step.id);
  const since = step.waitSince === 'opened' ? view.facts.openedAt : (other?.at ?? view.facts.openedAt);
  return own === undefined ? since + step.waitMs : Math.max(since + step.waitMs, own.at + step.repeatEveryMs);
}

/** First instant, now or later, at which one more contact keeps every limit: contacts count for `withinMs`, half-open. */
function limitFreeFrom(limits: readonly Limit[], channel: StepChannel, view: View): Instant {
  let free = view.now;
  for (const limit of limits) {
    if (limit.channel !== null && limit.channel !== channel) continue;
    const counted = limit.channel === null ? view.made : view.made.filter((item) => item.channel === channel);
    const oldest = counted.at(-limit.max);
    if (oldest !== undefined) free = Math.max(free, oldest.at + limit.withinMs);
  }
  return free;
}

function reasonsFor(step: Step, times: number, view: View): readonly ProposalReason[] {
  const reasons = new Set<ProposalReason>();
  if (view.made.length === 0) reasons.add('first_contact');
  if (times > 0) reasons.add('repeat');
  for (const cause of step.escalateBecause) {
    const from = trueFrom(cause.if, view, step.channel);
    if (from !== null && from <= view.now) reasons.add(cause.reason);
  }
  if (trueFrom({ kind: 'broken_promise' }, view, step.channel) !== null) reasons.add('broken_promise');
  if (view.facts.points.phone === 0) reasons.add('no_phone_number');
  if (reasons.size === 0) reasons.add('next_step');
  return [...reasons];
}

function whyNone(left: readonly Step[], view: View): NoneReason {
  if (left.length === 0) return 'ladder_done';
  if (left.some((step) => canReach(view, step.channel))) return 'no_step_applies';
  return left.some((step) => view.barred.has(step.channel)) ? 'no_permitted_channel' : 'no_reachable_point';
}
