import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { LawEventType } from '../../src/law/facts.js';
import { MS_PER_DAY, MS_PER_HOUR } from '../../src/domain/time/instant.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, MAPPING, openTown, shanghai, type Row, type Town } from '../fixtures/town.js';

const NEW_YORK = { country: 'US', state: 'NY', tz: 'America/New_York', language: 'en', phone: '+12125550123' } as const;
const NOON_NY = Date.parse('2026-12-09T12:00:00-05:00');

/**
 * Twenty collectors, the lender's own dialler, a robot and an agency reach for one person at one moment, over as many sessions of
 * the database as it has. However they interleave, no cap is passed: the gate and the reservation are one transaction under the person's lock.
 */
forEachDatabase('racing for one person', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open());
    const { agencies, digest } = town.house.api;
    await agencies.add({ id: 'swift', nameEn: 'Swift', nameZh: '迅捷', kind: 'agency', creditorId: null, listed: true }, digest('swift'), 1);
    await agencies.add({ id: 'dialler', nameEn: 'Dialler', nameZh: '拨号系统', kind: 'system', creditorId: 'bank', listed: true }, digest('dialler'), 1);
    await town.house.api.intake.saveCreditor({ id: 'second', nameEn: 'Second Bank', nameZh: '第二银行', jurisdiction: 'CN', phone: '95501', hasMapping: false });
  });
  afterAll(() => town.leave());
  let keys = 0;

  /** A person with a case that is with the agency too; `history`: what was made before, hours before now, by others. */
  async function person(ref: string, at: number, history: readonly (readonly [LawEventType, number, object?])[], more: Partial<Row> = {}, mapping: unknown = MAPPING) {
    town.clock.set(at - 40 * MS_PER_DAY);
    await town.import(csv([{ ref, since: '2026-10-01', ...more }]), `${ref}.csv`, { mapping });
    const found = await town.caseOf(ref);
    for (const act of ['place', 'notice'] as const) await town.house.api.placeCase({ caseId: found.id, agencyId: 'swift', act, by: 'head', reason: 'test' });
    await town.house.api.settleNow(found.slot);
    town.clock.set(at);
    await town.house.api.store.inSlot(found.slot, null, async (t) => {
      const [record] = await t.cases([found.id]);
      if (record === undefined) throw new Error('no case');
      await t.addEvents(at, history.map(([type, hoursAgo, event], i) => ({
        personId: record.personId, sourceKey: `history:${ref}:${i}`, event: { type, at: at - hoursAgo * MS_PER_HOUR, tz: more.tz ?? 'Asia/Shanghai', channel: 'call' as const, ...event },
      })));
    });
    return found;
  }

  /** As many calls as wanted, waiting for a collector each. */
  async function tasks(found: { readonly id: number; readonly slot: number }, count: number): Promise<readonly number[]> {
    const now = town.clock.now();
    return town.house.api.store.inSlot(found.slot, null, async (t) => {
      const [record] = await t.cases([found.id]);
      if (record === undefined) throw new Error('no case');
      const { personId } = record;
      const pointId = (await t.dossier([record])).points.get(personId)?.[0]?.id ?? null;
      await t.commitReview({
        now, decisions: [{ at: now, stage: 'review', caseId: found.id, personId, choice: 'task', outcome: 'allowed', deniedBy: [], record: '{"v":1,"stage":"review","judged":[]}' }],
        contacts: Array.from({ length: count }, () => ({
          caseId: found.id, personId, pointId, channel: 'call', step: 'call', template: 'call-script', reasons: ['first_contact'], state: 'waiting_for_person' as const, notBefore: now, notAfter: now + MS_PER_DAY, decision: 0,
        })),
        cases: [{ id: found.id, nextReviewAt: now + 30 * MS_PER_DAY }],
      });
      return (await t.dossier([record])).contacts.get(found.id)?.filter((c) => c.state === 'waiting_for_person').map((c) => c.id) ?? [];
    });
  }

  const outside = async (agencyId: string, caseId: number, more: object = {}) => {
    const agency = await town.house.api.agencies.agency(agencyId);
    if (agency === null) throw new Error('no agency');
    const contact = { channel: 'call' as const, pointId: null, collector: null, voice: 'human' as const, staff: null, place: 'mobile' as const, template: null, ...more };
    return town.house.api.reserveContact(agency, { about: { caseId }, contact }, `race-${(keys += 1)}`);
  };

  /** Everybody at once; who was let through, and by which rules the others were not. */
  async function race(found: { readonly id: number; readonly slot: number }, collectors: number, outsiders: number, more: object = {}) {
    const waiting = await tasks(found, collectors);
    const asked: Promise<{ readonly allowed: boolean; readonly rules: readonly string[] }>[] = [
      ...waiting.map(async (id, i) => {
        const started = await town.house.api.startTask(id, `collector-${i}`);
        return { allowed: started.allowed, rules: started.verdict.findings.map((f) => f.rule) };
      }),
      ...Array.from({ length: outsiders }, async (_, i) => {
        const given = await outside(i % 2 === 0 ? 'swift' : 'dialler', found.id, { ...(i % 3 === 2 ? { voice: 'robot' } : {}), ...more });
        return { allowed: given.allowed, rules: given.findings.map((f) => f.rule) };
      }),
    ];
    const results = await Promise.all(asked);
    return { allowed: results.filter((r) => r.allowed).length, refused: results.filter((r) => !r.allowed) };
  }

  const counted = async (found: { readonly id: number; readonly slot: number }) => town.house.api.store.inSlot(found.slot, null, async (t) =>
    [...(await t.dossier(await t.cases([found.id]))).events.values()].flat().filter((e) => e.type === 'unknown_outcome').length);

  describe('the last place', () => {
    const nyc = { ...MAPPING, borrower: { ...MAPPING.borrower, city: { constant: 'NYC' } } };
    const dial = (hours: number, event: object = {}) => ['attempted_call', hours, event] as const;
    const AFTERNOON = shanghai('2026-12-08T16:00:00');
    it.each([
      ['CN-F1', AFTERNOON, [['conversation', 7], ['conversation', 5]], {}, MAPPING],
      ['CN-F2', AFTERNOON, [7, 6, 5, 4, 3].map((h) => dial(h)), {}, MAPPING],
      ['US-F-18', NOON_NY, [6, 5, 4, 3, 2, 1].map((days) => dial(days * 24)), { ...NEW_YORK, state: 'TX' }, MAPPING],
      ['US-NYC-1-ATTEMPTS', NOON_NY, [dial(48), ['letter', 24, { channel: 'mail' }]], NEW_YORK, nyc],
    ] as readonly (readonly [string, number, readonly (readonly [LawEventType, number, object?])[], Partial<Row>, unknown])[])('of %s is taken once', async (rule, at, history, more, mapping) => {
      const found = await person(`LAST-${rule}`, at, history, { ...more, who: `W-${rule}` }, mapping);
      const { allowed, refused } = await race(found, 20, 6);
      expect(allowed).toBe(1);
      expect(refused).toHaveLength(25);
      for (const one of refused) expect(one.rules).toContain(rule);
      expect(await counted(found)).toBe(1);
      // Nor is there a place for those who come after, told or not told.
      town.clock.advance(2 * MS_PER_HOUR);
      expect((await outside('swift', found.id)).findings.map((f) => f.rule)).toContain(rule);
    });
  });

  it('one text a day, with two lenders, the agency and the dialler at once', async () => {
    const id = '990000198001015777';
    const at = shanghai('2026-12-15T10:00:00');
    const one = await person('SMS-1', at, [], { id });
    town.clock.set(at - MS_PER_DAY);
    await town.import(csv([{ ref: 'SMS-2', id, since: '2026-10-01', phone: await town.numberOf('SMS-1') }]), 'SMS-2.csv', { creditorId: 'second' });
    await town.house.api.settleNow(one.slot);
    town.clock.set(at);
    await town.queueText('SMS-1');
    await town.queueText('SMS-2');
    const text = { channel: 'sms' as const, template: 'reminder-first', voice: 'robot' as const };
    const [, ...given] = await Promise.all([town.house.api.tick(), ...Array.from({ length: 6 }, (_, i) => outside(i % 2 === 0 ? 'swift' : 'dialler', one.id, text))]);
    const sent = (await town.texts(await town.numberOf('SMS-1'))).length;
    expect(sent + given.filter((g) => g.allowed).length).toBe(1);
  });

  it('whatever was made before and whoever races: never more than the caps leave, and never fewer than one while they leave one', async () => {
    let n = 0;
    const history = fc.array(fc.tuple(fc.constantFrom<LawEventType>('conversation', 'attempted_call', 'unknown_outcome', 'busy_signal', 'consumer_call'), fc.integer({ min: 1, max: 30 })), { maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }), async (made, collectors, outsiders) => {
        n += 1;
        const at = shanghai('2026-12-22T16:00:00');
        const found = await person(`ANY-${n}`, at, made);
        const today = made.filter(([, hours]) => hours <= 16);
        const talks = today.filter(([type]) => type === 'conversation' || type === 'unknown_outcome').length;
        const unanswered = today.filter(([type]) => type === 'attempted_call' || type === 'busy_signal' || type === 'unknown_outcome').length;
        const ours = today.filter(([type]) => type !== 'consumer_call').length;
        // GB/T 45251 5.3: three; CBA ch. 3: six; the house: six dials of one number, eight of all.
        const free = Math.min(3 - talks, 6 - unanswered, 6 - ours) > 0;
        expect((await race(found, collectors, outsiders)).allowed).toBe(free ? 1 : 0);
      }),
      { seed: 20261124, numRuns: 20 },
    );
  });

  it('leaves chains that hold', async () => {
    expect((await town.house.api.verifyChains()).firstBad).toBeNull();
  });
});
