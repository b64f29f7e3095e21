import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { migrate } from '../../adapters/postgres/migrate.js';
import { openDatabase } from '../../adapters/postgres/open-database.js';
import { SLOTS } from '../../domain/id/slot-id.js';
import type { Database } from '../../engine/ports/database.js';
import { drain, enqueue, ENGINES, installEngines, ourJson, SETTINGS, SLOT_SETTINGS, settingWords, type EngineName, type Race, type Setting } from './job-engines.js';
import { JOB_STATEMENTS, prepareJobs, resetJobTables, verifyJobs } from './job-writes.js';
import { machine, machineWords, serverWords } from './machine.js';
import { startRedis } from './redis-server.js';
import { BENCH_NOW, benchKeys } from './review-slots.js';
import { middle } from './stopwatch.js';
import { seedSynthetic } from './synthetic.js';
import { table, whole } from './table.js';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '20000' }, jobs: { type: 'string', default: '5000' }, rounds: { type: 'string', default: '3' }, db: { type: 'string', default: 'embedded' },
    engines: { type: 'string', default: ENGINES.join(',') }, json: { type: 'boolean', default: false },
  },
});
const cases = Number(values.cases);
const jobs = Number(values.jobs);
const rounds = Number(values.rounds);
const engines = values.engines.split(',').filter((name): name is EngineName => (ENGINES as readonly string[]).includes(name));
if (!Number.isInteger(cases) || !Number.isInteger(jobs) || jobs < SLOTS || cases < jobs || !(rounds >= 1) || !['embedded', 'postgres'].includes(values.db) || engines.length !== values.engines.split(',').length) {
  console.error(`bench:peers [--cases 20000] [--jobs 5000, ${SLOTS} to as many as cases] [--rounds 3] [--db embedded|postgres] [--engines ${ENGINES.join(',')}] [--json]; postgres needs DATABASE_URL of a user who may create databases`);
  process.exit(2);
}
const STAGES = ['review', 'whole'] as const;
type Stages = (typeof STAGES)[number];
const WORKERS = 2;
const TUNE_SHARE = 4;

const say = (text: string): void => { if (!values.json) console.log(text); else console.error(text); };
const installed = installEngines();
const before = machine();
const folder = mkdtempSync(join(tmpdir(), 'dunwell-peers-'));
// As root the server runs as another user, who must get through.
chmodSync(folder, 0o755);

/** What bench:daily says of a run, as far as it is needed here. */
interface Daily {
  readonly [name: string]: unknown;
  readonly cases: number;
  readonly reviewPerSecond: number;
  readonly reviewServerSeconds: number;
  readonly wholePerSecond: number;
  readonly wholeServerSeconds: number;
}

const PER_SECOND: Readonly<Record<Stages, (run: Daily) => number>> = { review: (run) => run.reviewPerSecond, whole: (run) => run.wholePerSecond };
const SERVER_PER_SECOND: Readonly<Record<Stages, (run: Daily) => number>> = { review: (run) => run.cases / run.reviewServerSeconds, whole: (run) => run.cases / run.wholeServerSeconds };

/** The rates of one engine at one kind of job. */
interface Lane {
  readonly engine: EngineName;
  readonly stages: Stages;
  readonly ids: readonly number[];
  readonly file: string;
  setting: Setting;
  readonly tuned: { readonly setting: string; readonly jobsPerSecond: number }[];
  readonly rates: number[];
  readonly enqueueRates: number[];
}

// Stopped by hand, it leaves no server and no files behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const server = values.db === 'embedded' ? await openDatabase({ dataFolder: folder }) : await openDatabase({ url: process.env['DATABASE_URL'] ?? '', dataFolder: folder });
const redis = engines.includes('bullmq') ? await startRedis(folder) : null;
const made: string[] = [];

/** A new database on the server; those of a run before are dropped first. */
async function freshDatabase(name: string, template = 'template0'): Promise<string> {
  const full = `dunwell_bench_${name}`;
  await server.query(`drop database if exists ${full} with (force)`);
  await server.query(`create database ${full} encoding 'UTF8' template ${template}`);
  if (!made.includes(full)) made.push(full);
  const url = new URL(server.url);
  url.pathname = `/${full}`;
  return url.href;
}

