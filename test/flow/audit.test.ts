import { beforeAll, afterAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/engine/ports/database.js';
import { forEachDatabase } from '../conformance/databases.js';
import { rewriteRecords } from '../fixtures/chain.js';
import { csv, openTown, type Town } from '../fixtures/town.js';

type Attack = (database: Database, slot: number) => Promise<number>;

const sql = (text: string): Attack => (database, slot) => database.execute(text, [slot]);

/** Each attack: what is done behind our back to one slot's chain of at least four blocks of one record, and where the first bad link then is. */
const attacks: readonly (readonly [name: string, attack: Attack, firstBad: number, problem: string])[] = [
  ['a record altered', (database, slot) => rewriteRecords(database, slot, 2, (text) => text.replace('"v":1', '"v":2')), 2, 'altered'],
  ['one character of a record altered', (database, slot) => rewriteRecords(database, slot, 3, (text) => `${text} `), 3, 'altered'],
  ['a record added to a block', (database, slot) => rewriteRecords(database, slot, 3, (text) => `${text}\n${text}`), 3, 'altered'],
  ['bytes that cannot be unpacked', sql(`update dunwell.decision_block set content = 'x' where slot = $1 and first_seq = 2`), 2, 'altered'],
  ['a digest altered', sql(`update dunwell.decision_block set digest = decode(repeat('0', 64), 'hex') where slot = $1 and first_seq = 2`), 2, 'altered'],
  ['a previous digest altered', sql(`update dunwell.decision_block set previous = decode(repeat('0', 64), 'hex') where slot = $1 and first_seq = 2`), 2, 'altered'],
  ['a block removed', sql('delete from dunwell.decision_block where slot = $1 and first_seq = 2'), 2, 'missing'],
  ['the first block removed', sql('delete from dunwell.decision_block where slot = $1 and first_seq = 1'), 1, 'missing'],
  ['the last block removed', sql('delete from dunwell.decision_block where slot = $1 and first_seq = (select max(first_seq) from dunwell.decision_block where slot = $1)'), -1, 'cut_off'],
  ['two blocks swapped', sql(`update dunwell.decision_block d set content = o.content, digest = o.digest, previous = o.previous from dunwell.decision_block o where d.slot = $1 and o.slot = $1 and (d.first_seq, o.first_seq) in ((2, 3), (3, 2))`), 2, 'out_of_order'],
  ['a block added', sql(`insert into dunwell.decision_block (slot, first_seq, at, count, encoding, digest, previous, content) select slot, first_seq + 1, at, 1, 'plain', sha256((encode(digest, 'hex') || E'\\n' || 'made up')::bytea), digest, 'made up' from dunwell.decision_block where slot = $1 order by first_seq desc limit 1`), -2, 'added'],
];

forEachDatabase('the decision chains', (open) => {
  let town: Town;
  let database: Database;
  let slot: number;
  let last: number;
  let kept: number;

  beforeAll(async () => {
    database = await open();
    town = await openTown(database);
    await town.import(csv(Array.from({ length: 3 }, (_, i) => ({ ref: `A-${i}` }))));
    for (let day = 0; day < 8; day += 1) {
      await town.house.api.tick();
      town.clock.advance(86_400_000);
    }
    const [longest] = await database.query<{ slot: number; n: number }>('select slot, count(*)::int as n from dunwell.decision group by slot order by n desc, slot limit 1');
    slot = longest?.slot ?? -1;
    last = longest?.n ?? 0;
    expect(last).toBeGreaterThanOrEqual(4);
    await database.query('create table public.kept as select * from dunwell.decision_block');
    kept = (await database.query('select 1 as one from public.kept')).length;
  });
  afterAll(() => town.leave());
  beforeEach(async () => {
    await database.execute('delete from dunwell.decision_block');
    await database.execute('insert into dunwell.decision_block select * from public.kept');
  });

  it('hold when nobody touched them', async () => {
    expect(await town.house.api.verifyChains()).toMatchObject({ firstBad: null, records: kept, slots: 256 });
  });

  it.each(attacks)('show %s at the first bad link', async (_, attack, where, problem) => {
    expect(await attack(database, slot)).toBeGreaterThan(0);
    const seq = where === -1 ? last : where === -2 ? last + 1 : where;
    expect((await town.house.api.verifyChains()).firstBad).toEqual({ slot, seq, problem });
  });

  it('replay differs when a recorded fact was altered, even with every digest made to fit', async () => {
    const [dispatch] = await database.query<{ seq: number }>(`select seq from dunwell.decision where slot = $1 and stage = 'dispatch' order by seq limit 1`, [slot]);
    await rewriteRecords(database, slot, dispatch?.seq ?? 0, (text) => text.replace('"unreadInbound":0', '"unreadInbound":1'));
    const report = await town.house.api.replay(slot, dispatch?.seq ?? 0);
    expect(report.same).toBe(false);
    expect(report.difference).toMatch(/at character \d+/);
  });
});
