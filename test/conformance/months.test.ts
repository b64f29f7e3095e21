import { beforeEach, expect, it } from 'vitest';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { examineMonths, makeMonths, MONTHLY } from '../../src/adapters/postgres/months.js';
import type { Database } from '../../src/engine/ports/database.js';
import { forEachDatabase } from './databases.js';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const NAMES = MONTHLY.flatMap(({ table }) => ['2026_11', '2026_12', '2027_01', '2027_02'].map((month) => `${table}_${month}`));

forEachDatabase('the months of a database', (open) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await migrate(database, { appliedAt: NOW });
  });

  it('are made until the quarter after, once, whoever asks, each like its table', async () => {
    const made = await Promise.all([makeMonths(database, NOW), makeMonths(database, NOW), makeMonths(database, NOW)]);
    expect(new Set(made.flat())).toEqual(new Set(NAMES));
    expect(await makeMonths(database, NOW)).toEqual([]);
    const like = await database.query<{ name: string; options: readonly string[] | null; storage: string | null }>(
      `select c.relname as name, c.reloptions as options, (select a.attstorage::text from pg_attribute a where a.attrelid = c.oid and a.attname = 'content') as storage
         from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'dunwell' and c.relname like '%_2027_01' and c.relkind = 'r' order by 1`,
    );
    expect(like).toEqual([
      { name: 'attempt_2027_01', options: ['fillfactor=70'], storage: null }, { name: 'contact_2027_01', options: ['fillfactor=70'], storage: null }, { name: 'decision_2027_01', options: null, storage: null },
      { name: 'decision_block_2027_01', options: null, storage: 'e' }, { name: 'ledger_entry_2027_01', options: null, storage: null },
    ]);
    expect((await examineMonths(database, NOW)).map((f) => [f.ok, f.detail])).toEqual([[true, 'made until 2027-02'], [true, 'none']]);
  });

  it('that have rows in the default partition already stay there, and the doctor says so', async () => {
    const block = (at: number) => database.execute(`insert into dunwell.decision_block (slot, at, first_seq, count, encoding, digest, previous, content) values (1, $1, $1, 1, 'plain', sha256('x'), '', 'x')`, [at]);
    await block(Date.parse('2026-12-05T00:00:00Z'));
    expect(await makeMonths(database, NOW)).toEqual(NAMES.filter((name) => name !== 'decision_block_2026_12').sort((a, b) => a.slice(-7).localeCompare(b.slice(-7))));
    await block(Date.parse('2026-12-31T23:59:59.999Z'));
    await block(Date.parse('2027-01-01T00:00:00Z'));
    expect(await database.query('select tableoid::regclass::text as place from dunwell.decision_block order by at')).toEqual([{ place: 'dunwell.decision_block_other' }, { place: 'dunwell.decision_block_other' }, { place: 'dunwell.decision_block_2027_01' }]);
    expect((await examineMonths(database, NOW)).map((f) => [f.ok, f.detail])).toEqual([[false, 'not made: decision_block_2026_12; any start or worker makes them'], [true, 'decision_block 2 (2026-12 to 2026-12)']]);
  });
});
