import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that may be asked whether it still lives; its start tells it from a later one with the same number. */
export interface Living {
  readonly pid: number;
  /** In clock ticks since boot where the system says so. */
  readonly started: string;
}

export interface Owner extends Living {
  readonly port: number;
  /** The server itself, and its start: an owner that outlived its server owns nothing. */
  readonly server: number;
  readonly serverStarted: string;
}

/** When a process was started, or null when it is gone (or only waits to be reaped). */
export function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      return null;
    }
  }
}

/** What a process was called with; null when that cannot be learnt. */
export function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    try {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return null;
    }
  }
}

export function ownerFileOf(home: string): string {
  return join(home, 'postgres-owner.json');
}

/** The process that runs the server in this folder, when both live. */
export function readOwner(home: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(ownerFileOf(home), 'utf8')) as Owner;
    return startOf(owner.pid) === owner.started && startOf(owner.server) === owner.serverStarted ? owner : null;
  } catch {
    return null;
  }
}

const STEP_MS = 50;
const PATIENCE_MS = 120_000;
/** The holder writes its name right after making the file; one that is still nameless after this died in between. */
const NAMELESS_MS = 2_000;

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function holderOf(text: string): Living | null {
  try {
    return JSON.parse(text) as Living;
  } catch {
    return null;
  }
}

/** Takes a dead holder's file away; one that a living holder made in the meantime is put back. */
function clear(file: string, dead: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    const taken = read(aside);
    if (taken !== null && taken !== dead) writeFileSync(file, taken, { flag: 'wx', mode: 0o600 });
  } catch {
    // Somebody else took it first.
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Lets one process at a time set up or start the server of a folder; the others wait, and then find it running. A holder
 * that died is recognised by its process.
 */
export async function alone<T>(home: string, work: () => Promise<T>): Promise<T> {
  const file = join(home, 'postgres-starting.json');
  const me = JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? '' } satisfies Living);
  for (let waited = 0, nameless = 0; ; waited += STEP_MS) {
    try {
      writeFileSync(file, me, { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw new Error(`config: nothing can be written in ${home} (${code ?? 'unknown'}). Let this user write there, or set DUNWELL_DATA to another folder.`, { cause: error });
    }
    const text = read(file) ?? '';
    const holder = holderOf(text);
    nameless = holder === null ? nameless + STEP_MS : 0;
    if (holder === null ? nameless > NAMELESS_MS : startOf(holder.pid) !== holder.started) clear(file, text);
    else if (waited > PATIENCE_MS) throw new Error(`config: process ${holder?.pid ?? '?'} has been starting the database in ${home} for ${PATIENCE_MS / 60_000} minutes. End it, then start again.`);
    await sleep(STEP_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
