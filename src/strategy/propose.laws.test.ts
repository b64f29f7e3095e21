import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { canonicalJson } from '../domain/id/digest.js';
import { INTENTS } from '../domain/contact/reading/reading.js';
import { MS_PER_DAY, MS_PER_HOUR } from '../domain/time/instant.js';
import { caseFacts, OPENED } from './corpus/case-facts.js';
import { changedPlan, GOOD_PLANS } from './corpus/plans.js';
import { HISTORY_STATES, INTRUSION, POINT_OF, QUIET_KINDS, STEP_CHANNELS, type CaseFacts, type HistoryItem } from './case-facts.js';
import type { Plan } from './plan/plan.js';
import { readPlan } from './plan/read-plan.js';
import { propose, PROPOSALS_MAX } from './propose.js';
import { isReasonCode } from './reasons.js';

const SEED = { seed: 20261124, numRuns: 1500 };

function planOf(value: unknown): Plan {
  const reading = readPlan(value);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.plan;
}
const shippedText: unknown = parse(readFileSync(new URL('../../plans/ladder.yaml', import.meta.url), 'utf8'));
const shipped = planOf(shippedText);
const plans = [shipped, ...GOOD_PLANS.map(([, changes]) => planOf(changedPlan(changes)))];
const stepIds = plans.flatMap((plan) => plan.segments.flatMap((segment) => segment.ladder.steps.map((step) => [step.id, step.channel] as const)));

const instant = fc.integer({ min: 0, max: 60 * 24 }).map((hours) => OPENED + hours * MS_PER_HOUR);
const state = fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...HISTORY_STATES) }, { weight: 8, arbitrary: fc.constantFrom(...HISTORY_STATES.filter((name) => name !== 'queued')) });
const history = fc.tuple(fc.constantFrom(...stepIds), instant, state).map(([[step, channel], at, became]): HistoryItem => ({ step, channel, at, state: became }));
const quiet = fc.record({ kind: fc.constantFrom(...QUIET_KINDS), since: instant, until: fc.option(instant) });
const count = fc.constantFrom('unknown' as const, 0, 1, 2, 3);
const anyFacts: fc.Arbitrary<CaseFacts> = fc
  .record({
    personId: fc.nat(500).map(String), country: fc.constantFrom('CN', 'US', 'unknown'), asOf: instant, daysPastDue: fc.oneof(fc.constant('unknown' as const), fc.integer({ min: -3, max: 300 })),
    balances: fc.array(fc.record({ currency: fc.constantFrom('CNY', 'USD', 'TWD'), minor: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 1_000_000 }) }, { weight: 1, arbitrary: fc.integer({ min: -100, max: 0 }) }) }), { minLength: 1, maxLength: 2 }),
    points: fc.record({ phone: count, address: count, email: count }), history: fc.array(history, { maxLength: 8 }),
    replies: fc.array(fc.record({ kind: fc.constantFrom(...INTENTS), at: instant }), { maxLength: 1 }), quiet: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(quiet, { maxLength: 2 }) }),
    brokenPromises: fc.array(instant, { maxLength: 1 }), lastPaymentAt: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: instant }),
    lastVerdicts: fc.array(fc.record({ step: fc.constant('x'), channel: fc.constantFrom(...STEP_CHANNELS), at: instant, code: fc.constant('c'), earliest: fc.option(instant) }), { maxLength: 2 }),
  })
  .map((about) => caseFacts(about));
const anyPlan = fc.constantFrom(...plans);

