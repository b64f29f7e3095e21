import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { seedDemo } from '../../src/boot/demo.js';
import { openFolder, embeddedServer, forEachDatabase, type Server } from '../conformance/databases.js';
import { csv, MAPPING, openTown, type Row, type Town } from '../fixtures/town.js';
import { rmSync, writeFileSync } from 'node:fs';

const three: readonly Row[] = [{ ref: 'I-1' }, { ref: 'I-2', owed: '0.00' }, { ref: 'I-3', since: '' }];

forEachDatabase('a lender\'s file', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open(), { plan: false });
  });
  afterAll(() => town.leave());

  it('is counted row by row: in collection, nothing owed, not overdue', async () => {
    expect(await town.import(csv(three))).toMatchObject({ state: 'done', rows: 3, accepted: 3, rejected: 0, inCollection: 1, nothingOwed: 1, notOverdue: 1 });
    await town.house.api.tick();
    expect((await town.caseOf('I-1')).balance).toBe(123456);
    await expect(town.caseOf('I-2')).rejects.toThrow('no case');
  });

  it('read again gives the first answer, whatever it is called', async () => {
    const first = (await town.house.api.intake.imports(1))[0];
    town.clock.advance(1000);
    expect(await town.import(csv(three), 'renamed.csv')).toEqual(first);
    expect((await town.house.database.query<{ n: number }>('select count(*)::int as n from dunwell.debt'))[0]?.n).toBe(3);
  });

  it('with changed rows updates, never doubles, and moves the ledger by the difference', async () => {
    const record = await town.import(csv([{ ref: 'I-1', owed: '1000.00' }, three[1] as Row, three[2] as Row]), 'second.csv');
    expect(record).toMatchObject({ rows: 3, accepted: 3, updated: 1, unchanged: 2 });
    await town.house.api.tick();
    expect((await town.caseOf('I-1')).balance).toBe(100000);
    expect((await town.house.database.query<{ n: number }>('select count(*)::int as n from dunwell.debt'))[0]?.n).toBe(3);
  });

  it('that disagrees with a ledger holding a payment is kept and flagged, and the ledger stays', async () => {
    await town.pay('I-1', 20000, 'pay-1');
    await town.house.api.tick();
    const record = await town.import(csv([{ ref: 'I-1', owed: '1000.01' }]), 'third.csv');
    expect(record).toMatchObject({ accepted: 1, flagged: 1 });
    await town.house.api.tick();
    expect((await town.caseOf('I-1')).balance).toBe(80000);
    expect(await town.house.database.query(`select flags from dunwell.debt where external_ref = 'I-1'`)).toEqual([{ flags: ['ledger_disagrees'] }]);
    // A later row that agrees again clears the flag.
    await town.import(csv([{ ref: 'I-1', owed: '800.00' }]), 'fourth.csv');
    expect(await town.house.database.query(`select flags from dunwell.debt where external_ref = 'I-1'`)).toEqual([{ flags: [] }]);
  });

  it('names a loan twice: the second row is rejected, whether near or far', async () => {
    const record = await town.import(csv([{ ref: 'D-1', who: 'P-D' }, { ref: 'D-1', who: 'P-D', owed: '5.00' }]), 'twice.csv');
    expect(record).toMatchObject({ rows: 2, accepted: 1, rejected: 1 });
    expect((await town.house.api.intake.errors(record.id, 5)).items[0]?.remarks[0]).toMatchObject({ code: 'duplicate_in_file' });
  });

  it('gives a loan to another person: rejected, for a lender must say that the ID was corrected', async () => {
    const record = await town.import(csv([{ ref: 'I-1', id: '99000019800101XXXX' }]), 'other-person.csv');
    expect(record).toMatchObject({ accepted: 0, rejected: 1 });
    expect((await town.house.api.intake.errors(record.id, 5)).items[0]?.remarks[0]).toMatchObject({ code: 'other_borrower' });
    expect((await town.house.database.query<{ n: number }>(`select count(*)::int as n from dunwell.debt where external_ref = 'I-1'`))[0]?.n).toBe(1);
  });

  it('learns nothing about anybody from a row that it refuses', async () => {
    const people = async () => (await town.house.database.query<{ n: number }>('select count(*)::int as n from dunwell.person'))[0]?.n;
    const first = '+8615433330001';
    await town.import(csv([{ ref: 'R-1', who: 'P-R', id: '990000198001018811', phone: first }, { ref: 'R-1', who: 'P-R', id: '990000198001018811', phone: '+8615433330002', name: '李四' }]), 'refused-twice.csv');
    const before = await people();
    await town.import(csv([{ ref: 'R-1', who: 'P-R', id: '990000198001018822', phone: '+8615433330003' }]), 'refused-other.csv');
    expect(await people()).toBe(before);
    expect(await town.numberOf('R-1')).toBe(first);
    const blind = (number: string) => town.house.api.keys.blind('phone', number);
    expect(await town.house.database.query('select 1 as one from dunwell.person_point where blind = any($1::text[])', [[blind('+8615433330002'), blind('+8615433330003')]])).toEqual([]);
  });

  it('puts a person\'s debts with one creditor into one case', async () => {
    await town.import(csv([{ ref: 'T-1', id: '990000198001019901' }, { ref: 'T-2', id: '990000198001019901', owed: '10.00' }]), 'two-debts.csv');
    await town.house.api.tick();
    const [a, b] = [await town.caseOf('T-1'), await town.caseOf('T-2')];
    expect(a.id).toBe(b.id);
    expect(a.balance).toBe(123456 + 1000);
  });

  it('with bad rows keeps each with line, column, code and reason, sealed, and drops nothing', async () => {
    const record = await town.import(csv([{ ref: 'B-1', since: '2026-02-30' }, { ref: '', who: 'x' }, { ref: 'B-3', owed: '12x' }, { ref: 'B-4' }]), 'bad.csv');
    expect(record).toMatchObject({ state: 'done', rows: 4, accepted: 1, rejected: 3 });
    const errors = await town.house.api.intake.errors(record.id, 10);
    expect(errors.items.map((e) => [e.line, e.remarks[0]?.column])).toEqual([[2, 'since'], [3, 'ref'], [4, 'owed']]);
    expect(errors.items.every((e) => (e.remarks[0]?.reason.length ?? 0) > 10)).toBe(true);
    const kept = await town.house.database.query<{ content_sealed: Uint8Array }>('select content_sealed from dunwell.import_row where import_id = $1 and line = 4', [record.id]);
    expect(town.house.api.keys.openForOperator(kept[0]?.content_sealed as Uint8Array)).toContain('12x');
  });

  it('that lacks a mapped column is refused whole, in words that say which', async () => {
    await expect(town.import('ref,who\n1,2\n', 'columns.csv')).rejects.toThrow(/"owed"/);
    expect((await town.house.api.intake.imports(50)).find((i) => i.fileName === 'columns.csv')).toMatchObject({ state: 'failed', accepted: 0 });
  });

  it('stopped half-way is taken up and counted once', async () => {
    const rows = csv(Array.from({ length: 40 }, (_, i) => ({ ref: `S-${i}` })));
    let asked = 0;
    const { intake } = town.house.api;
    const folder = openFolder();
    writeFileSync(`${folder}/stop.csv`, rows);
    const stopped = await town.house.importPath({ creditorId: 'bank', path: `${folder}/stop.csv`, name: 'stop.csv', mapping: MAPPING, shouldStop: () => (asked += 1) > 5 });
    expect(stopped.state).toBe('running');
    const done = await town.house.importPath({ creditorId: 'bank', path: `${folder}/stop.csv`, name: 'stop.csv', mapping: MAPPING });
    expect(done).toMatchObject({ state: 'done', rows: 40, accepted: 40, rejected: 0, inCollection: 40 });
    expect((await intake.imports(50)).filter((i) => i.id === done.id)).toHaveLength(1);
    expect((await town.house.database.query<{ n: number }>(`select count(*)::int as n from dunwell.debt where external_ref like 'S-%'`))[0]?.n).toBe(40);
    rmSync(folder, { recursive: true, force: true });
  });

  it('leaves nothing inconsistent behind', async () => {
    await town.house.api.tick();
    expect((await examine(town.house.database)).filter((f) => !f.ok)).toEqual([]);
  });
});

