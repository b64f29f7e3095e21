import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '../../src/domain/time/instant.js';
import { localDay } from '../../src/domain/time/zone.js';
import { LAW_EVENT_TYPES, type Facts, type LawEventType, type Proposed } from '../../src/law/facts.js';
import { earliestLawfulInstant, judge } from '../../src/law/gate.js';
import { prepare } from '../../src/law/prepared.js';
import { eventsWithin } from '../../src/law/reading/events.js';
import { eventsOf, kinds } from '../../src/law/reading/kinds.js';
import { factsArb, proposedArb, SEED } from './arbitraries.js';

const copied = (facts: Facts): Facts => JSON.parse(JSON.stringify(facts)) as Facts;
const answers = (facts: Facts, proposed: Proposed): string => JSON.stringify([judge(facts, proposed), earliestLawfulInstant(facts, proposed, proposed.at)]);

describe('what is kept with facts never changes an answer', () => {
  it('prepared facts give the bytes that the facts themselves give, whatever was asked of them before', () => {
    fc.assert(fc.property(factsArb, fc.array(proposedArb, { minLength: 1, maxLength: 4 }), (facts, questions) => {
      const prepared = prepare(copied(facts));
      const want = questions.map((proposed) => answers(copied(facts), proposed));
      expect(questions.map((proposed) => answers(prepared, proposed))).toEqual(want);
      expect([...questions].reverse().map((proposed) => answers(prepared, proposed))).toEqual([...want].reverse());
    }), { ...SEED, numRuns: 300 });
  }, 30_000);

  it('facts that change between two questions are judged as they are, unless prepared: then they cannot change', () => {
    const stop = { type: 'medium_optout', at: 0, tz: 'Asia/Shanghai' } as const;
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      const open = copied(facts) as { events: Facts['events'][number][] } & Facts;
      judge(open, proposed);
      open.events.unshift(stop);
      expect(answers(open, proposed)).toBe(answers(copied(open), proposed));
      const prepared = prepare(open);
      expect(() => open.events.unshift(stop)).toThrow(TypeError);
      expect(() => Object.assign(open.events[0] as object, { type: 'sms' })).toThrow(TypeError);
      expect(() => Object.assign(open.person, { state: 'OH' })).toThrow(TypeError);
      expect(answers({ ...prepared, events: facts.events }, proposed)).toBe(answers(copied(facts), proposed));
    }), { ...SEED, numRuns: 50 });
  });

  it('a set of satisfied rules is handed out frozen, the same one for the same rules', () => {
    const seen = new Map<string, readonly string[]>();
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      const { satisfied } = judge(facts, proposed);
      const key = `${facts.person.country} ${facts.person.state} ${facts.person.city} ${satisfied.join(' ')}`;
      expect(Object.isFrozen(satisfied)).toBe(true);
      expect(seen.get(key) ?? satisfied).toBe(satisfied);
      seen.set(key, satisfied);
    }), SEED);
    expect(seen.size).toBeGreaterThan(10);
  });
});

describe('events asked for', () => {
  it('by kind are those of the record, in its order', () => {
    fc.assert(fc.property(factsArb, fc.uniqueArray(fc.constantFrom(...LAW_EVENT_TYPES), { maxLength: 20 }), (facts, types) => {
      const want = facts.events.filter((event) => types.includes(event.type));
      const several = kinds(...types);
      for (const asked of [facts, prepare(copied(facts))]) {
        expect(eventsOf(asked, several)).toEqual(want);
        expect(eventsOf(asked, several)).toEqual(want);
        for (const type of types) expect(eventsOf(asked, type)).toEqual(facts.events.filter((event) => event.type === type));
      }
      expect(eventsOf(facts, 'no such kind' as LawEventType)).toEqual([]);
    }), { ...SEED, numRuns: 200 });
  });

  it('by days leave out nothing of the days asked for, in any zone, and nothing that happened later', () => {
    const zones = ['Asia/Shanghai', 'America/New_York', 'Pacific/Apia', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/London'];
    // Samoa left out the whole of 30 December 2011.
    const around = Date.parse('2011-12-30T12:00:00Z');
    const times = fc.array(fc.integer({ min: -6 * 24, max: 6 * 24 }), { maxLength: 30 });
    fc.assert(fc.property(times, fc.integer({ min: -48, max: 48 }), fc.integer({ min: 0, max: 4 }), (hours, later, days) => {
      const at = around + later * 3_600_000;
      const events = hours.map((hour) => ({ type: 'sms' as const, at: around + hour * 3_600_000, tz: 'UTC' })).sort((a, b) => a.at - b.at);
      const found = eventsWithin({ events } as unknown as Facts, at, days);
      for (const event of events) {
        const counts = event.at <= at && zones.some((tz) => localDay(tz, at) - localDay(tz, event.at) < days);
        if (counts) expect(found).toContain(event);
        if (event.at > at || at - event.at > (days + 2) * MS_PER_DAY) expect(found).not.toContain(event);
      }
    }), SEED);
  });
});
