import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
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

/** The most memory that this process ever held, in bytes (VmHWM); `null` where the kernel does not say. */
export function peakMemory(): number | null {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
  } catch {
    return null;
  }
}

/** Seconds that all processes of the machine kept its cores busy since it started; `null` elsewhere. */
function busySeconds(): number | null {
  try {
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/).slice(1).map(Number);
    return (user + nice + system + irq + softirq) / TICKS_A_SECOND;
  } catch {
    return null;
  }
}

/** Share of the machine's cores that others used while something ran: 0 on an idle machine. */
export function watchOthers(): (oursSeconds: number) => number | null {
  const before = busySeconds();
  const start = performance.now();
  return (ours) => {
    const after = busySeconds();
    if (before === null || after === null) return null;
    return Math.max(0, (after - before - ours) / (((performance.now() - start) / 1000) * availableParallelism()));
  };
}
