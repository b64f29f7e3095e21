import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../src/domain/time/instant.js';
import { localToInstant } from '../../src/domain/time/zone.js';
import { readExample } from '../../src/law/example.js';
import type { Facts, HoldKind, LawEvent, LocationFact, PersonFacts, Proposed, ProposedChannel } from '../../src/law/facts.js';
import { earliestLawfulInstant, gate, judge } from '../../src/law/gate.js';
import type { Verdict } from '../../src/law/verdict.js';

// Holes that were found in another gate by reading its code, and what else has gone wrong in the field: each a test by
// its name, as far as the law alone decides it. What the database decides is in test/flow/holes.test.ts.

const SHANGHAI = 'Asia/Shanghai';
const cn: PersonFacts = { personId: 'P', country: 'CN', state: 'unknown', city: 'unknown', locations: [{ basis: 'residence', tz: SHANGHAI }] };
const us: PersonFacts = { personId: 'P', country: 'US', state: 'CA', city: 'unknown', locations: [{ basis: 'residence', tz: 'America/Los_Angeles' }] };
const facts = (person: PersonFacts, events: readonly LawEvent[] = []): Facts => ({
  person, debts: [{ id: 'D1', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' }, { id: 'D2', type: 'credit_card', timeBarred: false, transferred: false, servicingAccount: 'unknown' }],
  events, unreadInbound: 0,
});
const local = (date: string, hour: number, tz = SHANGHAI): number => localToInstant(tz, date, hour * MS_PER_HOUR);
const NOON = local('2026-03-10', 12);
const ask = (more: Partial<Proposed> = {}): Proposed => ({ at: NOON, tz: SHANGHAI, channel: 'sms', debtIds: ['D1'], personId: 'P', role: 'debtor', purpose: 'collect', ...more });
const told = (type: LawEvent['type'], at: number, more: Partial<LawEvent> = {}): LawEvent => ({ type, at, tz: SHANGHAI, ...more });
const denies = (verdict: Verdict, rule: string): boolean => verdict.findings.some((one) => one.rule === rule);
const WAYS: readonly ProposedChannel[] = ['call', 'voicemail', 'sms', 'email', 'mail', 'push', 'visit', 'social_private'];

describe('holes of another gate', () => {
  it('is a fair ground: without any of it the contact is lawful', () => {
    expect(judge(facts(cn), ask()).outcome).toBe('allowed');
    expect(judge(facts(us), ask({ tz: 'America/Los_Angeles', channel: 'email', at: local('2026-03-10', 12, 'America/Los_Angeles') })).outcome).toBe('allowed');
  });

  it('hole 1: a missing or invalid time zone is not taken for some other place', () => {
    for (const person of [cn, us]) {
      for (const locations of ['unknown', []] as const) expect(judge(facts({ ...person, locations }), ask()).findings.some((one) => one.missing?.includes('person.locations'))).toBe(true);
      for (const tz of ['', 'Nowhere/At_All', 'EST5', 'America/New York']) {
        const locations: readonly LocationFact[] = [{ basis: 'residence', tz }];
        expect([tz, judge(facts({ ...person, locations }), ask({ channel: 'call' })).outcome]).toEqual([tz, 'prohibited']);
        expect([tz, gate(facts({ ...person, locations }), ask({ channel: 'call' }), { contactId: 'K', attemptNo: 1, personId: 'P', pointId: 'N', channel: 'call', textDigest: '' }).permit]).toEqual([tz, null]);
      }
    }
    const example = {
      id: 'x', jurisdiction: 'US-federal', consumer: { state: 'OH', locations: [{ basis: 'residence', tz: 'Nowhere/At_All' }] }, debts: [], events: [],
      proposed: { at: '2026-03-10T12:00:00', tz: 'America/New_York', channel: 'call' },
    };
    expect(readExample(example, 0)).toMatchObject({ ok: false, error: expect.stringContaining('unknown time zone') as string });
  });

  it('hole 2: nobody in particular is nobody who may be called: without a person, a role or a debt everything is denied', () => {
    expect(judge(facts(cn), ask({ personId: 'number-of-nobody', role: 'unknown' })).outcome).toBe('prohibited');
    expect(judge({ ...facts(cn), debts: [] }, ask({ debtIds: [] })).outcome).toBe('prohibited');
    expect(judge(facts(cn), ask({ debtIds: ['D9'] })).outcome).toBe('prohibited');
    expect(judge(facts({ ...cn, country: 'unknown' }), ask()).outcome).toBe('prohibited');
  });

  it('hole 3: a second number, another debt or another channel is not a second budget', () => {
    const numbers = ['N1', 'N2', 'N3'];
    const calls = numbers.map((number, i) => told('conversation', NOON - (i + 2) * MS_PER_HOUR, { channel: 'call', number, debtIds: [i === 0 ? 'D1' : 'D2'] }));
    expect(denies(judge(facts(cn, calls), ask({ channel: 'call', number: 'N4' })), 'CN-F1')).toBe(true);
    expect(denies(judge(facts(cn, [told('sms', NOON - MS_PER_HOUR, { channel: 'sms', number: 'N1', debtIds: ['D2'] })]), ask({ number: 'N2' })), 'HOUSE-SMS-DAY')).toBe(true);
    const mixed = Array.from({ length: 8 }, (_, i) => told(i % 2 === 0 ? 'attempted_call' : 'email', NOON - (i + 2) * MS_PER_MINUTE * 60 / 4, { channel: i % 2 === 0 ? 'call' : 'email', number: `N${i}` }));
    for (const channel of WAYS) expect([channel, denies(judge(facts(cn, mixed), ask({ channel, staff: 2, place: 'home' })), 'HOUSE-ATTEMPTS')]).toEqual([channel, true]);
  });

  it.each(['bankruptcy', 'represented', 'deceased', 'stop', 'dispute', 'minor', 'incapacity', 'wrong_person'] satisfies HoldKind[])('hole 5: one fact, every channel: a hold for %s stops them all', (hold) => {
    for (const person of [cn, us]) {
      const known = facts(person, [told('hold_placed', NOON - MS_PER_DAY, { hold })]);
      for (const channel of WAYS) expect([channel, denies(judge(known, ask({ channel, staff: 2, place: 'home' })), 'HOUSE-HOLD')]).toEqual([channel, true]);
    }
  });

  it('hole 5: a request to cease, or counsel, stops every channel in the United States', () => {
    for (const [type, rule] of [['cease_notice', 'US-F-10'], ['attorney_representation', 'US-F-08']] as const) {
      for (const channel of WAYS) expect([channel, denies(judge(facts(us, [told(type, NOON - MS_PER_DAY, { form: 'written' })]), ask({ channel })), rule)]).toEqual([channel, true]);
    }
  });

  it.each([1, 89, 90, 91, 365, 3_650])('hole 6, seed: an opt-out of %i days ago is an opt-out', (days) => {
    for (const person of [cn, us]) {
      const known = facts(person, [told('sms_stop', NOON - days * MS_PER_DAY, { channel: 'sms', text: 'TD' })]);
      expect(denies(judge(known, ask()), 'HOUSE-OPTOUT')).toBe(true);
      expect(earliestLawfulInstant(known, ask(), NOON).kind).toBe('never');
    }
  });

  it('hole 7, seed: the day of a cap begins at the person\'s midnight, not at the server\'s', () => {
    // 20:30 in California is the next day by UTC and by Shanghai.
    const tz = 'America/Los_Angeles';
    const known = facts(us, [told('sms', local('2026-03-10', 20.5, tz), { tz: 'UTC', channel: 'sms' }), told('tcpa_consent', 0)]);
    const text = (date: string, hour: number) => denies(judge(known, ask({ tz: 'UTC', at: local(date, hour, tz) })), 'HOUSE-SMS-DAY');
    expect([text('2026-03-10', 20.75), text('2026-03-10', 23.99), text('2026-03-11', 0), text('2026-03-11', 8)]).toEqual([true, true, false, false]);
  });

  it('hole 8: a word that nobody knows never means "go on"', () => {
    expect(judge(facts(cn), ask(), { scope: ['no such article'] })).toMatchObject({ outcome: 'prohibited', findings: [{ code: 'unknown_scope' }] });
    expect(judge(facts({ ...cn, country: 'ZZ' }), ask()).findings.map((one) => one.code)).toContain('no_applicable_rule');
    expect(denies(judge(facts(cn, [told('hold_placed', NOON - 1, { hold: 'no such hold' as HoldKind })]), ask()), 'HOUSE-HOLD')).toBe(true);
    expect(judge(facts(cn), ask({ personId: 'C', role: 'contact', purpose: 'no such purpose' })).outcome).toBe('prohibited');
    expect(judge(facts(cn), ask({ role: 'no such role' as 'unknown' })).outcome).toBe('prohibited');
  });

  it('hole 9: what a verdict says of a contact is ids and rules, no number and no name', () => {
    const secret = '+8615400001234';
    const verdict = judge(facts(cn, [told('sms', NOON - 1, { text: secret, number: 'N1' })]), ask({ number: 'N1' }));
    expect(JSON.stringify(verdict)).not.toContain(secret.slice(3));
  });
});

describe('seeds of the field', () => {
  it('seed: a pause that covers another, or shares an end with it, keeps the longer of both', () => {
    const [start, end] = [local('2026-03-12', 0), local('2026-03-15', 0)];
    const asked = local('2026-03-12', 12);
    const spans: readonly (readonly [number, number])[] = [[start, end], [start - MS_PER_DAY, end + MS_PER_DAY], [start, end + MS_PER_DAY], [start - MS_PER_DAY, end], [start + MS_PER_HOUR, end - MS_PER_DAY]];
    for (const first of spans) {
      for (const second of spans) {
        const holds = [first, second].map(([at, until]) => told('hold_placed', at, { hold: 'promise', until })).sort((a, b) => a.at - b.at);
        const [finding] = judge(facts(cn, holds), ask({ at: asked })).findings;
        expect([first, second, finding?.until]).toEqual([first, second, Math.max(first[1], second[1])]);
      }
    }
  });

  it('seed: a skipped check changes nothing: the earliest instant hangs on the facts, not on when it was asked for', () => {
    const known = facts(cn, [told('sms', local('2026-03-10', 21), { channel: 'sms' })]);
    const first = earliestLawfulInstant(known, ask(), local('2026-03-10', 21.5));
    expect(first).toMatchObject({ kind: 'at', at: local('2026-03-11', 8) });
    for (const hour of [21.9, 22, 23, 23.999]) expect(earliestLawfulInstant(known, ask(), local('2026-03-10', hour))).toMatchObject({ kind: 'at', at: local('2026-03-11', 8) });
    for (const hour of [0, 4, 7.999, 8]) expect(earliestLawfulInstant(known, ask(), local('2026-03-11', hour))).toMatchObject({ kind: 'at', at: local('2026-03-11', 8) });
  });

  it('seed: when the clocks change, the hours are those of the wall', () => {
    const tz = 'America/Los_Angeles';
    // Spring: 8 March 2026, 02:00 becomes 03:00. Autumn: 1 November 2026, 02:00 becomes 01:00.
    for (const [date, hoursToEight] of [['2026-03-08', 7], ['2026-11-01', 9], ['2026-03-09', 8]] as const) {
      const midnight = local(date, 0, tz);
      const email = ask({ tz, channel: 'email' });
      const found = earliestLawfulInstant(facts(us), email, midnight);
      expect(found).toEqual({ kind: 'at', at: midnight + hoursToEight * MS_PER_HOUR, movedBy: ['US-F-01'] });
      expect(denies(judge(facts(us), { ...email, at: midnight + hoursToEight * MS_PER_HOUR - 1 }), 'US-F-01')).toBe(true);
    }
  });

  it('seed: on the day the clocks change a day is still one day', () => {
    const tz = 'America/Los_Angeles';
    for (const [day, next] of [['2026-03-08', '2026-03-09'], ['2026-11-01', '2026-11-02']] as const) {
      const known = facts(us, [told('sms', local(day, 0.5, tz), { tz, channel: 'sms' })]);
      const says = (at: number) => denies(judge(known, ask({ tz, at })), 'HOUSE-SMS-DAY');
      expect([says(local(next, 0, tz) - 1), says(local(next, 0, tz))]).toEqual([true, false]);
    }
  });

  it('seed: a promise made by any channel stops every other', () => {
    for (const channel of ['call', 'sms', 'app', 'web', 'visit'] as const) {
      const known = facts(cn, [told('hold_placed', NOON - MS_PER_HOUR, { hold: 'promise', channel, until: NOON + 3 * MS_PER_DAY })]);
      for (const way of WAYS) expect([channel, way, denies(judge(known, ask({ channel: way, staff: 2, place: 'home' })), 'HOUSE-HOLD')]).toEqual([channel, way, true]);
    }
  });

  it('seed: a permit for a text does not outlive a stop: it is dead within seconds, and so must be asked for again', () => {
    const { permit } = gate(facts(cn), ask(), { contactId: 'K', attemptNo: 1, personId: 'P', pointId: 'N', channel: 'sms', textDigest: 'd' });
    expect(() => permit?.consume(NOON + 10 * 1000, 'd')).toThrow(/expired/);
  });
});
