import { afterAll, beforeAll, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '../../src/domain/time/instant.js';
import { placeHold } from '../../src/engine/desk/holds.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, openTown, shanghai, type Row, type Town } from '../fixtures/town.js';

// Holes that were found in another gate, and seeds of the field, as far as the database decides them. The law's own are
// in test/laws/holes.test.ts.

const TOKENS = { swift: 'swift-token-0123456789', other: 'other-token-0123456789', dialler: 'dialler-token-0123456789' } as const;
type Who = keyof typeof TOKENS;

forEachDatabase('holes of another gate, and seeds of the field', (open) => {
  let town: Town;
  let keys = 0;
  beforeAll(async () => {
    town = await openTown(await open());
    const { agencies, digest } = town.house.api;
    for (const id of ['swift', 'other'] as const) await agencies.add({ id, nameEn: id, nameZh: id, kind: 'agency', creditorId: null, listed: true }, digest(TOKENS[id]), town.clock.now());
    await agencies.add({ id: 'dialler', nameEn: 'Dialler', nameZh: '拨号', kind: 'system', creditorId: 'bank', listed: true }, digest(TOKENS.dialler), town.clock.now());
  });
  afterAll(() => town.leave());

  const at = (local: string) => town.clock.set(shanghai(local));
  const asAgency = async (who: Who, path: string, body: object) => {
    const response = await town.app.request(`/api/agency${path}`, {
      method: 'POST', body: JSON.stringify(body),
      headers: { authorization: `Bearer ${TOKENS[who]}`, 'content-type': 'application/json', 'idempotency-key': `holes-key-${(keys += 1)}-long-enough` },
    });
    return { status: response.status, body: (await response.json()) as { allowed: boolean; reservationId: string; token: string; refusedBy: readonly { rule: string }[]; code?: string } };
  };
  const call = (caseId: number, more: object = {}) => ({ caseId: String(caseId), channel: 'call', voice: 'human', place: 'mobile', collectorId: 'W-1', ...more });
  const brought = async (row: Row, local: string) => {
    at(local);
    await town.import(csv([{ since: '2026-11-20', ...row }]), `${row.ref}.csv`);
    return town.caseOf(row.ref);
  };
  /** A case placed with an agency, the borrower told. */
  const placed = async (ref: string, local: string, agencyId = 'swift') => {
    const found = await brought({ ref }, local);
    for (const act of ['place', 'notice'] as const) await town.house.api.placeCase({ caseId: found.id, agencyId, act, by: 'head', reason: 'test' });
    await town.house.api.settleNow(found.slot);
    return found;
  };
  const decisionsOf = (id: number) => town.house.database.query<{ stage: string; choice: string; outcome: string; denied_by: readonly string[] }>('select stage, choice, outcome, denied_by from dunwell.decision where case_id = $1 order by seq', [id]);
  const textsTo = async (ref: string) => (await town.texts(await town.numberOf(ref))).length;

  it('hole 1: a borrower whose zone is missing or no zone is never texted at hours of some other place', async () => {
    for (const [ref, row] of [['Z-1', { tz: '', country: 'US', state: 'OH', language: 'en', phone: '+18005550147' }], ['Z-2', { tz: 'Nowhere/At_All' }]] as const) {
      at('2026-11-24T10:00:00');
      await town.import(csv([{ ref, since: '2026-11-20', ...row }]), `${ref}.csv`);
      for (let hour = 0; hour < 24; hour += 4) {
        await town.house.api.tick();
        town.clock.advance(4 * MS_PER_HOUR);
      }
      const numbers = await town.house.database.query('select 1 as one from dunwell.sandbox_text where number = $1', [(row as Row).phone ?? '+86']);
      expect([ref, numbers.length]).toEqual([ref, 0]);
    }
  });

  it('hole 2, seed: a shared number is no person: each who shares it is judged by their own record', async () => {
    const phone = '+8615466660001';
    at('2026-11-24T10:00:00');
    await town.import(csv([{ ref: 'S-1', phone, since: '2026-11-20' }, { ref: 'S-2', phone, since: '2026-11-20' }]), 'shared.csv');
    const [first, second] = [await town.caseOf('S-1'), await town.caseOf('S-2')];
    expect(first.id).not.toBe(second.id);
    await placeHold(town.house.api, { caseId: first.id, kind: 'represented', reason: 'counsel wrote', until: null, staffId: 'collector' });
    await town.house.api.tick();
    expect((await decisionsOf(first.id)).filter((one) => one.stage === 'dispatch' && one.choice === 'send')).toEqual([]);
    expect((await town.texts(phone)).length).toBe(1);
    // A stop from the number stops for everybody who may be holding it.
    await town.reply(phone, 'TD');
    await town.house.api.tick();
    expect((await town.caseOf('S-2')).state).toBe('stopped');
  });

  it('hole 4, seed: two dialers at once, one below the cap: one call, not two', async () => {
    const found = await placed('RACE-1', '2026-11-25T19:00:00');
    for (const [i, hour] of [['a', '12'], ['b', '14']] as const) {
      expect((await asAgency('swift', '/contacts/reported', { ...call(found.id), externalId: `race-${i}`, at: new Date(shanghai(`2026-11-25T${hour}:00:00`)).toISOString(), outcome: 'conversation' })).status).toBe(200);
    }
    const both = await Promise.all([
      asAgency('swift', '/contacts/reservations', call(found.id)), asAgency('dialler', '/contacts/reservations', call(found.id, { voice: 'robot' })),
      asAgency('swift', '/contacts/reservations', call(found.id, { collectorId: 'W-2' })), asAgency('dialler', '/contacts/reservations', call(found.id, { voice: 'robot', collectorId: 'W-3' })),
    ]);
    expect(both.map((one) => one.status)).toEqual([200, 200, 200, 200]);
    expect(both.filter((one) => one.body.allowed)).toHaveLength(1);
    for (const one of both.filter((other) => !other.body.allowed)) expect(one.body.refusedBy.map((f) => f.rule)).toContain('CN-F1');
  });

  it('hole 5: what one channel learns, every channel obeys: held at the desk, neither text, nor call, nor agency', async () => {
    const found = await placed('ONE-1', '2026-11-26T10:00:00');
    await town.queueText('ONE-1');
    await placeHold(town.house.api, { caseId: found.id, kind: 'bankruptcy', reason: 'court letter', until: null, staffId: 'collector' });
    const refused = await asAgency('swift', '/contacts/reservations', call(found.id));
    expect(refused.body.allowed ?? false).toBe(false);
    await town.house.api.tick();
    expect(await textsTo('ONE-1')).toBe(0);
  });

  it('hole 6: ninety-one days after a stop nothing leaves, nor a year after', async () => {
    await brought({ ref: 'STOP-1' }, '2026-11-27T10:00:00');
    await town.reply(await town.numberOf('STOP-1'), 'TD');
    await town.house.api.tick();
    const before = await textsTo('STOP-1');
    for (const days of [89, 90, 91, 365]) {
      town.clock.set(shanghai('2026-11-27T10:00:00') + days * MS_PER_DAY);
      await town.house.api.tick();
    }
    expect(await textsTo('STOP-1')).toBe(before);
  });

  it('hole 7: the cap of a day turns at midnight of the borrower, whatever the server\'s clock calls the day', async () => {
    await brought({ ref: 'CAP-1' }, '2026-11-28T21:00:00');
    await town.house.api.tick();
    expect(await textsTo('CAP-1')).toBe(1);
    // Midnight by UTC is eight in the morning here: still the day after.
    at('2026-11-29T08:00:00');
    const { id } = await town.caseOf('CAP-1');
    await town.queueText('CAP-1');
    await town.house.api.tick();
    expect((await decisionsOf(id)).at(-1)).toMatchObject({ stage: 'dispatch', choice: 'send' });
    at('2026-11-29T21:00:00');
    await town.queueText('CAP-1');
    await town.house.api.tick();
    expect((await decisionsOf(id)).at(-1)).toMatchObject({ stage: 'dispatch', choice: 'refuse', denied_by: ['HOUSE-SMS-DAY'] });
  });

  it('hole 8: nothing that leaves lacks a permitting decision, whatever put it into the queue', async () => {
    const sent = await town.house.database.query<{ n: number; lawful: number }>(
      `select count(*)::int as n, count(*) filter (where d.choice = 'send' and d.stage = 'dispatch' and d.outcome = 'allowed')::int as lawful from dunwell.attempt a left join dunwell.decision d on d.slot = a.slot and d.seq = a.decision_seq
        join dunwell.contact c on c.slot = a.slot and c.id = a.contact_id where c.channel = 'sms'`,
    );
    expect(sent[0]?.n).toBeGreaterThan(3);
    expect(sent[0]?.lawful).toBe(sent[0]?.n);
  });

  it('hole 9: without a committed record nothing leaves', async () => {
    await brought({ ref: 'REC-1' }, '2026-12-01T10:00:00');
    const { id, slot } = await town.caseOf('REC-1');
    await town.house.api.settleNow(slot);
    // The disk is full, the table is locked, the record cannot be written: the text stays.
    await town.house.database.execute(`alter table dunwell.decision add constraint no_more_records check (case_id is distinct from ${id}) not valid`);
    await town.house.api.tick().catch(() => undefined);
    expect(await textsTo('REC-1')).toBe(0);
    expect(await decisionsOf(id)).toEqual([]);
    await town.house.database.execute('alter table dunwell.decision drop constraint no_more_records');
    town.clock.advance(MS_PER_DAY);
    await town.house.api.tick();
    expect(await textsTo('REC-1')).toBe(1);
    expect((await decisionsOf(id)).map((one) => one.choice)).toEqual(['contact', 'send']);
  });

  it('seed: a number in the name of a file is in no log line', async () => {
    const phone = '+8615477770123';
    at('2026-12-02T10:00:00');
    await town.import(csv([{ ref: 'NAME-1', phone, since: '2026-11-20' }]), `${phone.slice(3)}.csv`);
    await town.house.api.tick();
    expect(town.log.length).toBeGreaterThan(0);
    expect(town.log.join('\n')).not.toContain(phone.slice(3));
  });

  it('hole 10: nothing on record is open to somebody who did not sign in', async () => {
    const { id } = await town.caseOf('STOP-1');
    for (const path of ['/cases', `/cases/${id}`, '/imports', '/tasks', '/audit', '/dashboard']) expect([path, (await town.app.request(`/api/staff${path}`)).status]).toEqual([path, 401]);
    expect((await town.app.request('/api/agency/cases')).status).toBe(401);
  });

  it('seed: a payment that arrives between queue and sending: nothing leaves', async () => {
    await brought({ ref: 'PAID-1', owed: '100.00' }, '2026-12-02T22:30:00');
    await town.house.api.tick();
    at('2026-12-03T09:00:00');
    await town.queueText('PAID-1');
    expect((await town.pay('PAID-1', 10_000, 'paid-between')).status).toBe(200);
    await town.house.api.tick();
    expect(await textsTo('PAID-1')).toBe(0);
    expect((await town.caseOf('PAID-1')).state).toBe('closed');
  });

  it('seed: a promise taken on the telephone, a text already queued: it does not leave', async () => {
    const found = await placed('PROM-1', '2026-12-03T10:00:00');
    const leave = await asAgency('swift', '/contacts/reservations', call(found.id));
    expect(leave.body.allowed).toBe(true);
    await town.queueText('PROM-1');
    expect((await asAgency('swift', `/contacts/reservations/${leave.body.reservationId}/outcome`, { token: leave.body.token, outcome: 'promise', promiseOn: '2026-12-05' })).status).toBe(200);
    await town.house.api.tick();
    expect(await textsTo('PROM-1')).toBe(0);
    expect((await town.caseOf('PROM-1')).state).toBe('promised');
  });

  it('seed: recalled from the agency while its call is ringing: the call counts, and there is no second one', async () => {
    const found = await placed('CALL-1', '2026-12-03T11:00:00');
    const ringing = await asAgency('swift', '/contacts/reservations', call(found.id));
    expect(ringing.body.allowed).toBe(true);
    await town.house.api.placeCase({ caseId: found.id, agencyId: 'swift', act: 'recall', by: 'head', reason: 'test' });
    expect((await asAgency('swift', '/contacts/reservations', call(found.id))).status).toBe(404);
    // What rang may be told; it counts for the house and for the next agency.
    expect((await asAgency('swift', `/contacts/reservations/${ringing.body.reservationId}/outcome`, { token: ringing.body.token, outcome: 'no_answer' })).status).toBe(200);
    for (const act of ['place', 'notice'] as const) await town.house.api.placeCase({ caseId: found.id, agencyId: 'other', act, by: 'head', reason: 'test' });
    expect((await asAgency('other', '/contacts/reservations', call(found.id))).body.refusedBy.map((f) => f.rule)).toContain('HOUSE-CALL-GAP');
  });

  it('seed: a review that was missed leaves no case behind: the next one finds it by its own facts', async () => {
    await brought({ ref: 'SKIP-1' }, '2026-12-04T22:30:00');
    await town.house.api.tick();
    expect((await town.caseOf('SKIP-1')).nextReviewAt).toBe(shanghai('2026-12-05T08:00:00'));
    // Nobody ticked for three days.
    at('2026-12-08T09:00:00');
    await town.house.api.tick();
    expect(await textsTo('SKIP-1')).toBe(1);
  });

  it('seed: no sum is asked for but the one of the ledger', async () => {
    await brought({ ref: 'SUM-1', owed: '873.21' }, '2026-12-09T10:00:00');
    await town.house.api.tick();
    const [text] = await town.texts(await town.numberOf('SUM-1'));
    const sums = [...(text?.body ?? '').matchAll(/\d[\d,]*\.\d{2}/g)].map((match) => match[0]);
    expect(sums.every((sum) => sum === '873.21')).toBe(true);
  });

  it('leaves chains that hold', async () => expect((await town.house.api.verifyChains()).firstBad).toBeNull());
});
