import { unreachable } from '../domain/assert.js';
import { MS_PER_DAY, type Instant } from '../domain/time/instant.js';
import { isUnknown } from '../domain/unknown.js';
import { INTRUSION, POINT_OF, type CaseFacts, type HistoryItem, type HistoryState, type StepChannel } from './case-facts.js';
import type { Condition } from './plan/plan.js';

/** Already true, however early one asks. */
export const ALWAYS: Instant = Number.NEGATIVE_INFINITY;

const REACHED_NOBODY: ReadonlySet<HistoryState> = new Set(['failed', 'no_answer', 'not_met']);
const SPOKEN_TO: ReadonlySet<HistoryState> = new Set(['conversation', 'visited', 'refused']);
const NOT_COUNTED: ReadonlySet<HistoryState> = new Set(['queued', 'not_made']);

/** The facts of a case, arranged once for the questions that steps ask. */
export interface View {
  readonly facts: CaseFacts;
  readonly now: Instant;
  readonly answerLastsMs: number;
  /** Contacts made, oldest first. */
  readonly made: readonly HistoryItem[];
  readonly lastContactAt: Instant | null;
  /** Instants at which the person answered in any way, in no order. */
  readonly answers: readonly Instant[];
  /** Channels to do without: refused for good by the gate, or supposed to be. */
  readonly barred: ReadonlySet<StepChannel>;
}

export function viewOf(facts: CaseFacts, now: Instant, answerLastsMs: number, barred: ReadonlySet<StepChannel>): View {
  const made = facts.history.filter((item) => !NOT_COUNTED.has(item.state)).sort((a, b) => a.at - b.at);
  const answers = [...facts.replies.map((reply) => reply.at), ...made.filter((item) => SPOKEN_TO.has(item.state)).map((item) => item.at)];
  if (facts.lastPaymentAt !== null) answers.push(facts.lastPaymentAt);
  return { facts, now, answerLastsMs, made, lastContactAt: made.at(-1)?.at ?? null, answers, barred };
}

/** Whether a person could be reached by this channel at all: a usable point is known, and the channel is not barred. */
export function canReach(view: View, channel: StepChannel): boolean {
  const points = view.facts.points[POINT_OF[channel]];
  return !isUnknown(points) && points > 0 && !view.barred.has(channel);
}

/**
 * The instant from which a condition holds if nothing else happens; {@link ALWAYS} when it held all along; `null` when
 * time alone does not make it true. What is unknown makes nothing true. `step` is the channel of the step that asks.
 */
export function trueFrom(condition: Condition, view: View, step: StepChannel): Instant | null {
  switch (condition.kind) {
    case 'made':
      return view.made.findLast((item) => item.step === condition.step)?.at ?? null;
    case 'unanswered':
      return unansweredFrom(condition.step, view);
    case 'days_past_due_at_least': {
      const { daysPastDue, asOf } = view.facts;
      if (isUnknown(daysPastDue)) return null;
      return daysPastDue >= condition.days ? ALWAYS : asOf + (condition.days - daysPastDue) * MS_PER_DAY;
    }
    case 'not_reachable_by':
      return notReachable(view, condition.channel, condition.tries, step) ? ALWAYS : null;
    case 'refused':
      return refused(view, condition.by) ? ALWAYS : null;
    case 'broken_promise':
      return view.facts.brokenPromises.some((at) => at <= view.now && (view.lastContactAt === null || at > view.lastContactAt)) ? ALWAYS : null;
    default:
      return unreachable(condition, 'condition');
  }
}

function unansweredFrom(step: string, view: View): Instant | null {
  const last = view.made.findLast((item) => item.step === step);
  if (last === undefined) return null;
  const answered = Math.max(ALWAYS, ...view.answers.filter((at) => at >= last.at));
  return answered === ALWAYS ? last.at : answered + view.answerLastsMs;
}

/**
 * An unknown count of points is not a person who cannot be reached: unknown never escalates. A channel that the gate
 * bars is one by which we do not reach the person, but never a reason to stand at the door: who opts out of calls does
 * not hide.
 */
function notReachable(view: View, channel: StepChannel, tries: number, step: StepChannel): boolean {
  if (view.facts.points[POINT_OF[channel]] === 0) return true;
  if (view.barred.has(channel) && INTRUSION[step] < INTRUSION.visit) return true;
  const latest = view.made.filter((item) => item.channel === channel).slice(-tries);
  return latest.length === tries && latest.every((item) => REACHED_NOBODY.has(item.state));
}

function refused(view: View, by: StepChannel | 'any'): boolean {
  if (view.made.some((item) => item.state === 'refused' && (by === 'any' || item.channel === by))) return true;
  return by === 'any' && view.facts.replies.some((reply) => reply.kind === 'refusal');
}
