import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { binaries, clusterFolder, runAs, type RunAs } from './embedded-files.js';

export interface EmbeddedServer {
  readonly url: string;
  /** True when another Dunwell process runs the server and we only use it. */
  readonly joined: boolean;
  /** Stops the server if it is ours; a joined one is left alone. */
  stop(): Promise<void>;
}

interface Owner {
  readonly pid: number;
  /** Start of that process in clock ticks since boot, so that a reused number is not mistaken for it. */
  readonly started: string;
  readonly port: number;
  /** The server itself, and its start: an owner that outlived its server owns nothing. */
  readonly server: number;
  readonly serverStarted: string;
}

const READY_MS = 30_000;

/**
 * Modest memory, nothing unsafe: fsync and full_page_writes stay on. The log says what the server does, never what failed
 * in a statement: those lines carry values of rows (law 12), and the failure reaches the caller anyway.
 */
const SETTINGS: readonly string[] = [
  'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60', 'shared_buffers=256MB', 'max_wal_size=2GB', 'checkpoint_timeout=15min', 'jit=off',
  'timezone=UTC', 'log_timezone=UTC', 'log_min_messages=log', 'log_min_error_statement=panic', 'log_error_verbosity=terse', 'password_encryption=scram-sha-256',
];

function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      return null;
    }
  }
}

function readOwner(path: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(path, 'utf8')) as Owner;
    return startOf(owner.pid) === owner.started && startOf(owner.server) === owner.serverStarted ? owner : null;
  } catch {
    return null;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}

function initialise(native: string, cluster: string, password: string, as: RunAs): void {
  const passwordFile = `${cluster}.pw`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) chownSync(passwordFile, as.uid, as.gid);
  try {
    const done = spawnSync(
      join(native, 'bin/initdb'),
      [`--pgdata=${cluster}`, '--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C', '--no-instructions'],
      { ...as, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' }, encoding: 'utf8', cwd: '/' },
    );
    if (done.status !== 0) throw new Error(`config: the embedded PostgreSQL could not be set up in ${dirname(cluster)}: ${(done.stderr ?? String(done.error)).trim().split('\n').at(-1)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** A server that its parent left behind is asked to stop before a new one starts on its files. */
async function stopOrphan(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  let ours = false;
  try {
    ours = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster);
  } catch {
    // Gone, or not to be told apart: PostgreSQL itself removes a stale file.
  }
  if (!ours) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; startOf(pid) !== null; waited += 50) {
    if (waited > READY_MS) throw new Error(`config: a PostgreSQL left behind (process ${pid}) does not stop. End it, then start again.`);
    await sleep(50);
  }
}

/** True when it answers, false when it ended. */
async function ready(url: string, child: ChildProcess, log: string): Promise<boolean> {
  for (let waited = 0; ; waited += 25) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (waited > READY_MS) throw new Error(`config: the embedded PostgreSQL did not answer within ${READY_MS / 1000} s. See ${log}`, { cause: error });
      await sleep(25);
    }
  }
}

/** After a server was killed its own children hold its memory for a moment; a start in that moment ends at once and is tried again. */
const AGAIN_MS = 250;
const LAUNCHES = 20;

async function launch(native: string, cluster: string, port: number, as: RunAs, logPath: string, adminUrl: string): Promise<ChildProcess> {
  const log = openSync(logPath, 'a', 0o600);
  for (let tried = 1; ; tried += 1) {
    // A group of its own: Ctrl-C reaches us first, and we stop it when our work is done.
    const child = spawn(join(native, 'bin/postgres'), ['-D', cluster, '-p', String(port), ...SETTINGS.flatMap((s) => ['-c', s])], {
      ...as, detached: true, stdio: ['ignore', log, log], env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' }, cwd: '/',
    });
    child.unref();
    if (await ready(adminUrl, child, logPath)) {
      closeSync(log);
      return child;
    }
    if (tried === LAUNCHES) throw new Error(`config: the embedded PostgreSQL ended at once, ${LAUNCHES} times. See ${logPath}`);
    await sleep(AGAIN_MS);
  }
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const found = await client.query(`select 1 from pg_database where datname = 'dunwell'`);
  if (found.rowCount === 0) await client.query('create database dunwell');
  await client.end();
}

/** Starts the embedded PostgreSQL on its folder, or joins the one that another Dunwell process runs there. */
export async function startEmbedded(options: { readonly folder: string }): Promise<EmbeddedServer> {
  const as = runAs();
  const cluster = clusterFolder(options.folder, as);
  const home = dirname(cluster);
  mkdirSync(home, { recursive: true });
  const ownerFile = join(home, 'postgres-owner.json');
  const secretFile = join(home, 'postgres-password');
  const urlFor = (port: number, database: string, password: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;

  const owner = readOwner(ownerFile);
  if (owner !== null && existsSync(secretFile)) {
    const url = urlFor(owner.port, 'dunwell', readFileSync(secretFile, 'utf8').trim());
    return { url, joined: owner.pid !== process.pid, stop: async () => undefined };
  }
  const native = binaries(as);
  await stopOrphan(cluster);
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    const password = randomBytes(24).toString('hex');
    rmSync(cluster, { recursive: true, force: true });
    mkdirSync(cluster, { mode: 0o700 });
    if (as.uid !== undefined && as.gid !== undefined) chownSync(cluster, as.uid, as.gid);
    initialise(native, cluster, password, as);
    writeFileSync(secretFile, `${password}\n`, { mode: 0o600 });
  }
  const password = readFileSync(secretFile, 'utf8').trim();
  const port = await freePort();
  const child = await launch(native, cluster, port, as, join(home, 'postgres.log'), urlFor(port, 'postgres', password));
  const halt = () => { if (child.exitCode === null && child.pid !== undefined) try { process.kill(child.pid, 'SIGINT'); } catch { /* gone already */ } };
  process.once('exit', halt);
  await ensureDatabase(urlFor(port, 'postgres', password));
  const owned: Owner = { pid: process.pid, started: startOf(process.pid) ?? '', port, server: child.pid ?? 0, serverStarted: startOf(child.pid ?? 0) ?? '' };
  writeFileSync(ownerFile, JSON.stringify(owned), { mode: 0o600 });
  return {
    url: urlFor(port, 'dunwell', password),
    joined: false,
    async stop() {
      process.off('exit', halt);
      rmSync(ownerFile, { force: true });
      if (child.exitCode !== null || child.signalCode !== null) return;
      // Let go of at the start so that it never keeps us alive; now its end is what we wait for.
      child.ref();
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      halt();
      await ended;
    },
  };
}
