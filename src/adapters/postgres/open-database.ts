import type { Database } from '../../engine/ports/database.js';
import { startEmbedded } from './embedded.js';
import { openPool } from './pool.js';

export interface OpenedDatabase extends Database {
  /** Where it is, for a further process of ours; holds the password, so never logged. */
  readonly url: string;
  /** True when another Dunwell process runs the embedded server on this folder. */
  readonly joined: boolean;
}

/** `url`: that server. Without: the embedded PostgreSQL in the data folder. Closing stops what was started here. */
export async function openDatabase(options: { readonly url?: string; readonly dataFolder: string; readonly connections?: number }): Promise<OpenedDatabase> {
  const max = options.connections ?? 10;
  if (options.url !== undefined) return { ...openPool(options.url, { max, backend: 'postgres' }), url: options.url, joined: false };
  const server = await startEmbedded({ folder: options.dataFolder });
  const pool = openPool(server.url, { max, backend: 'embedded' });
  return {
    ...pool,
    url: server.url,
    joined: server.joined,
    async close() {
      await pool.close();
      await server.stop();
    },
  };
}
