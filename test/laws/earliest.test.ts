import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../src/domain/time/instant.js';
import { localToInstant } from '../../src/domain/time/zone.js';
import { BEYOND_HORIZON, HORIZON_DAYS } from '../../src/law/earliest.js';
import type { Facts, LawEvent, Proposed } from '../../src/law/facts.js';
import { earliestLawfulInstant, judge } from '../../src/law/gate.js';
import { asOf, factsArb, proposedArb, SEED } from './arbitraries.js';

const shanghai = (date: string, hour: number): number => localToInstant('Asia/Shanghai', date, hour * MS_PER_HOUR);
const newYork = (date: string, hour: number): number => localToInstant('America/New_York', date, hour * MS_PER_HOUR);

describe('the earliest lawful instant', () => {
  it('is exact: allowed at it; denied a millisecond before, and at every step and odd moment from the asking on', () => {
    let found = 0;
    let moved = 0;
    fc.assert(fc.property(factsArb, proposedArb, fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { minLength: 5, maxLength: 5 }), (facts, proposed, shares) => {
      const known = asOf(facts, proposed.at);
      const outcomeAt = (at: number): string => judge(known, { ...proposed, at }).outcome;
      const earliest = earliestLawfulInstant(facts, proposed, proposed.at);
      const end = earliest.kind === 'at' ? earliest.at : proposed.at + HORIZON_DAYS * MS_PER_DAY;
      const moments = shares.map((share) => proposed.at + Math.floor((end - proposed.at) * share));
      // Minute by minute through the first hour and the last, every seventeen minutes for two days, then every five hours.
      for (let at = proposed.at; at < Math.min(end, proposed.at + MS_PER_HOUR); at += MS_PER_MINUTE) moments.push(at);
      for (let at = Math.max(proposed.at, end - MS_PER_HOUR); at < end; at += MS_PER_MINUTE) moments.push(at);
      for (let at = proposed.at; at < Math.min(end, proposed.at + 2 * MS_PER_DAY); at += 17 * MS_PER_MINUTE) moments.push(at);
      for (let at = proposed.at; at < Math.min(end, proposed.at + 40 * MS_PER_DAY); at += 5 * MS_PER_HOUR) moments.push(at);
      if (end > proposed.at) moments.push(end - 1);
      for (const at of moments) if (at < end) expect(outcomeAt(at), new Date(at).toISOString()).not.toBe('allowed');
      if (earliest.kind === 'never') {
        expect(earliest.because.length).toBeGreaterThan(0);
        return;
      }
      found++;
      if (earliest.at > proposed.at) moved++;
      expect(outcomeAt(earliest.at)).toBe('allowed');
      expect(earliest.movedBy.length > 0).toBe(earliest.at > proposed.at);
    }), { ...SEED, numRuns: 150 });
    expect(found).toBeGreaterThan(20);
    expect(moved).toBeGreaterThan(10);
  }, 60_000);

  it('is the asking itself when that is lawful, and the same bytes every time', () => {
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      const first = earliestLawfulInstant(facts, proposed, proposed.at);
      expect(JSON.stringify(earliestLawfulInstant(facts, proposed, proposed.at))).toBe(JSON.stringify(first));
      if (judge(facts, proposed).outcome === 'allowed') expect(first).toEqual({ kind: 'at', at: proposed.at, movedBy: [] });
    }), { ...SEED, numRuns: 100 });
  });
});

const cn: Facts = {
  person: { personId: 'consumer', country: 'CN', state: 'unknown', city: 'unknown', locations: [{ basis: 'residence', tz: 'Asia/Shanghai' }] },
  debts: [{ id: 'D1', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' }],
  events: [], unreadInbound: 0,
};
const sms: Proposed = { at: 0, tz: 'Asia/Shanghai', channel: 'sms', debtIds: ['D1'], personId: 'consumer', role: 'debtor', purpose: 'collect' };
const event = (type: LawEvent['type'], at: number, more: Partial<LawEvent> = {}): LawEvent => ({ type, at, tz: 'Asia/Shanghai', ...more });

describe('stories', () => {
  it('a text at night waits for the morning, by the rules on hours', () => {
    expect(earliestLawfulInstant(cn, sms, shanghai('2026-03-10', 23))).toEqual({ kind: 'at', at: shanghai('2026-03-11', 8), movedBy: ['CN-T1', 'CN-T2'] });
  });

  it('a cap that frees the text at midnight leaves it to the morning; every rule that moved it is named', () => {
    const facts = { ...cn, events: [event('sms', shanghai('2026-03-10', 9), { channel: 'sms' })] };
    expect(earliestLawfulInstant(facts, sms, shanghai('2026-03-10', 10))).toEqual({
      kind: 'at', at: shanghai('2026-03-11', 8), movedBy: ['CN-T1', 'CN-T2', 'HOUSE-SMS-DAY'],
    });
  });

  it('a promise holds until its day is over', () => {
    const until = shanghai('2026-03-15', 20);
    const facts = { ...cn, events: [event('hold_placed', shanghai('2026-03-10', 9), { hold: 'promise', until })] };
    expect(earliestLawfulInstant(facts, sms, shanghai('2026-03-10', 10))).toEqual({ kind: 'at', at: until, movedBy: ['HOUSE-HOLD'] });
  });

  it('a stop is for ever, and says by which rule', () => {
    const facts = { ...cn, events: [event('sms_stop', shanghai('2026-03-10', 9), { channel: 'sms', text: 'TD' })] };
    expect(earliestLawfulInstant(facts, sms, shanghai('2026-03-10', 10))).toEqual({ kind: 'never', because: ['HOUSE-OPTOUT'] });
  });

  it('says honestly that it looked no further', () => {
    const facts = { ...cn, events: [event('hold_placed', shanghai('2026-03-10', 9), { hold: 'promise', until: shanghai('2029-03-10', 9) })] };
    const earliest = earliestLawfulInstant(facts, sms, shanghai('2026-03-10', 10));
    expect(earliest).toEqual({ kind: 'never', because: ['HOUSE-HOLD', BEYOND_HORIZON] });
  });

  it('does not jump past a change of the law that lets the contact go sooner', () => {
    const person = { ...cn.person, country: 'US', state: 'NY', city: 'NYC', locations: [{ basis: 'residence', tz: 'America/New_York' }] } as const;
    const attempts = [newYork('2026-08-30', 12), newYork('2026-08-31', 12)].map((at) => event('attempted_call', at, { tz: 'America/New_York', channel: 'call' }));
    const call: Proposed = { ...sms, tz: 'America/New_York', channel: 'call', voice: 'human' };
    const options = { jurisdictions: ['US-NYC'], scope: ['US-NYC-1'] };
    // Two in seven days until 31 August; three from 1 September.
    expect(earliestLawfulInstant({ ...cn, person, events: attempts }, call, newYork('2026-08-31', 15), options)).toEqual({
      kind: 'at', at: newYork('2026-09-01', 0), movedBy: ['US-NYC-1-BEFORE'],
    });
  });

  it('a past question is answered by the law of its time', () => {
    const night = shanghai('2025-06-10', 23);
    const rules = judge(cn, { ...sms, at: night }).rules;
    expect(rules).toContain('CN-T2');
    expect(rules).not.toContain('CN-T1');
    expect(judge(cn, { ...sms, at: night }).packs.map((pack) => `${pack.pack} ${pack.version}`)).toEqual(['CN 2025-02-28', 'HOUSE 2020-01-01']);
  });
});
