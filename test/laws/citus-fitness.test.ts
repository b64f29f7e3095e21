import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hotStatements, type HotStatement } from '../../src/adapters/postgres/citus/hot-statements.js';
import { TABLE_KINDS, type TableKind } from '../../src/adapters/postgres/citus/table-kinds.js';
import { openPglite } from '../../src/adapters/postgres/pglite.js';
import { keysFrom } from '../../src/adapters/keys/file-keys.js';
import { MS_PER_DAY } from '../../src/domain/time/instant.js';
import type { Database, SqlSession } from '../../src/engine/ports/database.js';
import { schemaProblems, statementProblems } from '../fixtures/citus-fitness.js';
import { sha256 } from '../fixtures/placed-cases.js';
import { csv, openTown, shanghai } from '../fixtures/town.js';

// Citus is the operator's own and is not here; what it cannot do is held by what it would be told.

/** A statement that takes a slot: whatever its transaction says is said while the slot is held. */
const TAKES_SLOT = /from dunwell\.slot where slot = \$1 for update/;

/** The database with an ear on it: texts said in transactions that hold a slot. */
function overheard(database: Database): { readonly database: Database; readonly said: Set<string> } {
  const said = new Set<string>();
  const listening: Database = {
    ...database,
    transaction: (work) => {
      const texts: string[] = [];
      return database.transaction(async (session) => {
        const heard: SqlSession = {
          query: (text, parameters) => { texts.push(text); return session.query(text, parameters); },
          execute: (text, parameters) => { texts.push(text); return session.execute(text, parameters); },
        };
        try {
          return await work(heard);
        } finally {
          if (texts.some((text) => TAKES_SLOT.test(text))) for (const text of texts) said.add(text);
        }
      });
    },
  };
  return { database: listening, said };
}

/** From a lender's file to the end: texts, replies, a call at the desk, an agency's call, money. */
async function journey(database: Database): Promise<void> {
  const town = await openTown(database);
  const { api } = town.house;
  const rows = [{ ref: 'A' }, { ref: 'B' }, { ref: 'C', since: '2026-11-20' }];
  await town.import(csv(rows));
  await town.import(csv(rows.map((row) => ({ ...row, owed: '1300.00' }))), 'again.csv');
  await api.tick();
  await town.reply(await town.numberOf('A'), '我明天还');
  await town.hook('/sms/sandbox/receipt', { id: 'r-1', providerKey: (await town.texts())[0]?.key, state: 'delivered', at: new Date(town.clock.now()).toISOString() });
  await town.pay('C', 1_000, 'pay-1');
  await api.tick();
  for (let day = 0; day < 10 && (await api.reading.tasks(town.clock.now(), 5)).length === 0; day += 1) {
    town.clock.advance(MS_PER_DAY);
    await api.tick();
  }
  const [task] = await api.reading.tasks(town.clock.now(), 5);
  town.clock.set(shanghai('2026-12-08T11:00:00'));
  if (task === undefined || !(await api.startTask(task.contactId, 'ann')).allowed) throw new Error('the journey has no call');
  await api.taskOutcome(task.contactId, 'ann', { outcome: 'no_answer', promiseOn: null });
  const { id } = await town.caseOf('C');
  await api.agencies.add({ id: 'swift', nameEn: 'Swift', nameZh: '迅捷', kind: 'agency', creditorId: null, listed: true }, api.digest('swift-token-0123456789'), town.clock.now());
  for (const act of ['place', 'notice'] as const) await api.placeCase({ caseId: id, agencyId: 'swift', act, by: 'head', reason: 'test' });
  town.clock.advance(MS_PER_DAY);
  const reserved = await town.app.request('/api/agency/contacts/reservations', {
    method: 'POST', headers: { authorization: 'Bearer swift-token-0123456789', 'content-type': 'application/json', 'idempotency-key': 'key-1-long-enough' },
    body: JSON.stringify({ caseId: String(id), channel: 'call', voice: 'human', place: 'mobile', collectorId: 'W-17' }),
  });
  if (reserved.status !== 200 && reserved.status !== 201) throw new Error(`the journey has no reservation: ${reserved.status} ${await reserved.text()}`);
  await api.tick();
  const plan = await api.plans.released();
  if (plan !== null) await api.dryRun(plan.plan, plan.version);
  town.leave();
}

describe('what is said while a slot is held', () => {
  let bare: Database;
  let said: ReadonlySet<string>;
  let listed: readonly HotStatement[];
  beforeAll(async () => {
    bare = await openPglite();
    const ear = overheard(bare);
    await journey(ear.database);
    said = ear.said;
    listed = await hotStatements(keysFrom(new Uint8Array(32)), sha256);
  }, 120_000);
  afterAll(() => bare.close());

  it('is one router statement of one slot, each', () => {
    expect(said.size).toBeGreaterThan(40);
    expect([...said].flatMap((text) => statementProblems(text).map((problem) => `${problem}\n  ${text}`))).toEqual([]);
  });
  it('is known to `dunwell doctor --citus`, which asks the cluster for the plan of each', () => {
    const known = new Set(listed.map((statement) => statement.text));
    expect([...said].filter((text) => !known.has(text)), 'add what says it to src/adapters/postgres/citus/hot-statements.ts').toEqual([]);
    expect(listed.flatMap(({ text }) => statementProblems(text).map((problem) => `${problem}\n  ${text}`))).toEqual([]);
  });
});

const KINDS: Readonly<Record<string, TableKind>> = { a: 'slot', b: 'slot', r: 'reference', l: 'local' };

