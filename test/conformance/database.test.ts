import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/engine/ports/database.js';
import { forEachDatabase } from './databases.js';

const seed = 20261124;

forEachDatabase('the database port', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.execute('create table thing (id bigint primary key, word text)');
  });

  it('gives back what it was given, alone and in arrays', async () => {
    const word = fc.string({ unit: 'grapheme' }).map((s) => s.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.maxSafeInteger(), fc.option(word), fc.boolean(), fc.uint8Array({ maxLength: 20 })), { maxLength: 20 }), async (rows) => {
        const found = await database.query<{ n: number; w: string | null; b: boolean; y: Uint8Array }>(
          'select * from unnest($1::bigint[], $2::text[], $3::boolean[], $4::bytea[]) with ordinality as u (n, w, b, y, o) order by o',
          [rows.map((r) => r[0]), rows.map((r) => r[1]), rows.map((r) => r[2]), rows.map((r) => r[3])],
        );
        expect(found.map((r) => [r.n, r.w, r.b, [...r.y]])).toEqual(rows.map((r) => [r[0], r[1], r[2], [...r[3]]]));
      }),
      { seed, numRuns: 60 },
    );
  });

  it('reads dates as text, json as values, null as null, and refuses numbers beyond 53 bits', async () => {
    const [row] = await database.query(`select '2026-02-28'::date as d, '{"a":[1,null]}'::jsonb as j, null::text as n, 1.50::numeric as m, true as t, array['a,"b"', null] as a`);
    expect(row).toEqual({ d: '2026-02-28', j: { a: [1, null] }, n: null, m: '1.50', t: true, a: ['a,"b"', null] });
    await expect(database.query('select 9007199254740993::bigint as big')).rejects.toThrow();
    await expect(database.query('select $1::text as t', ['a\0b'])).rejects.toThrow('NUL');
    await expect(database.query('select * from unnest($1::text[]) as t', [['a\0b']])).rejects.toThrow('NUL');
  });

  it('rolls back whatever throws, and goes on working afterwards', async () => {
    await expect(database.transaction(async (session) => {
      await session.execute('insert into thing values (1, $1)', ['kept?']);
      throw new Error('on purpose');
    })).rejects.toThrow('on purpose');
    await expect(database.transaction((session) => session.query('select * from no_such_table'))).rejects.toThrow();
    await expect(database.query('select 1 / 0')).rejects.toThrow();
    expect(await database.query('select * from thing')).toEqual([]);
    expect(await database.execute('insert into thing values (2, null), (3, null)')).toBe(2);
    await database.execute('delete from thing');
  });

  it('refuses a session that is used after its transaction has ended', async () => {
    let escaped: { query(text: string): Promise<unknown> } | undefined;
    await database.transaction(async (session) => {
      escaped = session;
    });
    await expect(escaped?.query('select 1')).rejects.toThrow();
  });

  it('keeps concurrent counters right, retrying what must be retried', async () => {
    await database.execute('insert into thing values (10, $1)', ['0']);
    await Promise.all(Array.from({ length: 12 }, () => database.transaction(async (session) => {
      const [row] = await session.query<{ word: string }>('select word from thing where id = 10 for update');
      await session.execute('update thing set word = $1 where id = 10', [String(Number(row?.word) + 1)]);
    })));
    expect((await database.query('select word from thing where id = 10'))[0]).toEqual({ word: '12' });
  });

  it('reads every type the same way, in a column, in an array, and sent without a cast', async () => {
    const [row] = await database.query(`select 1::smallint as i2, 2::int as i4, 3::bigint as i8, -1.5::float4 as f4, 1e300::float8 as f8, 'NaN'::float8 as nan, 12.30::numeric as m, 'c'::char(2) as c, 'v'::varchar as v,
      '{"a":1}'::json as j, '11111111-2222-3333-4444-555555555555'::uuid as u, '23:59:59'::time as t, '2026-03-29 01:00:00+00'::timestamptz at time zone 'UTC' as ts, interval '1 day' as iv, '\\x00ff'::bytea as y, 7::oid as o`);
    expect(row).toEqual({ i2: 1, i4: 2, i8: 3, f4: -1.5, f8: 1e300, nan: NaN, m: '12.30', c: 'c ', v: 'v', j: { a: 1 }, u: '11111111-2222-3333-4444-555555555555', t: '23:59:59', ts: '2026-03-29 01:00:00', iv: '1 day', y: new Uint8Array([0, 255]), o: 7 });
    const [arrays] = await database.query(`select array[1,null]::smallint[] as i2, array[[1,2],[3,4]] as nested, '{}'::text[] as none, '[0:1]={5,6}'::int[] as bounds, array['2026-02-28'::date] as d, array[1.50, null]::numeric[] as m,
      array['{"a":[1]}'::jsonb, 'null'] as j, array['\\x01'::bytea, null] as y, array[true, false, null] as b, array['NULL', null, '', 'a\\"b'] as t, array[1::bigint] as i8, array[0.5::float8] as f`);
    expect(arrays).toEqual({
      i2: [1, null], nested: [[1, 2], [3, 4]], none: [], bounds: [5, 6], d: ['2026-02-28'], m: ['1.50', null], j: [{ a: [1] }, null], y: [new Uint8Array([1]), null], b: [true, false, null], t: ['NULL', null, '', 'a\\"b'], i8: [1], f: [0.5],
    });
    await database.execute('create table typed (a bigint[], b text[], c boolean[], d bytea[], e numeric[], f date[], g jsonb, h bytea, i float8[], j jsonb[])');
    const sent = [[1, null, 9_007_199_254_740_991], ['x', null, 'NULL', '', '{"', '\\', '借款', '😀'], [true, null], [new Uint8Array([0, 34, 92]), null], ['1.50', null], ['2026-02-28'], '{"a":null}', new Uint8Array(), [0.1, -1e-300], ['{"b":1}']];
    await database.execute('insert into typed values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', sent);
    expect(Object.values((await database.query('select * from typed'))[0] ?? {})).toEqual([...sent.slice(0, 6), { a: null }, new Uint8Array(), [0.1, -1e-300], [{ b: 1 }]]);
    expect(await database.query('select $1::bigint[] as a, $2::text[] as b, $3::bytea[] as c', [[1n, null], [], [new Uint8Array(), null]])).toEqual([{ a: [1, null], b: [], c: [new Uint8Array(), null] }]);
    await expect(database.query('select $1::text', [undefined as unknown as null])).rejects.toThrow('undefined');
  });

  it('keeps a transaction to its session, and the session to its transaction', async () => {
    await expect(database.transaction(async () => database.query('select 1'))).rejects.toThrow(/instead of its session/);
    await expect(database.transaction(async () => database.transaction(async () => 1))).rejects.toThrow(/instead of its session/);
    // Work that was begun inside but runs after the end is outside again.
    let after: Promise<unknown> | undefined;
    let open: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    await database.transaction(async () => void (after = gate.then(() => database.query('select 1 as one'))));
    open?.();
    expect(await after).toEqual([{ one: 1 }]);
  });

  it('does not call kept what an unnoticed error undid', async () => {
    await expect(database.transaction(async (session) => {
      await session.execute('insert into thing values (77, null)');
      await session.query('select 1 / 0').catch(() => undefined);
    })).rejects.toThrow(/rolled back/);
    expect(await database.query('select * from thing where id = 77')).toEqual([]);
  });

  it('goes on after a savepoint was rolled back to', async () => {
    await database.transaction(async (session) => {
      await session.execute('insert into thing values (78, null)');
      await session.execute('savepoint here');
      await session.query('select 1 / 0').catch(() => undefined);
      await session.execute('rollback to savepoint here');
    });
    expect(await database.execute('delete from thing where id = 78')).toBe(1);
  });

  it('tries again what the database says may be tried again, three times and no more', async () => {
    for (const code of ['40001', '40P01']) {
      let runs = 0;
      const fails = (times: number) => database.transaction(async (session) => {
        runs += 1;
        await session.execute('insert into thing values (79, null)');
        if (runs <= times) await session.execute(`do $$ begin raise exception 'again' using errcode = '${code}'; end $$`);
        return runs;
      });
      expect(await fails(3)).toBe(4);
      expect(await database.execute('delete from thing where id = 79')).toBe(1);
      runs = 0;
      await expect(fails(99)).rejects.toMatchObject({ code });
      expect(runs).toBe(4);
    }
    let once = 0;
    await expect(database.transaction(async (session) => {
      once += 1;
      await session.query('select 1 / 0');
    })).rejects.toMatchObject({ code: '22012' });
    expect(once).toBe(1);
    expect(await database.query('select * from thing where id = 79')).toEqual([]);
  });

  it('runs transactions side by side where it has several sessions, one after the other where not, and breaks a deadlock', async () => {
    await database.execute('insert into thing values (81, $1), (82, $1)', ['0']);
    let inside = 0;
    let most = 0;
    // With several sessions each holds its first row before either asks for its second.
    let holding = 0;
    let bothHold: (() => void) | undefined;
    const first = new Promise<void>((resolve) => (bothHold = resolve));
    const add = (ids: readonly number[]) => database.transaction(async (session) => {
      inside += 1;
      most = Math.max(most, inside);
      try {
        for (const id of ids) {
          await session.execute('update thing set word = (word::int + 1)::text where id = $1', [id]);
          holding += 1;
          if (holding === 2 || !database.capabilities.severalSessions) bothHold?.();
          await first;
        }
      } finally {
        inside -= 1;
      }
    });
    await Promise.all([add([81, 82]), add([82, 81])]);
    expect(await database.query('select word from thing where id in (81, 82)')).toEqual([{ word: '2' }, { word: '2' }]);
    expect(most > 1).toBe(database.capabilities.severalSessions);
  });

  it('counts the rows a statement changed, and runs a script of several', async () => {
    expect(await database.execute('create table many (n int); insert into many select generate_series(1, 5); update many set n = n + 1 where n > 2')).toBe(3);
    expect(await database.query('select 1 as a; select n from many where n < 3 order by n')).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await database.execute('delete from many where n = any($1::int[])', [[1, 2, 99]])).toBe(2);
  });
});