/** Our own daily run on a new database of the server, which is left as it is. */
async function runOurs(name: string): Promise<{ readonly url: string; readonly run: Daily }> {
  const url = await freshDatabase(name);
  return { url, run: await ourJson<Daily>(['daily', '--cases', String(cases), '--db', 'postgres', '--workers', String(WORKERS), '--connections', '1'], { DATABASE_URL: url }) };
}

const SEEDED = 'dunwell_bench_seeded';

/** An engine whose jobs are slots, each worked off by the product's own review. Gives cases a second. */
async function runSlots(engine: EngineName, setting: Setting): Promise<number> {
  const url = await freshDatabase('slots', SEEDED);
  await redis?.flush();
  const race: Race = { engine, url, redis: redis === null ? null : { host: redis.host, port: redis.port }, setting, jobsFile: '', statements: {}, slots: true, reviewModule: fileURLToPath(new URL('./slot-review.js', import.meta.url)) };
  await enqueue(race, Array.from({ length: SLOTS }, (_, slot) => slot));
  await server.query('checkpoint');
  const took = await drain(race, SLOTS);
  const database = await openDatabase({ url, dataFolder: folder, connections: 1 });
  const decided = (await database.query<{ n: number }>('select count(*)::int as n from dunwell.decision').finally(() => database.close()))[0]?.n;
  if (decided !== cases) throw new Error(`${engine}: slots as jobs decided ${decided} of ${cases} cases`);
  return (cases / took) * 1000;
}

async function slotsAsJobs(): Promise<readonly SlotRate[]> {
  const seeded = await openDatabase({ url: await freshDatabase('seeded'), dataFolder: folder, connections: 1 });
  try {
    await migrate(seeded, { appliedAt: BENCH_NOW });
    await seedSynthetic(seeded, benchKeys, cases, BENCH_NOW);
  } finally {
    await seeded.close();
  }
  const rates: SlotRate[] = [];
  for (const engine of engines) {
    if (engine === 'bullmq' && redis === null) continue;
    const setting = SLOT_SETTINGS[engine];
    rates.push({ engine, setting: settingWords(setting), casesPerSecond: Math.round(await runSlots(engine, setting)) });
  }
  return rates;
}

const SCHEMAS = ['pgboss', 'graphile_worker', 'dbos'];

/** Everything anew, jobs enqueued, then worked off. Gives jobs a second of both. */
async function runEngine(database: Database, url: string, lane: Lane, setting: Setting, ids: readonly number[]): Promise<{ readonly enqueued: number; readonly worked: number }> {
  for (const schema of SCHEMAS) await database.query(`drop schema if exists ${schema} cascade`);
  await resetJobTables(database);
  await redis?.flush();
  const race: Race = { engine: lane.engine, url, redis: redis === null ? null : { host: redis.host, port: redis.port }, setting, jobsFile: lane.file, statements: JOB_STATEMENTS };
  const enqueued = await enqueue(race, ids);
  // A server left to itself would have done so by the time a day's jobs are there.
  await database.query('analyze');
  await database.query('checkpoint');
  const worked = await drain(race, ids.length);
  await verifyJobs(database, ids, lane.stages);
  return { enqueued: (ids.length / enqueued) * 1000, worked: (ids.length / worked) * 1000 };
}

async function tune(database: Database, url: string, lane: Lane): Promise<void> {
  const ids = lane.ids.slice(0, Math.ceil(lane.ids.length / TUNE_SHARE));
  let best = 0;
  for (const setting of SETTINGS[lane.engine]) {
    const { worked } = await runEngine(database, url, lane, setting, ids);
    lane.tuned.push({ setting: settingWords(setting), jobsPerSecond: Math.round(worked) });
    say(`  ${lane.engine}, ${lane.stages}: ${Math.round(worked)} jobs/s with ${settingWords(setting)}`);
    if (worked > best) [best, lane.setting] = [worked, setting];
  }
}

/** The median of both, and all rounds. */
const rate = (rates: readonly number[]) => ({ median: middle(rates), rounds: rates.map(Math.round) });

