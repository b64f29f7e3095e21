import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { caseFacts, day, OPENED } from './corpus/case-facts.js';
import { LADDER_CASES } from './corpus/ladder-cases.js';
import { changedPlan, type PlanChange } from './corpus/plans.js';
import type { Plan } from './plan/plan.js';
import { readPlan } from './plan/read-plan.js';
import { propose } from './propose.js';

function planOf(value: unknown): Plan {
  const reading = readPlan(value);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.plan;
}
const shipped = planOf(parse(readFileSync(new URL('../../plans/ladder.yaml', import.meta.url), 'utf8')));
const small = (...changes: PlanChange[]): Plan => planOf(changedPlan(changes));

describe('the shipped plan', () => {
  it.each(LADDER_CASES.map((row) => [row.name, row] as const))('%s', (_, row) => {
    const answer = propose(row.facts, shipped, day(row.on));
    const told = answer.none === null ? answer.proposals.map((proposal) => [proposal.step, ...proposal.reasons]) : answer.none.reason;
    expect(told).toEqual(row.expect);
    if (row.again !== undefined) expect(answer.reviewAt === null ? null : (answer.reviewAt - OPENED) / 86_400_000).toBe(row.again);
  });
});

describe('a proposal', () => {
  it('says all that the engine needs', () => {
    expect(propose(caseFacts({ daysPastDue: 40, points: { phone: 0, address: 1, email: 0 } }), shipped, day(6))).toEqual({
      proposals: [{
        rank: 1, step: 'middle-visit', channel: 'visit', template: 'visit-notice', reasons: ['first_contact', 'no_phone_reach', 'no_phone_number'], notBefore: day(6), fallback: false,
        window: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '10:00', to: '18:00' },
      }],
      none: null, reviewAt: day(13), arm: 'standard', segment: 'middle', stage: 'M2', ladder: 'middle',
    });
  });

  it('is for the gentlest segment when nobody knows how late the debt is', () => {
    expect(propose(caseFacts({ daysPastDue: 'unknown' }), shipped, day(0))).toMatchObject({ segment: 'early', stage: 'unknown', proposals: [{ step: 'sms-first' }] });
  });

  it('is never made to the comparison group, whatever else is true', () => {
    const all = small({ at: ['holdout', 'percent'], to: 50 });
    const held = Array.from({ length: 50 }, (_, i) => propose(caseFacts({ personId: `p-${i}` }), all, day(9))).filter((answer) => answer.arm === 'holdout');
    expect(held.length).toBeGreaterThan(10);
    for (const answer of held) expect(answer).toMatchObject({ proposals: [], none: { reason: 'holdout' }, reviewAt: null });
  });

  it('follows the ladder of its arm', () => {
    const plan = small(
      { at: ['arms'], to: [{ name: 'standard', weight: 1 }, { name: 'gentle', weight: 1 }] },
      { at: ['ladders', 'gentle'], to: [{ id: 'gentle-sms', channel: 'sms', template: 'reminder-second', after: '5d' }] },
      { at: ['segments', 0, 'by_arm'], to: { gentle: 'gentle' } },
    );
    const ladders = new Set(Array.from({ length: 30 }, (_, i) => propose(caseFacts({ personId: `p-${i}` }), plan, day(9))).map((answer) => `${answer.arm} ${answer.ladder}`));
    expect(ladders).toEqual(new Set(['standard main', 'gentle gentle']));
  });

  it('leaves a segment with an empty ladder alone', () => {
    expect(propose(caseFacts(), small({ at: ['ladders', 'main'], to: [] }), day(9)).none).toEqual({ reason: 'segment_not_contacted' });
  });

  it('waits since the opening where the plan says so', () => {
    const plan = small({ at: ['ladders', 'main', 1, 'after'], to: { since: 'opened', wait: '10d' } });
    const facts = caseFacts({ history: [{ step: 'sms-first', channel: 'sms', at: day(8), state: 'sent' }] });
    expect(propose(facts, plan, day(9.9))).toMatchObject({ none: { reason: 'waiting' }, reviewAt: day(10) });
    expect(propose(facts, plan, day(10)).proposals).toMatchObject([{ step: 'call', notBefore: day(10) }]);
  });

  it('counts what was said in a contact as an answer to it', () => {
    const visit = { id: 'visit', channel: 'visit', template: 'visit-notice', after: '5d', escalate_because: [{ reason: 'call_unanswered', if: { unanswered: 'call' } }] };
    const plan = small({ at: ['ladders', 'main', 2], to: visit }, { at: ['ladders', 'main', 1, 'repeat'] });
    const after = (state: 'no_answer' | 'conversation') => propose(caseFacts({ history: [{ step: 'sms-first', channel: 'sms', at: day(0), state: 'sent' }, { step: 'call', channel: 'call', at: day(3), state }] }), plan, day(8));
    expect(after('no_answer').proposals).toMatchObject([{ step: 'visit', reasons: ['call_unanswered'] }]);
    expect(after('conversation')).toMatchObject({ none: { reason: 'no_step_applies' }, reviewAt: day(15) });
  });

  it('passes over a step whose day has not come, and comes back to it', () => {
    const plan = small({ at: ['ladders', 'main', 0, 'when'], to: [{ days_past_due_at_least: 20 }] }, { at: ['ladders', 'main', 1, 'escalate_because'], to: [{ reason: 'refused', if: { refused: 'any' } }] });
    expect(propose(caseFacts({ daysPastDue: 19 }), plan, day(0))).toMatchObject({ none: { reason: 'no_step_applies' }, reviewAt: day(1) });
    expect(propose(caseFacts({ daysPastDue: 19, asOf: day(5), replies: [{ kind: 'refusal', at: day(0) }] }), plan, day(5)).proposals).toMatchObject([{ step: 'call', reasons: ['first_contact', 'refused'] }]);
    expect(propose(caseFacts({ daysPastDue: 45 }), plan, day(5)).proposals).toMatchObject([{ step: 'sms-first' }]);
  });

  it('matches a segment only by what is known', () => {
    const to = (match: unknown): Plan => small({ at: ['segments'], to: [{ id: 'first', title: { en: 'x', zh: 'x' }, match, ladder: 'main' }, { id: 'rest', title: { en: 'x', zh: 'x' }, match: {}, ladder: 'main' }] });
    const segment = (match: unknown, about: Parameters<typeof caseFacts>[0] = {}): string => propose(caseFacts(about), to(match), day(0)).segment;
    expect(segment({ country: ['CN'] })).toBe('first');
    expect(segment({ country: ['CN'] }, { country: 'unknown' })).toBe('rest');
    expect(segment({ country: ['US', 'unknown'] }, { country: 'unknown' })).toBe('first');
    expect(segment({ language: ['en'] })).toBe('rest');
    expect(segment({ creditor: ['c-1'] })).toBe('first');
    expect(segment({ stage: ['M1'] })).toBe('first');
    expect(segment({ stage: ['M1'] }, { daysPastDue: 31 })).toBe('rest');
    expect(segment({ days_past_due: { from: 5, to: 5 } })).toBe('first');
    expect(segment({ days_past_due: { from: 6 } })).toBe('rest');
    expect(segment({ days_past_due: { from: 0 } }, { daysPastDue: 'unknown' })).toBe('rest');
    expect(segment({ balance: { CNY: { to: 500_000 } } })).toBe('first');
    expect(segment({ balance: { CNY: { to: 499_999 } } })).toBe('rest');
    expect(segment({ balance: { USD: { from: 1 } } })).toBe('rest');
    expect(segment({ product: ['consumer_loan', 'credit_card'] })).toBe('first');
    expect(segment({ product: ['credit_card'] }, { products: 'unknown' })).toBe('rest');
    expect(segment({ phones: { from: 1 }, addresses: { from: 1 }, emails: { to: 0 }, debts: { to: 1 } })).toBe('first');
    expect(segment({ phones: { from: 0 } }, { points: { phone: 'unknown', address: 1, email: 0 } })).toBe('rest');
  });
});
