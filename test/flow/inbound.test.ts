import { Pace } from '../../src/engine/dispatch/pace.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BUILT_IN_BOOK } from '../../src/domain/contact/template-book.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, openTown, shanghai, TEN, type Town } from '../fixtures/town.js';

const shared = '+8615412345678';

forEachDatabase('what comes back', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open());
  });
  afterAll(() => town.leave());
  const stateOf = async (key: string) => {
    const id = Number(/^c(\d+)-/.exec(key)?.[1]);
    return (await town.house.database.query<{ state: string }>('select state from dunwell.contact where id = $1', [id]))[0]?.state;
  };
  const receipt = (key: string, state: string, id: string) => town.hook('/sms/sandbox/receipt', { id, providerKey: key, state, at: new Date(town.clock.now()).toISOString() });

  it('receipts: delivered, late, twice and out of order end in the same state', async () => {
    await town.import(csv(['R-1', 'R-2', 'R-3', 'R-4'].map((ref) => ({ ref }))), 'receipts.csv');
    await town.house.api.tick();
    const [a, b, c, d] = (await Promise.all(['R-1', 'R-2', 'R-3', 'R-4'].map(async (ref) => (await town.texts(await town.numberOf(ref)))[0]?.key ?? ''))) as [string, string, string, string];
    await receipt(a, 'delivered', 'a1');
    expect(await (await receipt(a, 'delivered', 'a1')).json()).toEqual({ taken: true, repeated: true });
    await receipt(b, 'delivered', 'b2');
    await receipt(b, 'accepted', 'b1');
    await receipt(c, 'failed', 'c1');
    await receipt(d, 'failed', 'd1');
    town.clock.advance(3_600_000);
    await receipt(d, 'delivered', 'd2');
    await town.house.api.tick();
    expect([await stateOf(a), await stateOf(b), await stateOf(c), await stateOf(d)]).toEqual(['delivered', 'delivered', 'failed', 'delivered']);
    // A receipt is no news about the debt: nobody is reviewed or texted for it.
    expect(await town.texts(await town.numberOf('R-1'))).toHaveLength(1);
  });

  it('an event id used again with another body is an error, and nothing changes', async () => {
    const number = await town.numberOf('R-1');
    expect((await town.reply(number, '好的', 'same')).status).toBe(200);
    const again = await town.reply(number, 'TD', 'same');
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'reused_key' });
  });

  it('a receipt for a text that was never ours is refused', async () => {
    expect((await receipt('c99999999999999-1', 'delivered', 'x1')).status).toBe(404);
    expect((await receipt('nonsense', 'delivered', 'x2')).status).toBe(404);
  });

  it('a wrong or missing signature is refused before anything is read', async () => {
    const send = (headers: Record<string, string>) => town.app.request('/api/hooks/sms/sandbox/reply', { method: 'POST', body: '{"id":"z","from":"+8610","text":"TD","at":""}', headers: { 'content-type': 'application/json', ...headers } });
    expect((await send({})).status).toBe(401);
    expect((await send({ 'x-dunwell-signature': '00'.repeat(32) })).status).toBe(401);
    expect((await town.app.request('/api/hooks/sms/nobody/reply', { method: 'POST', body: '{}', headers: { 'x-dunwell-signature': 'x' } })).status).toBe(404);
  });

  it('a stop from a number that two people share stops for both', async () => {
    await town.import(csv([{ ref: 'Q-1', phone: shared }, { ref: 'Q-2', phone: shared }]), 'shared.csv');
    await town.house.api.tick();
    await town.reply(shared, '退订');
    await town.house.api.tick();
    expect([(await town.caseOf('Q-1')).state, (await town.caseOf('Q-2')).state]).toEqual(['stopped', 'stopped']);
  });

  it('a reply from a number nobody has is kept for a person', async () => {
    expect((await town.reply('+8615400000009', 'TD')).status).toBe(200);
    await town.house.api.tick();
    expect((await town.house.database.query<{ n: number }>('select count(*)::int as n from dunwell.inbound where person_id is null'))[0]?.n).toBe(1);
  });

  it('unread inbound blocks what was queued before it came (law 5)', async () => {
    town.clock.set(shanghai('2026-12-01T22:30:00'));
    await town.import(csv([{ ref: 'U-1' }]), 'unread.csv');
    await town.house.api.tick();
    const { slot, id } = await town.caseOf('U-1');
    expect(await town.texts(await town.numberOf('U-1'))).toEqual([]);
    // A contact that stands in the queue, as if reviewed by day and not yet sent.
    town.clock.set(shanghai('2026-12-02T08:00:00'));
    const { store } = town.house.api;
    await store.inSlot(slot, null, async (transaction) => {
      const [record] = await transaction.cases([id]);
      const points = (await transaction.dossier(record === undefined ? [] : [record])).points.get(record?.personId ?? 0) ?? [];
      await transaction.commitReview({
        now: town.clock.now(), decisions: [{ at: town.clock.now(), stage: 'review', caseId: id, personId: record?.personId ?? 0, choice: 'contact', outcome: 'allowed', deniedBy: [], record: '{"v":1,"stage":"review","judged":[]}' }],
        contacts: [{ caseId: id, personId: record?.personId ?? 0, pointId: points[0]?.id ?? null, channel: 'sms', step: 'sms-first', template: 'reminder-first', reasons: ['first_contact'], state: 'queued', notBefore: town.clock.now(), notAfter: town.clock.now() + 1e7, decision: 0 }],
        cases: [{ id, nextReviewAt: town.clock.now() + 1e9 }],
      });
    });
    await town.reply(await town.numberOf('U-1'), '我不是本人');
    // Only the dispatch runs: the reply is still unread, as when its reader is busy or dead.
    const { dispatchSlot } = await import('../../src/engine/dispatch/dispatch-slot.js');
    const { sandboxSms } = await import('../../src/adapters/sms/fake/sandbox-sms.js');
    const lease = await store.claim(slot, 'dispatch-only', town.clock.now(), 60_000);
    const report = await dispatchSlot(
      { store, channels: { sms: sandboxSms(town.house.database, town.clock) }, keys: town.house.api.keys, digest: town.house.api.digest, clock: town.clock, log: town.house.api.log, letterheads: new Map([['bank', { nameEn: 'B', nameZh: '银行', phone: '1' }]]), portalUrl: 'http://x', pace: new Pace() },
      lease as NonNullable<typeof lease>, { book: BUILT_IN_BOOK, pins: { code: '', tz: '', plan: '', planVersion: 0, planDigest: '' } },
    );
    expect(report).toMatchObject({ dispatched: 0, refused: 1 });
    expect(await town.texts(await town.numberOf('U-1'))).toEqual([]);
    const [refusal] = await town.house.database.query<{ choice: string; denied_by: readonly string[] }>(`select choice, denied_by from dunwell.decision where case_id = $1 order by seq desc limit 1`, [id]);
    expect(refusal).toEqual({ choice: 'refuse', denied_by: ['HOUSE-INBOUND'] });
    await store.release(lease as NonNullable<typeof lease>);
  });

  it('the database too refuses a live contact on a case that may not be contacted, and one without a permitting decision', async () => {
    const { database } = town.house;
    const stopped = await town.caseOf('Q-1');
    const insert = (caseId: number, slot: number, seq: string) => database.execute(
      `insert into dunwell.contact (slot, id, case_id, person_id, channel, step, template, reasons, state, queued_at, not_before, not_after, decision_seq)
       select $1, $2::bigint + 900000, $2, person_id, 'sms', 's', 't', '{}', 'queued', coalesce((select at from dunwell.decision where slot = $1 and case_id = $2 and seq = ${seq}), 1), 1, 2, ${seq} from dunwell.collection_case where slot = $1 and id = $2`, [slot, caseId],
    );
    const permitting = `(select max(seq) from dunwell.decision where slot = $1 and case_id = $2 and permits)`;
    await expect(insert(stopped.id, stopped.slot, permitting)).rejects.toThrow(/foreign key/);
    const open_ = await town.caseOf('R-2');
    await expect(insert(open_.id, open_.slot, `(select max(seq) from dunwell.decision where slot = $1 and case_id = $2 and not permits)`)).rejects.toThrow(/foreign key/);
    await expect(insert(open_.id, open_.slot, '999999')).rejects.toThrow(/foreign key/);
    await expect(database.execute(`update dunwell.collection_case set state = 'closed' where slot = $1 and id = $2`, [open_.slot, open_.id])).rejects.toThrow(/check constraint/);
  });

  it('a second open attempt for one contact is refused', async () => {
    const { database } = town.house;
    const [attempt] = await database.query<{ slot: number; contact_id: number }>('select slot, contact_id from dunwell.attempt limit 1');
    const again = (no: number) => database.execute(
      `insert into dunwell.attempt (slot, contact_id, no, queued_at, person_id, case_id, state, reserved_at, provider, decision_seq, decided_at) select slot, contact_id, $3, queued_at, person_id, case_id, 'reserved', 1, 'x', decision_seq, decided_at from dunwell.attempt where slot = $1 and contact_id = $2 and no = 1`,
      [attempt?.slot ?? 0, attempt?.contact_id ?? 0, no],
    );
    expect(await again(50)).toBe(1);
    await expect(again(51)).rejects.toThrow(/duplicate key.*attempt/);
  });

  it('starts at ten in the morning', () => expect(new Date(TEN).toISOString()).toBe('2026-11-24T02:00:00.000Z'));
});
