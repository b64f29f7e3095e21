import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
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
import { BENCH_NOW, benchKeys, reviewSlots, type Reviewed } from './review-slots.js';
import { writeSameRows } from './server-side.js';
import { seedSynthetic } from './synthetic.js';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '20000' }, db: { type: 'string', default: 'embedded' }, connections: { type: 'string', default: '2' }, workers: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
});
const cases = Number(values.cases);
const pglite = values.db === 'pglite';
const connections = pglite ? 1 : Number(values.connections);
const workers = pglite ? 1 : Number(values.workers);
if (!Number.isInteger(cases) || cases < SLOTS || !['embedded', 'pglite', 'postgres', 'citus'].includes(values.db) || !(connections >= 1) || !(workers >= 1)) {
  console.error('bench:daily --cases N (256 or more) --db embedded|pglite|postgres|citus [--connections 2, of each worker] [--workers 1, processes]; postgres needs DATABASE_URL, citus CITUS_URL');
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
  const children = Array.from({ length: workers }, () => fork(fileURLToPath(new URL('./worker.js', import.meta.url))));
  await Promise.all(children.map((child) => new Promise((resolve) => child.once('message', resolve))));
  return children;
}

function told(child: ChildProcess, message: object): Promise<Reviewed> {
  return new Promise((resolve, reject) => {
    child.once('message', (total) => resolve(total as Reviewed));
    child.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
    child.send(message);
  });
}

loadLaw(undefined);
const database = await open();
try {
  await migrate(database, { appliedAt: BENCH_NOW });
  const seedStart = performance.now();
  await seedSynthetic(database, benchKeys, cases, BENCH_NOW);
  const seeded = performance.now() - seedStart;
  await database.query('checkpoint');
  const children = workers > 1 ? await startWorkers() : [];
  const rssBefore = process.memoryUsage.rss();
  const start = performance.now();
  const parts = workers > 1
    ? await Promise.all(children.map((child, i) => told(child, { url: database.url, slots: ALL.filter((slot) => slot % workers === i), connections, owner: `bench-${i}` })))
    : [await reviewSlots(database, ALL, connections, 'bench')];
  const took = performance.now() - start;
  const sum = (pick: (r: Reviewed) => number) => parts.reduce((total, part) => total + pick(part), 0);
  if (sum((r) => r.reviewed) !== cases) throw new Error(`reviewed ${sum((r) => r.reviewed)} of ${cases} cases`);
  const server = await writeSameRows(database, () => performance.now());
  const size = (await database.query<{ n: number }>('select sum(length(content)) / sum(count) as n from dunwell.decision_block'))[0]?.n ?? 0;
  const result = {
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`, database: values.db, workers, connectionsOfEach: connections, cases,
    queued: sum((r) => r.queued), deferred: sum((r) => r.deferred), recordCharacters: size, seedSeconds: +(seeded / 1000).toFixed(1), seconds: +(took / 1000).toFixed(2),
    casesPerSecond: Math.round((cases / took) * 1000), serverSideSeconds: +(server / 1000).toFixed(2), serverSideCasesPerSecond: Math.round((cases / server) * 1000),
    ratioToServerSide: +(server / took).toFixed(2), memoryBeforeMiB: Math.round(rssBefore / 2 ** 20), memoryPeakMiB: Math.round(Math.max(...parts.map((r) => r.peakRss)) / 2 ** 20),
  };
  if (values.json) console.log(JSON.stringify(result));
  else for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(26)} ${typeof value === 'number' ? value.toLocaleString('en') : value}`);
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
