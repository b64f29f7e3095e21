import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../adapters/postgres/open-database.js';
import { SLOTS } from '../../domain/id/slot-id.js';
import { ourJson } from './job-engines.js';
import { machine, machineWords, serverWords } from './machine.js';
import { table, whole } from './table.js';

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '10000,100000,1000000' }, db: { type: 'string', default: 'embedded' }, workers: { type: 'string', default: '2' }, json: { type: 'boolean', default: false } } });
const sizes = values.sizes.split(',').map(Number);
if (sizes.length < 2 || sizes.some((size) => !Number.isInteger(size) || size < SLOTS) || !['embedded', 'postgres'].includes(values.db) || !(Number(values.workers) >= 1)) {
  console.error(`bench:growth [--sizes 10000,100000,1000000, two or more, each ${SLOTS} or more] [--db embedded|postgres] [--workers 2] [--json]; postgres needs DATABASE_URL of a user who may create databases`);
  process.exit(2);
}

/** What bench:daily says of a run, as far as growth is concerned. Microseconds of processor time are of one case. */
interface Daily {
  readonly [name: string]: unknown;
  readonly cases: number;
  readonly seedSeconds: number;
  readonly reviewSeconds: number;
  readonly dispatchSeconds: number;
  readonly wholeSeconds: number;
  readonly wholeRatioToServer: number;
  readonly wholeWorkerMicros: number | null;
  readonly wholeServerMicros: number | null;
  readonly memoryPeakMiB: number;
  readonly heapPeakMiB: number;
  readonly databaseBytes: number;
  readonly bytesPerDecision: number;
}

const NAME = 'dunwell_bench_growth';

/** One size on a server and a database of its own; on a server that was named, in a database made for it and dropped after. */
async function run(size: number): Promise<{ readonly daily: Daily; readonly server: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-growth-'));
  // As root the server runs as another user, who must get through.
  chmodSync(folder, 0o755);
  const server = await openDatabase({ dataFolder: folder, ...(values.db === 'postgres' ? { url: process.env['DATABASE_URL'] ?? '' } : {}) });
  try {
    await server.query(`drop database if exists ${NAME} with (force)`);
    await server.query(`create database ${NAME} encoding 'UTF8' template template0`);
    const url = new URL(server.url);
    url.pathname = `/${NAME}`;
    const daily = await ourJson<Daily>(['daily', '--cases', String(size), '--db', 'postgres', '--workers', values.workers, '--connections', '1'], { DATABASE_URL: url.href });
    return { daily, server: await serverWords(server) };
  } finally {
    await server.query(`drop database if exists ${NAME} with (force)`);
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const micros = (daily: Daily): number => (daily.wholeSeconds / daily.cases) * 1e6;
/** Processor time of workers and server for one case; `null` where the server is not on this machine. */
const processor = (daily: Daily): number | null => (daily.wholeWorkerMicros === null || daily.wholeServerMicros === null ? null : daily.wholeWorkerMicros + daily.wholeServerMicros);
const ratio = (value: number | null, base: number | null): string => (value === null || base === null ? '' : (value / base).toFixed(2));
const DECISIONS = 10_000_000;

// Stopped by hand, it leaves no server behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const before = machine();
const told: Daily[] = [];
let server = '';
for (const size of sizes) {
  const done = await run(size);
  told.push(done.daily);
  ({ server } = done);
  console.error(`bench:growth: ${whole(size)} cases in ${done.daily.wholeSeconds} s`);
}
if (values.json) console.log(JSON.stringify({ bench: 'growth', machine: before, server, database: values.db, runs: told }));
else {
  const base = told[0] as Daily;
  console.log(`${machineWords(before)}\n${server}\nThe daily run, review and dispatch, ${values.workers} processes × 1 connection; each size on a database of its own. Microseconds for one case.\n`);
  table([
    ['cases', 'µs by the clock', '× smallest', 'µs workers', 'µs server', 'both × smallest', 'peak MiB', 'heap MiB', 'bytes/case', 'bytes/decision', '10 M decisions GB', 'to the server alone', 'seeded in s'],
    ...told.map((d) => [
      whole(d.cases), micros(d).toFixed(0), ratio(micros(d), micros(base)), d.wholeWorkerMicros?.toFixed(0) ?? '', d.wholeServerMicros?.toFixed(0) ?? '', ratio(processor(d), processor(base)),
      whole(d.memoryPeakMiB), whole(d.heapPeakMiB), whole(d.databaseBytes / d.cases), whole(d.bytesPerDecision), ((d.bytesPerDecision * DECISIONS) / 1e9).toFixed(2), d.wholeRatioToServer.toFixed(2), d.seedSeconds.toFixed(0),
    ]),
  ]);
}
