import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { openSlotQueue } from '../../src/adapters/queue/pg-boss-queue.js';
import { offerSlots, takeTurn, type HandOutDeps } from '../../src/engine/hand-out.js';
import type { Database } from '../../src/engine/ports/database.js';
import { embeddedServer, openFolder, type Server } from '../conformance/databases.js';
import { csv, KEY, openTown, TEN, type Town } from '../fixtures/town.js';

const MINUTE = 60_000;

let server: Server;
beforeAll(async () => {
  server = await embeddedServer();
});
afterAll(() => server.stop());

interface World {
  readonly url: string;
  readonly database: Database;
  readonly town: Town;
  readonly folder: string;
}

async function openWorld(rows: number): Promise<World> {
  const url = await server.fresh();
  const database = openPool(url, { max: 4, backend: 'embedded' });
  const town = await openTown(database);
  const folder = openFolder();
  onTestFinished(async () => {
    await database.close();
    town.leave();
    rmSync(folder, { recursive: true, force: true });
  });
  await town.import(csv(Array.from({ length: rows }, (_, i) => ({ ref: `P-${i}` }))));
  return { url, database, town, folder };
}

const slotsOf = async (database: Database): Promise<readonly number[]> => (await database.query<{ slot: number }>('select distinct slot from dunwell.collection_case order by slot')).map((r) => r.slot);

interface Line {
  readonly event: string;
  readonly slot?: number;
  readonly [field: string]: unknown;
}

/** A process whose lines of JSON are kept as they come. It does not outlive its test. */
class Worker {
  readonly lines: Line[] = [];
  readonly child: ChildProcess;

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [...args], { env: { PATH: process.env['PATH'] ?? '', ...environment } });
    this.#read(this.child.stdout);
    this.#read(this.child.stderr);
    onTestFinished(() => void this.child.kill('SIGKILL'));
  }

  #read(stream: NodeJS.ReadableStream | null): void {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!line.startsWith('{')) this.lines.push({ event: line });
        else {
          const read = JSON.parse(line) as Line & { readonly msg?: string };
          this.lines.push({ ...read, event: read.msg ?? read.event });
        }
      }
    });
  }

  has(event: string): boolean {
    return this.lines.some((line) => line.event.startsWith(event));
  }

  turns(from = 0): readonly number[] {
    return this.lines.slice(from).filter((line) => line.event === 'turn').map((line) => line.slot as number);
  }

  async ended(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    const gone = new Promise<number | NodeJS.Signals | null>((resolve) => this.child.once('exit', (code, by) => resolve(code ?? by)));
    this.child.kill(signal);
    return gone;
  }
}

const until = (timeout: number, check: () => Promise<void> | void) => vi.waitFor(check, { timeout, interval: 100 });

