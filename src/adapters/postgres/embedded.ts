import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { binaries, clusterFolder, makeHome, runAs, type RunAs } from './embedded-files.js';
import { alone, commandOf, ownerFileOf, readOwner, startOf, type Owner } from './embedded-owner.js';

export interface EmbeddedServer {
  /** Holds the password: never logged. */
  readonly url: string;
  /** True when another Dunwell process runs the server and we only use it. */
  readonly joined: boolean;
  /** Stops the server if it is ours; a joined one is left alone. */
  stop(): Promise<void>;
}

const STOP_MS = 60_000;
/** An orphan has nobody to finish for. */
const QUIT_MS = 10_000;
/** Reading the log again after a crash takes as long as it takes; a server that is silent for this long is not coming. */
const READY_MS = 30_000;

/**
 * Modest memory, nothing unsafe: fsync and full_page_writes stay on. The log says what the server does, never what failed
 * in a statement: those lines carry values of rows (law 12), and the failure reaches the caller anyway.
 */
const SETTINGS: readonly string[] = [
  'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60', 'shared_buffers=256MB', 'max_wal_size=2GB', 'checkpoint_timeout=15min', 'jit=off',
  'timezone=UTC', 'log_timezone=UTC', 'log_min_messages=log', 'log_min_error_statement=panic', 'log_error_verbosity=terse', 'password_encryption=scram-sha-256',
];

const environment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' };

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

/** Runs one of the binaries to its end; what it said when it failed is the error's text. */
function run(native: string, name: 'initdb' | 'postgres', options: readonly string[], as: RunAs, what: string): string {
  const done = spawnSync(join(native, 'bin', name), options, { ...as, env: environment, encoding: 'utf8', cwd: '/' });
  if (done.status !== 0) throw new Error(`config: ${what}: ${done.error?.message ?? done.stderr.trim().split('\n').at(-1) ?? ''}`);
  return done.stdout;
}

/** Files of another PostgreSQL are not touched; the binaries are tried before anything is made. */
function checkVersion(native: string, cluster: string, as: RunAs): void {
  const said = run(native, 'postgres', ['--version'], as, `the embedded PostgreSQL does not run on this system (set DATABASE_URL to a server instead)`);
  const ours = /(\d+)/.exec(said)?.[1];
  if (!existsSync(cluster)) return;
  const theirs = existsSync(join(cluster, 'PG_VERSION')) ? readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim() : null;
  if (theirs === null && readdirSync(cluster).length > 0) throw new Error(`config: ${cluster} is not empty and holds no database. Move it away, or set DUNWELL_DATA to another folder.`);
  if (theirs === '') throw new Error(`config: ${cluster}/PG_VERSION is empty: the files of the database are damaged. Put back a copy of the folder, or restore a backup into another (docs/operating/bad-days.md).`);
  if (theirs !== null && theirs !== ours) throw new Error(`config: the database in ${cluster} was made by PostgreSQL ${theirs}, and this is ${ours ?? 'unknown'}. Use the version of Dunwell that made it, and move the data by dump and restore.`);
}

function chown(path: string, as: RunAs): void {
  if (as.uid !== undefined && as.gid !== undefined) chownSync(path, as.uid, as.gid);
}

/** What a start that was cut short left. Its last child may still be at it; then it goes the next time. */
function removeLeft(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
  }
}

