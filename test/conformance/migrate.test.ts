import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { embeddedServer, forEachDatabase, openFolder, type Server } from './databases.js';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder of migrations: name → up.sql, or all of its files. */
function migrations(list: Readonly<Record<string, string | Readonly<Record<string, string>>>>): string {
  const folder = openFolder();
  folders.push(folder);
  for (const [name, files] of Object.entries(list)) {
    mkdirSync(join(folder, name));
    for (const [file, text] of Object.entries(typeof files === 'string' ? { 'up.sql': files } : files)) writeFileSync(join(folder, name, file), text);
  }
  return folder;
}

const first = { '000001-first': 'create table dunwell.a (n int); insert into dunwell.a values (1);' };
const at = { appliedAt: 1 };

forEachDatabase('migrations', (open) => {
  it('are applied once each, in order, and a second run does nothing', async () => {
    const database = await open();
    const folder = migrations({ ...first, '000002-second': 'update dunwell.a set n = n + 1;' });
    expect(await migrate(database, { ...at, folder })).toEqual({ applied: ['000001-first', '000002-second'], version: 2 });
    expect(await migrate(database, { ...at, folder })).toEqual({ applied: [], version: 2 });
    expect(await database.query('select n from dunwell.a')).toEqual([{ n: 2 }]);
  });

  it('change nothing when a proof does not hold', async () => {
    const database = await open();
    const folder = migrations({ ...first, '000002-bad': { 'up.sql': 'delete from dunwell.a;', 'after.sql': 'select count(*) = 1 from dunwell.a;' } });
    await expect(migrate(database, { ...at, folder })).rejects.toThrow(/000002-bad.*after\.sql.*count/s);
    expect(await database.query('select n from dunwell.a')).toEqual([{ n: 1 }]);
    expect(await database.query('select number from dunwell.migration')).toEqual([{ number: 1 }]);
  });

  it('name file, line and reason when they fail, and leave nothing', async () => {
    const database = await open();
    for (const [files, said] of [
      [{ 'up.sql': 'create table dunwell.b (n int);\nselect nothing\nfrom dunwell.b;' }, /000002-bad: up\.sql, line 2, failed.*column "nothing"/],
      [{ 'up.sql': 'select 1;', 'before.sql': "-- first; true\nselect ';' = ';';\n/* ; */ select n from dunwell.a;" }, /000002-bad: the proof in before\.sql, line 3, does not hold.*select n from dunwell\.a/],
      [{ 'up.sql': 'select 1;', 'after.sql': 'select true as a, true as b;' }, /after\.sql, line 1, does not hold/],
      [{ 'up.sql': 'select 1;', 'after.sql': 'select true from dunwell.a where n > 1;' }, /after\.sql, line 1, does not hold/],
      [{ 'up.sql': 'select 1;', 'after.sql': 'select oops;' }, /after\.sql, line 1, failed.*column "oops"/],
      [{ 'after.sql': 'select true;' }, /000002-bad has no up\.sql/],
    ] as const) {
      await expect(migrate(database, { ...at, folder: migrations({ ...first, '000002-bad': files }) })).rejects.toThrow(said);
    }
    expect(await database.query(`select to_regclass('dunwell.b')::text as b, (select count(*)::int from dunwell.migration) as n`)).toEqual([{ b: null, n: 1 }]);
  });

  it('take time as an argument, have no time limit, and are the same with other line ends', async () => {
    const database = await open();
    const up = "create table dunwell.a as select current_setting('dunwell.applied_at')::bigint as at,\ncurrent_setting('statement_timeout') as patience;";
    await migrate(database, { appliedAt: 1_795_000_000_000, folder: migrations({ '000001-first': up }) });
    expect(await database.query('select * from dunwell.a')).toEqual([{ at: 1_795_000_000_000, patience: '0' }]);
    expect(await database.query('select applied_at from dunwell.migration')).toEqual([{ applied_at: 1_795_000_000_000 }]);
    expect((await migrate(database, { ...at, folder: migrations({ '000001-first': up.replaceAll('\n', '\r\n') }) })).version).toBe(1);
  });

  it('stop at one that was edited after it was applied', async () => {
    const database = await open();
    await migrate(database, { ...at, folder: migrations(first) });
    await expect(migrate(database, { ...at, folder: migrations({ '000001-first': 'create table dunwell.a (n bigint);' }) })).rejects.toThrow(/000001-first was changed/);
  });

  it('stop before a database that a newer version changed in a breaking way, and go on where it did not', async () => {
    const breaking = await open();
    await migrate(breaking, { ...at, folder: migrations({ ...first, '000002-new': '-- breaking\nalter table dunwell.a add m int;' }) });
    await expect(migrate(breaking, { ...at, folder: migrations(first) })).rejects.toThrow(/newer Dunwell/);
    const harmless = await open();
    await migrate(harmless, { ...at, folder: migrations({ ...first, '000002-new': 'alter table dunwell.a add m int;' }) });
    expect(await migrate(harmless, { ...at, folder: migrations(first) })).toEqual({ applied: [], version: 2 });
  });

  it('must be numbered without a gap', async () => {
    await expect(migrate(await open(), { ...at, folder: migrations({ ...first, '000003-third': 'select 1;' }) })).rejects.toThrow(/000003-third breaks the numbering/);
  });

  it('bring the shipped schema, whose proofs hold', async () => {
    const database = await open();
    expect((await migrate(database, at)).applied[0]).toBe('000001-house');
    expect((await database.query<{ n: number }>('select count(*)::int as n from dunwell.slot'))[0]?.n).toBe(256);
  });
});

describe('twenty migrators at once (several sessions)', () => {
  let server: Server;
  beforeAll(async () => {
    server = await embeddedServer();
  });
  afterAll(() => server.stop());

  it('apply each migration once between them', async () => {
    const url = await server.fresh();
    const folder = migrations({ ...first, '000002-count': 'update dunwell.a set n = n + 1;', '000003-count': 'update dunwell.a set n = n + 1;' });
    const pools = Array.from({ length: 20 }, () => openPool(url, { max: 1 }));
    const reports = await Promise.all(pools.map((pool) => migrate(pool, { ...at, folder })));
    expect(reports.flatMap((r) => r.applied).sort()).toEqual(['000001-first', '000002-count', '000003-count']);
    expect(reports.every((r) => r.version === 3)).toBe(true);
    expect(await pools[0]?.query('select n from dunwell.a')).toEqual([{ n: 3 }]);
    for (const pool of pools) await pool.close();
  });
});
