import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../src/domain/time/instant.js';
import { localToInstant } from '../../src/domain/time/zone.js';
import { readExample, type Example } from '../../src/law/example.js';
import type { DebtFacts, Facts, PersonFacts, Proposed } from '../../src/law/facts.js';
import { earliestLawfulInstant, judge } from '../../src/law/gate.js';
import { OUTCOMES } from '../../src/law/verdict.js';
import { readCorpora } from '../../tools/corpora.mjs';
import { asOf } from './arbitraries.js';

// The histories of all worked examples, every country of them, judged by all the law that fits the person and by the
// house: laws that must hold for whatever the rules are.

const stories = (readCorpora(readExample) as readonly { readonly example: Example }[]).map(({ example }) => example);
const severity = (facts: Facts, proposed: Proposed): number => OUTCOMES.indexOf(judge(facts, proposed).outcome);

describe('an unknown fact never turns a no into a yes, nor a worse no into a milder one', () => {
  const blankDebts = (field: keyof DebtFacts) => ({ facts, proposed }: Example): readonly [Facts, Proposed] =>
    [{ ...facts, debts: facts.debts.map((debt) => ({ ...debt, [field]: 'unknown' })) }, proposed];
  const blankPerson = (field: keyof PersonFacts) => ({ facts, proposed }: Example): readonly [Facts, Proposed] => [{ ...facts, person: { ...facts.person, [field]: 'unknown' } }, proposed];
  const blanks: readonly (readonly [string, (story: Example) => readonly [Facts, Proposed]])[] = [
    ['country', blankPerson('country')], ['state', blankPerson('state')], ['locations', blankPerson('locations')],
    ['debt type', blankDebts('type')], ['time bar', blankDebts('timeBarred')], ['transfer', blankDebts('transferred')], ['servicing account', blankDebts('servicingAccount')],
    ['unread', ({ facts, proposed }) => [{ ...facts, unreadInbound: 'unknown' }, proposed]], ['role', ({ facts, proposed }) => [facts, { ...proposed, role: 'unknown' }]],
    ['debts', ({ facts, proposed }) => [{ ...facts, debts: [] }, { ...proposed, debtIds: [] }]],
  ];
  it.each(blanks)('%s', (_name, blank) => {
    const freed = stories.filter((story) => severity(...blank(story)) < severity(story.facts, story.proposed)).map((story) => story.id);
    expect(freed).toEqual([]);
  });
});

describe('the earliest lawful instant of every story', () => {
  it('is exact and does not move with the asking: denied at every step before it, the same from every step', () => {
    let moved = 0;
    for (const { id, facts, proposed } of stories) {
      const earliest = earliestLawfulInstant(facts, proposed, proposed.at);
      const known = asOf(facts, proposed.at);
      const end = earliest.kind === 'at' ? earliest.at : proposed.at + 30 * MS_PER_DAY;
      const steps = [0.1, 0.37, 0.71, 0.99].map((share) => proposed.at + Math.floor((end - proposed.at) * share)).filter((at) => at > proposed.at && at < end);
      if (end > proposed.at) steps.push(end - 1, Math.max(proposed.at, end - MS_PER_HOUR));
      for (const at of steps) {
        expect([id, new Date(at).toISOString(), judge(known, { ...proposed, at }).outcome]).not.toEqual([id, new Date(at).toISOString(), 'allowed']);
        const later = earliestLawfulInstant(known, proposed, at);
        // Asked later the horizon is later too, so only an answer within it must stand.
        if (earliest.kind === 'at') expect([id, later.kind === 'at' ? later.at : later.because]).toEqual([id, earliest.at]);
      }
      if (earliest.kind !== 'at') continue;
      if (earliest.at > proposed.at) moved++;
      expect([id, judge(known, { ...proposed, at: earliest.at }).outcome]).toEqual([id, 'allowed']);
    }
    expect(moved).toBeGreaterThan(50);
  }, 60_000);

  it.each([
    ['US', 'OH', 'America/New_York', '2026-03-08'], ['US', 'OH', 'America/New_York', '2026-11-01'], ['US', 'AZ', 'America/Phoenix', '2026-03-08'],
    ['GB', 'unknown', 'Europe/London', '2026-03-29'], ['GB', 'unknown', 'Europe/London', '2026-10-25'], ['CN', 'unknown', 'Asia/Shanghai', '2026-03-29'],
  ])('is exact on the days the clocks change: %s %s %s %s', (country, state, tz, date) => {
    const facts: Facts = {
      person: { personId: 'P', country, state, city: 'unknown', locations: [{ basis: 'residence', tz }] },
      debts: [{ id: 'D1', type: 'credit_card', timeBarred: false, transferred: false, servicingAccount: 'unknown' }],
      events: [
        { type: 'tcpa_consent', at: 0, tz: 'UTC' },
        { type: 'sms', at: localToInstant(tz, date, 0) - MS_PER_HOUR, tz, channel: 'sms' },
        { type: 'inconvenient_time_designation', at: 1, tz, window: { from: '01:30', to: '09:30' } },
      ],
      unreadInbound: 0,
    };
    const sms: Proposed = { at: 0, tz, channel: 'email', debtIds: ['D1'], personId: 'P', role: 'debtor', purpose: 'collect' };
    const start = localToInstant(tz, date, 0) - MS_PER_DAY;
    for (let at = start; at < start + 3 * MS_PER_DAY; at += 53 * MS_PER_MINUTE) {
      const earliest = earliestLawfulInstant(facts, { ...sms, at }, at);
      const known = asOf(facts, at);
      if (earliest.kind !== 'at') throw new Error(`never, because of ${earliest.because.join()}`);
      expect(judge(known, { ...sms, at: earliest.at }).outcome).toBe('allowed');
      for (let before = at; before < earliest.at; before += 7 * MS_PER_MINUTE) expect(judge(known, { ...sms, at: before }).outcome).not.toBe('allowed');
      if (earliest.at > at) expect(judge(known, { ...sms, at: earliest.at - 1 }).outcome).not.toBe('allowed');
    }
  });
});