describe('workers of several processes', () => {
  const working = ({ url, folder }: World) =>
    new Worker(['bin/dunwell.js', 'work'], { DATABASE_URL: url, DUNWELL_DATA: folder, DUNWELL_KEY: KEY, DUNWELL_DEMO: 'off', DUNWELL_TICK_MS: '200', LOG_LEVEL: 'info', DUNWELL_LANES: '2' });

  it('share the slots; one that joins gets its part at once, those of a killed one go to the others, one that is asked stops in order', async () => {
    const world = await openWorld(400);
    const { database } = world;
    const all = await slotsOf(database);
    // Something to do in every slot, again and again.
    const stir = () => database.execute('update dunwell.collection_case set unsettled = true');
    const [one, two] = [working(world), working(world)];
    await until(60_000, async () => {
      await stir();
      expect(Math.min(one.turns().length, two.turns().length)).toBeGreaterThan(10);
    });

    const third = working(world);
    await until(60_000, async () => {
      await stir();
      expect(third.has('Workers are up')).toBe(true);
    });
    await until(5_000, async () => {
      await stir();
      expect(third.turns().length).toBeGreaterThan(0);
    });

    // Killed with slots in hand: each slot gets a turn of the others.
    const held = `owner like '%:${one.child.pid ?? 0}:%'`;
    await until(20_000, async () => {
      await stir();
      expect(await database.query(`select 1 as one from dunwell.slot where ${held}`)).not.toEqual([]);
    });
    expect(await one.ended('SIGKILL')).toBe('SIGKILL');
    const [afterTwo, afterThird] = [two.lines.length, third.lines.length];
    await until(40_000, async () => {
      await stir();
      expect([...new Set([...two.turns(afterTwo), ...third.turns(afterThird)])].sort((a, b) => a - b)).toEqual(all);
    });

    expect(await Promise.all([two.ended('SIGTERM'), third.ended('SIGTERM')])).toEqual([0, 0]);
    expect(await database.query('select slot, owner from dunwell.slot where owner is not null')).toEqual([]);
    expect(await database.query(`select data from dunwell_queue.job where state = 'active'`)).toEqual([]);
    expect([two, third].flatMap((worker) => worker.lines.filter((line) => /failed|lost|apart/.test(line.event)))).toEqual([]);
    expect((await world.town.house.api.verifyChains()).firstBad).toBeNull();
  });

  it('that were frozen past their lease neither write nor send when they return', async () => {
    const world = await openWorld(40);
    const { database, town, url, folder } = world;
    const shift = TEN - Date.now();
    const worker = (pause: { readonly pauseAt?: 'reserved'; readonly pauseAfter?: string } = {}) => new Worker(['test/fixtures/worker.mjs', JSON.stringify({ url, key: KEY, folder, shift, tickMs: 200, lanes: 1, ...pause })]);
    /** Waits until it has stopped, freezes it, and tells which slot it holds. */
    const frozen = async (one: Worker) => {
      await until(60_000, () => expect(one.has('paused')).toBe(true));
      one.child.kill('SIGSTOP');
      const [held, ...more] = await database.query<{ slot: number }>('select slot from dunwell.slot where owner like $1', [`%:${one.child.pid ?? 0}:%`]);
      expect([held?.slot, more]).toEqual([expect.any(Number), []]);
      return held as { slot: number };
    };
    // One stops when it has just claimed a slot, one with attempts reserved and nothing sent.
    const claimed = worker({ pauseAfter: 'set epoch = epoch + 1' });
    const ofClaimed = await frozen(claimed);
    const reserved = worker({ pauseAt: 'reserved' });
    const ofReserved = await frozen(reserved);

    // The third takes every slot, in the end those of the frozen too.
    const quick = worker();
    await until(60_000, () => expect(quick.turns()).toEqual(expect.arrayContaining([ofClaimed.slot, ofReserved.slot])));
    // A minute after its reservation an attempt is given up: it counts as made.
    town.clock.set(TEN + 5 * MINUTE);
    await town.house.api.tick();
    const outcome = async () => database.query('select slot, contact_id, no, state from dunwell.attempt order by 1, 2, 3');
    const before = await outcome();
    const texts = (await town.texts()).map((t) => t.key);
    const chain = await database.query('select slot, epoch, chain_seq, chain_digest from dunwell.slot order by slot');
    expect(before.filter((a) => a['slot'] === ofReserved.slot).map((a) => a['state'])).toContain('unknown');
    expect(await quick.ended('SIGTERM')).toBe(0);

    for (const one of [claimed, reserved]) {
      one.child.kill('SIGCONT');
      one.child.stdin?.write('go on\n');
    }
    await until(20_000, () => {
      expect(claimed.has('lease_lost')).toBe(true);
      expect(reserved.lines.filter((line) => line.event === 'send_failed').map((line) => line['stale'])).toContain(true);
      expect(reserved.turns()).toContain(ofReserved.slot);
    });
    expect(await Promise.all([claimed.ended('SIGTERM'), reserved.ended('SIGTERM')])).toEqual([0, 0]);
    expect((await town.texts()).map((t) => t.key)).toEqual(texts);
    expect(await outcome()).toEqual(before);
    expect(await database.query('select slot, epoch, chain_seq, chain_digest from dunwell.slot order by slot')).toEqual(chain);
    // Whoever was texted was texted once, and nobody under an attempt that was given up.
    expect(new Set((await town.texts()).map((t) => t.number)).size).toBe(texts.length);
    expect(await database.query(`select 1 as one from dunwell.sandbox_text t join dunwell.attempt a on t.provider_key = 'c' || a.contact_id || '-' || a.no where a.state = 'unknown'`)).toEqual([]);
  });
});

