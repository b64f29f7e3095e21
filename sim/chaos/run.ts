import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { standingClock, systemClock } from '../../src/adapters/clock/clocks.js';
import { leapingClock, type Leaps } from '../../src/adapters/clock/leaping-clock.js';
import { silentLog } from '../../src/adapters/log/pino-log.js';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { openHouse, type House } from '../../src/boot/house.js';
import type { Database } from '../../src/engine/ports/database.js';
import { Chance } from '../world/chance.js';
import { gather, unrestOf } from './evidence.js';
import { findings } from './findings.js';
import { CREDITOR, MAPPING, portfolio, type LenderFile } from './portfolio.js';
import { answering, startPostgres } from './postgres.js';
import { Supervised, type Program } from './processes.js';
import type { ProviderSettings } from './provider.js';
import { readProviderLog } from './provider-log.js';
import { Proxy } from './proxy.js';
import { schedule, type Planned } from './schedule.js';
import { askProvider, endWithUs, everyone, type Stage } from './stage.js';

export interface ChaosOptions {
  readonly seed: number;
  readonly minutes: number;
  readonly workers: number;
  readonly cases: number;
  /** Rows a file on which nothing is due yet: they make an import long enough to be killed in. */
  readonly fill: number;
  readonly files: number;
  /** True milliseconds between two leaps of the clock. */
  readonly leapEvery: number;
  readonly say: (line: string) => void;
}

export interface ChaosReport {
  readonly seed: number;
  readonly findings: readonly string[];
  readonly troubles: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Where the logs are; null: they were removed, for there was nothing to find. */
  readonly folder: string | null;
}

/** Monday, 09:00 in Shanghai; what is due has been for some weeks. */
const START = Date.parse('2026-11-23T01:00:00Z');
const LEAP_MS = 2 * 3_600_000 + 40 * 60_000;
const KEY = '5c'.repeat(32);
const SECRET = 'a secret between the chaos house and its provider';
/** Faults end this long before the last leap, so that what they left behind is older than a lease when all comes to rest. */
const QUIET_MS = 2_000;
const REST_MS = 120_000;
const STOP_MS = 30_000;

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise<ReturnType<typeof createServer>>((resolve) => { const s = createServer().listen(0, '127.0.0.1', () => resolve(s)); })));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function prepare(url: string, start: number): Promise<void> {
  const database = openPool(url, { max: 2 });
  try {
    await migrate(database, { appliedAt: start });
    const { api } = await openHouse({ database, clock: standingClock(start), log: silentLog, dataFolder: tmpdir(), key: KEY, demo: false, publicUrl: 'http://chaos.example' });
    await api.intake.saveCreditor({ id: CREDITOR, nameEn: 'Chaos Bank', nameZh: '混沌银行', jurisdiction: 'CN', phone: '95500', hasMapping: false });
    await api.intake.saveMapping(CREDITOR, MAPPING, start);
    const yaml = readFileSync('sim/chaos/plan.yaml', 'utf8');
    const draft = await api.plans.draft('chaos', yaml, api.digest(yaml), 'analyst', start);
    await api.plans.approve(draft.plan, draft.version, 'head', start);
    await api.plans.release(draft.plan, draft.version, start);
  } finally {
    await database.close();
  }
}

const program = (folder: string, name: string, options: readonly string[], environment: Program['environment']): Program => ({ name, command: process.execPath, options, environment, log: join(folder, `${name}.log`) });

async function setUp(options: ChaosOptions, files: readonly LenderFile[]): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), `dunwell-chaos-${options.seed}-`));
  chmodSync(folder, 0o755);
  const [pg, pgWire, api, apiWire, sms, smsWire] = (await freePorts(6)) as [number, number, number, number, number, number];
  const at = (port: number) => `postgres://postgres@127.0.0.1:${port}/postgres`;
  const database = startPostgres(folder, pg);
  await answering(database, at(pg));
  await prepare(at(pg), START - 3_600_000);
  const wires = { database: new Proxy(pgWire, pg), provider: new Proxy(smsWire, sms), hooks: new Proxy(apiWire, api) };
  // From here on the made-up time runs; the whole minutes of it are for troubles.
  const leaps: Leaps = { from: systemClock.now() + 1_000, start: START, every: options.leapEvery, by: LEAP_MS, times: Math.max(1, Math.round((options.minutes * 60_000) / options.leapEvery)) };
  const clock = `${leaps.from}/${leaps.start}/${leaps.every}/${leaps.by}/${leaps.times}`;
  const providerLog = join(folder, 'provider.ndjson');
  const people = files.flatMap((file) => file.rows.filter((row) => row.kind === 'collect').map((row) => ({ number: row.number, ref: row.ref, creditor: CREDITOR, owedMinor: row.owedMinor, currency: row.currency, language: row.language })));
  const settings: ProviderSettings = { port: sms, secret: SECRET, hooks: `http://127.0.0.1:${apiWire}/api/hooks`, seed: options.seed, log: providerLog, leaps: clock, people };
  writeFileSync(join(folder, 'provider.json'), JSON.stringify(settings));
  for (const file of files) writeFileSync(join(folder, file.name), file.text);
  const environment = {
    DATABASE_URL: at(pgWire), DUNWELL_DATA: folder, DUNWELL_KEY: KEY, DUNWELL_SMS_URL: `http://127.0.0.1:${smsWire}/texts`, DUNWELL_SMS_SECRET: SECRET, DUNWELL_SMS_TIMEOUT_MS: '3000', DUNWELL_CLOCK: clock, DUNWELL_TICK_MS: '300', LOG_LEVEL: 'error',
  };
  const provider = new Supervised(program(folder, 'provider', ['dist/sim/chaos/provider.js', join(folder, 'provider.json')], {}));
  return {
    folder, url: at(pg), leaps, database, provider, wires, environment, providerLog, providerUrl: `http://127.0.0.1:${sms}`,
    api: new Supervised(program(folder, 'api', ['bin/dunwell.js', 'serve', '--port', String(api)], environment)),
    workers: Array.from({ length: options.workers }, (_, i) => new Supervised(program(folder, `worker-${i}`, ['bin/dunwell.js', 'work'], environment))),
  };
}

