import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../adapters/postgres/open-database.js';
import { openPglite } from '../../adapters/postgres/pglite.js';
import { migrate } from '../../adapters/postgres/migrate.js';
import { SLOTS } from '../../domain/id/slot-id.js';
import type { Database } from '../../engine/ports/database.js';
import { loadLaw } from '../law.js';
import { dispatchSlots } from './dispatch-slots.js';
import { postmasterOf, processSeconds, serverSeconds } from './processes.js';
import { BENCH_NOW, benchKeys, reviewSlots } from './review-slots.js';
import { writeSameDispatches, writeSameReviews } from './server-side.js';
import { seedSynthetic } from './synthetic.js';
import type { Told } from './worker.js';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '20000' }, db: { type: 'string', default: 'embedded' }, connections: { type: 'string', default: '1' }, workers: { type: 'string', default: '2' }, json: { type: 'boolean', default: false } },
});
const cases = Number(values.cases);
const pglite = values.db === 'pglite';
const connections = pglite ? 1 : Number(values.connections);
const workers = pglite ? 1 : Number(values.workers);
if (!Number.isInteger(cases) || cases < SLOTS || !['embedded', 'pglite', 'postgres', 'citus'].includes(values.db) || !(connections >= 1) || !(workers >= 1)) {
  console.error('bench:daily --cases N (256 or more) --db embedded|pglite|postgres|citus [--workers 2, processes] [--connections 1, of each worker]; postgres needs DATABASE_URL, citus CITUS_URL');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'));
// As root the server runs as another user, who must get through.
chmodSync(folder, 0o755);

async function open(): Promise<Database & { readonly url?: string }> {
  if (pglite) return openPglite({ folder: join(folder, 'pglite') });
  if (values.db === 'embedded') return openDatabase({ dataFolder: folder });
  const name = values.db === 'citus' ? 'CITUS_URL' : 'DATABASE_URL';
  const url = process.env[name];
  if (url === undefined) throw new Error(`config: --db ${values.db} needs ${name}, naming a database this bench may fill`);
  return openDatabase({ url, dataFolder: folder });
}

const ALL = Array.from({ length: SLOTS }, (_, slot) => slot);

async function startWorkers(): Promise<readonly ChildProcess[]> {
  // With the flag of `npm start` and `npx dunwell`: a batch's facts and texts die young.
  const children = Array.from({ length: workers }, () =>
    fork(fileURLToPath(new URL('./worker.js', import.meta.url)), [], { execArgv: ['--max-semi-space-size=32'] }));
  await Promise.all(children.map((child) => new Promise((resolve) => child.once('message', resolve))));
  return children;
}

function tell<T>(child: ChildProcess, told: Told): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a worker ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (total) => {
      child.off('exit', ended);
      resolve(total as T);
    });
    child.send(told);
  });
}

/** Most memory that a process ever had, in MiB; the system counts it. */
function peakMiB(pid: number | undefined): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 'self'}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return Math.round(process.memoryUsage.rss() / 2 ** 20);
  }
}

/** Processor seconds that workers and server used so far; `null` where the system does not say or the server is elsewhere. */
function processors(children: readonly ChildProcess[], postmaster: number | null): { readonly workers: number | null; readonly server: number | null } {
  const used = (children.length === 0 ? [process.pid] : children.map((child) => child.pid ?? 0)).map(processSeconds);
  return { workers: used.includes(null) ? null : used.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0), server: postmaster === null ? null : serverSeconds(postmaster) };
}

interface Staged<T> {
  readonly parts: readonly T[];
  /** Milliseconds by the clock. */
  readonly took: number;
  /** Seconds of processors. */
  readonly workers: number | null;
  readonly server: number | null;
}

const less = (after: number | null, before: number | null): number | null => (after === null || before === null ? null : after - before);

/** One stage over all slots by all workers; what each counted, and what it took. */
async function stage<T>(database: Database & { readonly url?: string }, children: readonly ChildProcess[], name: Told['stage'], alone: () => Promise<T>): Promise<Staged<T>> {
  const postmaster = await postmasterOf(database);
  await database.query('checkpoint');
  const before = processors(children, postmaster);
  const start = performance.now();
  const parts = children.length === 0
    ? [await alone()]
    : await Promise.all(children.map((child, i) => tell<T>(child, { stage: name, url: database.url ?? '', slots: ALL.filter((slot) => slot % workers === i), connections, owner: `bench-${i}` })));
  const took = performance.now() - start;
  const after = processors(children, postmaster);
  return { parts, took, workers: less(after.workers, before.workers), server: less(after.server, before.server) };
}

