import { beforeAll, expect, it } from 'vitest';
import type { IntakeWrites, RowWrite } from '../../src/engine/ports/intake.js';
import { NOON, openBench, placing, type Bench, type Placed } from '../fixtures/placed-cases.js';
import { forEachDatabase } from './databases.js';

const start = (digest: string) => ({ creditorId: 'bank', digest, mappingDigest: 'm', fileName: `${digest}.csv`, startedAt: NOON });
const row = (line: number, state: RowWrite['state'], more: Partial<RowWrite> = {}): RowWrite => ({
  line, state, rowDigest: `r${line}`, outcome: state === 'rejected' ? null : 'in_collection', debtId: null, errors: [], contentSealed: null, ...more,
});
const rejected = (line: number): RowWrite => row(line, 'rejected', { errors: [{ column: 'owed', code: 'not_an_amount', reason: 'not a sum of money' }], contentSealed: new Uint8Array([1]) });

forEachDatabase('the intake store', (open) => {
  let bench: Bench;
  let slot = 0;
  beforeAll(async () => {
    bench = await openBench(await open());
  });
  const begin = async (digest: string) => (await bench.intake.begin(start(digest))).id;
  /** What one row of a file writes, changed by the test, in one transaction. */
  const write = (importId: string, name: string, change: (writes: IntakeWrites) => IntakeWrites = (w) => w, known?: Placed): Promise<Placed> => {
    const at = known?.slot ?? (slot += 1);
    return bench.intake.inSlot(at, async (transaction) => {
      const [personId, pointId, debtId, caseId] = transaction.takeIds(4) as [number, number, number, number];
      const placed = { slot: at, personId, pointId, debtId, caseId, ...known };
      await transaction.write(change(placing(bench.keys, importId, name, placed)));
      return placed;
    });
  };

  it('begins a file once for one creditor, content and mapping', async () => {
    const [first, again] = [await bench.intake.begin(start('once')), await bench.intake.begin({ ...start('once'), fileName: 'renamed.csv', startedAt: NOON + 5 })];
    expect(again).toEqual(first);
    expect(first).toMatchObject({ state: 'running', rows: 0, fileName: 'once.csv', startedAt: NOON });
    expect(await begin('other')).not.toBe(first.id);
    expect((await bench.intake.begin({ ...start('once'), mappingDigest: 'n' })).id).not.toBe(first.id);
  });

  it('counts what stands, once per line, however often it was written', async () => {
    const id = await begin('counted');
    for (let i = 0; i < 2; i += 1) await bench.intake.writeRejected(id, [rejected(3), rejected(5)]);
    await write(id, 'counted', (w) => ({ ...w, rows: [row(2, 'accepted'), row(4, 'updated'), row(6, 'unchanged'), row(7, 'flagged'), row(3, 'accepted')] }));
    const done = await bench.intake.finish(id, NOON + 9, null);
    expect(done).toMatchObject({ state: 'done', finishedAt: NOON + 9, rows: 6, accepted: 4, rejected: 2, unchanged: 1, updated: 1, flagged: 1, inCollection: 4 });
    expect(await bench.intake.errors(id, 1)).toEqual({ total: 2, items: [{ line: 3, remarks: [{ column: 'owed', code: 'not_an_amount', reason: 'not a sum of money' }] }] });
    // A file that is done stays done.
    expect((await bench.intake.begin(start('counted'))).state).toBe('done');
  });

  it('keeps a file that failed as failed, with its reason, and takes it up again', async () => {
    const id = await begin('failing');
    await bench.intake.writeRejected(id, [rejected(2)]);
    expect(await bench.intake.finish(id, NOON, 'the file ends in the middle')).toMatchObject({ state: 'failed', failure: 'the file ends in the middle', rows: 1, rejected: 1 });
    expect((await bench.intake.begin(start('failing'))).state).toBe('running');
  });

  it('keeps no rejected row without its reason and content', async () => {
    const id = await begin('bare');
    await expect(bench.intake.writeRejected(id, [{ ...rejected(2), errors: [] }])).rejects.toThrow(/check/);
    await expect(bench.intake.writeRejected(id, [{ ...rejected(2), contentSealed: null }])).rejects.toThrow(/check/);
  });

  it('finds people, loans and cases again, and a loan of another slot as nobody\'s here', async () => {
    const id = await begin('found');
    const placed = await write(id, 'found');
    const found = (at: number) => bench.intake.inSlot(at, async (t) => ({
      persons: await t.persons([`${placed.slot}-found`, 'nobody']), debts: await t.debts('bank', [`${placed.slot}-found`, 'none']), cases: await t.cases('bank', [placed.personId]),
    }));
    const here = await found(placed.slot);
    expect([...here.persons.keys()]).toEqual([`${placed.slot}-found`]);
    expect(here.persons.get(`${placed.slot}-found`)?.id).toBe(placed.personId);
    expect(here.debts.get(`${placed.slot}-found`)).toEqual({
      id: placed.debtId, personId: placed.personId, caseId: placed.caseId, rowDigest: 'found', importId: id, line: expect.any(Number), outcome: 'in_collection', balanceMinor: 10_000, placedMinor: 10_000, entries: 1,
    });
    expect([...here.cases]).toEqual([[placed.personId, placed.caseId]]);
    const elsewhere = await found(placed.slot + 100);
    expect([elsewhere.persons.size, elsewhere.cases.size, elsewhere.debts.get(`${placed.slot}-found`)?.personId]).toEqual([0, 0, 0]);
  });

  it('writes all of a row or nothing', async () => {
    const id = await begin('whole');
    await expect(write(id, 'whole', (w) => ({ ...w, ledger: w.ledger.map((l) => ({ ...l, debtId: 1 })) }))).rejects.toThrow(/foreign key/);
    expect(await bench.database.query(`select 1 as one from dunwell.person where match_key like '%-whole'`)).toEqual([]);
  });

  it('changes a loan in place, leaves its case, and keeps what the lender no longer says of a person', async () => {
    const id = await begin('changed');
    const placed = await write(id, 'changed');
    await write(id, 'changed', (w) => ({
      ...w, cases: [], ledger: [], rows: [], points: [],
      persons: w.persons.map((p) => ({ ...p, nameSealed: null, timeZone: null, country: null })), debts: w.debts.map((d) => ({ ...d, caseId: null, outcome: 'nothing_owed', flags: ['due_date_assumed'] })),
    }), placed);
    const [debt] = await bench.database.query('select case_id, outcome, flags from dunwell.debt where slot = $1', [placed.slot]);
    expect(debt).toEqual({ case_id: placed.caseId, outcome: 'nothing_owed', flags: ['due_date_assumed'] });
    const [person] = await bench.database.query<{ name_sealed: Uint8Array; key_wrapped: Uint8Array; time_zone: string }>('select name_sealed, key_wrapped, time_zone from dunwell.person where slot = $1', [placed.slot]);
    expect(bench.keys.open(person?.key_wrapped as Uint8Array, person?.name_sealed as Uint8Array)).toBe('changed');
    expect(person?.time_zone).toBe('Asia/Shanghai');
  });

  it('keeps a number once, also when one row states it twice, and puts the number stated last first', async () => {
    const id = await begin('numbers');
    const placed = await write(id, 'numbers', (w) => ({ ...w, points: [...w.points, ...w.points.map((p) => ({ ...p, id: p.id + 500, position: 1 }))] }));
    await write(id, 'numbers', (w) => ({ ...w, now: NOON + 1, cases: [], debts: [], ledger: [], rows: [], points: w.points.map((p) => ({ ...p, id: p.id + 600, blind: 'new' })) }), placed);
    const points = () => bench.store.inSlot(placed.slot, null, async (t) => ((await t.dossier(await t.cases([placed.caseId]))).points.get(placed.personId) ?? []).map((p) => p.id));
    expect(await points()).toEqual([placed.pointId + 600, placed.pointId]);
    await write(id, 'numbers', (w) => ({ ...w, now: NOON + 2, cases: [], debts: [], ledger: [], rows: [], points: w.points.map((p) => ({ ...p, id: p.id + 700 })) }), placed);
    expect(await points()).toEqual([placed.pointId, placed.pointId + 600]);
  });

  it('keeps one case for a person and creditor: a second is refused', async () => {
    const id = await begin('two cases');
    const placed = await write(id, 'two cases');
    await expect(write(id, 'two cases', (w) => ({ ...w, debts: [], ledger: [], rows: [], points: [], cases: w.cases.map((c) => ({ ...c, id: c.id + 900 })) }), placed)).rejects.toThrow(/unique/);
  });

  it('keeps a mapping for each creditor', async () => {
    expect(await bench.intake.mapping('bank')).toBeNull();
    await bench.intake.saveMapping('bank', { mapping: 1, 列: '欠款' }, NOON);
    expect(await bench.intake.mapping('bank')).toEqual({ mapping: 1, 列: '欠款' });
    expect((await bench.intake.creditors())[0]).toMatchObject({ id: 'bank', nameZh: '银行', hasMapping: true });
    expect(await bench.intake.mapping('nobody')).toBeNull();
  });
});
