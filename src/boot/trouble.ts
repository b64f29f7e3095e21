import { statfsSync } from 'node:fs';
import type { Config } from './config.js';

const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);
/** How a database that could not write any more is lost. */
const LOST = new Set(['57P01', '57P02', '57P03', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);
/** A server that ended for want of room leaves a few pieces of its log (16 MiB each) free again. */
const ROOM = 64 * 2 ** 20;

function roomIn(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}

/** Finds the words for what the machine did to us; gives back an error that it has none for. */
export function explain(error: unknown, config: Pick<Config, 'databaseUrl' | 'dataFolder'>): unknown {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  const full = typeof code === 'string' && FULL.has(code);
  if (config.databaseUrl !== undefined) {
    return full && code === '53100' ? new Error('config: the disk of the database server is full. What was committed is safe. Free some space there and do it again: it goes on where it stopped.', { cause: error }) : error;
  }
  const lost = (typeof code === 'string' && LOST.has(code)) || /connection terminated|session broke|broken session/i.test(String(message));
  if (!full && !(lost && roomIn(config.dataFolder) < ROOM)) return error;
  return new Error(`config: the disk of ${config.dataFolder} is full. What was committed is safe. Free some space and do it again: it goes on where it stopped.`, { cause: error });
}
