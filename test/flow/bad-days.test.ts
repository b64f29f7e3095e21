import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { keysFrom } from '../../src/adapters/keys/file-keys.js';
import { backedTables } from '../../src/adapters/postgres/backup/catalogue.js';
import { digestTable } from '../../src/adapters/postgres/backup/copy.js';
import { clusterFolder, runAs } from '../../src/adapters/postgres/embedded-files.js';
import { startOf } from '../../src/adapters/postgres/embedded-owner.js';
import { startEmbedded } from '../../src/adapters/postgres/embedded.js';
import { openPool, openSession } from '../../src/adapters/postgres/pool.js';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { openReading } from '../../src/adapters/postgres/views/reading.js';
import { verifyChains } from '../../src/engine/audit/verify-chain.js';
import { hash } from 'node:crypto';
import { embeddedServer, openFolder, type Server } from '../conformance/databases.js';
import { csv, MAPPING } from '../fixtures/town.js';

// Bad days, with the real program as processes of their own (docs/operating/bad-days.md has the same table for operators): each ends in a
// message that says what, where and what to do, and leaves the data as they were.

const root = openFolder();
const data = join(root, 'data');
const at = (name: string): string => join(data, name);
const children: ChildProcess[] = [];
afterAll(() => {
  children.forEach((child) => child.kill('SIGKILL'));
  rmSync(root, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const environment = (more: Readonly<Record<string, string>> = {}) => ({ PATH: process.env['PATH'] ?? '', DUNWELL_DATA: data, DUNWELL_DEMO: 'off', ...more });

function dunwell(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [resolve('bin/dunwell.js'), ...args], { env: environment(more), timeout: 100_000, killSignal: 'SIGKILL' }, (error, out, err) => done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err }));
  });
}

/** A process that runs until it is ended; settles once it has said the word. */
function running(args: readonly string[], word: string, more: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, [resolve('bin/dunwell.js'), ...args], { env: environment(more), stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return new Promise((done, fail) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(word)) done(child);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => fail(new Error(`ended: ${said}`)));
  });
}

const endOf = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => new Promise((done) => {
  child.once('exit', () => done());
  child.kill(signal);
});

/** Every row of every table, and whether all is in order. */
async function fingerprint(folder = data): Promise<string> {
  const server = await startEmbedded({ folder });
  const pool = openPool(server.url, { max: 2 });
  const { client, session, close } = await openSession(server.url);
  try {
    const digests: string[] = [];
    for (const table of await backedTables(session)) digests.push(`${table.name} ${(await digestTable(client, table)).sha256}`);
    expect((await examine(pool)).filter(({ ok }) => !ok)).toEqual([]);
    expect((await verifyChains(openReading(pool, keysFrom(Buffer.from(readFileSync(join(folder, 'operator.key'), 'utf8').trim(), 'hex'))), (text) => hash('sha256', text, 'hex'))).firstBad).toBeNull();
    return digests.join('\n');
  } finally {
    await close();
    await pool.close();
    await server.stop();
  }
}

const lender = async (rows: number, name: string): Promise<string> => {
  const path = join(root, name);
  writeFileSync(path, csv(Array.from({ length: rows }, (_, i) => ({ ref: `${name}-${i}` }))));
  return path;
};
const mapping = join(root, 'mapping.json');
const importing = (file: string) => ['import', file, '--creditor', 'bank', '--mapping', mapping];
const addBank = ['creditor', 'add', 'bank', '--name-en', 'Bank', '--name-zh', '银行', '--country', 'CN', '--phone', '95500'];

/** Root may mount, where it may: in a container without the right these two cannot be tried. */
const mayMount = (() => {
  const folder = openFolder();
  const done = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (done) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return done;
})();
const capabilities = { mount: mayMount };

