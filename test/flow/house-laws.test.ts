import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '../../src/adapters/postgres/pglite.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import type { Database } from '../../src/engine/ports/database.js';
import { embeddedServer, type Server } from '../conformance/databases.js';
import { decisionsIn } from '../fixtures/chain.js';
import { csv, openTown, type Town } from '../fixtures/town.js';

let server: Server;
let town: Town;
let again: Town;
beforeAll(async () => {
  server = await embeddedServer();
  town = await week(await openPglite());
  again = await week(openPool(await server.fresh(), { max: 8, backend: 'embedded' }));
});
afterAll(async () => {
  for (const one of [town, again]) {
    one.leave();
    await one.house.database.close();
  }
  await server.stop();
});

const SECRETS = { name: '欧阳锋秘', phone: '+8615477001234', id: '990000198812310077', words: '我叫欧阳锋秘，住在白驼山' };

/** The same lender's week, from the file to the last tick. */
async function week(database: Database): Promise<Town> {
  const town = await openTown(database, { holdout: 20 });
  await town.import(csv([{ ref: 'H-0', name: SECRETS.name, phone: SECRETS.phone, id: SECRETS.id }, ...Array.from({ length: 30 }, (_, i) => ({ ref: `H-${i + 1}`, owed: `${100 + i}.00` }))]));
  for (let day = 0; day < 9; day += 1) {
    await town.house.api.tick();
    if (day === 1) await town.reply(await town.numberOf('H-2'), '我后天还');
    if (day === 2) await town.reply(SECRETS.phone, SECRETS.words);
    if (day === 4) await town.pay('H-3', 10_000, 'pay-h3');
    town.clock.advance(86_400_000);
  }
  await town.house.api.tick();
  return town;
}

describe('the same run on the same facts at the same instants', () => {
  it('gives the same bytes, on whatever database (law 10)', async () => {
    const chain = (of: Town) => decisionsIn(of.house.database);
    const [first, second] = [await chain(town), await chain(again)];
    expect(first.length).toBeGreaterThan(60);
    expect(second).toEqual(first);
  });
});

describe('personal data', () => {
  it('is in no decision, event, figure, log line or error, and sealed everywhere else (law 12)', async () => {
    const { database } = town.house;
    const forbidden = [SECRETS.name, SECRETS.phone, SECRETS.phone.slice(3), SECRETS.id, SECRETS.words.slice(2)];
    const tables = await database.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'dunwell' and table_name <> 'sandbox_text' order by 1`);
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const text = JSON.stringify(await database.query(`select t::text from dunwell.${name} t`));
      for (const secret of forbidden) expect({ name, leaks: text.includes(secret) || text.includes(Buffer.from(secret).toString('hex')) }).toEqual({ name, leaks: false });
    }
    expect(town.log.length).toBeGreaterThan(0);
    for (const secret of forbidden) expect(town.log.join('\n')).not.toContain(secret);
    const file = await town.house.api.reading.caseFile((await town.caseOf('H-0')).id, town.clock.now());
    const shown = JSON.stringify({ ...file, contacts: [] });
    for (const secret of forbidden) expect(shown).not.toContain(secret);
    expect(file?.row.person).toBe('欧***');
  });

  it('leaves those held out alone, for ever', async () => {
    const held = await town.house.database.query<{ case_id: number }>(`select distinct case_id from dunwell.decision where outcome = 'holdout'`);
    expect(held.length).toBeGreaterThan(1);
    const texted = await town.house.database.query('select 1 as one from dunwell.contact where case_id = any($1::bigint[])', [held.map((h) => h.case_id)]);
    expect(texted).toEqual([]);
  });
});
