// The whole journey of a day, review and dispatch, once by `tick` (every slot in turn, no queue) and once handed out by the queue, in one
// process with the same lanes, on a fresh database each time. What differs is the hand-out.
import { hash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { silentLog } from '../../adapters/log/pino-log.js';
import { migrate } from '../../adapters/postgres/migrate.js';
import { openDatabase } from '../../adapters/postgres/open-database.js';
import { openPool } from '../../adapters/postgres/pool.js';
import { openStore } from '../../adapters/postgres/store.js';
import { openSlotQueue } from '../../adapters/queue/pg-boss-queue.js';
import { SLOTS } from '../../domain/id/slot-id.js';
import { Pace } from '../../engine/dispatch/pace.js';
import { offerSlots, takeTurn, type HandOutDeps } from '../../engine/hand-out.js';
import type { Database } from '../../engine/ports/database.js';
import { tick, type TickDeps } from '../../engine/tick.js';
import { loadLaw } from '../law.js';
import { atOnce } from './dispatch-slots.js';
import { machine, machineWords } from './machine.js';
import { postmasterOf, serverSeconds } from './processes.js';
import { BENCH_NOW, benchKeys, planInForce } from './review-slots.js';
import { middle } from './stopwatch.js';
import { seedSynthetic } from './synthetic.js';
import { table, whole } from './table.js';

const LANES = 2;
const { values } = parseArgs({ options: { cases: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '3' } } });
const [cases, rounds] = [Number(values.cases), Number(values.rounds)];
if (!Number.isInteger(cases) || cases < SLOTS || !Number.isInteger(rounds) || rounds < 1) {
  console.error('bench:workers [--cases 20000, 256 or more] [--rounds 3]');
  process.exit(2);
}

interface Took {
  readonly seconds: number;
  /** Of this process and the server together, by all cores. */
  readonly cpuSeconds: number;
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');

function depsOn(database: Database): TickDeps {
  const start = performance.now();
  // It goes on, for a turn ends by it; nobody's hour changes in a bench.
  const clock = { now: () => Math.floor(BENCH_NOW + performance.now() - start) };
  const inForce = planInForce();
  return {
    store: openStore(database, benchKeys, sha256), channels: { sms: atOnce }, keys: benchKeys, digest: sha256, clock, log: silentLog, portalUrl: 'https://pay.bench.example', pace: new Pace(), owner: 'bench', answers: false, bell: null, phrasing: null, consoleUrl: 'https://bench.example',
    letterheads: new Map([['bench', { nameEn: 'Bench Bank', nameZh: '基准银行', phone: '95500' }]]), inForce: async () => inForce,
  };
}

async function byTick(database: Database): Promise<void> {
  const deps = depsOn(database);
  for (;;) {
    const report = await tick(deps);
    if (report.failures > 0) throw new Error(`${report.failures} failed`);
    if (report.settled + report.reviewed + report.dispatched + report.refused === 0) return;
  }
}

async function byQueue(database: Database): Promise<void> {
  const tickDeps = depsOn(database);
  const real = await openSlotQueue(database, silentLog);
  // The bench lives by another hour than the database.
  const queue = { ...real, take: async () => { const handed = await real.take(); return handed === null ? null : { ...handed, handedAt: tickDeps.clock.now() }; } };
  const deps: HandOutDeps = { store: tickDeps.store, clock: tickDeps.clock, log: silentLog, queue, tickDeps: async () => tickDeps };
  const lane = async (owner: string) => {
    for (let end = await takeTurn(deps, owner, () => false); end !== 'idle'; end = await takeTurn(deps, owner, () => false)) if (end !== 'worked') throw new Error(`a turn ended as ${end}`);
  };
  while ((await offerSlots(deps)) > 0) await Promise.all(Array.from({ length: LANES }, (_, i) => lane(`bench/${i}`)));
  await queue.close();
}

const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'));
// As root the server runs as another user, who must get through.
chmodSync(folder, 0o755);
loadLaw(undefined);
const server = await openDatabase({ dataFolder: folder });
const postmaster = await postmasterOf(server);

async function once(name: string, run: (database: Database) => Promise<void>): Promise<Took> {
  await server.query(`create database ${name}`);
  const database = openPool(server.url.replace(/\/[^/]*$/, `/${name}`), { max: LANES + 2, backend: 'embedded' });
  try {
    await migrate(database, { appliedAt: BENCH_NOW });
    await seedSynthetic(database, benchKeys, cases, BENCH_NOW);
    await server.query('checkpoint');
    const cpu = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6 + (postmaster === null ? 0 : serverSeconds(postmaster));
    const [start, used] = [performance.now(), cpu()];
    await run(database);
    const took = { seconds: (performance.now() - start) / 1000, cpuSeconds: cpu() - used };
    const left = await database.query<{ n: number }>(`select count(*)::int as n from dunwell.collection_case where next_review_at <= $1`, [BENCH_NOW]);
    if (left[0]?.n !== 0) throw new Error(`${left[0]?.n ?? '?'} cases were left over`);
    return took;
  } finally {
    await database.close();
    await server.query(`drop database ${name}`);
  }
}

try {
  console.log(machineWords(machine()));
  const ways = [['every slot in turn, no queue', byTick], ['handed out by pg-boss', byQueue]] as const;
  const took = ways.map(() => [] as Took[]);
  // In the other order every second round, so that what disturbs the machine disturbs both.
  for (let round = 0; round < rounds; round += 1) {
    for (const i of round % 2 === 0 ? [0, 1] : [1, 0]) took[i]?.push(await once(`b${round}_${i}`, (ways[i] as (typeof ways)[number])[1]));
  }
  const rates = took.map((all) => ({ wall: cases / middle(all.map((t) => t.seconds)), cpu: (middle(all.map((t) => t.cpuSeconds)) / cases) * 1e6 }));
  const [none, ...rest] = rates as [{ wall: number; cpu: number }, ...{ wall: number; cpu: number }[]];
  table([
    [`${whole(cases)} cases, ${LANES} lanes, middle of ${rounds}`, 'cases/s', 'ratio', 'CPU µs a case', 'ratio'],
    ...[none, ...rest].map(({ wall, cpu }, i) => [(ways[i] as (typeof ways)[number])[0], whole(wall), (wall / none.wall).toFixed(2), whole(cpu), (cpu / none.cpu).toFixed(2)]),
  ]);
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