describe('a bad day', () => {
  let before: string;
  beforeAll(async () => {
    writeFileSync(mapping, JSON.stringify(MAPPING));
    mkdirSync(data);
    chmodSync(data, 0o755);
    expect(await dunwell(addBank)).toMatchObject({ code: 0 });
    expect(await dunwell(importing(await lender(20, 'first.csv')))).toMatchObject({ code: 0 });
    before = await fingerprint();
  });

  const key = (): string => readFileSync(at('operator.key'), 'utf8');
  /** What is done to the folder, what is said, and how it is undone. */
  const DAMAGE: readonly (readonly [what: string, damage: () => void, said: RegExp, undo: () => void])[] = [
    ['the operator\'s key is gone', () => rmSync(at('operator.key')), /^key: .*operator\.key is missing.*Put back your copy.*No new key was made/, () => undefined],
    ['the key file is half', () => writeFileSync(at('operator.key'), key().slice(0, 30)), /^key: .*operator\.key must hold 64 hex digits.*found 30 characters/, () => undefined],
    ['the key file is empty', () => writeFileSync(at('operator.key'), ''), /^key: .*must hold 64 hex digits.*found 0 characters/, () => undefined],
    ['the key is another\'s', () => writeFileSync(at('operator.key'), '7'.repeat(64)), /^key: .*operator\.key is not the key of this database.*Nothing was changed/, () => undefined],
    ['the server\'s password is gone', () => rmSync(at('postgres-password')), /^config: .*postgres-password is missing.*Put back the file/, () => undefined],
    ['the server\'s password is empty', () => writeFileSync(at('postgres-password'), ''), /^config: .*postgres-password is empty.*Put back the file/, () => undefined],
    ['PG_VERSION is empty, as after a copy that was cut short', () => writeFileSync(at('postgres/PG_VERSION'), ''), /^config: .*PG_VERSION is empty: the files of the database are damaged/, () => undefined],
    ['a file of the database is missing', () => renameSync(at('postgres/global/pg_control'), at('aside')), /^config: the embedded PostgreSQL cannot start: .*put back a copy/, () => renameSync(at('aside'), at('postgres/global/pg_control'))],
    ['a folder of the database is missing', () => renameSync(at('postgres/pg_wal'), at('aside')), /^config: the embedded PostgreSQL cannot start: .*put back a copy/, () => renameSync(at('aside'), at('postgres/pg_wal'))],
  ];
  it.each([...DAMAGE])('on which %s is refused in words, without making anything new', async (_, damage, said, undo) => {
    const kept = new Map(['operator.key', 'postgres-password', 'postgres/PG_VERSION'].map((name) => [name, readFileSync(at(name))]));
    damage();
    const found = existsSync(at('operator.key')) ? key() : null;
    const ended = await dunwell(['doctor']);
    expect(existsSync(at('operator.key')) ? key() : null).toBe(found);
    undo();
    for (const [name, content] of kept) writeFileSync(at(name), content, name === 'postgres/PG_VERSION' ? {} : { mode: 0o600 });
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toMatch(said);
    expect(ended.err).not.toMatch(new RegExp(`${kept.get('operator.key')?.toString().trim()}|${kept.get('postgres-password')?.toString().trim()}`));
  });

  it('leaves every row as it was, after all of these', async () => expect(await fingerprint()).toBe(before));

  it('with a second serve on the same folder: refused, while work and doctor join', async () => {
    const first = await running(['serve', '--port', '18191'], 'Dunwell is up');
    const second = await dunwell(['serve', '--port', '18192']);
    expect(second).toMatchObject({ code: 2 });
    expect(second.err).toMatch(/^config: another Dunwell runs on .*data already\. Use it, stop it, or set DUNWELL_DATA/);
    expect((await dunwell(['doctor'])).out).toContain('ok   database');
    await endOf(first, 'SIGTERM');
    before = await fingerprint(); // it took its turns
  });

  it('whose server was left behind by a killed parent, and stopped dead besides: it is taken over', async () => {
    const first = await running(['work'], 'Workers are up');
    const server = Number(readFileSync(join(clusterFolder(data, runAs(data)), 'postmaster.pid'), 'utf8').split('\n')[0]);
    await endOf(first, 'SIGKILL');
    process.kill(server, 'SIGSTOP');
    expect(await dunwell(['doctor'])).toMatchObject({ code: 0 });
    expect(startOf(server)).toBeNull();
    before = await fingerprint();
  });

  it('on which the first start is killed again and again: the next one finishes it', async () => {
    const folder = join(openFolder(), 'data');
    onTestFinished(() => rmSync(dirname(folder), { recursive: true, force: true }));
    for (const word of ['postgres-starting.json', 'postgres-password', 'postgres/PG_VERSION', 'postgres-owner.json']) {
      const child = spawn(process.execPath, [resolve('bin/dunwell.js'), 'migrate'], { env: environment({ DUNWELL_DATA: folder }), stdio: 'ignore' });
      children.push(child);
      const gone = new Promise((done) => child.once('exit', done));
      // Killed as soon as this file stands there.
      while (!existsSync(join(folder, word)) && child.exitCode === null) await new Promise((done) => setImmediate(done));
      child.kill('SIGKILL');
      await gone;
    }
    expect(await dunwell(['doctor'], { DUNWELL_DATA: folder })).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'operator.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });

  it('on which the clock is an hour back: nothing is decided, and doctor says so; later it goes on', async () => {
    const folder = join(root, 'clock');
    spawnSync('cp', ['-a', '-T', data, folder]);
    const noon = Date.parse('2026-11-24T12:00:00+08:00');
    const clockAt = (now: number) => ({ DUNWELL_DATA: folder, DUNWELL_DEMO: 'on', DUNWELL_CLOCK: `${Date.now() + 3_600_000}/${now}/1000/0/0` });
    const plan = resolve('plans/ladder.yaml');
    for (const args of [['plan', 'draft', plan, '--by', 'analyst'], ['plan', 'approve', 'ladder@1', '--by', 'head'], ['plan', 'release', 'ladder@1'], importing(await lender(20, 'second.csv'))]) expect(await dunwell(args, clockAt(noon))).toMatchObject({ code: 0 });
    expect((await dunwell(['tick'], clockAt(noon))).out).toMatch(/dispatched [1-9]/);
    const back = await dunwell(['tick', '--json'], { ...clockAt(noon - 3_600_000), LOG_LEVEL: 'error' });
    expect(JSON.parse(back.out)).toMatchObject({ reviewed: 0, dispatched: 0 });
    const doctor = await dunwell(['doctor'], clockAt(noon - 3_600_000));
    expect(doctor.code).toBe(3);
    expect(doctor.out).toMatch(/BAD {2}clock: .* 3600 s behind what was recorded .* Set the clock right/);
    expect((await dunwell(['doctor'], clockAt(noon + 60_000))).out).toContain('ok   clock');
  });

  it.runIf(capabilities.mount)('on which the folder became read-only', async () => {
    spawnSync('mount', ['--bind', data, data]);
    spawnSync('mount', ['-o', 'remount,ro,bind', data]);
    const ended = await dunwell(['doctor']);
    spawnSync('umount', [data]);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toMatch(/^config: nothing can be written in .*data \(EROFS\)\. Let this user write there/);
    expect(await fingerprint()).toBe(before);
  });

  it.runIf(capabilities.mount)('on which the disk fills while a file comes in: said in words, and after making room it goes on where it stopped', async () => {
    const disk = openFolder();
    onTestFinished(() => {
      spawnSync('umount', ['-l', disk]);
      rmSync(disk, { recursive: true, force: true });
    });
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=260m,mode=755', 'tmpfs', disk]);
    const there = { DUNWELL_DATA: join(disk, 'data') };
    expect(await dunwell(addBank, there)).toMatchObject({ code: 0 });
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - 22 * 2 ** 20));
    const file = await lender(9_000, 'long.csv');
    const full = await dunwell(importing(file), there);
    expect(full.err).toMatch(/config: .*the disk (of .*data )?is full.*[Ff]ree some space/i);
    expect(full.code).toBe(2);
    writeFileSync(join(disk, 'filler'), '');
    expect(await dunwell(['doctor'], there)).toMatchObject({ code: 0 });
    expect(await dunwell(importing(file), there)).toMatchObject({ code: 0 });
    await fingerprint(join(disk, 'data'));
    rmSync(join(disk, 'filler'));
  });

  it.runIf(capabilities.mount)('on which a backup finds no room: said in words, nothing half is left, and the database is as it was', async () => {
    const disk = openFolder();
    onTestFinished(() => {
      spawnSync('umount', ['-l', disk]);
      rmSync(disk, { recursive: true, force: true });
    });
    before = await fingerprint();
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk]);
    const backup = await dunwell(['backup', join(disk, 'b.tar')]);
    expect(backup.err).toMatch(/^config: the disk of .*b\.tar is full, so no backup was written.*name a file on another disk/);
    expect(backup.code).toBe(2);
    expect(readdirSync(disk)).toEqual([]);
    expect(await fingerprint()).toBe(before);
  });
});

