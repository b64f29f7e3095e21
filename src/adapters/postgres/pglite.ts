import { PGlite, type Results } from '@electric-sql/pglite';
import type { Database, SqlRow, SqlSession, SqlValue } from '../../engine/ports/database.js';
import { capabilitiesOf } from './backends.js';
import { parameterOf, readersByType } from './row-types.js';
import { assertCommitted, assertOpen, maxRetries, mayRetry, TransactionScope } from './session.js';

export interface PgliteOptions {
  /** Where it keeps its files; in memory without. It neither syncs nor locks the folder: for tests and throw-away demos only. */
  readonly folder?: string;
}

type Answer = Results<SqlRow> & { readonly command?: string; readonly rowCount?: number };

/** One session; whoever comes waits for the one before. */
class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

async function run(client: PGlite, text: string, parameters: readonly SqlValue[]): Promise<Answer> {
  if (parameters.length > 0) return client.query<SqlRow>(text, parameters.map(parameterOf));
  const last = (await client.exec(text)).at(-1);
  if (last === undefined) throw new RangeError('a script held no statement');
  return last as Answer;
}

async function once<T>(client: PGlite, scopes: TransactionScope, work: (session: SqlSession) => Promise<T>): Promise<T> {
  await client.exec('BEGIN');
  try {
    const value = await scopes.run((scope) =>
      work({
        async query<R extends SqlRow>(text: string, parameters: readonly SqlValue[] = []) {
          assertOpen(scope);
          return (await run(client, text, parameters)).rows as unknown as R[];
        },
        async execute(text, parameters = []) {
          assertOpen(scope);
          return (await run(client, text, parameters)).rowCount ?? 0;
        },
      }),
    );
    assertCommitted((await run(client, 'COMMIT', [])).command);
    return value;
  } catch (error) {
    // A failed statement poisons the one session until it is rolled back; without a transaction this is only a notice.
    await client.exec('ROLLBACK');
    throw error;
  }
}

/** PostgreSQL inside this process, with one session. */
export async function openPglite(options: PgliteOptions = {}): Promise<Database> {
  const client = await PGlite.create({
    ...(options.folder === undefined ? {} : { dataDir: options.folder }),
    parsers: readersByType,
  });
  const turns = new Turns();
  const scopes = new TransactionScope();
  let closing: Promise<void> | undefined;
  return {
    backend: 'pglite',
    capabilities: capabilitiesOf('pglite'),
    async query<R extends SqlRow>(text: string, parameters: readonly SqlValue[] = []) {
      scopes.assertOutside();
      return turns.take(async () => (await run(client, text, parameters)).rows as unknown as R[]);
    },
    async execute(text, parameters = []) {
      scopes.assertOutside();
      return turns.take(async () => (await run(client, text, parameters)).rowCount ?? 0);
    },
    async transaction(work) {
      scopes.assertOutside();
      return turns.take(async () => {
        for (let retries = 0; ; retries += 1) {
          try {
            return await once(client, scopes, work);
          } catch (error) {
            if (retries >= maxRetries || !mayRetry(error)) throw error;
          }
        }
      });
    },
    close: () => (closing ??= turns.take(() => client.close())),
  };
}
