import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database, SqlSession } from '../../engine/ports/database.js';
import { distribute, isDistributed, MIGRATORS_LOCK, oneShardAtATime, placeTables } from './citus/distribute.js';
import { splitStatements } from './sql-text.js';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly up: string;
  /** Of up.sql with LF line ends, so that a checkout on Windows is the same migration. */
  readonly digest: string;
  readonly breaking: boolean;
  readonly before: string | null;
  readonly after: string | null;
}

export interface MigrationReport {
  /** Names applied by this call, in order. */
  readonly applied: readonly string[];
  /** Highest number in force. */
  readonly version: number;
}

/** The migrations stay beside the sources; compiled code finds them from the package's folder. */
function shippedFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'src/adapters/postgres/migrations');
    if (existsSync(found)) return found;
  }
  throw new Error('config: the folder of migrations was not found; was the package installed whole?');
}

export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{6}-[a-z0-9-]+$/.test(name)).sort();
  return names.map((name, index) => {
    const number = Number(name.slice(0, 6));
    if (number !== index + 1) throw new Error(`config: migration ${name} breaks the numbering; expected ${String(index + 1).padStart(6, '0')}`);
    const optional = (file: string) => (existsSync(join(folder, name, file)) ? readFileSync(join(folder, name, file), 'utf8').replaceAll('\r\n', '\n') : null);
    const up = optional('up.sql');
    if (up === null) throw new Error(`config: migration ${name} has no up.sql`);
    return { number, name, up, digest: createHash('sha256').update(up).digest('hex'), breaking: up.startsWith('-- breaking'), before: optional('before.sql'), after: optional('after.sql') };
  });
}

/** The migrations that this version brings. */
export const knownMigrations = (): readonly Migration[] => readMigrations(shippedFolder());

/** Each statement of a proof must answer one row with one column that is true. */
async function prove(session: SqlSession, migration: Migration, file: 'before.sql' | 'after.sql', text: string | null): Promise<void> {
  for (const { text: statement, line } of splitStatements(text ?? '')) {
    const where = `config: migration ${migration.name}: the proof in ${file}, line ${line},`;
    const rows = await session.query(statement).catch((error: unknown) => {
      throw new Error(`${where} failed, so nothing was changed: ${(error as Error).message}: ${statement}`, { cause: error });
    });
    const values = rows.length === 1 ? Object.values(rows[0] ?? {}) : [];
    if (values.length !== 1 || values[0] !== true) throw new Error(`${where} does not hold, so nothing was changed: ${statement}`);
  }
}

async function change(session: SqlSession, migration: Migration): Promise<void> {
  await session.query(migration.up).catch((error: unknown) => {
    const { message, position } = error as { readonly message: string; readonly position?: unknown };
    const line = Number(position) > 0 ? `, line ${migration.up.slice(0, Number(position) - 1).split('\n').length},` : '';
    throw new Error(`config: migration ${migration.name}: up.sql${line} failed, so nothing was changed: ${message}`, { cause: error });
  });
}

/** On a cluster whose tables are spread out: a new table is placed before the next statement, so that a foreign key may follow. */
async function changeSpread(session: SqlSession, migration: Migration): Promise<void> {
  await oneShardAtATime(session);
  for (const { text, line } of splitStatements(migration.up)) {
    await session.query(text).catch((error: unknown) => {
      throw new Error(`config: migration ${migration.name}: up.sql, line ${line}, failed, so nothing was changed: ${(error as Error).message}`, { cause: error });
    });
    if (/^create table\b/i.test(text)) await placeTables(session);
  }
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly digest: string;
  readonly breaking: boolean;
  readonly [column: string]: unknown;
}

async function makeLedger(session: SqlSession): Promise<void> {
  try {
    await session.execute('create schema if not exists dunwell');
  } catch (error) {
    if ((error as { code?: unknown }).code !== '42501') throw error;
    throw new Error('config: this user may not make the schema "dunwell" in the database. As its owner: grant create on database … to …', { cause: error });
  }
  await session.execute(`create table dunwell.migration (number integer primary key, name text not null, digest text not null, breaking boolean not null, applied_at bigint not null)`);
}

async function ledger(session: SqlSession): Promise<readonly Applied[]> {
  await session.query('select pg_advisory_xact_lock($1)', [MIGRATORS_LOCK]);
  const [found] = await session.query<{ ledger: boolean; others: number }>(
    `select to_regclass('dunwell.migration') is not null as ledger, (select count(*)::int from pg_class where relnamespace = to_regnamespace('dunwell')) as others`,
  );
  if (found?.ledger !== true) {
    if (found !== undefined && found.others > 0) throw new Error('config: there is a schema "dunwell" in this database that Dunwell did not make. Nothing was changed in it. Name another database.');
    await makeLedger(session);
  }
  return session.query<Applied>('select number, name, digest, breaking from dunwell.migration order by number');
}

function check(applied: readonly Applied[], known: readonly Migration[]): void {
  for (const row of applied) {
    const migration = known[row.number - 1];
    if (migration === undefined) {
      if (row.breaking) throw new Error(`config: this database was migrated to ${row.name} by a newer Dunwell, in a way that this one cannot work with. Use the newer version.`);
      continue;
    }
    if (migration.digest !== row.digest) throw new Error(`config: migration ${migration.name} was changed after it was applied here. Restore its up.sql, or migrate in a new one.`);
  }
}

/**
 * Brings the database to the newest schema. Each migration runs in its own transaction, its number claimed in that
 * transaction before its body runs, so that any number of starters may race. `appliedAt`: epoch milliseconds; a body reads
 * it as `current_setting('dunwell.applied_at')::bigint`, since none may read the server's clock.
 */
export async function migrate(database: Database, options: { readonly appliedAt: number; readonly folder?: string; /** Not beyond this one. */ readonly upTo?: number }): Promise<MigrationReport> {
  const known = readMigrations(options.folder ?? shippedFolder());
  const wanted = known.slice(0, options.upTo ?? known.length);
  const done: string[] = [];
  for (;;) {
    const step = await database.transaction(async (session) => {
      const applied = await ledger(session);
      check(applied, known);
      const next = wanted.find((m) => !applied.some((a) => a.number === m.number));
      if (next === undefined) return { name: null, version: applied.at(-1)?.number ?? 0 };
      await session.execute('insert into dunwell.migration (number, name, digest, breaking, applied_at) values ($1, $2, $3, $4, $5)', [next.number, next.name, next.digest, next.breaking, options.appliedAt]);
      await session.execute('set local statement_timeout = 0'); // a large table takes as long as it takes
      await session.query(`select set_config('dunwell.applied_at', $1, true)`, [String(options.appliedAt)]);
      await prove(session, next, 'before.sql', next.before);
      if (database.capabilities.distributed && (await isDistributed(session))) await changeSpread(session, next);
      else await change(session, next);
      await prove(session, next, 'after.sql', next.after);
      return { name: next.name, version: next.number };
    });
    if (step.name === null) {
      if (database.capabilities.distributed) await distribute(database);
      return { applied: done, version: step.version };
    }
    done.push(step.name);
  }
}
