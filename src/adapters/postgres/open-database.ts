import type { Database } from '../../engine/ports/database.js';
import { hasCluster } from './embedded-files.js';
import { startEmbedded } from './embedded.js';
import { openPool } from './pool.js';

export interface OpenedDatabase extends Database {
  /** Where it is, for a further process of ours; holds the password, so never logged. */
  readonly url: string;
  /** True when another Dunwell process runs the embedded server on this folder. */
  readonly joined: boolean;
}

const OLDEST = 15;

/** The address without user and password. */
function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
  } catch {
    return 'an address that cannot be read (is a character of the password not percent-encoded?)';
  }
}

function wrong(url: string, what: string, cause?: unknown): Error {
  return new Error(`config: DATABASE_URL names ${placeOf(url)}, ${what}`, { cause });
}

/** Asks the server what it is, so that a wrong one is refused before anything is written to it. */
async function inspect(url: string, database: Database): Promise<'postgres' | 'citus'> {
  const [server] = await database
    .query<{ version: number; encoding: string; citus: boolean; readonly: boolean }>(
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding,
              exists (select from pg_extension where extname = 'citus') as citus, pg_is_in_recovery() as readonly`,
    )
    .catch((error: unknown) => {
      const { code, message } = error as { readonly code?: string; readonly message: string };
      throw wrong(url, `which does not let us in (${code ?? message}). Is the server up, and are user, password and database right?`, error);
    });
  if (server === undefined || server.version < OLDEST) throw wrong(url, `a PostgreSQL ${server?.version ?? '?'}. Use ${OLDEST} or later.`);
  if (server.encoding !== 'UTF8') throw wrong(url, `whose encoding is ${server.encoding}. Create the database with encoding UTF8.`);
  if (server.readonly) throw wrong(url, 'a standby, which only reads. Name the primary.');
  return server.citus ? 'citus' : 'postgres';
}

/** `url`: that server. Without: the embedded PostgreSQL in the data folder. Closing stops what was started here. `existing`: none is made. */
export async function openDatabase(options: { readonly url?: string; readonly dataFolder: string; readonly connections?: number; readonly existing?: boolean }): Promise<OpenedDatabase> {
  const max = options.connections ?? 10;
  const { url } = options;
  if (url !== undefined) {
    const one = openPool(url, { max: 1 });
    const backend = await inspect(url, one).finally(() => one.close());
    return { ...openPool(url, { max, backend }), url, joined: false };
  }
  if (options.existing === true && !hasCluster(options.dataFolder)) throw new Error(`config: there is no database in ${options.dataFolder}. Set DUNWELL_DATA to the folder that is meant, or DATABASE_URL.`);
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