async function trouble(stage: Stage, one: Planned): Promise<void> {
  const worker = stage.workers[one.which] as Supervised;
  const who = { kill_worker: worker, freeze_worker: worker, kill_api: stage.api, freeze_api: stage.api, kill_database: stage.database, freeze_database: stage.database } as const;
  const wire = { cut_database: stage.wires.database, hold_database: stage.wires.database, cut_provider: stage.wires.provider, hold_provider: stage.wires.provider, cut_hooks: stage.wires.hooks, hold_hooks: stage.wires.hooks } as const;
  if (one.what in who) {
    const victim = who[one.what as keyof typeof who];
    if (one.what.startsWith('kill')) victim.kill();
    else victim.freeze();
    await sleep(one.ms);
    victim.thaw();
  } else {
    const cable = wire[one.what as keyof typeof wire];
    if (one.what.startsWith('cut')) cable.cut();
    else cable.hold();
    await sleep(one.what.startsWith('hold') ? one.ms : 0);
    cable.release();
  }
}

/** One file through the command line, killed in the middle if so drawn, until the command says that it is done. */
async function importFile(stage: Stage, file: LenderFile, kills: readonly number[], counts: Record<string, number>): Promise<string | null> {
  for (let tried = 0; tried < 60; tried += 1) {
    const child = spawn(process.execPath, ['bin/dunwell.js', 'import', join(stage.folder, file.name), '--creditor', CREDITOR, '--json'], { env: { PATH: process.env['PATH'] ?? '', ...stage.environment }, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => { said += String(chunk); });
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    const kill = kills[tried];
    const timer = kill === undefined ? undefined : setTimeout(() => { if (child.kill('SIGKILL')) counts['imports killed'] = (counts['imports killed'] ?? 0) + 1; }, kill);
    const code = await ended;
    clearTimeout(timer);
    if (code === 0 || code === 4) return null;
    appendFileSync(join(stage.folder, 'imports.log'), `${file.name}: ended with ${String(code)}: ${said}\n`);
    await sleep(300);
  }
  return `${file.name}: the import was never done`;
}

/** Brings back what was killed, a moment later; until `done`. */
async function supervise(stage: Stage, done: () => boolean): Promise<void> {
  while (!done()) {
    await sleep(700);
    for (const one of everyone(stage)) one.revive();
  }
}

async function storm(options: ChaosOptions, stage: Stage, files: readonly LenderFile[], counts: Record<string, number>): Promise<{ readonly troubles: Record<string, number>; readonly failed: readonly string[] }> {
  const chance = new Chance(options.seed).fork('imports');
  const kills = files.map(() => Array.from({ length: chance.whole(1, 3) }, () => chance.whole(300, 2_500)));
  const forMs = stage.leaps.every * stage.leaps.times - QUIET_MS;
  const begun = stage.leaps.from;
  const troubles: Record<string, number> = {};
  let over = false;
  const supervisor = supervise(stage, () => over);
  const imports = files.map(async (file, i) => {
    await sleep(Math.max(0, begun + (i * forMs * 0.6) / files.length - systemClock.now()));
    return importFile(stage, file, kills[i] as readonly number[], counts);
  });
  const lasting: Promise<void>[] = [];
  for (const one of schedule(options.seed, forMs, options.workers)) {
    await sleep(Math.max(0, begun + one.at - systemClock.now()));
    troubles[one.what] = (troubles[one.what] ?? 0) + 1;
    const left = begun + forMs - systemClock.now();
    lasting.push(trouble(stage, { ...one, ms: Math.max(0, Math.min(one.ms, left)) }));
  }
  await Promise.all(lasting);
  await sleep(Math.max(0, begun + forMs - systemClock.now()));
  const calm = await askProvider(stage, '/calm');
  await sleep(QUIET_MS);
  const failed = [...(await Promise.all(imports)), calm === null ? 'the provider itself did not answer' : null].filter((one): one is string => one !== null);
  over = true;
  await supervisor;
  return { troubles, failed };
}

/** Waits until nothing is in motion, twice in a row. */
async function rest(stage: Stage, database: Database): Promise<readonly string[]> {
  const clock = leapingClock(systemClock, stage.leaps);
  let still = 0;
  let last = '';
  for (const until = systemClock.now() + REST_MS; systemClock.now() < until; await sleep(400)) {
    for (const one of everyone(stage)) one.revive();
    const open = (await askProvider(stage, '/open')) ?? -1;
    const unrest = await unrestOf(database, clock.now());
    const moving = Object.entries({ ...unrest, 'words of the provider on their way': open }).filter(([, n]) => n !== 0);
    last = JSON.stringify(Object.fromEntries(moving));
    still = moving.length === 0 ? still + 1 : 0;
    if (still === 3) return [];
  }
  return [`nothing came to rest within ${REST_MS / 1_000} s: ${last}`];
}

/** Those who fell over by themselves: not killed by us, and not for want of a database at their start. */
function fallen(stage: Stage): readonly string[] {
  return [stage.api, stage.provider, ...stage.workers].flatMap(({ program: { name, log }, ends }) => {
    const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
    const wild = /^(unexpected:|\s+at .*\(?(file|node):|.*Unhandled|.*uncaught)/im.exec(said);
    return wild === null ? [] : [`${name} fell over (${ends.join(', ')}): ${said.slice(wild.index, wild.index + 300).replace(/\n/g, ' | ')}`];
  });
}

async function closing(house: House, database: Database): Promise<readonly string[]> {
  const chains = await house.api.verifyChains();
  return [
    ...(chains.firstBad === null ? [] : [`decision ${chains.firstBad.slot}-${chains.firstBad.seq}: ${chains.firstBad.problem}`]),
    ...(await examine(database)).filter((one) => !one.ok).map((one) => `doctor: ${one.check}: ${one.detail}`),
  ];
}

async function reckon(options: ChaosOptions, stage: Stage, files: readonly LenderFile[], database: Database, counts: Record<string, number>): Promise<readonly string[]> {
  const restless = await rest(stage, database);
  const now = leapingClock(systemClock, stage.leaps).now();
  const stopped = await Promise.all([stage.api, ...stage.workers].map(async (one) => {
    const how = await one.stop('SIGTERM', STOP_MS);
    return how === '0' ? [] : [`${one.program.name}, asked to stop, ${how === null ? `did not within ${STOP_MS / 1_000} s` : `ended with ${how}`}`];
  }));
  const provider = readProviderLog(stage.providerLog);
  const evidence = await gather(database, KEY, files, provider, now);
  const house = await openHouse({ database, clock: standingClock(now), log: silentLog, dataFolder: stage.folder, key: KEY, demo: false, publicUrl: 'http://chaos.example' });
  for (const line of provider) {
    const what = line.line === 'received' ? `texts ${line.accepted ? 'carried' : 'turned away'}` : line.line === 'told' ? `${line.kind}s told` : line.line === 'acknowledged' && line.repeated ? 'repeats acknowledged' : line.line === 'turned_down' ? 'words turned down' : null;
    if (what !== null) counts[what] = (counts[what] ?? 0) + 1;
  }
  for (const one of evidence.attempts) counts[`attempts ${one.state}`] = (counts[`attempts ${one.state}`] ?? 0) + 1;
  counts['rows in files'] = files.reduce((sum, file) => sum + file.rows.length, 0);
  counts['hours of made-up time'] = Math.round((now - START) / 3_600_000);
  options.say(`at rest; ${provider.length} lines in the provider's log`);
  return [...restless, ...stopped.flat(), ...fallen(stage), ...(await closing(house, database)), ...findings(evidence)];
}

/** One run: storm, rest, reckoning. The same seed gives the same files, texts' fates and troubles, not the same interleaving. */
export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const began = systemClock.now();
  const files = portfolio(options.seed, options.files, options.cases, options.fill);
  const stage = await setUp(options, files);
  options.say(`seed ${options.seed}: ${options.workers} workers, ${options.cases} cases in ${options.files} files; logs in ${stage.folder}`);
  const counts: Record<string, number> = {};
  const database = openPool(stage.url, { max: 4 });
  const letGo = endWithUs(stage);
  let found: readonly string[];
  let troubles: Readonly<Record<string, number>>;
  try {
    const stormed = await storm(options, stage, files, counts);
    troubles = stormed.troubles;
    await answering(stage.database, stage.url);
    found = [...stormed.failed, ...(await reckon(options, stage, files, database, counts))];
  } finally {
    await database.close();
    for (const wire of Object.values(stage.wires)) wire.close();
    for (const one of [stage.api, ...stage.workers, stage.provider]) await one.stop('SIGKILL', STOP_MS);
    await stage.database.stop('SIGINT', STOP_MS);
    letGo();
  }
  if (found.length > 0) writeFileSync(join(stage.folder, 'findings.txt'), found.join('\n'));
  else rmSync(stage.folder, { recursive: true, force: true });
  return { seed: options.seed, findings: found, troubles, counts, seconds: Math.round((systemClock.now() - began) / 1_000), folder: found.length > 0 ? stage.folder : null };
}
