import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { MS_PER_DAY } from '../../src/domain/time/instant.js';
import { embeddedServer, openFolder, type Server } from '../conformance/databases.js';
import { csv, KEY, openTown, TEN } from '../fixtures/town.js';

const MINUTE = 60_000;
const BORROWERS = 24;
/** Kills of one run: at which statement, before or after it. Seeded, so that a failure can be had again. */
function kills(seed: number, count: number): readonly { readonly killAt: number; readonly after: boolean }[] {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () => ({ killAt: 3 + next(360), after: next(2) === 1 }));
}

describe('workers that are killed at any statement (durable)', () => {
  let server: Server;
  beforeAll(async () => {
    server = await embeddedServer();
  });
  afterAll(() => server.stop());

  it.each([20261124, 7])('leave a house that is in order: nobody texted twice, nothing sent without its record (seed %i)', async (seed) => {
    const url = await server.fresh();
    const database = openPool(url, { max: 4, backend: 'embedded' });
    onTestFinished(() => database.close());
    const town = await openTown(database);
    await town.import(csv(Array.from({ length: BORROWERS }, (_, i) => ({ ref: `K-${i}` }))));
    const folder = openFolder();
    const stopped = await town.numberOf('K-0');
    let died = 0;
    for (const [round, kill] of kills(seed, 6).entries()) {
      const start = TEN + round * MS_PER_DAY;
      const run = spawnSync(process.execPath, ['test/fixtures/dying-worker.mjs', JSON.stringify({ url, key: KEY, folder, start, stepMs: 2 * MINUTE, ticks: 3, ...kill })], { encoding: 'utf8' });
      died += run.signal === 'SIGKILL' ? 1 : 0;
      expect(run.stderr).toBe('');
      town.clock.set(start + 10 * MINUTE);
      if (round === 1) expect((await town.reply(stopped, '退订')).status).toBe(200);
      expect((await town.house.api.verifyChains()).firstBad).toBeNull();
      expect((await examine(database)).filter((f) => !f.ok)).toEqual([]);
    }
    expect(died).toBeGreaterThan(3);
    for (let day = 7; day < 10; day += 1) {
      town.clock.set(TEN + day * MS_PER_DAY);
      await town.house.api.tick();
    }

    // One text at most to a person in a day, each with an attempt that stood before it; the stopped one heard no more.
    const texts = await database.query<{ number: string; at: number; attempt: string | null; reserved_at: number }>(
      `select t.number, t.at, a.state as attempt, a.reserved_at from dunwell.sandbox_text t left join dunwell.attempt a on t.provider_key = 'c' || a.contact_id || '-' || a.no where t.direction = 'out' order by t.number, t.at`,
    );
    // Nobody was forgotten. How many attempts end unknown is chance: a kill between reservation and answer leaves its whole batch so.
    const tried = await database.query<{ person: string }>(`select distinct person_id as person from dunwell.attempt where provider = 'sandbox' and state in ('sent', 'unknown')`);
    expect(tried.length).toBeGreaterThanOrEqual(BORROWERS - 1); // the stopped one may have stopped before her first
    expect(texts.length).toBeGreaterThan(0);
    for (const [i, text] of texts.entries()) {
      expect(['sent', 'unknown']).toContain(text.attempt);
      expect(text.at).toBeGreaterThanOrEqual(text.reserved_at);
      const before = texts[i - 1];
      if (before?.number === text.number) expect(text.at - before.at).toBeGreaterThan(MS_PER_DAY - 60 * MINUTE);
    }
    expect(texts.filter((t) => t.number === stopped && t.at > TEN + MS_PER_DAY + 10 * MINUTE)).toEqual([]);
    // Every attempt counts, whatever became of it (law 4).
    expect(await database.query(`select 1 as one from dunwell.attempt a where a.provider = 'sandbox' and not exists (select 1 from dunwell.person_event e where e.slot = a.slot and e.source_key = 'attempt:' || a.contact_id || ':' || a.no)`)).toEqual([]);
    expect(await database.query(`select 1 as one from dunwell.attempt where state = 'reserved' and provider = 'sandbox'`)).toEqual([]);
    expect((await town.house.api.verifyChains()).firstBad).toBeNull();
    expect((await examine(database)).filter((f) => !f.ok)).toEqual([]);
    town.leave();
    rmSync(folder, { recursive: true, force: true });
  });
});
