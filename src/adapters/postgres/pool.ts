import pg from 'pg';
import type { Database, SqlRow, SqlSession, SqlValue } from '../../engine/ports/database.js';
import { capabilitiesOf, type Backend } from './backends.js';
import { withBinaryArrays } from './binary-array.js';
import { parameterOf, readerOf } from './row-types.js';
import { assertCommitted, assertOpen, maxRetries, mayRetry, TransactionScope } from './session.js';

export interface PoolOptions {
  /** Sessions at most; they are opened as needed. */
  readonly max?: number;
  readonly backend?: Exclude<Backend, 'pglite'>;
  readonly applicationName?: string;
  readonly statementTimeoutMs?: number;
  /** Told about sessions that broke while idle; they are replaced by themselves. */
  readonly onLost?: (error: Error) => void;
}

type Client = Pick<pg.ClientBase, 'query'>;

async function run(client: Client, text: string, parameters: readonly SqlValue[]): Promise<pg.QueryResult> {
  // Without parameters the simple protocol is used, which allows a script of several statements; the last one answers.
  const result: pg.QueryResult | pg.QueryResult[] = await (parameters.length === 0 ? client.query(text) : client.query(text, withBinaryArrays(text, parameters).map(parameterOf)));
  if (!Array.isArray(result)) return result;
  const last = (result as pg.QueryResult[]).at(-1);
  if (last === undefined) throw new RangeError('a script held no statement');
  return last;
}

function sessionOf(client: Client, scope: { readonly open: boolean }): SqlSession {
  return {
    async query<R extends SqlRow>(text: string, parameters: readonly SqlValue[] = []) {
      assertOpen(scope);
      return (await run(client, text, parameters)).rows as R[];
    },
    async execute(text, parameters = []) {
      assertOpen(scope);
      return (await run(client, text, parameters)).rowCount ?? 0;
    },
  };
}

async function once<T>(pool: pg.Pool, scopes: TransactionScope, work: (session: SqlSession) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const value = await scopes.run((scope) => work(sessionOf(client, scope)));
    const { command } = await client.query('COMMIT');
    assertCommitted(command);
    return value;
  } catch (error) {
    // Rolling back fails only when the session itself is gone; then the server rolls back and the session is thrown away.
    await client.query('ROLLBACK').catch((lost: unknown) => {
      broken = lost instanceof Error ? lost : new Error('the session broke');
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A PostgreSQL server behind a pool of sessions. Nothing is connected until the first statement. */
export function openPool(url: string, options: PoolOptions = {}): Database {
  const backend = options.backend ?? 'postgres';
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'dunwell',
    statement_timeout: options.statementTimeoutMs ?? 120_000,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 60_000,
    types: { getTypeParser: (type: number) => readerOf(type) as never },
  });
  pool.on('error', (error) => options.onLost?.(error));
  // The pool looks after idle sessions only. One that breaks in a transaction, between two statements, would end the process; the next statement fails anyway.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const scopes = new TransactionScope();
  let closing: Promise<void> | undefined;
  return {
    backend,
    capabilities: capabilitiesOf(backend),
    async query<R extends SqlRow>(text: string, parameters: readonly SqlValue[] = []) {
      scopes.assertOutside();
      return (await run(pool as unknown as Client, text, parameters)).rows as R[];
    },
    async execute(text, parameters = []) {
      scopes.assertOutside();
      return (await run(pool as unknown as Client, text, parameters)).rowCount ?? 0;
    },
    async transaction(work) {
      scopes.assertOutside();
      for (let retries = 0; ; retries += 1) {
        try {
          return await once(pool, scopes, work);
        } catch (error) {
          if (retries >= maxRetries || !mayRetry(error)) throw error;
        }
      }
    },
    close: () => (closing ??= pool.end()),
  };
}

/** One session of its own, beside any pool, for what one transaction must hold together: `client` streams, `session` asks. */
export interface OneSession {
  readonly client: pg.Client;
  readonly session: SqlSession;
  close(): Promise<void>;
}

/** Opens a session without a pool; transactions on it are begun and ended by statements. */
export async function openSession(url: string): Promise<OneSession> {
  const client = new pg.Client({ connectionString: url, application_name: 'dunwell', connectionTimeoutMillis: 15_000, types: { getTypeParser: (type: number) => readerOf(type) as never } });
  client.on('error', () => undefined); // the statement in hand fails too, and says it
  await client.connect();
  return { client, session: sessionOf(client, { open: true }), close: () => client.end() };
}

/** A session with an open transaction, as a database all of whose transactions are parts of that one. */
export function inOneTransaction(session: SqlSession): Database {
  // On a cluster the tables are spread at the next start, rows and all.
  return { ...session, backend: 'postgres', capabilities: capabilitiesOf('postgres'), transaction: (work) => work(session), close: () => Promise.resolve() };
}
