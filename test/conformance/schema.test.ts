import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { describeSchema } from '../../src/adapters/postgres/dump.js';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import type { Database } from '../../src/engine/ports/database.js';
import { forEachDatabase } from './databases.js';

/** One of each kind of object that a migration may make. */
const EVERYTHING = `
create schema sample;
create type sample.colour as enum ('red', 'it''s blue');
create domain sample.small as integer not null check (value < 10);
create sequence sample.counter start 5;
create table sample.parent (a bigint generated always as identity primary key, b sample.small default 3, c text collate "C" unique, check (b > 0)) with (fillfactor = 70);
create table sample.child (a bigint references sample.parent (a), d sample.colour, e text generated always as ('x') stored);
create table sample.split (n integer not null) partition by range (n);
create table sample.split_low partition of sample.split for values from (0) to (10);
create index child_d on sample.child (d) where d = 'red';
create view sample.seen with (security_barrier = true) as select p.a, k.d from sample.parent p join sample.child k on k.a = p.a;
create function sample.mark() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger parent_mark before update on sample.parent for each row execute function sample.mark();
alter table sample.child enable row level security;
create policy child_own on sample.child for select using (a > 0);
comment on table sample.parent is 'it''s a parent';
comment on column sample.parent.c is 'a word';
grant select on sample.seen to public;
grant select on sample.parent to pg_monitor;
`;

const texts = new Map<string, string>();

forEachDatabase('the schema as text', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  it('of all migrations is the committed schema.sql', async () => {
    await migrate(database, { appliedAt: 1 });
    const [, ...committed] = readFileSync('src/adapters/postgres/schema.sql', 'utf8').split('\n');
    expect(await describeSchema(database), 'run `npm run generate` and commit the result').toBe(committed.join('\n'));
  });

  it('names every kind of object, and is the same text on every database', async () => {
    await database.execute(EVERYTHING);
    const text = await describeSchema(database, 'sample');
    for (const part of [
      `create type sample.colour as enum ('red', 'it''s blue');`, 'create domain sample.small as integer not null CHECK', 'create sequence sample.counter as bigint start 5', 'a bigint generated always as identity not null',
      'b sample.small default 3', 'c text collate "C"', 'FOREIGN KEY (a) REFERENCES sample.parent(a)', `) with (fillfactor=70);`, `e text generated always as ('x'::text) stored`, 'partition by RANGE (n)',
      'attach partition sample.split_low FOR VALUES FROM (0) TO (10);', `WHERE (d = 'red'::sample.colour);`, 'create view sample.seen with (security_barrier=true) as', 'CREATE OR REPLACE FUNCTION sample.mark()',
      'CREATE TRIGGER parent_mark BEFORE UPDATE', 'enable row level security', 'create policy child_own on sample.child as permissive for select to public using ((a > 0));', `comment on table sample.parent is 'it''s a parent';`,
      `comment on column sample.parent.c is 'a word';`, 'grant select on sample.parent to pg_monitor;', 'grant select on sample.seen to public;',
    ]) expect(text).toContain(part);
    texts.set(database.backend, text);
    expect(new Set(texts.values()).size).toBe(1);
  });

  it('changes when a column, a constraint, an index or a view does', async () => {
    const seen = new Set([await describeSchema(database, 'sample')]);
    for (const change of ['alter table sample.parent alter b drop default', 'alter table sample.child add check (a < 100)', 'drop index sample.child_d', 'create or replace view sample.seen as select p.a, k.d from sample.parent p join sample.child k on k.a = p.a where p.a > 1']) {
      await database.execute(change);
      seen.add(await describeSchema(database, 'sample'));
    }
    expect(seen.size).toBe(5);
  });
});
