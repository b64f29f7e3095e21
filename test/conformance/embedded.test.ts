import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { binaries, clusterFolder, runAs } from '../../src/adapters/postgres/embedded-files.js';
import { startEmbedded } from '../../src/adapters/postgres/embedded.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { openFolder } from './databases.js';

const folders: string[] = [];
const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const isRoot = process.getuid?.() === 0;
/** An ordinary user that every system has. */
const NOBODY = 65_534;

const newFolder = () => {
  const folder = openFolder();
  folders.push(folder);
  return folder;
};

const clusterOf = (folder: string): string => clusterFolder(folder, runAs(folder));
const serverPid = (folder: string): number => Number(readFileSync(join(clusterOf(folder), 'postmaster.pid'), 'utf8').split('\n')[0]);
const exitOf = (child: ChildProcess): Promise<void> => new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve())));

function childOn(folder: string, what: 'write' | 'start', as?: number): ChildProcess {
  const child = fork('test/fixtures/database-child.mjs', [folder, what, ...(as === undefined ? [] : [String(as), String(as)])], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.push(child);
  return child;
}

/** Writes one commit at a time; `reached(n)` waits for the nth that was acknowledged. */
function writer(folder: string): { readonly child: ChildProcess; readonly acknowledged: () => number; readonly reached: (n: number) => Promise<void> } {
  const child = childOn(folder, 'write');
  let last = 0;
  const waiting: { n: number; resolve: () => void }[] = [];
  child.on('message', (n) => {
    if (typeof n !== 'number') return; // how it ended; we ended it
    last = n;
    for (const w of waiting.filter((x) => x.n <= last)) w.resolve();
  });
  return { child, acknowledged: () => last, reached: (n) => new Promise((resolve) => (last >= n ? resolve() : waiting.push({ n, resolve }))) };
}

interface Said {
  readonly joined?: boolean;
  readonly since?: string;
  readonly uid?: number;
  readonly error?: string;
}

async function starter(folder: string, as?: number): Promise<{ readonly said: Said; stop(): Promise<void> }> {
  const child = childOn(folder, 'start', as);
  const said = await new Promise<Said>((resolve) => child.once('message', (m) => resolve(m as Said)));
  return {
    said,
    async stop() {
      if (said.error === undefined) child.send('stop');
      await exitOf(child);
    },
  };
}

async function startAndStop(folder: string): Promise<void> {
  const server = await startEmbedded({ folder });
  await server.stop();
}

describe('the embedded PostgreSQL', () => {
  it('keeps its data over a stop and a start, safely set', async () => {
    const folder = newFolder();
    const first = await startEmbedded({ folder });
    const pool = openPool(first.url, { max: 1 });
    await pool.query('create table kept (n int); insert into kept values (7)');
    await pool.close();
    await first.stop();
    expect(readdirSync(dirname(clusterOf(folder))).sort()).toEqual(['postgres', 'postgres-password', 'postgres.log']);
    expect(statSync(join(dirname(clusterOf(folder)), 'postgres-password')).mode & 0o777).toBe(0o600);
    const second = await startEmbedded({ folder });
    const again = openPool(second.url, { max: 1 });
    expect(await again.query('select n from kept')).toEqual([{ n: 7 }]);
    const settings = await again.query(`select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories', 'server_encoding', 'data_checksums') order by name`);
    expect(Object.fromEntries(settings.map((s) => [s['name'], s['setting']]))).toEqual({
      data_checksums: 'on', fsync: 'on', full_page_writes: 'on', listen_addresses: '127.0.0.1', server_encoding: 'UTF8', synchronous_commit: 'on', unix_socket_directories: '',
    });
    await again.close();
    await second.stop();
    expect(existsSync(join(clusterOf(folder), 'postmaster.pid'))).toBe(false);
  });

  it('refuses who does not know the password', async () => {
    const server = await startEmbedded({ folder: newFolder() });
    const stranger = openPool(server.url.replace(/:[0-9a-f]+@/, ':guess@'), { max: 1 });
    await expect(stranger.query('select 1')).rejects.toThrow(/password authentication failed/);
    await stranger.close();
    await server.stop();
  });

  it('writes nothing of rows or statements into its log, however they fail', async () => {
    const folder = newFolder();
    const server = await startEmbedded({ folder });
    const pool = openPool(server.url, { max: 1 });
    await pool.query('create table person (name text unique, n int not null)');
    await pool.execute('insert into person values ($1, 1)', ['Secret Person']);
    for (const [text, parameters] of [
      ['insert into person values ($1, 1)', ['Secret Person']], ['insert into person values ($1, $2)', ['Secret Person', null]], ['select $1::int', ['Secret Person']],
      [`select * from person where name = 'Secret Person' and nothing`, []], [`do $$ begin raise warning 'Secret Person'; end $$`, []],
    ] as const) await pool.query(text, parameters).catch(() => undefined);
    await pool.close();
    await server.stop();
    const log = readFileSync(join(dirname(clusterOf(folder)), 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toMatch(/Secret|insert|select/i);
  });

  it('loses no acknowledged commit when the server is killed', async () => {
    const folder = newFolder();
    const { child, acknowledged, reached } = writer(folder);
    await reached(50);
    process.kill(serverPid(folder), 'SIGKILL');
    await exitOf(child);
    const server = await startEmbedded({ folder });
    const pool = openPool(server.url, { max: 1 });
    const [rows] = await pool.query<{ n: number; top: number }>('select count(*)::int as n, max(n) as top from row');
    expect(rows?.n).toBeGreaterThanOrEqual(acknowledged());
    expect(rows?.n).toBe(rows?.top);
    await pool.close();
    await server.stop();
  });

  it('left behind by a killed parent is stopped before a new one starts on its files; a living parent\'s is joined', async () => {
    const folder = newFolder();
    const { child, reached, acknowledged } = writer(folder);
    await reached(10);
    const joined = await startEmbedded({ folder });
    expect(joined.joined).toBe(true);
    await joined.stop();
    const orphan = serverPid(folder);
    child.kill('SIGKILL');
    await exitOf(child);
    const server = await startEmbedded({ folder });
    expect(server.joined).toBe(false);
    expect(serverPid(folder)).not.toBe(orphan);
    const pool = openPool(server.url, { max: 1 });
    expect((await pool.query<{ n: number }>('select count(*)::int as n from row'))[0]?.n).toBeGreaterThanOrEqual(acknowledged());
    await pool.close();
    await server.stop();
  });

  it('is started by one of several that race for a new folder, and joined by the others', async () => {
    const folder = newFolder();
    const all = await Promise.all(Array.from({ length: 5 }, () => starter(folder)));
    expect(all.map((s) => s.said.error)).toEqual(all.map(() => undefined));
    expect(all.filter((s) => s.said.joined === false)).toHaveLength(1);
    expect(new Set(all.map((s) => s.said.since)).size).toBe(1);
    for (const one of all) await one.stop();
  });

  it('starts after every way a start can be cut short', async () => {
    const folder = newFolder();
    // Killed while it made the cluster: the password and half a cluster beside its place, and the name of the dead one that was at it.
    mkdirSync(join(folder, 'postgres.new/base'), { recursive: true });
    writeFileSync(join(folder, 'postgres.pw'), 'left behind');
    writeFileSync(join(folder, 'postgres-starting.json'), JSON.stringify({ pid: 4_194_303, started: '1' }));
    await startAndStop(folder);
    expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres-password', 'postgres.log']);
    // Killed as the lock was made; and a pid file whose number now belongs to another program (us).
    writeFileSync(join(folder, 'postgres-starting.json'), '');
    writeFileSync(join(folder, 'postgres/postmaster.pid'), `${process.pid}\n${folder}/postgres\n1\n1\n\n127.0.0.1\n\nready\n`);
    writeFileSync(join(folder, 'postgres-owner.json'), JSON.stringify({ pid: process.pid, started: '1', port: 1, server: 1, serverStarted: '1' }));
    await startAndStop(folder);
    expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres-password', 'postgres.log']);
  });

  it('says what is wrong with a folder, and changes nothing in it', async () => {
    const foreign = newFolder();
    mkdirSync(join(foreign, 'postgres'));
    writeFileSync(join(foreign, 'postgres/holiday.jpg'), 'sea');
    if (isRoot) chownSync(join(foreign, 'postgres'), NOBODY, NOBODY);
    await expect(startEmbedded({ folder: foreign })).rejects.toThrow(/^config: .*not empty and holds no database/);
    expect(readFileSync(join(foreign, 'postgres/holiday.jpg'), 'utf8')).toBe('sea');

    const folder = newFolder();
    await startAndStop(folder);
    const password = readFileSync(join(folder, 'postgres-password'), 'utf8');
    writeFileSync(join(folder, 'postgres-password'), 'other');
    await expect(startEmbedded({ folder })).rejects.toThrow(/^config: the password beside/);
    unlinkSync(join(folder, 'postgres-password'));
    await expect(startEmbedded({ folder })).rejects.toThrow(/^config: .*postgres-password is missing/);
    writeFileSync(join(folder, 'postgres-password'), password);
    writeFileSync(join(folder, 'postgres/PG_VERSION'), '17\n');
    await expect(startEmbedded({ folder })).rejects.toThrow(/^config: .*made by PostgreSQL 17, and this is 18/);
    writeFileSync(join(folder, 'postgres/PG_VERSION'), '18\n');
    await startAndStop(folder);
  });

  it('makes the symlinks again that npm did not make', () => {
    const native = binaries({});
    const { target } = (JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[])[0] as { target: string };
    const link = join(native, '..', target);
    unlinkSync(link);
    binaries({});
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });
});

// Becoming another user needs root; an ordinary user has run everything above as such.
describe.runIf(isRoot)('the embedded PostgreSQL, capability: several users', () => {
  it('runs as an ordinary user, whose database root then goes on with and another user is refused', async () => {
    const folder = newFolder();
    chownSync(folder, NOBODY, NOBODY);
    const theirs = await starter(folder, NOBODY);
    expect(theirs.said).toMatchObject({ joined: false, uid: NOBODY });
    await theirs.stop();
    expect(statSync(join(folder, 'postgres')).uid).toBe(NOBODY);
    await startAndStop(folder);
    expect(statSync(join(folder, 'postgres')).uid).toBe(NOBODY);
    const other = await starter(folder, NOBODY - 1);
    expect(other.said.error).toMatch(/^config: .*belongs to user 65534, and this is user 65533/);
    await other.stop();
    const again = await starter(folder, NOBODY);
    expect(again.said).toMatchObject({ joined: false });
    await again.stop();
  });

  it('tells a user who may not write there', async () => {
    const one = await starter(newFolder(), NOBODY);
    expect(one.said.error).toMatch(/^config: nothing can be written in .*EACCES/);
    await one.stop();
    const two = await starter(join(newFolder(), 'new'), NOBODY);
    expect(two.said.error).toMatch(/^config: the folder .* cannot be made \(EACCES\)/);
    await two.stop();
  });

  it('goes elsewhere when its user cannot reach the folder, and stays there when the door is opened', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o700);
    await startAndStop(folder);
    const away = clusterOf(folder);
    folders.push(dirname(away));
    expect(away).toMatch(/^\/var\/lib\/dunwell\//);
    chmodSync(folder, 0o755);
    expect(clusterOf(folder)).toBe(away);
    await startAndStop(folder);
    expect(existsSync(join(folder, 'postgres'))).toBe(false);
  });

  it('never takes an empty database for one behind a door that was closed later', async () => {
    const folder = newFolder();
    await startAndStop(folder);
    chmodSync(folder, 0o700);
    await expect(startEmbedded({ folder })).rejects.toThrow(/^config: .*cannot be reached by its user/);
  });
});