describe('the demo portfolio on the embedded PostgreSQL', () => {
  let server: Server;
  beforeAll(async () => {
    server = await embeddedServer();
  });
  afterAll(() => server.stop());

  it('has the counts of the real data, and one case for each person and creditor', async () => {
    const database = openPool(await server.fresh(), { max: 8, backend: 'embedded' });
    onTestFinished(() => database.close());
    const town = await openTown(database, { plan: false });
    const folder = openFolder();
    const said: string[] = [];
    await seedDemo(town.house, folder, (line) => said.push(line));
    const figures = await town.house.api.reading.dashboard(town.clock.now());
    expect(figures).toMatchObject({ accounts: 30_000, inCollection: 5_129, nothingOwed: 1_689, notOverdue: 23_182, rowsRejected: 0 });
    const [cases] = await database.query<{ n: number }>('select count(*)::int as n from dunwell.collection_case');
    const [pairs] = await database.query<{ n: number }>(`select count(*)::int as n from (select distinct slot, person_id, creditor_id from dunwell.debt where outcome = 'in_collection') as d`);
    expect(cases?.n).toBe(pairs?.n);
    expect(cases?.n).toBeLessThan(5_129);
    expect((await database.query<{ n: number }>(`select count(distinct (debt_id, role))::int as n from dunwell.debt_party`))[0]?.n).toBeGreaterThan(50);
    // A second start finds it all there and does nothing.
    said.length = 0;
    await seedDemo(town.house, folder, (line) => said.push(line));
    expect(said).toEqual([]);
    town.leave();
    rmSync(folder, { recursive: true, force: true });
  });
});
