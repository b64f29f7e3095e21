import { beforeAll, afterAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/engine/ports/database.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, openTown, type Town } from '../fixtures/town.js';

interface Kept { readonly slot: number; readonly seq: number; readonly [column: string]: unknown }

/** Each attack: what is done behind our back to one slot's chain of at least four records, and where the first bad link then is. */
const attacks: readonly (readonly [name: string, sql: string, firstBad: number, problem: string])[] = [
  ['a record altered', `update dunwell.decision set record = replace(record, '"v":1', '"v":2') where slot = $1 and seq = 2`, 2, 'altered'],
  ['one character of a record altered', `update dunwell.decision set record = record || ' ' where slot = $1 and seq = 3`, 3, 'altered'],
  ['a digest altered', `update dunwell.decision set digest = repeat('0', 64) where slot = $1 and seq = 2`, 2, 'altered'],
  ['a previous digest altered', `update dunwell.decision set previous_digest = repeat('0', 64) where slot = $1 and seq = 2`, 2, 'altered'],
  ['a row removed', `delete from dunwell.decision where slot = $1 and seq = 2`, 2, 'missing'],
  ['the first row removed', `delete from dunwell.decision where slot = $1 and seq = 1`, 1, 'missing'],
  ['the last row removed', `delete from dunwell.decision where slot = $1 and seq = (select max(seq) from dunwell.decision where slot = $1)`, -1, 'cut_off'],
  ['two records swapped', `update dunwell.decision d set record = o.record, digest = o.digest, previous_digest = o.previous_digest from dunwell.decision o where d.slot = $1 and o.slot = $1 and (d.seq, o.seq) in ((2, 3), (3, 2))`, 2, 'out_of_order'],
  ['a row added', `insert into dunwell.decision (slot, seq, at, stage, case_id, person_id, choice, outcome, record, digest, previous_digest) select slot, seq + 1, at, stage, case_id, person_id, choice, outcome, record, encode(sha256((digest || E'\\n' || record)::bytea), 'hex'), digest from dunwell.decision where slot = $1 order by seq desc limit 1`, -2, 'added'],
];

forEachDatabase('the decision chains', (open) => {
  let town: Town;
  let database: Database;
  let slot: number;
  let last: number;
  let kept: readonly Kept[];

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
    // What stands on a decision must not keep an attacker from removing it here: the chain is what we test.
    await database.query('alter table dunwell.contact drop constraint contact_slot_decision_seq_decision_permits_fkey; alter table dunwell.attempt drop constraint attempt_slot_decision_seq_fkey');
    kept = await database.query<Kept>('select slot, seq, at, stage, case_id, person_id, choice, outcome, denied_by, record, digest, previous_digest from dunwell.decision order by slot, seq');
  });
  afterAll(() => town.leave());
  beforeEach(async () => {
    await database.execute('delete from dunwell.decision');
    await database.execute(
      `insert into dunwell.decision (slot, seq, at, stage, case_id, person_id, choice, outcome, denied_by, record, digest, previous_digest)
       select slot, seq, at, stage, case_id, person_id, choice, outcome, denied_by, record, digest, previous_digest from jsonb_populate_recordset(null::dunwell.decision, $1::jsonb)`,
      [JSON.stringify(kept)],
    );
  });

  it('hold when nobody touched them', async () => {
    expect(await town.house.api.verifyChains()).toMatchObject({ firstBad: null, records: kept.length, slots: 256 });
  });

  it.each(attacks)('show %s at the first bad link', async (_, sql, where, problem) => {
    expect(await database.execute(sql, [slot])).toBeGreaterThan(0);
    const seq = where === -1 ? last : where === -2 ? last + 1 : where;
    expect((await town.house.api.verifyChains()).firstBad).toEqual({ slot, seq, problem });
  });

  it('replay differs when a recorded fact was altered, even with every digest made to fit', async () => {
    const [dispatch] = await database.query<{ seq: number }>(`select seq from dunwell.decision where slot = $1 and stage = 'dispatch' order by seq limit 1`, [slot]);
    await database.execute(`update dunwell.decision set record = replace(record, '"unreadInbound":0', '"unreadInbound":1') where slot = $1 and seq = $2`, [slot, dispatch?.seq ?? 0]);
    const report = await town.house.api.replay(slot, dispatch?.seq ?? 0);
    expect(report.same).toBe(false);
    expect(report.difference).toMatch(/at character \d+/);
  });
});
