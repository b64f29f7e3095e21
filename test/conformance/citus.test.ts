import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distribute } from '../../src/adapters/postgres/citus/distribute.js';
import { examineCitus } from '../../src/adapters/postgres/citus/examine-citus.js';
import { planKind } from '../../src/adapters/postgres/citus/plans.js';
import { TABLE_KINDS } from '../../src/adapters/postgres/citus/table-kinds.js';
import { keysFrom } from '../../src/adapters/keys/file-keys.js';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import type { Database, SqlSession } from '../../src/engine/ports/database.js';
import { NOON, openBench, sha256 } from '../fixtures/placed-cases.js';
import { citusServer, openFolder, type Server } from './databases.js';

const keys = keysFrom(new Uint8Array(32));

describe('a plan', () => {
  const adaptive = (tasks: number, more: object = {}) => ({ 'Custom Plan Provider': 'Citus Adaptive', 'Distributed Query': { Job: { 'Task Count': tasks }, ...more } });
  it.each([
    ['of one shard', adaptive(1), 'router'], ['of all shards', adaptive(32), 'spread'], ['of one shard, after another query', adaptive(1, { Subplans: [{}] }), 'spread'], ['of one shard below a sort', { Plans: [adaptive(1)] }, 'router'],
    ['of two queries', { Plans: [adaptive(1), adaptive(1)] }, 'spread'], ['gathered and copied', { 'Custom Plan Provider': 'Citus INSERT ... SELECT', Plans: [{}] }, 'collected'], ['without a shard', { Plans: [{}] }, 'local'],
  ])('%s', (_, plan, kind) => {
    expect(planKind(plan)).toBe(kind);
  });
});

it('a database without Citus says so', async () => {
  // Never reached: what it is was found when it was opened.
  const database = openPool('postgres://nobody@127.0.0.1:1/none', { backend: 'postgres' });
  await expect(examineCitus(database, keys, sha256)).rejects.toMatchObject({ code: 'no_citus', message: expect.stringContaining('docs/operating/citus.md') as string });
  await database.close();
});

const url = process.env['CITUS_URL'];
if (url !== undefined) {
  describe('the Citus of CITUS_URL', () => {
    let server: Server;
    let database: Database;
    const bad = async () => (await examineCitus(database, keys, sha256)).filter((f) => !f.ok).map((f) => `${f.check}: ${f.detail}`);
    const placed = async () => (await database.query<{ n: number }>('select count(*)::int as n from pg_dist_partition'))[0]?.n;
    beforeAll(async () => {
      server = await citusServer(url);
      database = openPool(await server.fresh(), { max: 4, backend: 'citus' });
    });
    afterAll(async () => {
      await database.close();
      await server.stop();
    });

    it('has nothing placed when the placing is cut short, and all of it afterwards, once', async () => {
      // The schema alone, as a start leaves it that died before it placed anything.
      await migrate({ ...database, capabilities: { ...database.capabilities, distributed: false } }, { appliedAt: NOON });
      const dying: Database = { ...database, transaction: (work) => database.transaction((session) => work({ ...session, query: (text, parameters) => (text.includes('create_distributed_table') && String(parameters?.[0]).includes('contact') ? Promise.reject(new Error('killed')) : session.query(text, parameters)) })) };
      await expect(distribute(dying)).rejects.toThrow('killed');
      expect(await placed()).toBe(0);
      const names = await distribute(database);
      expect([...names].sort()).toEqual(Object.keys(TABLE_KINDS).sort());
      expect([await distribute(database), await bad()]).toEqual([[], []]);
    });

    it('spreads a month like its parent, and tells a table that nobody declared', async () => {
      await database.execute('create table dunwell.contact_2031_01 partition of dunwell.contact for values from (1925000000000) to (1927000000000)');
      expect(await bad()).toEqual([]);
      await database.execute('create table dunwell.plain (id bigint primary key)');
      expect(await bad()).toEqual(['table plain: a plain table that Citus does not know; nobody declared where it belongs']);
      await database.execute('drop table dunwell.plain');
    });

    it('tells a table that stands elsewhere than declared', async () => {
      await database.query(`select undistribute_table('dunwell.chain_checkpoint')`);
      expect(await bad()).toEqual(['table chain_checkpoint: a plain table that Citus does not know; should be by slot']);
      await migrate(database, { appliedAt: NOON });
      expect(await bad()).toEqual([]);
    });

    it('commits a slot and what stands on the coordinator in two phases', async () => {
      const { slot } = await (await openBench(database)).place(3, 'two');
      /** Citus notes each transaction that it prepares on a worker; the note stays until it is swept. */
      const prepared = async (work: (session: SqlSession) => Promise<unknown>) => {
        const count = async () => (await database.query<{ n: number }>('select count(*)::int as n from pg_dist_transaction'))[0]?.n ?? 0;
        await database.execute('select recover_prepared_transactions()');
        await database.transaction(work);
        return count();
      };
      const inSlot = (session: SqlSession) => session.execute('update dunwell.slot set next_id = next_id + 1 where slot = $1', [slot]);
      expect(await prepared(inSlot)).toBe(0);
      expect(await prepared(async (session) => {
        await inSlot(session);
        await session.execute(`insert into dunwell.idempotency (surface, key, request_digest, response, created_at) values ('x', 'k', 'd', '{}', $1)`, [NOON]);
      })).toBe(1);
    });

    it('places what a later migration adds before the foreign key that follows', async () => {
      const at = openFolder();
      const folder = join(at, 'migrations');
      cpSync('src/adapters/postgres/migrations', folder, { recursive: true });
      const next = String(readdirSync(folder).length + 1).padStart(6, '0');
      mkdirSync(join(folder, `${next}-later`));
      writeFileSync(join(folder, `${next}-later`, 'up.sql'), `
        drop table dunwell.chain_checkpoint;
        create table dunwell.chain_checkpoint (slot smallint not null, seq bigint not null, person_id bigint, primary key (slot, seq));
        alter table dunwell.chain_checkpoint add foreign key (slot, person_id) references dunwell.person (slot, id);
        alter table dunwell.person add column later integer not null default 0;
        update dunwell.person set later = 1;`);
      expect((await migrate(database, { appliedAt: NOON, folder })).applied).toEqual([`${next}-later`]);
      rmSync(at, { recursive: true });
      expect([await bad(), await database.query('select distinct later from dunwell.person')]).toEqual([[], [{ later: 1 }]]);
    });
  });
}
