import { spawn, spawnSync, fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../config.js';

export const ENGINES = ['pg-boss', 'graphile-worker', 'bullmq', 'dbos'] as const;
export type EngineName = (typeof ENGINES)[number];

/** How an engine's workers are set up: `processes` of it, in each `lanes` jobs (pg-boss: fetches) at once, `batch` jobs a fetch, `pool` connections for the jobs' writes and `enginePool` for its own. */
export interface Setting {
  readonly processes: number;
  readonly lanes: number;
  readonly batch: number;
  readonly pool: number;
  readonly enginePool: number;
}

/** Tried in turn with a few jobs; the fastest runs the rounds. */
export const SETTINGS: Readonly<Record<EngineName, readonly Setting[]>> = {
  'pg-boss': [
    { processes: 1, lanes: 1, batch: 200, pool: 10, enginePool: 4 }, { processes: 2, lanes: 1, batch: 200, pool: 8, enginePool: 4 }, { processes: 2, lanes: 2, batch: 500, pool: 12, enginePool: 4 },
  ],
  'graphile-worker': [
    { processes: 1, lanes: 24, batch: 500, pool: 10, enginePool: 10 }, { processes: 2, lanes: 12, batch: 500, pool: 8, enginePool: 8 }, { processes: 2, lanes: 24, batch: 500, pool: 12, enginePool: 8 },
  ],
  'bullmq': [
    { processes: 1, lanes: 50, batch: 1, pool: 10, enginePool: 0 }, { processes: 2, lanes: 25, batch: 1, pool: 8, enginePool: 0 }, { processes: 2, lanes: 100, batch: 1, pool: 12, enginePool: 0 },
  ],
  'dbos': [
    { processes: 1, lanes: 50, batch: 1, pool: 10, enginePool: 20 }, { processes: 2, lanes: 25, batch: 1, pool: 8, enginePool: 10 }, { processes: 2, lanes: 100, batch: 1, pool: 10, enginePool: 12 },
  ],
};

/** A slot is a job. pg-boss waits between fetches of single jobs, so it fetches four. */
export const SLOT_SETTINGS: Readonly<Record<EngineName, Setting>> = {
  'pg-boss': { processes: 2, lanes: 1, batch: 4, pool: 4, enginePool: 2 }, 'graphile-worker': { processes: 2, lanes: 2, batch: 1, pool: 2, enginePool: 3 },
  'bullmq': { processes: 2, lanes: 2, batch: 1, pool: 2, enginePool: 0 }, 'dbos': { processes: 2, lanes: 2, batch: 1, pool: 2, enginePool: 6 },
};

export const settingWords = ({ processes, lanes, batch, pool, enginePool }: Setting): string =>
  `${processes} × ${lanes} at once${batch > 1 ? `, ${batch} a fetch` : ''}, connections of each ${pool}${enginePool > 0 ? ` + ${enginePool}` : ''}`;

const HOME = join(PACKAGE_ROOT, 'bench/peers');

/** Node of the peers: a newer one than ours, from their own lockfile, for some of them do not run on older ones. */
function peerNode(): string {
  const path = join(HOME, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  return existsSync(path) ? path : process.execPath;
}

/** Installs the engines on first use, by their lockfile. */
export function installEngines(): { readonly node: string; readonly versions: Readonly<Record<EngineName, string>> } {
  if (!existsSync(join(HOME, 'node_modules/pg-boss/package.json'))) {
    console.error('bench:peers: installing the engines into bench/peers/node_modules, once');
    const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: HOME, stdio: ['ignore', 'inherit', 'inherit'] });
    if (done.status !== 0) throw new Error(`npm ci in bench/peers ended with ${done.status}`);
  }
  const version = (name: string): string => (JSON.parse(readFileSync(join(HOME, 'node_modules', name, 'package.json'), 'utf8')) as { readonly version: string }).version;
  const node = spawnSync(peerNode(), ['--version'], { encoding: 'utf8' }).stdout.trim();
  return { node, versions: { 'pg-boss': version('pg-boss'), 'graphile-worker': version('graphile-worker'), 'bullmq': version('bullmq'), 'dbos': version('@dbos-inc/dbos-sdk') } };
}

/** What every process of an engine is told. */
export interface Race {
  readonly engine: EngineName;
  readonly url: string;
  readonly redis: { readonly host: string; readonly port: number } | null;
  readonly setting: Setting;
  readonly jobsFile: string;
  readonly statements: Readonly<Record<string, string>>;
  /** A slot is a job, and this module reviews it. */
  readonly slots?: boolean;
  readonly reviewModule?: string;
}

function start(told: object): ChildProcess {
  const child = fork(join(HOME, 'process.mjs'), [], { execPath: peerNode(), execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1' } });
  child.send(told);
  return child;
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a process of an engine ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}

/** Milliseconds to enqueue a job for each id, in bulk. */
export async function enqueue(race: Race, ids: readonly number[]): Promise<number> {
  const child = start({ ...race, do: 'enqueue', ids });
  const { took } = await nextMessage<{ readonly took: number }>(child);
  await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(null)));
  return took;
}

interface Progress {
  readonly first: number;
  readonly last: number;
  readonly done: number;
  readonly failed: number;
}

const SILENT_MS = 60_000;

/** Milliseconds from the beginning of the first job to the end of the last; the start of the processes and what an engine does after its last job are not in it. */
export async function drain(race: Race, count: number): Promise<number> {
  const children = Array.from({ length: race.setting.processes }, (_, worker) => start({ ...race, do: 'work', worker }));
  try {
    await Promise.all(children.map((child) => nextMessage(child)));
    const states = new Map<ChildProcess, Progress>();
    const took = await new Promise<number>((resolve, reject) => {
      let silent = setTimeout(() => undefined, 0);
      const watch = () => {
        clearTimeout(silent);
        silent = setTimeout(() => reject(new Error(`${race.engine}: no job ended in ${SILENT_MS / 1000} s`)), SILENT_MS);
      };
      watch();
      for (const child of children) {
        child.once('exit', (code) => reject(new Error(`a process of ${race.engine} ended with ${code}`)));
        child.on('message', (message) => {
          const told = message as Progress;
          if (told.failed > 0) reject(new Error(`${race.engine}: a job failed`));
          if (told.done > (states.get(child)?.done ?? 0)) watch();
          states.set(child, told);
          const begun = [...states.values()].filter((state) => state.done > 0);
          if (begun.reduce((sum, { done }) => sum + done, 0) < count) return;
          clearTimeout(silent);
          resolve(Math.max(...begun.map(({ last }) => last)) - Math.min(...begun.map(({ first }) => first)));
        });
        child.send({ go: true });
      }
    });
    return took;
  } finally {
    await Promise.all(children.map((child) => ended(child)));
  }
}

const STOP_MS = 10_000;

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.removeAllListeners();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  if (child.connected) child.send({ stop: true });
  await gone;
  clearTimeout(late);
}

/** Runs one of our own commands to its end; gives what it printed as JSON. */
export function ourJson<T>(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<T> {
  const child = spawn(process.execPath, [join(PACKAGE_ROOT, 'bin/bench.js'), ...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text; });
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      if (code !== 0) reject(new Error(`bench ${args.join(' ')} ended with ${code}`));
      else resolve(JSON.parse(said.trim().split('\n').at(-1) ?? '') as T);
    });
  });
}
