import { MS_PER_DAY, type Instant } from '../domain/time/instant.js';
import { isUnknown, type Known } from '../domain/unknown.js';
import { armOf, HOLDOUT } from './arm.js';
import type { CaseFacts, StepChannel } from './case-facts.js';
import { viewOf } from './condition.js';
import { readLadder, type Turn } from './ladder.js';
import type { Ladder, Plan, PreferredWindow } from './plan/plan.js';
import { quietNow } from './quiet.js';
import type { NoneReason, ProposalReason } from './reasons.js';
import { ladderOf, segmentOf, stageIn } from './segment.js';

/** Most proposals that one review gives the gate. */
export const PROPOSALS_MAX = 3;

/** A contact that strategy would like. Whether and when it may be made is the gate's to say. */
export interface Proposal {
  /** 1 is the first choice. Ranks are 1, 2, 3 without gap, and no channel comes twice. */
  readonly rank: number;
  readonly step: string;
  readonly channel: StepChannel;
  readonly template: string;
  readonly reasons: readonly ProposalReason[];
  /** Not earlier than this, nor than now. */
  readonly notBefore: Instant;
  /**
   * True from rank 2 on: to be taken only when every choice before it is refused for good (no lawful instant at all). A
   * choice that the gate merely postpones is waited for; impatience is no reason to reach further into a person's day.
   */
  readonly fallback: boolean;
  /** Local hours that the plan prefers; a wish. */
  readonly window: PreferredWindow | null;
}

export interface Proposals {
  readonly proposals: readonly Proposal[];
  /** Why there are none; `null` when there are some. */
  readonly none: { readonly reason: NoneReason } | null;
  /** When to look again, later than now; `null`: news only can change the answer. */
  readonly reviewAt: Instant | null;
  readonly arm: string;
  readonly segment: string;
  readonly stage: Known<string>;
  /** Name of the ladder used. */
  readonly ladder: string;
}

/**
 * Should we contact, how, and why: at most {@link PROPOSALS_MAX} ranked proposals, or the reason why none. Pure; the same
 * facts, plan and instant give the same answer. It asks what is due at `now` or was due before, so a missed night is
 * caught up at the next review.
 */
export function propose(facts: CaseFacts, plan: Plan, now: Instant): Proposals {
  const arm = armOf(plan, facts.personId);
  const segment = segmentOf(plan, facts);
  const ladder = ladderOf(segment, arm);
  const context = { arm, segment: segment.id, stage: stageIn(plan, facts), ladder: ladder.name };
  const none = (reason: NoneReason, reviewAt: Instant | null): Proposals => ({ proposals: [], none: { reason }, reviewAt, ...context });

  if (!facts.balances.some((balance) => balance.minor > 0)) return none('nothing_owed', null);
  const quiet = quietNow(facts, plan, now);
  if (quiet !== null) return none(`quiet_${quiet.kind}`, quiet.endsAt);
  const latest = lookAgainAt(facts, plan, now);
  if (!isUnknown(facts.daysPastDue) && facts.daysPastDue <= 0) return none('not_past_due', latest);
  if (arm === HOLDOUT) return none('holdout', null);
  if (facts.history.some((item) => item.state === 'queued')) return none('contact_open', latest);
  if (ladder.steps.length === 0) return none('segment_not_contacted', latest);
  return { ...fromLadder(facts, plan, ladder, now, latest), ...context };
}

function fromLadder(facts: CaseFacts, plan: Plan, ladder: Ladder, now: Instant, latest: Instant): Pick<Proposals, 'proposals' | 'none' | 'reviewAt'> {
  const bars = barsInForce(facts, plan, now);
  const barred = new Set(bars.keys());
  const view = viewOf(facts, now, plan.answerLastsMs, barred);
  const first = readLadder(ladder, view, plan.limits);
  const reviewAt = earliest([latest, first.wakeAt, ...bars.values()]);
  if (first.turn === null) return { proposals: [], none: { reason: first.none }, reviewAt };
  if (first.turn.dueAt > now) return { proposals: [], none: { reason: first.turn.limited ? 'limit_reached' : 'waiting' }, reviewAt: earliest([reviewAt, first.turn.dueAt]) };

  const proposals: Proposal[] = [];
  let turn: Turn | null = first.turn;
  const supposed = new Set(barred);
  while (turn !== null && turn.dueAt <= now && proposals.length < PROPOSALS_MAX) {
    proposals.push(proposal(turn, proposals.length + 1, ladder, barred, now));
    // The next choice is what the ladder would say if this channel did not exist.
    supposed.add(turn.step.channel);
    turn = readLadder(ladder, { ...view, barred: supposed }, plan.limits).turn;
  }
  return { proposals, none: null, reviewAt };
}

function proposal(turn: Turn, rank: number, ladder: Ladder, barred: ReadonlySet<StepChannel>, now: Instant): Proposal {
  const { step } = turn;
  const reasons = new Set<ProposalReason>(rank > 1 ? ['fallback', ...turn.reasons] : turn.reasons);
  for (const earlier of ladder.steps.slice(0, ladder.steps.indexOf(step))) if (barred.has(earlier.channel)) reasons.add(`${earlier.channel}_not_permitted`);
  return {
    rank, step: step.id, channel: step.channel, template: step.template, reasons: [...reasons], notBefore: Math.max(turn.dueAt, now), fallback: rank > 1, window: step.window,
  };
}

/**
 * Channels that the gate refused for good, and when to ask it again: facts that no one foresaw may have changed its
 * mind, so after one review period the channel gets another chance.
 */
function barsInForce(facts: CaseFacts, plan: Plan, now: Instant): ReadonlyMap<StepChannel, Instant> {
  const bars = new Map<StepChannel, Instant>();
  for (const verdict of facts.lastVerdicts) {
    const ends = verdict.at + plan.reviewEveryMs;
    if (verdict.earliest === null && verdict.at <= now && now < ends) bars.set(verdict.channel, Math.max(bars.get(verdict.channel) ?? ends, ends));
  }
  return bars;
}

/** The latest time to look again: one review period, or the day on which a stage, a segment or a condition may change. */
function lookAgainAt(facts: CaseFacts, plan: Plan, now: Instant): Instant {
  const period = now + plan.reviewEveryMs;
  const { daysPastDue, asOf } = facts;
  if (isUnknown(daysPastDue)) return period;
  const edge = plan.dayEdges.map((day) => asOf + (day - daysPastDue) * MS_PER_DAY).find((at) => at > now);
  return edge === undefined ? period : Math.min(period, edge);
}

function earliest(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}
