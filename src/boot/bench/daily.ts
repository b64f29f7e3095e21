import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { keysFrom } from '../../adapters/keys/file-keys.js';
import { silentLog } from '../../adapters/log/pino-log.js';
import { openDatabase } from '../../adapters/postgres/open-database.js';
import { openPglite } from '../../adapters/postgres/pglite.js';
import { migrate } from '../../adapters/postgres/migrate.js';
import { openStore } from '../../adapters/postgres/store.js';
import { SLOTS } from '../../domain/id/slot-id.js';
import type { Database } from '../../engine/ports/database.js';
import { reviewSlot, type PlanInForce } from '../../engine/review/review-slot.js';
import { PACKAGE_ROOT, VERSION } from '../config.js';
import { readPlanText } from '../house.js';
import { writeSameRows } from './server-side.js';
import { seedSynthetic } from './synthetic.js';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '20000' }, db: { type: 'string', default: 'embedded' }, connections: { type: 'string', default: '2' }, json: { type: 'boolean', default: false } },
});
const cases = Number(values.cases);
const connections = values.db === 'pglite' ? 1 : Number(values.connections);
if (!Number.isInteger(cases) || cases < 256 || !['embedded', 'pglite', 'postgres'].includes(values.db)) {
  console.error('bench:daily --cases N (256 or more) --db embedded|pglite|postgres [--connections 2]; postgres needs DATABASE_URL');
  process.exit(2);
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'));
// As root the server runs as another user, who must get through.
chmodSync(folder, 0o755);
// Tuesday, 10:00 in Shanghai and 21:00 the evening before in New York: one in five must be deferred by the hour.
const NOW = Date.parse('2026-11-24T02:00:00Z');
const PAGE = 1_000;

async function open(): Promise<Database> {
  if (values.db === 'pglite') return openPglite({ folder: join(folder, 'pglite') });
  if (values.db === 'embedded') return openDatabase({ dataFolder: folder });
  const url = process.env['DATABASE_URL'];
  if (url === undefined) throw new Error('config: --db postgres needs DATABASE_URL, naming a database this bench may fill');
  return openDatabase({ url, dataFolder: folder });
}

function planInForce(): PlanInForce {
  const yaml = readFileSync(join(PACKAGE_ROOT, 'plans/ladder.yaml'), 'utf8');
  const { plan } = readPlanText(yaml);
  if (plan === null) throw new Error('the shipped plan cannot be read');
  return { plan, pins: { code: VERSION, tz: process.versions.tz ?? '', plan: 'ladder', planVersion: 1, planDigest: sha256(yaml) } };
}

const database = await open();
let peak = 0;
const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 50);
try {
  await migrate(database, { appliedAt: NOW });
  const keys = keysFrom(new Uint8Array(32).fill(1));
  const seedStart = performance.now();
  await seedSynthetic(database, keys, cases, NOW);
  const seeded = performance.now() - seedStart;
  const store = openStore(database, keys, sha256);
  const inForce = planInForce();
  let next = 0;
  let reviewed = 0;
  let queued = 0;
  let deferred = 0;
  const worker = async (owner: string) => {
    while (next < SLOTS) {
      const slot = next;
      next += 1;
      const lease = await store.claim(slot, owner, NOW, 600_000);
      if (lease === null) throw new Error(`slot ${slot} is held by another`);
      for (;;) {
        const report = await reviewSlot(store, silentLog, lease, inForce, NOW, PAGE);
        reviewed += report.reviewed;
        queued += report.queued;
        deferred += report.deferred;
        if (report.failures > 0) throw new Error(`${report.failures} reviews failed`);
        if (report.reviewed < PAGE) break;
      }
    }
  };
  await database.query('checkpoint');
  const rssBefore = process.memoryUsage.rss();
  peak = rssBefore;
  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, (_, i) => worker(`bench-${i}`)));
  const took = performance.now() - start;
  const peakRun = peak;
  if (reviewed !== cases) throw new Error(`reviewed ${reviewed} of ${cases} cases`);
  const server = await writeSameRows(database, () => performance.now());
  const size = (await database.query<{ n: number }>('select avg(length(record))::int as n from dunwell.decision'))[0]?.n ?? 0;
  const result = {
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`, database: values.db, connections, cases, queued, deferred,
    recordCharacters: size, seedSeconds: +(seeded / 1000).toFixed(1), seconds: +(took / 1000).toFixed(2), casesPerSecond: Math.round((cases / took) * 1000),
    serverSideSeconds: +(server / 1000).toFixed(2), serverSideCasesPerSecond: Math.round((cases / server) * 1000), ratioToServerSide: +(server / took).toFixed(2),
    memoryBeforeMiB: Math.round(rssBefore / 2 ** 20), memoryPeakMiB: Math.round(peakRun / 2 ** 20),
  };
  if (values.json) console.log(JSON.stringify(result));
  else for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(26)} ${typeof value === 'number' ? value.toLocaleString('en') : value}`);
} finally {
  clearInterval(watch);
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
