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
});
