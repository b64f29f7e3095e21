import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { binaries, clusterFolder, runAs } from '../../src/adapters/postgres/embedded-files.js';
import { startEmbedded } from '../../src/adapters/postgres/embedded.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { openFolder } from './databases.js';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
const newFolder = () => {
  const folder = openFolder();
  folders.push(folder);
  return folder;
};

const serverPid = (folder: string): number => Number(readFileSync(join(clusterFolder(folder, runAs()), 'postmaster.pid'), 'utf8').split('\n')[0]);

/** A process of its own that starts the server, writes numbered rows one commit at a time, and tells each that was acknowledged. */
function writer(folder: string): { readonly child: ChildProcess; readonly acknowledged: () => number; readonly reached: (n: number) => Promise<void> } {
  const child = fork('dist/test-writer.mjs', [folder], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let last = 0;
  const waiting: { n: number; resolve: () => void }[] = [];
  child.on('message', (n) => {
    last = Number(n);
    for (const w of waiting.filter((x) => x.n <= last)) w.resolve();
  });
  return { child, acknowledged: () => last, reached: (n) => new Promise((resolve) => (last >= n ? resolve() : waiting.push({ n, resolve }))) };
}

describe('the embedded PostgreSQL', () => {
  it('keeps its data over a stop and a start, and starts warm', async () => {
    const folder = newFolder();
    const first = await startEmbedded({ folder });
    const pool = openPool(first.url, { max: 1 });
    await pool.query('create table kept (n int); insert into kept values (7)');
    await pool.close();
    await first.stop();
    const second = await startEmbedded({ folder });
    const again = openPool(second.url, { max: 1 });
    expect(await again.query('select n from kept')).toEqual([{ n: 7 }]);
    expect((await again.query('show fsync'))[0]).toEqual({ fsync: 'on' });
    await again.close();
    await second.stop();
    expect(existsSync(join(clusterFolder(folder, runAs()), 'postmaster.pid'))).toBe(false);
  });

  it('loses no acknowledged commit when the server is killed', async () => {
    const folder = newFolder();
    writeFileSync('dist/test-writer.mjs', `
      import { startEmbedded } from './src/adapters/postgres/embedded.js';
      import { openPool } from './src/adapters/postgres/pool.js';
      const server = await startEmbedded({ folder: process.argv[2] });
      const pool = openPool(server.url, { max: 1, onLost: () => undefined });
      await pool.query('create table if not exists row (n int primary key)');
      for (let n = 1; ; n += 1) { await pool.execute('insert into row values ($1)', [n]); process.send(n); }
    `);
    const { child, acknowledged, reached } = writer(folder);
    await reached(50);
    process.kill(serverPid(folder), 'SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
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
    await new Promise((resolve) => child.once('exit', resolve));
    const server = await startEmbedded({ folder });
    expect(server.joined).toBe(false);
    expect(serverPid(folder)).not.toBe(orphan);
    expect(existsSync(`/proc/${orphan}`)).toBe(false);
    const pool = openPool(server.url, { max: 1 });
    expect((await pool.query<{ n: number }>('select count(*)::int as n from row'))[0]?.n).toBeGreaterThanOrEqual(acknowledged());
    await pool.close();
    await server.stop();
  });

  it('makes the symlinks again that npm did not make', () => {
    const native = binaries(runAs());
    const { target } = (JSON.parse(readFileSync(join(native, '..', 'native/pg-symlinks.json'), 'utf8')) as { target: string }[])[0] as { target: string };
    const link = join(native, '..', target);
    unlinkSync(link);
    binaries(runAs());
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('runs as an ordinary user too', (context) => {
    // Only root can become someone else; an ordinary user has run everything above as such. The user must be let through to this folder.
    const as = runAs();
    if (as.uid === undefined || as.gid === undefined) return context.skip('already an ordinary user');
    if (spawnSync('test', ['-r', 'dist/src/adapters/postgres/embedded.js'], { uid: as.uid, gid: as.gid }).status !== 0) return context.skip('this folder is closed to other users');
    const own = join(newFolder(), 'own');
    mkdirSync(own);
    chownSync(own, as.uid, as.gid);
    const made = spawnSync(process.execPath, ['--input-type=module', '-e', `
      process.setgid(${as.gid});
      process.setuid(${as.uid});
      const { startEmbedded } = await import(${JSON.stringify(join(process.cwd(), 'dist/src/adapters/postgres/embedded.js'))});
      const server = await startEmbedded({ folder: ${JSON.stringify(own)} });
      await server.stop();
      console.log('ran as', process.getuid());
    `], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', HOME: own } });
    expect(made.stderr).toBe('');
    expect(made.stdout.trim()).toBe(`ran as ${as.uid}`);
  });
});