describe('whatever the facts', () => {
  it('the answer is bounded, ranked, and tells why', () => {
    let proposed = 0;
    fc.assert(
      fc.property(anyFacts, anyPlan, instant, (facts, plan, now) => {
        const answer = propose(facts, plan, now);
        proposed += answer.proposals.length;
        expect(answer.proposals.length).toBeLessThanOrEqual(PROPOSALS_MAX);
        expect(answer.none === null).toBe(answer.proposals.length > 0);
        expect(answer.proposals.map((proposal) => proposal.rank)).toEqual(answer.proposals.map((_, i) => i + 1));
        expect(new Set(answer.proposals.map((proposal) => proposal.channel)).size).toBe(answer.proposals.length);
        for (const proposal of answer.proposals) {
          expect(proposal.reasons.length).toBeGreaterThan(0);
          expect(proposal.reasons.every(isReasonCode)).toBe(true);
          expect(proposal.notBefore).toBeGreaterThanOrEqual(now);
          expect(proposal.fallback).toBe(proposal.rank > 1);
          expect(facts.points[POINT_OF[proposal.channel]]).toBeGreaterThan(0);
        }
        if (answer.reviewAt !== null) expect(answer.reviewAt).toBeGreaterThan(now);
        if (answer.proposals.length > 0) expect(answer.reviewAt).not.toBeNull();
      }),
      SEED,
    );
    expect(proposed).toBeGreaterThan(200);
  });

  it('the same question has the same answer, byte for byte, in whatever order the facts come', () => {
    fc.assert(
      fc.property(anyFacts, anyPlan, instant, (facts, plan, now) => {
        const shuffled = { ...facts, replies: [...facts.replies].reverse(), quiet: [...facts.quiet].reverse(), lastVerdicts: [...facts.lastVerdicts].reverse(), balances: [...facts.balances].reverse() };
        expect(canonicalJson(propose(facts, plan, now))).toBe(canonicalJson(propose(structuredClone(facts), plan, now)));
        expect(canonicalJson(propose(shuffled, plan, now))).toBe(canonicalJson(propose(facts, plan, now)));
      }),
      SEED,
    );
  });

  it('a quiet state in force silences, also beside anything else', () => {
    fc.assert(
      fc.property(anyFacts, anyPlan, instant, fc.constantFrom(...QUIET_KINDS), fc.nat(30), fc.option(fc.integer({ min: 1, max: 30 })), (facts, plan, now, kind, ago, ahead) => {
        const silenced = { ...facts, quiet: [...facts.quiet, { kind, since: now - ago * MS_PER_DAY, until: ahead === null ? null : now + ahead * MS_PER_DAY }] };
        const answer = propose(silenced, plan, now);
        expect(answer.proposals).toEqual([]);
        expect(answer.none?.reason).toMatch(/^(quiet_|nothing_owed)/);
        if (answer.none?.reason !== 'nothing_owed' && ahead !== null && answer.reviewAt !== null) expect(answer.reviewAt).toBeGreaterThanOrEqual(now + ahead * MS_PER_DAY);
      }),
      SEED,
    );
  });

  it('nobody is visited who has not refused and has not been tried in vain', () => {
    fc.assert(
      fc.property(anyFacts, instant, (facts, now) => {
        if (!propose(facts, shipped, now).proposals.some((proposal) => proposal.channel === 'visit')) return;
        const calls = facts.history.filter((item) => item.channel === 'call' && !['queued', 'not_made'].includes(item.state));
        const inVain = calls.filter((item) => ['failed', 'no_answer'].includes(item.state)).length >= 3;
        expect(facts.points.phone === 0 || inVain || calls.some((item) => item.state === 'refused')).toBe(true);
      }),
      { seed: 20261124, numRuns: 6000 },
    );
  });

  it('no house limit is broken by a contact made as proposed', () => {
    fc.assert(
      fc.property(anyFacts, instant, (facts, now) => {
        for (const proposal of propose(facts, shipped, now).proposals) {
          const at = [...facts.history.filter((item) => !['queued', 'not_made'].includes(item.state)), { ...proposal, at: proposal.notBefore }];
          for (const limit of shipped.limits) {
            const counted = at.filter((item) => (limit.channel === null || limit.channel === item.channel) && item.at > proposal.notBefore - limit.withinMs);
            if (limit.channel === null || limit.channel === proposal.channel) expect(counted.length).toBeLessThanOrEqual(Math.max(limit.max, 0));
          }
        }
      }),
      SEED,
    );
  });
});

describe('time', () => {
  /** Lives a case night by night; on the nights named nothing runs. What is proposed is made, with the outcome given. */
  function live(plan: Plan, nights: number, missed: ReadonlySet<number>, outcomes: readonly HistoryItem['state'][]): readonly HistoryItem[] {
    const made: HistoryItem[] = [];
    for (let night = 0; night < nights; night += 1) {
      if (missed.has(night)) continue;
      const now = OPENED + night * MS_PER_DAY;
      const [first] = propose(caseFacts({ personId: '7', asOf: now, daysPastDue: 40, history: made }), plan, now).proposals;
      if (first !== undefined) made.push({ step: first.step, channel: first.channel, at: now, state: first.channel === 'sms' ? 'delivered' : (outcomes[made.length % outcomes.length] ?? 'no_answer') });
    }
    return made;
  }

  it('skips no step when nights are missed', () => {
    const states = fc.array(fc.constantFrom<HistoryItem['state'][]>('no_answer', 'failed', 'unknown', 'refused', 'done'), { minLength: 1, maxLength: 9 });
    const missed = fc.array(fc.nat(60), { maxLength: 40 }).map((nights) => new Set(nights));
    fc.assert(
      fc.property(fc.constantFrom(...plans), missed, states, (plan, nights, outcomes) => {
        const steps = (items: readonly HistoryItem[]): string[] => items.map((item) => item.step);
        expect(steps(live(plan, 400, nights, outcomes))).toEqual(steps(live(plan, 400, new Set(), outcomes)));
      }),
      { seed: 20261124, numRuns: 150 },
    );
  });

  it('alone never changes whose turn it is, when nothing is heard', () => {
    fc.assert(
      fc.property(fc.array(history.filter((item) => item.state !== 'queued'), { maxLength: 6 }), instant, fc.integer({ min: 0, max: 100 }), (items, now, later) => {
        const heard = new Set(['conversation', 'visited', 'refused']);
        const facts = caseFacts({ personId: '7', daysPastDue: 40, history: items.filter((item) => item.at <= now && !heard.has(item.state)) });
        const at = (when: number) => propose({ ...facts, asOf: when }, shipped, when).proposals[0]?.step;
        const step = at(now);
        if (step !== undefined) expect(at(now + later * MS_PER_DAY)).toBe(step);
      }),
      SEED,
    );
  });

  it('and a review at the time named find what is due: nothing waits longer than it says', () => {
    fc.assert(
      fc.property(anyFacts, instant, (facts, now) => {
        const answer = propose(facts, shipped, now);
        if (answer.none === null || answer.reviewAt === null) return;
        // Half way to the review the answer is still that nothing is proposed.
        const between = propose(facts, shipped, Math.floor((now + answer.reviewAt) / 2));
        expect(between.proposals).toEqual([]);
      }),
      SEED,
    );
  });

  it('leads from writing to calling to the door, never the other way into it', () => {
    const reach = live(shipped, 400, new Set(), ['no_answer']).map((item) => INTRUSION[item.channel]);
    // A call left over may follow the visit; what matters is what comes first.
    expect([...new Set(reach)]).toEqual([0, 1, 2]);
  });
});