describe('a bad day with a server', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = await embeddedServer();
    url = await server.fresh();
  });
  afterAll(() => server.stop());

  it('whose user may not make a schema: said with what to grant', async () => {
    const admin = openPool(url, { max: 1 });
    await admin.query(`create role clerk login password 'clerk-secret'`);
    await admin.close();
    const ended = await dunwell(['migrate'], { DATABASE_URL: url.replace(/\/\/[^@]+@/, '//clerk:clerk-secret@') });
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(/^config: this user may not make the schema "dunwell" in the database\. As its owner: grant create/);
    expect(ended.err).not.toContain('clerk-secret');
  });

  it('on which a schema "dunwell" of somebody else\'s stands: left alone', async () => {
    const admin = openPool(url, { max: 1 });
    await admin.query('create schema dunwell; create table dunwell.theirs (n int); insert into dunwell.theirs values (7)');
    const ended = await dunwell(['migrate'], { DATABASE_URL: url });
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(/^config: there is a schema "dunwell" in this database that Dunwell did not make\. Nothing was changed in it/);
    expect(await admin.query(`select n, (select count(*)::int from pg_class where relnamespace = 'dunwell'::regnamespace) as tables from dunwell.theirs`)).toEqual([{ n: 7, tables: 1 }]);
    await admin.close();
  });
});