/** Microseconds of processors for one case, over both stages. */
const micros = (stages: readonly (number | null)[]): number | null => (stages.includes(null) ? null : Math.round((stages.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0) / cases) * 1e6));

const total = <T>(parts: readonly T[], pick: (part: T) => number): number => parts.reduce((sum, part) => sum + pick(part), 0);
const clockMs = () => performance.now();

/** Bytes of everything that decisions take, rows, indexes and blocks, for each of them. */
async function bytesPerDecision(database: Database): Promise<number> {
  const [found] = await database.query<{ bytes: number; n: number }>(
    `select (select sum(pg_total_relation_size(c.oid))::bigint from pg_class c join pg_namespace s on s.oid = c.relnamespace
              where s.nspname = 'dunwell' and c.relkind = 'r' and c.relname ~ '^decision') as bytes, (select count(*)::int from dunwell.decision) as n`,
  );
  return Math.round((found?.bytes ?? 0) / Math.max(1, found?.n ?? 1));
}

const told = (name: string, n: number, took: number, server: number) => ({
  [`${name}Seconds`]: +(took / 1000).toFixed(2), [`${name}PerSecond`]: Math.round((n / took) * 1000), [`${name}ServerSeconds`]: +(server / 1000).toFixed(2), [`${name}RatioToServer`]: +(server / took).toFixed(2),
});

async function bench(database: Database & { readonly url?: string }): Promise<Readonly<Record<string, string | number | null>>> {
  await migrate(database, { appliedAt: BENCH_NOW });
  const seedStart = performance.now();
  await seedSynthetic(database, benchKeys, cases, BENCH_NOW);
  const seeded = performance.now() - seedStart;
  const children = workers > 1 ? await startWorkers() : [];
  const review = await stage(database, children, 'review', () => reviewSlots(database, ALL, connections, 'bench'));
  if (total(review.parts, (r) => r.reviewed) !== cases) throw new Error(`reviewed ${total(review.parts, (r) => r.reviewed)} of ${cases} cases`);
  const reviewServer = await writeSameReviews(database, clockMs);
  const dispatch = await stage(database, children, 'dispatch', () => dispatchSlots(database, ALL, connections, 'bench'));
  const sent = total(dispatch.parts, (d) => d.dispatched);
  const dispatchServer = await writeSameDispatches(database, clockMs);
  const peak = Math.max(...(children.length === 0 ? [peakMiB(undefined)] : children.map((child) => peakMiB(child.pid))));
  for (const child of children) child.disconnect();
  const took = review.took + dispatch.took;
  return {
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    database: values.db, version: (await database.query<{ v: string }>(`select current_setting('server_version') as v`))[0]?.v ?? '', workers, connectionsOfEach: connections, cases, seedSeconds: +(seeded / 1000).toFixed(1),
    queued: total(review.parts, (r) => r.queued), deferred: total(review.parts, (r) => r.deferred), sent, refused: total(dispatch.parts, (d) => d.refused),
    ...told('review', cases, review.took, reviewServer), ...told('dispatch', sent, dispatch.took, dispatchServer), ...told('whole', cases, took, reviewServer + dispatchServer),
    wholeWorkerMicros: micros([review.workers, dispatch.workers]), wholeServerMicros: micros([review.server, dispatch.server]),
    bytesPerDecision: await bytesPerDecision(database), databaseBytes: (await database.query<{ n: number }>('select pg_database_size(current_database()) as n'))[0]?.n ?? 0,
    memoryPeakMiB: peak, heapPeakMiB: Math.round(Math.max(...[...review.parts, ...dispatch.parts].map((part) => part.peakHeap)) / 2 ** 20),
  };
}

loadLaw(undefined);
const database = await open();
try {
  const result = await bench(database);
  if (values.json) console.log(JSON.stringify(result));
  else for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(26)} ${typeof value === 'number' ? value.toLocaleString('en') : value}`);
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
