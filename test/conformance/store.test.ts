import { beforeAll, describe, expect, it } from 'vitest';
import { slotId, slotOf } from '../../src/domain/id/slot-id.js';
import { promMetrics } from '../../src/adapters/metrics/prom-metrics.js';
import { backlog } from '../../src/adapters/postgres/views/backlog.js';
import { LEASE_MS, type ContactRecord, type DispatchCommit, type Lease, type SlotTransaction } from '../../src/engine/ports/store.js';
import { blocksOf } from '../fixtures/chain.js';
import { contact, decision, event, NOON, openBench, settled, sha256, type Bench, type Placed } from '../fixtures/placed-cases.js';
import { forEachDatabase } from './databases.js';

const MINUTE = 60_000;

forEachDatabase('the store', (open) => {
  let bench: Bench;
  let next = 0;
  beforeAll(async () => {
    bench = await openBench(await open());
  });
  /** A case on a slot that no other test uses. */
  const placed = () => bench.place((next += 1), 'one');
  const inSlot = <T>(p: Placed, work: (transaction: SlotTransaction) => Promise<T>) => bench.store.inSlot(p.slot, null, work);
  const queue = async (p: Placed, more: Parameters<typeof contact>[1] = {}): Promise<ContactRecord> => {
    await inSlot(p, (t) => t.commitReview({ now: NOON, decisions: [decision(p)], contacts: [contact(p, more)], cases: [] }));
    return (await contactsOf(p)).at(-1) as ContactRecord;
  };
  const contactsOf = (p: Placed) => inSlot(p, async (t) => {
    const past = (await t.dossier(await t.cases([p.caseId]))).contacts.get(p.caseId) ?? [];
    return Promise.all(past.map(async ({ id }) => (await t.contact(id)) as ContactRecord));
  });
  const reservation = (p: Placed, c: ContactRecord, more: Partial<DispatchCommit> = {}): DispatchCommit => ({
    now: NOON, decisions: [decision(p, { stage: 'dispatch', choice: 'send' })],
    reservations: [{ contactId: c.id, personId: p.personId, attemptNo: c.attempts + 1, provider: 'sandbox', verifyCode: `CODE${c.id}`, textSealed: new Uint8Array([1, 2]), textDigest: 'd', decision: 0 }],
    events: [event(p, `attempt:${c.id}:${c.attempts + 1}`, { type: 'sms', channel: 'sms' })], contactStates: [], cases: [], ...more,
  });
  const state = async (p: Placed, id: number) => (await inSlot(p, (t) => t.contact(id)))?.state;
  const attempts = (p: Placed) => bench.database.query('select no, state, provider_ref from dunwell.attempt where slot = $1 order by contact_id, no', [p.slot]);

  describe('leases', () => {
    it('are held by one worker at a time, raise the epoch, and fall to another when they run out', async () => {
      const slot = (next += 1);
      const first = await bench.store.claim(slot, 'a', NOON, MINUTE);
      expect(await bench.store.claim(slot, 'b', NOON + MINUTE - 1, MINUTE)).toBeNull();
      const second = await bench.store.claim(slot, 'b', NOON + MINUTE, MINUTE);
      expect(second?.epoch).toBe((first?.epoch ?? 0) + 1);
    });
    it('show how long ago the oldest of them was taken or renewed, also when it has run out, until it is given back', async () => {
      const age = async (now: number) => (await backlog(bench.database, now)).leaseAgeMs;
      const lease = (await bench.store.claim((next += 1), 'a', NOON - 60 * MINUTE, LEASE_MS)) as Lease;
      expect(await age(NOON)).toBe(60 * MINUTE);
      expect(await promMetrics({ now: () => NOON }, () => backlog(bench.database, NOON)).read()).toMatch(/^dunwell_lease_age_seconds 3600$/m);
      await bench.store.renew(lease, NOON - MINUTE + LEASE_MS);
      expect(await age(NOON)).toBe(MINUTE);
      await bench.store.release(lease);
      expect((await age(NOON)) ?? 0).toBe(0);
    });
    it('let no worker write under an old epoch, and roll back what it tried', async () => {
      const p = await placed();
      const old = await bench.store.claim(p.slot, 'a', NOON, MINUTE);
      const held = await bench.store.claim(p.slot, 'b', NOON + MINUTE, MINUTE);
      await expect(bench.store.inSlot(p.slot, old, (t) => t.addEvents(NOON, [event(p, 'late')]))).rejects.toMatchObject({ name: 'LeaseLost' });
      await bench.store.inSlot(p.slot, held, (t) => t.addEvents(NOON, [event(p, 'in time')]));
      expect(await bench.database.query('select source_key from dunwell.person_event where slot = $1', [p.slot])).toEqual([{ source_key: 'in time' }]);
    });
    it('refuse every write under an old epoch, and prolong nothing', async () => {
      const p = await placed();
      const c = await queue(p);
      const old = (await bench.store.claim(p.slot, 'a', NOON, MINUTE)) as Lease;
      const held = (await bench.store.claim(p.slot, 'b', NOON + MINUTE, MINUTE)) as Lease;
      const writes: Readonly<Record<string, (t: SlotTransaction) => Promise<unknown>>> = {
        abandonAttempts: (t) => t.abandonAttempts(NOON, NOON),
        commitReview: (t) => t.commitReview({ now: NOON, decisions: [decision(p)], contacts: [contact(p)], cases: [{ id: p.caseId, nextReviewAt: NOON + 1 }] }),
        commitDispatch: (t) => t.commitDispatch(reservation(p, c)),
        commitInbound: (t) => t.commitInbound({ now: NOON, read: [], events: [event(p, 'inbound')], ledger: [], receipts: [{ contactId: c.id, state: 'failed', at: NOON }], touched: [p.personId] }),
        commitSettle: (t) => t.commitSettle(NOON, [settled(p.caseId, { nextReviewAt: NOON + 2 })]),
        recordResults: (t) => t.recordResults(NOON, [{ contactId: c.id, attemptNo: 1, kind: 'sent', ref: 'x' }]),
        addEvents: (t) => t.addEvents(NOON, [event(p, 'event')]),
        addLedgerEntries: (t) => t.addLedgerEntries(NOON, [{ debtId: p.debtId, entry: { kind: 'charge', amountMinor: 5, dueOn: '2026-11-02', effectiveOn: '2026-11-02' }, source: 'test', sourceKey: 'late' }]),
        finishTask: (t) => t.finishTask(NOON, c.id, 'answered'),
        withdrawAttempt: (t) => t.withdrawAttempt(NOON, c.id),
        remember: (t) => t.remember('test', 'key', 'digest', {}, NOON),
        touch: (t) => t.touch([p.personId]),
      };
      const all = async () => inSlot(p, async (t) => ({ cases: await t.cases([p.caseId]), dossier: await t.dossier(await t.cases([p.caseId])), unsettled: await t.unsettledCases(NOON - 1, 9), remembered: await t.remembered('test', 'key', 'digest') }));
      const [before, slot] = [await all(), await bench.database.query('select * from dunwell.slot where slot = $1', [p.slot])];
      for (const [name, write] of Object.entries(writes)) await expect(bench.store.inSlot(p.slot, old, write), name).rejects.toMatchObject({ name: 'LeaseLost' });
      await expect(bench.store.renew(old, NOON + 9 * MINUTE)).rejects.toMatchObject({ name: 'LeaseLost' });
      expect(await all()).toEqual(before);
      expect(await bench.database.query('select * from dunwell.slot where slot = $1', [p.slot])).toEqual(slot);
      // The same writes are writes: whoever holds the slot may make them.
      await bench.store.inSlot(p.slot, held, async (t) => { for (const name of ['commitInbound', 'addLedgerEntries', 'touch'] as const) await writes[name]?.(t); });
      expect(await all()).not.toEqual(before);
    });
    it('are prolonged by their holder alone', async () => {
      const slot = (next += 1);
      const held = (await bench.store.claim(slot, 'a', NOON, MINUTE)) as Lease;
      await bench.store.renew(held, NOON + 3 * MINUTE);
      expect(await bench.store.claim(slot, 'b', NOON + 3 * MINUTE - 1, MINUTE)).toBeNull();
      expect(await bench.store.claim(slot, 'a', NOON + 3 * MINUTE - 1, MINUTE)).toBeNull();
      expect(await bench.store.claim(slot, 'b', NOON + 3 * MINUTE, MINUTE)).toEqual({ slot, epoch: held.epoch + 1 });
    });
    it('once released are free at once; an old one releases nothing', async () => {
      const slot = (next += 1);
      const old = await bench.store.claim(slot, 'a', NOON, MINUTE);
      const held = await bench.store.claim(slot, 'b', NOON + MINUTE, MINUTE);
      await bench.store.release(old as NonNullable<typeof old>);
      expect(await bench.store.claim(slot, 'c', NOON + MINUTE, MINUTE)).toBeNull();
      await bench.store.release(held as NonNullable<typeof held>);
      expect(await bench.store.claim(slot, 'c', NOON + MINUTE, MINUTE)).not.toBeNull();
    });
    it('are refused for a slot that is none', async () => {
      expect(await bench.store.claim(256, 'a', NOON, MINUTE)).toBeNull();
      await expect(bench.store.inSlot(256, null, async () => 1)).rejects.toThrow('slot 256 is missing');
    });
  });

  describe('ids and chain', () => {
    it('are gapless, also over a transaction that fell', async () => {
      const p = await placed();
      const write = (record: string, fall = false) => inSlot(p, async (t) => {
        await t.commitReview({ now: NOON, decisions: [decision(p, { record }), decision(p, { record: `${record}2`, choice: 'none' })], contacts: [contact(p)], cases: [] });
        if (fall) throw new Error('on purpose');
      });
      await write('first');
      await expect(write('lost', true)).rejects.toThrow('on purpose');
      await write('second');
      const chain = await blocksOf(bench.database, p.slot);
      expect(chain.map((c) => [c.firstSeq, c.count, c.records])).toEqual([[1, 2, ['first', 'first2']], [3, 2, ['second', 'second2']]]);
      chain.forEach((link, i) => {
        expect(link.previousDigest).toBe(chain[i - 1]?.digest ?? '');
        expect(link.digest).toBe(sha256(`${link.previousDigest}\n${link.records?.join('\n')}`));
      });
      const ids = (await contactsOf(p)).map((c) => c.id);
      expect(ids.map(slotOf)).toEqual([p.slot, p.slot]);
      expect((ids[1] ?? 0) - (ids[0] ?? 0)).toBe(1);
    });
    it('keep order when many write one slot at once', async () => {
      const p = await placed();
      await Promise.all(Array.from({ length: 10 }, (_, i) => inSlot(p, (t) => t.commitReview({ now: NOON, decisions: [decision(p, { record: `r${i}`, choice: 'none' })], contacts: [], cases: [] }))));
      const chain = await blocksOf(bench.database, p.slot);
      expect(chain.map((c) => c.firstSeq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(chain.slice(1).every((c, i) => c.previousDigest === chain[i]?.digest)).toBe(true);
    });
  });

  describe('reviews', () => {
    it('are due at their instant, for open and settled cases only', async () => {
      const p = await placed();
      const due = (now: number) => inSlot(p, async (t) => (await t.dueCases(now, 10)).map((c) => c.id));
      expect(await due(NOON - 1)).toEqual([]);
      expect(await due(NOON)).toEqual([p.caseId]);
      await inSlot(p, (t) => t.touch([p.personId]));
      expect(await due(NOON)).toEqual([]);
      expect(await inSlot(p, async (t) => (await t.unsettledCases(NOON, 10)).map((c) => c.id))).toEqual([p.caseId]);
      await inSlot(p, (t) => t.commitSettle(NOON, [settled(p.caseId, { state: 'disputed', nextReviewAt: NOON + 5 })]));
      expect(await due(NOON + 5)).toEqual([]);
      expect(await inSlot(p, async (t) => (await t.unsettledCases(NOON + 4, 10)).length)).toBe(0);
      // A quiet case whose hold ran out is settled, not reviewed.
      expect(await inSlot(p, async (t) => (await t.unsettledCases(NOON + 5, 10)).length)).toBe(1);
    });
    it('set the next review, of open cases only', async () => {
      const [p, closed] = [await placed(), await placed()];
      await inSlot(closed, (t) => t.commitSettle(NOON, [settled(closed.caseId, { state: 'closed', nextReviewAt: null, closedAt: NOON, balanceMinor: 0 })]));
      for (const c of [p, closed]) await inSlot(c, (t) => t.commitReview({ now: NOON, decisions: [], contacts: [], cases: [{ id: c.caseId, nextReviewAt: NOON + 9 }] }));
      expect([await inSlot(p, (t) => t.cases([p.caseId])), await inSlot(closed, (t) => t.cases([closed.caseId]))].map((c) => c[0]?.nextReviewAt)).toEqual([NOON + 9, null]);
    });
    it('find people, debts with ledger, points and contacts of a case, each by its owner', async () => {
      const p = await placed();
      const other = await bench.place(p.slot, 'other');
      await queue(p);
      const dossier = await inSlot(p, async (t) => t.dossier(await t.casesOf([p.personId])));
      expect(dossier.persons.get(p.personId)).toEqual({ id: p.personId, country: 'CN', state: null, city: null, language: 'zh', timeZone: 'Asia/Shanghai' });
      expect(dossier.points.get(p.personId)).toEqual([{ id: p.pointId, personId: p.personId, kind: 'phone', timeZone: null, line: 'mobile', label: 'mobile', usable: true }]);
      expect(dossier.debts.get(p.caseId)).toEqual([{
        id: p.debtId, caseId: p.caseId, ref: `${p.slot}-one`, product: 'credit_card', currency: 'CNY', timeBarred: null, flags: [], pauses: [],
        entries: [{ kind: 'charge', amountMinor: 10_000, dueOn: '2026-11-01', effectiveOn: '2026-11-01' }],
      }]);
      expect(dossier.contacts.get(p.caseId)?.[0]).toMatchObject({ channel: 'sms', state: 'queued', sentAt: null, outcome: null });
      expect((await contactsOf(p))[0]).toMatchObject({ channel: 'sms', state: 'queued', reasons: ['first', 'second'], attempts: 0, sentAt: null, outcome: null, decisionSeq: 1 });
      expect(dossier.persons.has(other.personId)).toBe(false);
      const all = await inSlot(p, async (t) => [(await t.openCases(0, 1)).map((c) => c.id), (await t.openCases(p.caseId, 5)).map((c) => c.id)]);
      expect(all).toEqual([[p.caseId], [other.caseId]]);
    });
  });

  describe('a contact', () => {
    it('leaves the queue at its time; a task is seen again when its time has gone', async () => {
      const p = await placed();
      const text = await queue(p, { notBefore: NOON + 5 });
      const task = await queue(p, { channel: 'call', state: 'waiting_for_person', notBefore: NOON, notAfter: NOON + 50 });
      const queued = (now: number) => inSlot(p, async (t) => (await t.queuedContacts(now, 10, ['sms'])).map((c) => c.id));
      expect(await queued(NOON + 4)).toEqual([]);
      expect(await queued(NOON + 5)).toEqual([text.id]);
      expect(await queued(NOON + 50)).toEqual([task.id, text.id]);
    });
    it('needs a decision that permits it', async () => {
      const p = await placed();
      await expect(inSlot(p, (t) => t.commitReview({ now: NOON, decisions: [decision(p, { choice: 'none' })], contacts: [contact(p)], cases: [] }))).rejects.toThrow(/foreign key/);
      expect(await bench.database.query('select 1 as one from dunwell.decision where slot = $1', [p.slot])).toEqual([]);
    });
    it.each(['promised', 'disputed', 'hardship', 'stopped', 'human', 'closed'] as const)('is refused by the database while the case is %s, and withdrawn when it becomes so (law 11)', async (quiet) => {
      const p = await placed();
      const c = await queue(p);
      const gone = settled(p.caseId, quiet === 'closed' ? { state: quiet, nextReviewAt: null, closedAt: NOON, balanceMinor: 0 } : { state: quiet, nextReviewAt: null });
      await expect(bench.database.execute('update dunwell.collection_case set state = $3, closed_at = $4, next_review_at = null where slot = $1 and id = $2', [p.slot, p.caseId, quiet, quiet === 'closed' ? NOON : null])).rejects.toThrow(/foreign key/);
      await inSlot(p, (t) => t.commitSettle(NOON, [gone]));
      expect(await state(p, c.id)).toBe('cancelled');
      await expect(inSlot(p, (t) => t.commitReview({ now: NOON, decisions: [decision(p)], contacts: [contact(p)], cases: [] }))).rejects.toThrow(/foreign key/);
      await expect(bench.database.execute(`update dunwell.contact set state = 'queued' where slot = $1 and id = $2`, [p.slot, c.id])).rejects.toThrow(/foreign key/);
    });
    it('that is over is moved by nothing', async () => {
      const p = await placed();
      const c = await queue(p);
      await inSlot(p, (t) => t.commitDispatch({ ...reservation(p, c), decisions: [decision(p, { stage: 'dispatch', choice: 'refuse' })], reservations: [], events: [], contactStates: [{ id: c.id, state: 'refused' }] }));
      await inSlot(p, (t) => t.commitDispatch({ ...reservation(p, c), decisions: [], reservations: [], events: [], contactStates: [{ id: c.id, state: 'queued' }] }));
      await inSlot(p, (t) => t.commitInbound({ now: NOON, read: [], events: [], ledger: [], receipts: [{ contactId: c.id, state: 'delivered', at: NOON }], touched: [] }));
      expect(await state(p, c.id)).toBe('refused');
    });
  });

  describe('an attempt', () => {
    it('is reserved with its decision, its event and its text, and recorded once', async () => {
      const p = await placed();
      const c = await queue(p);
      expect(await inSlot(p, (t) => t.commitDispatch(reservation(p, c)))).toEqual([2]);
      expect(await state(p, c.id)).toBe('attempting');
      const record = (kind: 'sent' | 'refused' | 'unknown', ref: string) => inSlot(p, (t) => t.recordResults(NOON + 1, [{ contactId: c.id, attemptNo: 1, kind, ref }]));
      await record('sent', 'first');
      await record('refused', 'second');
      expect(await attempts(p)).toEqual([{ no: 1, state: 'sent', provider_ref: 'first' }]);
      expect(await inSlot(p, (t) => t.contact(c.id))).toMatchObject({ state: 'sent', sentAt: NOON + 1, attempts: 1 });
    });
    it('is one at a time for a contact', async () => {
      const p = await placed();
      const c = await queue(p);
      await inSlot(p, (t) => t.commitDispatch(reservation(p, c)));
      await expect(inSlot(p, (t) => t.commitDispatch(reservation(p, { ...c, attempts: 1 })))).rejects.toThrow(/duplicate key.*attempt/);
      await expect(inSlot(p, (t) => t.commitDispatch(reservation(p, c)))).rejects.toThrow(/attempt/);
      expect(await attempts(p)).toHaveLength(1);
    });
    it('must stand on a decision of its slot', async () => {
      const p = await placed();
      const c = await queue(p);
      await inSlot(p, (t) => t.commitDispatch(reservation(p, c)));
      await expect(bench.database.execute(
        `insert into dunwell.attempt (slot, contact_id, no, queued_at, person_id, case_id, state, reserved_at, provider, decision_seq, decided_at) values ($1, $2, 9, $4, $3, $5, 'sent', 1, 'x', 999, 1)`, [p.slot, c.id, p.personId, c.queuedAt, c.caseId],
      )).rejects.toThrow(/foreign key/);
    });
    it('left open by a dead worker becomes unknown after its time, and a late word of the provider changes nothing', async () => {
      const p = await placed();
      const c = await queue(p);
      await inSlot(p, (t) => t.commitDispatch(reservation(p, c)));
      const abandon = (before: number) => inSlot(p, (t) => t.abandonAttempts(before, NOON + MINUTE));
      expect(await abandon(NOON)).toBe(0);
      expect(await abandon(NOON + 1)).toBe(1);
      expect(await abandon(NOON + 1)).toBe(0);
      await inSlot(p, (t) => t.recordResults(NOON + 2, [{ contactId: c.id, attemptNo: 1, kind: 'sent', ref: 'late' }]));
      expect(await attempts(p)).toEqual([{ no: 1, state: 'unknown', provider_ref: null }]);
      expect(await state(p, c.id)).toBe('unknown');
    });
    it('by phone stays a person\'s for a day', async () => {
      const p = await placed();
      const c = await queue(p, { channel: 'call', state: 'waiting_for_person' });
      const made = { tz: 'Asia/Shanghai', channel: 'call' as const, debtIds: [String(p.debtId)], voice: 'human' as const, by: 'staff:ann' };
      const begun = (one: ContactRecord) => inSlot(p, (t) => t.commitDispatch({ ...reservation(p, one), reservations: reservation(p, one).reservations.map((r) => ({ ...r, made })), events: [] }));
      const calls = async () => (await inSlot(p, async (t) => t.dossier(await t.cases([p.caseId])))).events.get(p.personId) ?? [];
      await begun(c);
      const day = 86_400_000;
      expect(await calls()).toEqual([{ type: 'unknown_outcome', at: NOON, ...made }]);
      expect(await inSlot(p, (t) => t.abandonAttempts(NOON + day, NOON + day))).toBe(0);
      expect(await inSlot(p, (t) => t.finishTask(NOON + day, c.id, 'no_answer'))).toEqual({ reservedAt: NOON, made });
      expect(await inSlot(p, (t) => t.finishTask(NOON + day, c.id, 'conversation'))).toBeNull();
      expect(await inSlot(p, (t) => t.contact(c.id))).toMatchObject({ state: 'done', outcome: 'no_answer', sentAt: NOON });
      expect(await calls()).toEqual([]);
      const again = await queue(p, { channel: 'call', state: 'waiting_for_person' });
      await begun(again);
      expect(await inSlot(p, (t) => t.abandonAttempts(NOON + day + 1, NOON + day + 1))).toBe(1);
      expect(await inSlot(p, (t) => t.finishTask(NOON + day + 2, again.id, 'conversation'))).toBeNull();
      expect(await calls()).toMatchObject([{ type: 'unknown_outcome', at: NOON }]);
      // Whoever may still tell of it: it is counted as what it was, from when it was.
      expect(await inSlot(p, (t) => t.finishTask(NOON + day + 2, again.id, 'conversation', true))).toEqual({ reservedAt: NOON, made });
    });
    it.each([
      [['delivered', 'sent'], 'delivered'], [['sent', 'delivered'], 'delivered'], [['failed', 'delivered'], 'delivered'], [['delivered', 'failed'], 'delivered'], [['failed', 'sent'], 'failed'], [['failed', 'failed'], 'failed'],
    ] as const)('with receipts %j, together or one by one, ends %s', async (states, end) => {
      const p = await placed();
      const [a, b] = [await queue(p), await queue(p, { step: 'b' })];
      for (const c of [a, b]) await inSlot(p, (t) => t.commitDispatch(reservation(p, c)));
      const receipts = (list: readonly (readonly [number, 'sent' | 'delivered' | 'failed'])[]) => inSlot(p, (t) => t.commitInbound({
        now: NOON, read: [], events: [], ledger: [], touched: [], receipts: list.map(([contactId, s]) => ({ contactId, state: s, at: NOON })),
      }));
      await receipts(states.map((s) => [a.id, s] as const));
      for (const s of states) await receipts([[b.id, s]]);
      expect([await state(p, a.id), await state(p, b.id)]).toEqual([end, end]);
      // What the provider answered to the send comes last, and does not undo a receipt.
      await inSlot(p, (t) => t.recordResults(NOON, [{ contactId: a.id, attemptNo: 1, kind: 'sent', ref: 'r' }]));
      expect(await state(p, a.id)).toBe(end);
    });
  });

  describe('a text in parts', () => {
    it.each([
      ['all parts, in any order', [[3, 'delivered'], [1, 'delivered'], [2, 'delivered']], 'delivered'],
      ['all but one', [[1, 'delivered'], [3, 'delivered']], 'sent'],
      ['one twice and one never', [[1, 'delivered'], [1, 'delivered'], [2, 'delivered']], 'sent'],
      ['one that failed', [[1, 'delivered'], [2, 'failed'], [3, 'delivered']], 'failed'],
      ['one that failed and then arrived', [[2, 'failed'], [1, 'delivered'], [3, 'delivered'], [2, 'delivered']], 'delivered'],
    ] as const)('of which receipts told: %s', async (_, told, end) => {
      const p = await placed();
      const [a, b] = [await queue(p), await queue(p, { step: 'b' })];
      for (const c of [a, b]) await inSlot(p, (t) => t.commitDispatch(reservation(p, c)));
      const receipts = (id: number, list: readonly (readonly [number, 'delivered' | 'failed'])[]) => inSlot(p, (t) => t.commitInbound({
        now: NOON, read: [], events: [], ledger: [], touched: [], receipts: list.map(([part, s]) => ({ contactId: id, state: s, at: NOON, part, parts: 3 })),
      }));
      await receipts(a.id, told);
      for (const one of told) await receipts(b.id, [one]);
      expect([await state(p, a.id), await state(p, b.id)]).toEqual([end, end]);
    });
  });

  describe('what happened', () => {
    it('is kept once per source, in time order', async () => {
      const p = await placed();
      await inSlot(p, (t) => t.addEvents(NOON, [event(p, 'b', { at: NOON + 2 }), event(p, 'a', { at: NOON + 1 }), event(p, 'b', { at: NOON + 9 })]));
      await inSlot(p, (t) => t.addEvents(NOON + 5, [event(p, 'a', { at: NOON + 7 })]));
      const events = await inSlot(p, async (t) => (await t.dossier(await t.cases([p.caseId]))).events.get(p.personId) ?? []);
      expect(events.map((e) => e.at)).toEqual([NOON + 1, NOON + 2]);
      expect(events[0]).toMatchObject({ type: 'hold_placed', hold: 'dispute', tz: 'UTC' });
    });
    it('keeps order of arrival where instants are equal', async () => {
      const p = await placed();
      const kinds = ['stop', 'dispute', 'promise', 'hardship', 'complaint', 'paid'];
      await inSlot(p, (t) => t.addEvents(NOON, kinds.map((hold) => event(p, `z${hold}`, { hold }))));
      // Rows that are written anew lie elsewhere in the table.
      await bench.database.execute(`update dunwell.person_event set recorded_at = recorded_at + 1 where slot = $1 and source_key in ('zstop', 'zpromise')`, [p.slot]);
      const events = await inSlot(p, async (t) => (await t.dossier(await t.cases([p.caseId]))).events.get(p.personId) ?? []);
      expect(events.map((e) => e.hold)).toEqual(kinds);
    });
    it('is booked once per source, numbered from one', async () => {
      const p = await placed();
      const pay = (sourceKey: string, amountMinor = -100) => ({ debtId: p.debtId, source: 'x', sourceKey, entry: { kind: 'payment' as const, amountMinor, dueOn: null, effectiveOn: '2026-11-24' } });
      await inSlot(p, (t) => t.addLedgerEntries(NOON, [pay('one'), pay('two', -200)]));
      await inSlot(p, (t) => t.addLedgerEntries(NOON, [pay('two', -999), pay('three', -300)]));
      expect(await bench.database.query('select seq, amount_minor from dunwell.ledger_entry where slot = $1 order by seq', [p.slot])).toEqual([
        { seq: 1, amount_minor: 10_000 }, { seq: 2, amount_minor: -100 }, { seq: 3, amount_minor: -200 }, { seq: 4, amount_minor: -300 },
      ]);
      await expect(inSlot(p, (t) => t.addLedgerEntries(NOON, [pay('four', 100)]))).rejects.toThrow(/check/);
    });
    it('is nobody else\'s: a name of another slot is refused', async () => {
      const [p, q] = [await placed(), await placed()];
      await expect(inSlot(p, (t) => t.addEvents(NOON, [event(q, 'x')]))).rejects.toThrow(/foreign key/);
    });
    it('opens only with the person\'s own key', async () => {
      const p = await placed();
      const sealed = (await inSlot(p, (t) => t.sealedPoints([p.pointId]))).get(p.pointId);
      expect(bench.keys.open(sealed?.keyWrapped as Uint8Array, sealed?.sealed as Uint8Array)).toBe('+8615400000001');
      expect(() => bench.keys.open(bench.keys.newPersonKey(), sealed?.sealed as Uint8Array)).toThrow();
      expect((await inSlot(p, (t) => t.sealedPoints([slotId(p.slot, 999_999)]))).size).toBe(0);
    });
  });

  describe('slots with work', () => {
    it('are those in which something is due, unsettled, queued, lapsed or abandoned', async () => {
      const [due, later, unsettled, queued, abandoned] = [await placed(), await placed(), await placed(), await placed(), await placed()];
      for (const p of [later, unsettled, queued, abandoned]) await inSlot(p, (t) => t.commitSettle(NOON, [settled(p.caseId, { nextReviewAt: NOON + 9 * MINUTE })]));
      await inSlot(unsettled, (t) => t.touch([unsettled.personId]));
      await queue(queued, { notBefore: NOON - 1 });
      const c = await queue(abandoned, { notBefore: NOON });
      await inSlot(abandoned, (t) => t.commitDispatch(reservation(abandoned, c)));
      const slots = await bench.store.slotsWithWork(NOON + 2 * MINUTE);
      expect([due, later, unsettled, queued, abandoned].map((p) => slots.includes(p.slot))).toEqual([true, false, true, true, true]);
      expect([...slots].sort((a, b) => a - b)).toEqual(slots);
    });
  });

  describe('a clock that is behind what stands in the slot', () => {
    it('decides and begins nothing there; what came in is still read', async () => {
      const p = await placed();
      const contact = await queue(p, { notBefore: NOON });
      const behind = NOON - 60 * MINUTE;
      await expect(inSlot(p, (t) => t.dueCases(behind, 10))).rejects.toMatchObject({ name: 'ClockBehind', behindMs: 60 * MINUTE });
      await expect(inSlot(p, (t) => t.queuedContacts(behind, 10, ['sms']))).rejects.toThrow('Nothing is decided or begun');
      await expect(inSlot(p, (t) => t.commitDispatch({ ...reservation(p, contact), now: NOON - 1 }))).rejects.toMatchObject({ behindMs: 1 });
      await inSlot(p, (t) => t.addEvents(behind, [{ personId: p.personId, sourceKey: 'late', event: { type: 'sms', at: behind, tz: 'UTC', channel: 'sms' } }]));
      // Which does not turn it back; and one ahead counts from then on.
      await expect(inSlot(p, (t) => t.dueCases(NOON - 1, 10))).rejects.toMatchObject({ behindMs: 1 });
      await inSlot(p, (t) => t.commitDispatch(reservation(p, contact)));
      await inSlot(p, (t) => t.addEvents(NOON + MINUTE, [{ personId: p.personId, sourceKey: 'later', event: { type: 'sms', at: NOON + MINUTE, tz: 'UTC', channel: 'sms' } }]));
      await expect(inSlot(p, (t) => t.dueCases(NOON, 10))).rejects.toMatchObject({ behindMs: MINUTE });
      expect(await inSlot(p, (t) => t.dueCases(NOON + MINUTE, 10))).toBeDefined();
    });
  });
});