async function race(): Promise<void> {
  const words = { machine: before, server: await serverWords(server), redis: redis?.words ?? null, peersNode: installed.node, versions: installed.versions };
  say(`${machineWords(before)}\n${words.server}\n${words.redis ?? (engines.includes('bullmq') ? 'Redis is not installed: bullmq is left out (apt-get install redis-server)' : 'Redis: not asked for')}\nPeers on Node ${installed.node}: ${Object.entries(installed.versions).map((pair) => pair.join(' ')).join(', ')}\n`);
  const { url } = await runOurs('peers');
  const database = await openDatabase({ url, dataFolder: folder, connections: 2 });
  const lanes: Lane[] = [];
  const runs: Daily[] = [];
  try {
    for (const stages of STAGES) {
      const file = join(folder, `jobs-${stages}.jsonl`);
      const ids = await prepareJobs(database, file, jobs, stages);
      for (const engine of engines) if (engine !== 'bullmq' || redis !== null) lanes.push({ engine, stages, ids, file, setting: SETTINGS[engine][0] as Setting, tuned: [], rates: [], enqueueRates: [] });
    }
    for (const lane of lanes) await tune(database, url, lane);
    // What disturbs the machine shall disturb all of them: each in turn, back and forth.
    for (let round = 0; round < rounds; round += 1) {
      runs.push((await runOurs('ours')).run);
      for (const lane of round % 2 === 0 ? lanes : [...lanes].reverse()) {
        const { enqueued, worked } = await runEngine(database, url, lane, lane.setting, lane.ids);
        lane.rates.push(worked);
        lane.enqueueRates.push(enqueued);
      }
    }
  } finally {
    await database.close();
  }
  const slots = await slotsAsJobs();
  const result = {
    bench: 'peers', ...words, database: values.db, cases, jobs, rounds, workers: WORKERS,
    stages: STAGES.map((stages) => ({
      stages, ours: rate(runs.map(PER_SECOND[stages])), server: rate(runs.map(SERVER_PER_SECOND[stages])),
      peers: lanes.filter((lane) => lane.stages === stages).map((lane) => ({ engine: lane.engine, setting: settingWords(lane.setting), tried: lane.tuned, jobs: rate(lane.rates), enqueue: rate(lane.enqueueRates) })),
    })),
    slots,
  };
  if (values.json) console.log(JSON.stringify(result));
  else report(result.stages, slots);
}

interface SlotRate {
  readonly engine: EngineName;
  readonly setting: string;
  readonly casesPerSecond: number;
}

type Told = { readonly median: number; readonly rounds: readonly number[] };

function report(stages: readonly { readonly stages: Stages; readonly ours: Told; readonly server: Told; readonly peers: readonly { readonly engine: string; readonly setting: string; readonly jobs: Told; readonly enqueue: Told }[] }[], slots: readonly SlotRate[]): void {
  for (const { stages: kind, ours, server: alone, peers } of stages) {
    const span = ({ rounds: all }: Told) => `${whole(Math.min(...all))}–${whole(Math.max(...all))}`;
    console.log(`\n${kind === 'review' ? 'Review: decision, contact, next date' : 'The whole daily run: review, then dispatch in two transactions'}. ${whole(cases)} cases here, ${whole(jobs)} jobs of each peer, ${rounds} rounds\n`);
    table([
      ['', 'cases/s', 'lowest–highest', 'ours is', 'enqueued/s', 'setting'],
      ['this product', whole(ours.median), span(ours), '', '', `${WORKERS} processes × 1 connection`],
      ['the server alone, same rows', whole(alone.median), span(alone), `× ${(ours.median / alone.median).toFixed(2)}`, '', 'one session'],
      ...peers.map((peer) => [peer.engine, whole(peer.jobs.median), span(peer.jobs), `× ${(ours.median / peer.jobs.median).toFixed(1)}`, whole(peer.enqueue.median), peer.setting]),
    ]);
  }
  console.log('Slots as jobs: an engine hands out the 256 slots, the product\'s own review works each off\n');
  table([['', 'cases/s', 'of ours without it', 'setting'], ...slots.map((slot) => [slot.engine, whole(slot.casesPerSecond), (slot.casesPerSecond / (stages[0]?.ours.median ?? NaN)).toFixed(2), slot.setting])]);
}

try {
  await race();
} finally {
  for (const name of made) await server.query(`drop database if exists ${name} with (force)`);
  await redis?.stop();
  await server.close();
}