/** Makes the cluster beside its place and moves it there whole: a start that is cut short leaves nothing half made. */
function initialise(native: string, cluster: string, secretFile: string, as: RunAs): void {
  // A name of its own: the initdb of a start that was killed may still be writing into its folder.
  const beside = `${cluster}.new-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${cluster}.pw`;
  const password = randomBytes(24).toString('hex');
  for (const left of readdirSync(dirname(cluster)).filter((name) => /^postgres\.(new|pw)/.test(name))) removeLeft(join(dirname(cluster), left));
  mkdirSync(beside, { mode: 0o700 });
  chown(beside, as);
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    chown(passwordFile, as);
    run(native, 'initdb', [`--pgdata=${beside}`, '--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C', '--no-instructions'], as,
      `the embedded PostgreSQL could not be set up in ${dirname(cluster)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeFileSync(secretFile, `${password}\n`, { mode: 0o600, flush: true });
  if (existsSync(cluster)) rmdirSync(cluster);
  renameSync(beside, cluster);
  const home = openSync(dirname(cluster), 'r');
  fsyncSync(home);
  closeSync(home);
}

/** A server that its parent left behind is asked to stop before a new one starts on its files. */
async function stopOrphan(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (startOf(pid) === null) return; // PostgreSQL itself removes a stale file
  const command = commandOf(pid);
  if (command === null) return;
  if (!/postgres/i.test(command)) {
    // The number now belongs to another program, as after a restart of a container; PostgreSQL might take it for itself.
    rmSync(pidFile, { force: true });
    return;
  }
  if (!command.includes(cluster)) return; // some other server, or ours by another path: PostgreSQL decides
  process.kill(pid, 'SIGINT');
  process.kill(pid, 'SIGCONT'); // one that was stopped hears nothing before it goes on
  for (let waited = 0; startOf(pid) !== null; waited += 50) {
    if (waited === QUIT_MS) process.kill(pid, 'SIGQUIT'); // at once; what is committed is in its log
    if (waited > STOP_MS) throw new Error(`config: a PostgreSQL left behind (process ${pid}) does not stop. End it, then start again.`);
    await sleep(50);
  }
}

/** True when it answers, false when it ended. */
async function ready(url: string, child: ChildProcess, log: string): Promise<boolean> {
  for (let silent = 0; ; silent += 25) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      await client.end().catch(() => undefined);
      const code = (error as { code?: unknown }).code;
      if (code === '28P01') throw new Error(`config: the password beside ${log} is not that of the database. Put back the file that was backed up with it.`);
      if (code === '57P03') silent = 0; // starting up, perhaps reading its log again
      if (silent > READY_MS) throw new Error(`config: the embedded PostgreSQL did not answer within ${READY_MS / 1000} s. See ${log}`, { cause: error });
      await sleep(25);
    }
  }
}

/** After a server was killed its own children hold its memory for a moment; a start in that moment, or on a port just taken, ends at once and is tried again. */
const AGAIN_MS = 250;
const LAUNCHES = 20;

/** What no second try mends. */
const HOPELESS = /No space left|Read-only file system|Permission denied|Input\/output error|No such file or directory|could not (open|read|find|access)|does not exist|invalid (primary )?checkpoint|incorrect checksum/i;

function remedy(said: string): string {
  if (/No space left/i.test(said)) return 'The disk is full: free some space, then start again.';
  if (/Read-only|Permission/i.test(said)) return 'Let its user write there, then start again.';
  return 'Files are missing or damaged: put back a copy of the folder, or restore a backup into another.';
}

/** The last thing the server complained of; its log holds nothing of rows. */
function lastWords(logPath: string, from: number): string | null {
  const lines = readFileSync(logPath).subarray(from).toString('utf8').trimEnd().split('\n');
  return lines.map((line) => /(?:FATAL|PANIC):\s+(.*)$/.exec(line)?.[1] ?? /^postgres: (could not .*)$/.exec(line)?.[1]).findLast((said) => said !== undefined) ?? null;
}

interface Launched {
  readonly child: ChildProcess;
  readonly port: number;
}

async function launch(native: string, cluster: string, as: RunAs, urlFor: (port: number, database: string) => string): Promise<Launched> {
  const logPath = join(dirname(cluster), 'postgres.log');
  for (let tried = 1; ; tried += 1) {
    const port = await freePort();
    const log = openSync(logPath, 'a', 0o600);
    const written = fstatSync(log).size;
    // A group of its own: Ctrl-C reaches us first, and we stop it when our work is done.
    const child = spawn(join(native, 'bin/postgres'), ['-D', cluster, '-p', String(port), ...SETTINGS.flatMap((s) => ['-c', s])], {
      ...as, detached: true, stdio: ['ignore', log, log], env: environment, cwd: '/',
    });
    closeSync(log);
    child.on('error', () => undefined); // seen as an end
    child.unref();
    try {
      if (await ready(urlFor(port, 'postgres'), child, logPath)) return { child, port };
    } catch (error) {
      child.kill('SIGINT');
      throw error;
    }
    const said = lastWords(logPath, written);
    if (said !== null && HOPELESS.test(said)) throw new Error(`config: the embedded PostgreSQL cannot start: ${said}. ${remedy(said)} Its files were left as they are.`);
    if (tried === LAUNCHES) throw new Error(`config: the embedded PostgreSQL ended at once, ${LAUNCHES} times${said === null ? '' : `: ${said}`}. See ${logPath}`);
    await sleep(AGAIN_MS);
  }
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query(`select 1 from pg_database where datname = 'dunwell'`);
    if (found.rowCount === 0) await client.query('create database dunwell');
  } finally {
    await client.end();
  }
}

/** Stops the server cleanly and waits for its end; one that does not end in time is cut off, which loses nothing committed. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // Let go of at the start so that it never keeps us alive; now its end is what we wait for.
  child.ref();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGQUIT'), STOP_MS);
  await ended;
  clearTimeout(late);
}

/** Starts the embedded PostgreSQL on its folder, or joins the one that another Dunwell process runs there. */
export async function startEmbedded(options: { readonly folder: string }): Promise<EmbeddedServer> {
  const as = runAs(options.folder);
  const cluster = clusterFolder(options.folder, as);
  const home = dirname(cluster);
  makeHome(home, as);
  const secretFile = join(home, 'postgres-password');
  const urlFor = (port: number, database: string) => `postgres://postgres:${readFileSync(secretFile, 'utf8').trim()}@127.0.0.1:${port}/${database}`;
  const joining = (owner: Owner): EmbeddedServer => ({ url: urlFor(owner.port, 'dunwell'), joined: owner.pid !== process.pid, stop: async () => undefined });

  const owner = readOwner(home);
  if (owner !== null) return joining(owner);
  return alone(home, async () => {
    // Whoever was starting when we came may have finished since.
    const first = readOwner(home);
    if (first !== null) return joining(first);
    const native = binaries(as);
    checkVersion(native, cluster, as);
    await stopOrphan(cluster);
    if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(native, cluster, secretFile, as);
    if (!existsSync(secretFile)) throw new Error(`config: ${secretFile} is missing, and without it the database in ${cluster} does not open. Put back the file that was backed up with it.`);
    if (readFileSync(secretFile, 'utf8').trim() === '') throw new Error(`config: ${secretFile} is empty, and without it the database in ${cluster} does not open. Put back the file that was backed up with it.`);
    const { child, port } = await launch(native, cluster, as, urlFor);
    const halt = () => void child.kill('SIGINT');
    process.once('exit', halt);
    const stop = async () => {
      process.off('exit', halt);
      rmSync(ownerFileOf(home), { force: true });
      await end(child);
    };
    try {
      await ensureDatabase(urlFor(port, 'postgres'));
    } catch (error) {
      await stop();
      throw error;
    }
    const server = child.pid ?? 0;
    const owned: Owner = { pid: process.pid, started: startOf(process.pid) ?? '', port, server, serverStarted: startOf(server) ?? '' };
    rmSync(ownerFileOf(home), { force: true }); // perhaps another user's, whose file we may remove but not write
    writeFileSync(ownerFileOf(home), JSON.stringify(owned), { mode: 0o600 });
    return { url: urlFor(port, 'dunwell'), joined: false, stop };
  });
}
