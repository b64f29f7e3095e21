import type { Instant } from '../../domain/time/instant.js';
import { MS_PER_DAY, MS_PER_HOUR } from '../../domain/time/instant.js';
import { firstInstantWhere, inWindow, windowEdges } from '../../domain/time/window.js';
import type { Facts, Proposed, ProposedChannel } from '../../law/facts.js';
import { earliestLawfulInstant, judge } from '../../law/gate.js';
import type { Earliest } from '../../law/verdict.js';
import type { CaseFacts, StepChannel } from '../../strategy/case-facts.js';
import type { Plan } from '../../strategy/plan/plan.js';
import { isWritten } from '../ports/channel.js';
import { recordedVerdict, type Pins, type RecordedVerdict } from '../audit/decision-record.js';
import { propose, type Proposal, type Proposals } from '../../strategy/propose.js';

/** What a review reads. The record keeps it whole; nothing else may move the decision. */
export interface ReviewInput {
  readonly at: Instant;
  readonly caseFacts: CaseFacts;
  readonly lawFacts: Facts;
}

/** The contact as it would be made by a channel; the instant is filled in per proposal. `null`: it cannot be made so. */
export type ContactOf = (channel: string) => Omit<Proposed, 'at'> | null;

/** What a step's template means now: its id with the version in force. */
export type PinOf = (template: string) => string;

export interface JudgedProposal {
  readonly step: string;
  readonly channel: string;
  /** `id@version`; the id alone where no such template is in force. */
  readonly template: string;
  readonly reasons: readonly string[];
  readonly at: Instant;
  /** What the gate was asked, but for instant and channel, which stand above. */
  readonly asked: Omit<Proposed, 'at' | 'channel'>;
  readonly verdict: RecordedVerdict;
  readonly earliest: Earliest | null;
}

export interface ReviewDecision {
  readonly choice: 'contact' | 'task' | 'defer' | 'none';
  /** Index into `judged`, for `contact`, `task` and `defer`. */
  readonly chosen: number | null;
  readonly none: string | null;
  readonly arm: string;
  readonly segment: string;
  readonly judged: readonly JudgedProposal[];
  readonly notBefore: Instant | null;
  readonly notAfter: Instant | null;
  readonly nextReviewAt: Instant | null;
}

/** A text waits this long for its dispatch; a call or a visit this long for a person. Then it lapses and is reviewed again. */
const TEXT_LAPSES_MS = 12 * MS_PER_HOUR;
const TASK_LAPSES_MS = 3 * MS_PER_DAY;
/** With nothing to do by the plan's own reckoning, facts are still looked at again after this time. */
const LOOK_AGAIN_MS = 7 * MS_PER_DAY;

/** The next instant of the plan's preferred hours, if the law allows it too; else the instant asked about. A wish never makes a contact unlawful, and never makes one sooner. */
function preferred(input: ReviewInput, proposal: Proposal, proposed: Proposed): Proposed {
  const { window } = proposal;
  if (window === null || inWindow(proposed.tz, window, proposed.at)) return proposed;
  const later = firstInstantWhere([proposed.tz], windowEdges(window), proposed.at, (instant) => inWindow(proposed.tz, window, instant), { horizonDays: 8 });
  if (later === null) return proposed;
  const moved = { ...proposed, at: later };
  return judge(input.lawFacts, moved).outcome === 'allowed' ? moved : proposed;
}

function judgeProposal(input: ReviewInput, proposal: Proposal, contactOf: ContactOf, pinOf: PinOf): JudgedProposal {
  const contact = contactOf(proposal.channel);
  if (contact === null) throw new Error(`review: no contact was prepared for channel ${proposal.channel}`);
  const asked: Proposed = { ...contact, at: Math.max(input.at, proposal.notBefore), channel: proposal.channel as ProposedChannel, knownAt: input.at };
  const proposed = preferred(input, proposal, asked);
  const { at, channel, ...rest } = proposed;
  const verdict = judge(input.lawFacts, proposed);
  const earliest = verdict.outcome === 'allowed' ? null : earliestLawfulInstant(input.lawFacts, proposed, at);
  return { step: proposal.step, channel, template: pinOf(proposal.template), reasons: proposal.reasons, at, asked: rest, verdict: recordedVerdict(verdict), earliest };
}

/** When the plan has its next say if this text goes out as decided and nobody answers: known now, so no review is spent on finding out. */
function afterContact(facts: CaseFacts, plan: Plan, one: JudgedProposal): Instant | null {
  const history = [...facts.history, { step: one.step, channel: one.channel as StepChannel, at: one.at, state: 'sent' as const }];
  return propose({ ...facts, history }, plan, one.at).reviewAt;
}

function decided(proposals: Proposals, judged: readonly JudgedProposal[], rest: Partial<ReviewDecision> & Pick<ReviewDecision, 'choice'>): ReviewDecision {
  return {
    chosen: null, none: null, arm: proposals.arm, segment: proposals.segment, judged, notBefore: null, notAfter: null, nextReviewAt: null, ...rest,
  };
}

/**
 * Should we, may we, and when. Strategy ranks; the gate rules on each in turn. The first allowed is taken; the first that
 * will be allowed later sets when to look again; only what can never be allowed gives way to the next. Pure: the same
 * input and plan give the same bytes.
 */
export function decideReview(input: ReviewInput, plan: Plan, contactOf: ContactOf, pinOf: PinOf): ReviewDecision {
  const proposals = propose(input.caseFacts, plan, input.at);
  const lookAgain = proposals.reviewAt ?? input.at + LOOK_AGAIN_MS;
  const judged: JudgedProposal[] = [];
  for (const proposal of proposals.proposals) {
    const one = judgeProposal(input, proposal, contactOf, pinOf);
    judged.push(one);
    const chosen = judged.length - 1;
    if (one.verdict.outcome === 'allowed') {
      const text = isWritten(one.channel);
      const notAfter = one.at + (text ? TEXT_LAPSES_MS : TASK_LAPSES_MS);
      const nextReviewAt = text ? Math.max(afterContact(input.caseFacts, plan, one) ?? lookAgain, one.at + MS_PER_HOUR) : notAfter;
      return decided(proposals, judged, { choice: text ? 'contact' : 'task', chosen, notBefore: one.at, notAfter, nextReviewAt });
    }
    if (one.earliest?.kind === 'at') return decided(proposals, judged, { choice: 'defer', chosen, nextReviewAt: one.earliest.at });
  }
  const none = proposals.none?.reason ?? (judged.length > 0 ? 'no_permitted_channel' : 'no_step_applies');
  return decided(proposals, judged, { choice: 'none', none, nextReviewAt: Math.max(lookAgain, input.at + MS_PER_HOUR) });
}

/** The record of a review, as text: what was read, what was decided, and the versions of everything that decided. Key order is fixed by construction, so equal decisions are equal bytes. */
export function reviewRecord(input: ReviewInput, decision: ReviewDecision, pins: Pins): string {
  return JSON.stringify({ v: 1, stage: 'review', ...pins, at: input.at, ...decision, caseFacts: input.caseFacts, lawFacts: input.lawFacts });
}
