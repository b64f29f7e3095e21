import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { embeddedServer, forEachDatabase, type Server } from '../conformance/databases.js';
import { csv, openTown } from '../fixtures/town.js';

const rows = csv(Array.from({ length: 12 }, (_, i) => ({ ref: `C-${i}` })));
const MINUTE = 60_000;

forEachDatabase('a worker that dies', (open) => {
  it.each([
    // Died with the attempt committed and nothing sent: it may have left as far as anyone can know.
    ['reserved', 0],
    // Died with everything sent and nothing recorded.
    ['sent', 12],
  ] as const)('at "%s" leaves attempts that count, and nobody is texted twice', async (point, sent) => {
    const database = await open();
    const dying = await openTown(database, { pauseAt: async (at) => { if (at === point) throw new Error('killed'); } });
    await dying.import(rows);
    expect((await dying.house.api.tick()).failures).toBeGreaterThan(0);
    expect(await dying.texts()).toHaveLength(sent);

    const next = await openTown(database, { now: dying.clock.now() });
    await next.house.api.tick();
    expect(await next.texts()).toHaveLength(sent);
    next.clock.advance(2 * MINUTE);
    await next.house.api.tick();
    expect(await next.texts()).toHaveLength(sent);
    expect(await database.query('select state, count(*)::int as n from dunwell.attempt group by state')).toEqual([{ state: 'unknown', n: 12 }]);
    // An unknown outcome counts (law 4): each person's day has one text in it, so today brings no second one.
    const events = await database.query<{ n: number }>(`select count(*)::int as n from dunwell.person_event where type = 'sms' group by person_id`);
    expect(events).toEqual(Array.from({ length: 12 }, () => ({ n: 1 })));
    expect((await next.house.api.verifyChains()).firstBad).toBeNull();
    expect((await examine(database)).filter((f) => !f.ok)).toEqual([]);
    dying.leave();
    next.leave();
  });

  it('meets one case that cannot be read: that case stops, the others go on', async () => {
    const database = await open();
    const town = await openTown(database);
    await town.import(csv([{ ref: 'BAD-1' }, { ref: 'GOOD-1' }, { ref: 'GOOD-2' }]));
    const bad = await town.caseOf('BAD-1');
    // No row of ours can say this; a hand in the database can.
    await database.execute(`update dunwell.person set time_zone = 'Nowhere/At_All' where slot = $1 and id = (select person_id from dunwell.collection_case where slot = $1 and id = $2)`, [bad.slot, bad.id]);
    await town.house.api.tick();
    expect(await town.texts()).toHaveLength(2);
    expect(await town.texts(await town.numberOf('BAD-1'))).toEqual([]);
    expect(town.log.some((line) => line.startsWith('settle_failed') && line.includes(String(bad.id)))).toBe(true);
    town.leave();
  });

  it('that was given up for dead cannot write under its old epoch', async () => {
    const town = await openTown(await open());
    await town.import(rows);
    const { store } = town.house.api;
    const old = await store.claim(7, 'slow', town.clock.now(), 1_000);
    town.clock.advance(2_000);
    const taken = await store.claim(7, 'quick', town.clock.now(), 1_000);
    expect(old).not.toBeNull();
    expect(taken?.epoch).toBe((old?.epoch ?? 0) + 1);
    await expect(store.inSlot(7, old, async (transaction) => transaction.addEvents(1, []))).rejects.toThrow(/given up/);
    expect(await store.claim(7, 'third', town.clock.now(), 1_000)).toBeNull();
    town.leave();
  });
});

describe('many workers at once (several sessions)', () => {
  let server: Server;
  beforeAll(async () => {
    server = await embeddedServer();
  });
  afterAll(() => server.stop());

  it('share the slots: each borrower gets one text, each decision stands once', async () => {
    const url = await server.fresh();
    const pools = Array.from({ length: 3 }, () => openPool(url, { max: 6, backend: 'embedded' }));
    onTestFinished(async () => {
      for (const pool of pools) await pool.close();
    });
    const towns = [];
    // Owners are told apart by process; here by house, so that none inherits another's lease.
    for (const pool of pools) towns.push(await openTown(pool));
    await towns[0]?.import(csv(Array.from({ length: 120 }, (_, i) => ({ ref: `W-${i}` }))));
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(towns.map((town) => town.house.api.tick()));
      towns.forEach((town) => town.clock.advance(MINUTE));
    }
    const numbers = ((await towns[0]?.texts()) ?? []).map((t) => t.number);
    expect(numbers).toHaveLength(120);
    expect(new Set(numbers).size).toBe(120);
    expect((await towns[1]?.house.api.verifyChains())?.firstBad).toBeNull();
    expect((await examine(pools[2] as NonNullable<(typeof pools)[2]>)).filter((f) => !f.ok)).toEqual([]);
    towns.forEach((town) => town.leave());
  });
});