describe('turns', () => {
  async function handOut(rows: number) {
    const world = await openWorld(rows);
    const { api, tickDeps } = world.town.house;
    const queue = await openSlotQueue(world.database, api.log);
    onTestFinished(() => queue.close());
    // The town's hour is the database's, too.
    const inTown = { ...queue, take: async () => { const handed = await queue.take(); return handed === null ? null : { ...handed, handedAt: world.town.clock.now() }; } };
    const deps: HandOutDeps = { store: api.store, clock: api.clock, log: api.log, queue: inTown, tickDeps };
    return { ...world, deps, queue };
  }

  it('are bounded: a slot that always has more waits while each other gets its turn', async () => {
    const { town, deps, database } = await handOut(30);
    const busy = (await town.caseOf('P-0')).slot;
    expect((await town.reply(await town.numberOf('P-0'), '好的')).status).toBe(200);
    // The same reply again and again, more often than is read in one round.
    await database.execute(
      `insert into dunwell.inbound (slot, id, kind, provider, provider_event_id, body_digest, person_id, contact_id, body_sealed, received_at)
       select slot, id + g, kind, provider, provider_event_id || g, body_digest, person_id, contact_id, body_sealed, received_at + g from dunwell.inbound, generate_series(1, 500) g where slot = $1`, [busy],
    );
    await database.execute('update dunwell.slot set next_id = next_id + 1000 where slot = $1', [busy]);
    let now = town.clock.now();
    // Every look at this clock costs half a second: a turn is over after one round.
    const slow = { now: () => (now += 500) };
    const hurried = { ...deps, clock: slow, queue: { ...deps.queue, take: async () => { const handed = await deps.queue.take(); return handed === null ? null : { ...handed, handedAt: now }; } } };
    await offerSlots(deps);
    const ends: string[] = [];
    for (let end = ''; end !== 'idle'; ends.push(end)) end = await takeTurn(hurried, 'worker/0', () => false);
    const turns = town.log.filter((line) => line.startsWith('turn ')).map((line) => JSON.parse(line.slice(5)) as { slot: number; left: boolean; inbound: number });
    const mine = turns.flatMap((turn, i) => (turn.slot === busy ? [i] : []));
    // Read in two turns; what is to be said to so many takes its own, as bounded.
    const [first, ...later] = turns.filter((turn) => turn.slot === busy);
    expect(first).toMatchObject({ left: true, inbound: 500 });
    expect(later.reduce((sum, { inbound }) => sum + inbound, 0)).toBe(1);
    expect(later.at(-1)?.left).toBe(false);
    // Between its first turn and the next everybody else had one: it came back last.
    expect(mine[1]).toBe(turns.length - later.length);
    expect(new Set(turns.map((turn) => turn.slot)).size).toBe(turns.length - later.length);
  });

  it('are not taken by a machine whose clock is wrong: the slot goes to another', async () => {
    const { town, deps, queue, database } = await handOut(1);
    await offerSlots(deps);
    for (const off of [-3_600_000, 3_600_000]) {
      const wrong = { ...deps, clock: { now: () => town.clock.now() + off } };
      expect(await takeTurn(wrong, 'wrong/0', () => false)).toBe('clocks_apart');
    }
    expect(await database.query('select slot from dunwell.slot where epoch > 0')).toEqual([]);
    expect(await takeTurn(deps, 'right/0', () => false)).toBe('worked');
    expect(await town.texts()).toHaveLength(1);
    expect(await queue.take()).toBeNull();
  });

  it('of two lanes never meet on one slot; the second leaves it in line', async () => {
    const { town, deps, queue } = await handOut(1);
    const { slot } = await town.caseOf('P-0');
    await offerSlots(deps);
    const lease = await deps.store.claim(slot, 'another', town.clock.now(), MINUTE);
    expect(await takeTurn(deps, 'worker/0', () => false)).toBe('held');
    await deps.store.release(lease as NonNullable<typeof lease>);
    await until(10_000, async () => expect(await takeTurn(deps, 'worker/0', () => false)).toBe('worked'));
    expect(await town.texts()).toHaveLength(1);
    expect(await queue.take()).toBeNull();
  });
});
