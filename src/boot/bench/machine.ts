import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Database } from '../../engine/ports/database.js';

/** What the figures were measured on. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted a core in the minute before: above the number of cores, others were at work. */
  readonly loadBefore: number;
}

function system(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform;
  } catch {
    return process.platform;
  }
}

export function machine(): Machine {
  const load = readLoad();
  return { cores: availableParallelism(), processor: cpus()[0]?.model.trim() ?? 'unknown', memoryGiB: Math.round(totalmem() / 2 ** 30), system: system(), node: process.version, loadBefore: load };
}

function readLoad(): number {
  try {
    return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);
  } catch {
    return 0;
  }
}

export const machineWords = ({ cores, processor, memoryGiB, system, node, loadBefore }: Machine): string =>
  `${cores} x ${processor}, ${memoryGiB} GiB, ${system}, Node ${node}; load before: ${loadBefore}${loadBefore > 0.5 ? ' (other work on the machine: trust ratios, not counts)' : ''}`;

/** The server's version, and what of its settings decides how fast it writes. */
export async function serverWords(database: Database): Promise<string> {
  const rows = await database.query<{ name: string; setting: string }>(
    `select name, current_setting(name) as setting from unnest(array['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size']) as name`,
  );
  return rows.map(({ name, setting }) => (name === 'server_version' ? `PostgreSQL ${setting}` : `${name} ${setting}`)).join(', ');
}
