import { beforeAll, expect, it } from 'vitest';
import { openDeskStore, openInbox } from '../../src/adapters/postgres/desk-store.js';
import { openPlanStore } from '../../src/adapters/postgres/plan-store.js';
import type { DeskStore, Inbox } from '../../src/engine/ports/desk.js';
import type { PlanStore } from '../../src/engine/ports/plans.js';
import { NOON, openBench, type Bench } from '../fixtures/placed-cases.js';
import { forEachDatabase } from './databases.js';

const MINUTE = 60_000;

forEachDatabase('the desk', (open) => {
  let bench: Bench;
  let desk: DeskStore;
  let inbox: Inbox;
  let plans: PlanStore;
  beforeAll(async () => {
    bench = await openBench(await open());
    desk = openDeskStore(bench.database);
    inbox = openInbox(bench.database);
    plans = openPlanStore(bench.database);
    await desk.addStaff({ id: 'ann', email: 'Ann@Example.com', name: 'Ann', role: 'head', passwordHash: 'h' }, NOON);
  });

  it('knows staff by e-mail in any case, and nobody twice', async () => {
    await desk.addStaff({ id: 'ann', email: 'ann@example.com', name: 'Other', role: 'auditor', passwordHash: 'x' }, NOON);
    expect(await desk.staffByEmail(' ANN@example.com ')).toEqual({ id: 'ann', email: 'ann@example.com', name: 'Ann', role: 'head', passwordHash: 'h' });
    expect(await desk.staffByEmail('bob@example.com')).toBeNull();
  });

  it('ends a session at its instant and when it is closed', async () => {
    await desk.openSession({ tokenDigest: 't', staffId: 'ann', csrf: 'c', now: NOON, expiresAt: NOON + MINUTE });
    expect(await desk.session('t', NOON + MINUTE - 1)).toMatchObject({ staff: { id: 'ann' }, csrf: 'c' });
    expect(await desk.session('t', NOON + MINUTE)).toBeNull();
    await desk.closeSession('t');
    expect(await desk.session('t', NOON)).toBeNull();
    await desk.openPortalSession({ tokenDigest: 'p', slot: 3, personId: 4, caseId: 5, expiresAt: NOON + MINUTE });
    expect([await desk.portalSession('p', NOON), await desk.portalSession('p', NOON + MINUTE), await desk.portalSession('t', NOON)]).toEqual([{ slot: 3, personId: 4, caseId: 5 }, null, null]);
  });

  it('counts tries in fixed windows, each bucket by itself', async () => {
    const tries = async (bucket: string, at: number, n: number) => {
      const allowed: boolean[] = [];
      for (let i = 0; i < n; i += 1) allowed.push(await desk.allowTry(bucket, 2, MINUTE, at));
      return allowed;
    };
    expect(await tries('a', NOON, 3)).toEqual([true, true, false]);
    expect(await tries('b', NOON, 1)).toEqual([true]);
    expect(await tries('a', NOON + MINUTE - 1, 1)).toEqual([false]);
    expect(await tries('a', NOON + MINUTE, 3)).toEqual([true, true, false]);
  });

  it('remembers the first answer to a key (law 8)', async () => {
    expect(await desk.remembered('portal:1', 'key', 'd')).toEqual({ kind: 'new' });
    await desk.remember('portal:1', 'key', 'd', { n: 1 }, NOON);
    await desk.remember('portal:1', 'key', 'd', { n: 2 }, NOON);
    expect([await desk.remembered('portal:1', 'key', 'd'), await desk.remembered('portal:1', 'key', 'e'), await desk.remembered('portal:2', 'key', 'd')]).toEqual([
      { kind: 'same', response: { n: 1 } }, { kind: 'reused' }, { kind: 'new' },
    ]);
  });

  it('keeps what arrives once per event, person and body', async () => {
    const p = await bench.place(9, 'inbox');
    const arrival = { slot: 9, kind: 'sms_reply' as const, provider: 'x', eventId: 'e', bodyDigest: 'd', personId: p.personId, contactId: null, bodySealed: bench.keys.sealForOperator('{"text":"TD"}'), receivedAt: NOON };
    expect(await inbox.keep(arrival)).toEqual({ repeated: false });
    expect(await inbox.keep({ ...arrival, receivedAt: NOON + 1 })).toEqual({ repeated: true });
    await expect(inbox.keep({ ...arrival, bodyDigest: 'other' })).rejects.toMatchObject({ code: 'reused_key' });
    for (const other of [{ personId: null }, { provider: 'y' }, { eventId: 'f' }, { kind: 'payment' as const }]) expect(await inbox.keep({ ...arrival, ...other })).toEqual({ repeated: false });
    // Read by one transaction, gone from the next; whom nobody knows waits for a person and blocks nobody.
    const unread = () => bench.store.inSlot(9, null, (t) => t.unreadInbound(10));
    const rows = await unread();
    expect(rows.map((r) => [r.personId, r.body, r.receivedAt])).toEqual(Array.from({ length: 4 }, () => [p.personId, '{"text":"TD"}', NOON]));
    const counted = () => bench.store.inSlot(9, null, async (t) => (await t.dossier(await t.cases([p.caseId]))).unread.get(p.personId) ?? 0);
    expect(await counted()).toBe(4);
    await bench.store.inSlot(9, null, (t) => t.commitInbound({ now: NOON, read: rows.map((r) => ({ id: r.id, meaning: { kind: 'stop' } })), events: [], ledger: [], receipts: [], touched: [p.personId] }));
    expect([await counted(), (await unread()).length]).toEqual([0, 0]);
  });

  it('keeps an event once when its provider sends it many times at once', async () => {
    const arrival = { slot: 10, kind: 'payment' as const, provider: 'x', eventId: 'many', bodyDigest: 'd', personId: null, contactId: null, bodySealed: new Uint8Array([1]), receivedAt: NOON };
    const answers = await Promise.all(Array.from({ length: 8 }, () => inbox.keep(arrival)));
    expect(answers.filter((a) => !a.repeated)).toHaveLength(1);
  });

  it('finds whom a number, a loan or a contact belongs to', async () => {
    const [a, b] = [await bench.place(11, 'shared'), await bench.place(12, 'shared')];
    expect(await inbox.personsByPhone(bench.keys.blind('phone', '+86154shared'))).toMatchObject([{ slot: 11, personId: a.personId, sharer: 1 }, { slot: 12, personId: b.personId, sharer: 2 }]);
    expect(await inbox.personsByPhone(bench.keys.blind('address', '+86154shared'))).toEqual([]);
    expect(await inbox.debtByRef('bank', '11-shared')).toEqual({ slot: 11, debtId: a.debtId, personId: a.personId });
    expect(await inbox.debtByRef('other', '11-shared')).toBeNull();
    expect(await inbox.contactPerson(a.personId)).toBeNull();
  });

  it('numbers plan versions, and gives the same text its version again', async () => {
    const draft = (text: string, by = 'ann') => plans.draft('ladder', text, `digest of ${text}`, by, NOON);
    expect([(await draft('one')).version, (await draft('two')).version, (await draft('one')).version, (await plans.draft('other', 'one', 'digest of one', 'ann', NOON)).version]).toEqual([1, 2, 1, 1]);
    expect((await plans.versions()).map((v) => [v.plan, v.version])).toEqual([['ladder', 2], ['ladder', 1], ['other', 1]]);
  });

  it('needs a second person, and has one version in force (four eyes, in the database too)', async () => {
    await expect(plans.approve('ladder', 1, 'ann', NOON)).rejects.toThrow(/check/);
    await expect(plans.release('ladder', 1, NOON)).rejects.toMatchObject({ code: 'not_approved' });
    expect(await plans.approve('ladder', 1, 'bob', NOON)).toMatchObject({ state: 'approved', approvedBy: 'bob' });
    expect(await plans.approve('ladder', 1, 'cy', NOON)).toBeNull();
    await plans.release('ladder', 1, NOON);
    await plans.approve('ladder', 2, 'bob', NOON);
    await plans.release('ladder', 2, NOON + 1);
    expect((await plans.versions()).map((v) => v.state)).toEqual(['released', 'retired', 'draft']);
    // A release that fails leaves the one in force in force; an old version may come back.
    await expect(plans.release('other', 1, NOON)).rejects.toMatchObject({ code: 'not_approved' });
    expect(await plans.released()).toMatchObject({ plan: 'ladder', version: 2 });
    expect(await plans.release('ladder', 1, NOON + 2)).toMatchObject({ version: 1, state: 'released', releasedAt: NOON + 2 });
    await expect(bench.database.execute(`update dunwell.plan_version set state = 'released', approved_by = 'bob' where plan = 'other'`)).rejects.toThrow(/plan_version_one_released/);
  });
});
