import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from '../../engine/ports/database.js';

// What processes used, from /proc of Linux. Elsewhere the figures are null, and tables say so.

/** The kernel counts in hundredths of a second on every Linux that Node runs on (USER_HZ). */
const TICKS_A_SECOND = 100;

interface Stat {
  readonly name: string;
  readonly parent: number;
  /** Seconds of its own, and of children that ended. */
  readonly own: number;
  readonly ended: number;
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything; what follows is numbers.
    const rest = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const field = (number: number) => Number(rest[number - 3]) / TICKS_A_SECOND;
    return { name: text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')), parent: Number(rest[1]), own: field(14) + field(15), ended: field(16) + field(17) };
  } catch {
    return null;
  }
}

/** The postmaster behind a database, when it runs on this machine; else `null`. */
export async function postmasterOf(database: Database): Promise<number | null> {
  const backend = (await database.query<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid ?? 0;
  const stat = statOf(backend);
  return stat?.name.startsWith('postgres') === true && statOf(stat.parent)?.name.startsWith('postgres') === true ? stat.parent : null;
}

/** Seconds of processor time that a server used since it started, all its processes together. */
export function serverSeconds(postmaster: number): number {
  const own = statOf(postmaster);
  if (own === null) throw new Error(`process ${postmaster} is gone`);
  const live = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => statOf(Number(name))).filter((stat) => stat?.parent === postmaster);
  return own.own + own.ended + live.reduce((sum, stat) => sum + (stat?.own ?? 0), 0);
}

/** Seconds of processor time that a process used since it started; `null` where the system does not say. */
export const processSeconds = (pid: number): number | null => statOf(pid)?.own ?? null;