describe('a statement', () => {
  it.each([
    'select * from dunwell.a where slot = $1', 'select * from dunwell.a where slot = $1 for update', 'select x.n from dunwell.a x join dunwell.b y on y.slot = x.slot where x.slot = $1',
    'select * from dunwell.r', 'select * from dunwell.l where key = $1', 'insert into dunwell.a (n, slot) values ($2, $1)',
    'insert into dunwell.a (slot, n) select s.slot, u.n from dunwell.b s cross join unnest($2::int[]) as u (n) where s.slot = $1', `update dunwell.a set n = 1 where slot = $1 and t = 'now()'`,
    'update dunwell.a set n = 1 where slot = $1 and n in (select m from dunwell.b where slot = $1)', 'select 1 from dunwell.a x where x.slot = $1 and exists (select 1 from dunwell.b y where y.slot = x.slot)',
    'select n from dunwell.a where slot = $1 union all select n from dunwell.b where slot = $1',
  ])('may be said: %s', (text) => {
    expect(statementProblems(text, KINDS)).toEqual([]);
  });
  it.each([
    ['select * from dunwell.a', 'a: no slot is named'], ['select * from dunwell.a where id = $1 for update', 'a: no slot is named'], ['select * from dunwell.a x join dunwell.b y on y.id = x.id where x.slot = $1', 'b: no slot is named'],
    ['select * from dunwell.a x, dunwell.b y where x.slot = $1', 'b: no slot is named'], ['select n from dunwell.a where slot = $1 union select n from dunwell.b', 'b: no slot is named'],
    ['select * from dunwell.a where slot = any($1)', 'a: no slot is named'], ['update dunwell.a set n = now() where slot = $1', 'what changes by itself'], ['update dunwell.a set n = nextval($2) where slot = $1', 'what changes by itself'],
    ['update dunwell.a x set d = u.d::date from unnest($2::text[]) as u (d) where x.slot = $1', 'in an update a date'], ['update dunwell.a set slot = $2 where slot = $1', 'a row cannot be moved'],
    ['update dunwell.a set n = (select count(*) from dunwell.b y where y.slot = a.slot) where slot = $1', 'b: no slot is named'], ['update dunwell.a set n = (select max(n) from dunwell.b) where slot = $1', 'b: no slot is named'],
    ['insert into dunwell.a (slot, n) select $1, u.n from unnest($2::int[]) as u (n)', 'a: the inserted slot is not that of a row'], ['insert into dunwell.a (n) values ($1)', 'a: an insert without a slot'],
    ['insert into dunwell.a (slot, n) values (7, $1)', 'a: the inserted slot is no parameter'], ['select * from dunwell.a x join dunwell.b y on y.id = x.id where x.slot = $1 and y.slot = $2', 'two slots in one statement'],
    ['merge into dunwell.a using dunwell.b on true', 'Citus has no merge'], ['with recursive w as (select 1) select * from w', 'Citus has no recursive query'], ['select count(*) from dunwell.a where slot = $1 group by grouping sets ((n), ())', 'Citus has no grouping sets'],
    ['select * from dunwell.nowhere where slot = $1', 'nowhere: nobody declared'], ['with gone as (delete from dunwell.b returning n) update dunwell.a set n = 1 from gone where a.slot = $1', 'b: no slot is named'],
  ])('is refused: %s', (text, problem) => {
    expect(statementProblems(text, KINDS).join('\n')).toContain(problem);
  });
});

describe('the schema', () => {
  const schema = readFileSync('src/adapters/postgres/schema.sql', 'utf8');
  it('can be spread over a cluster as it is declared', () => {
    expect(schemaProblems(schema)).toEqual([]);
    expect(Object.keys(TABLE_KINDS).length).toBeGreaterThan(25);
  });
  it.each([
    ['a primary key without the slot', 'constraint person_pkey PRIMARY KEY (slot, id)', 'constraint person_pkey PRIMARY KEY (id)', 'person: primary key (id) without the slot'],
    ['a unique constraint without it', 'constraint person_slot_match_key_key UNIQUE (slot, match_key)', 'constraint x UNIQUE (match_key)', 'person: unique (match_key) without the slot'],
    ['a unique index without it', 'dunwell.contact USING btree (slot, verify_code', 'dunwell.contact USING btree (verify_code', 'contact: unique index (verify_code'],
    ['a foreign key without it', 'FOREIGN KEY (slot, person_id) REFERENCES dunwell.person(slot, id)', 'FOREIGN KEY (person_id) REFERENCES dunwell.person(id)', 'a foreign key to person without the slot'],
    ['a foreign key to a table of the coordinator', 'constraint debt_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES dunwell.creditor(id)', 'constraint debt_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES dunwell.import(id)', 'a foreign key from slot to local import'],
    ['a column slot that may be empty', 'create table dunwell.inbound (\n  slot smallint not null', 'create table dunwell.inbound (\n  slot smallint', 'inbound: no column slot'],
    ['a table that nobody declared', 'create table dunwell.rate_limit (', 'create table dunwell.new_table (', 'new_table: nobody declared where it lives'],
    ['a table that is gone', 'create table dunwell.rate_limit (', 'create table dunwell.new_table (', 'rate_limit: declared, and there is no such table'],
    ['a trigger', '-- Indexes', 'CREATE TRIGGER mark BEFORE UPDATE ON dunwell.person FOR EACH ROW', 'person: a trigger, mark'],
  ] as const)('would be refused with %s', (_, from, to, problem) => {
    expect(schema.includes(from), from).toBe(true);
    expect(schemaProblems(schema.replace(from, to)).join('\n')).toContain(problem);
  });
});
