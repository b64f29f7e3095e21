import type { Database, SqlSession } from '../../../engine/ports/database.js';
import { TABLE_KINDS, type TableKind } from './table-kinds.js';

/** Shards of the tables of slots. Of the 256 slots 3 to 17 fall into each (docs/operating/citus.md). */
export const SHARDS = 32;

/** The migrators' lock (../migrate.ts): nobody distributes a table while another changes it. */
export const MIGRATORS_LOCK = 7_216_402;

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
  readonly [column: string]: unknown;
}

/** Tables of ours that Citus does not know yet. Partitions follow their parent; what a newer Dunwell added is the newer one's to place. */
async function unknownTables(session: SqlSession): Promise<readonly string[]> {
  const rows = await session.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'dunwell' and c.relkind in ('r', 'p') and not c.relispartition and not exists (select from pg_dist_partition d where d.logicalrelid = c.oid) order by 1`,
  );
  return rows.map((row) => row.name).filter((name) => TABLE_KINDS[name] !== undefined);
}

/** Citus holds a foreign key only between tables it has distributed already: those of the tables in question stand aside meanwhile. */
async function foreignKeysOf(session: SqlSession, tables: readonly string[]): Promise<readonly ForeignKey[]> {
  return session.query<ForeignKey>(
    `select r.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class r on r.oid = k.conrelid join pg_namespace n on n.oid = r.relnamespace join pg_class f on f.oid = k.confrelid
      where n.nspname = 'dunwell' and k.contype = 'f' and k.conparentid = 0 and (r.relname = any($1::text[]) or f.relname = any($1::text[])) order by 1, 2`, [tables],
  );
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function place(session: SqlSession, name: string, kind: TableKind): Promise<void> {
  const table = `dunwell.${quoted(name)}`;
  if (kind === 'reference') await session.query('select create_reference_table($1::text::regclass)', [table]);
  else if (kind === 'local') await session.query('select citus_add_local_table_to_metadata($1::text::regclass)', [table]);
  else if (name === 'slot') await session.query(`select create_distributed_table($1::text::regclass, 'slot', colocate_with => 'none', shard_count => $2::int)`, [table, SHARDS]);
  else await session.query(`select create_distributed_table($1::text::regclass, 'slot', colocate_with => 'dunwell.slot')`, [table]);
}

/** Reference tables first, `slot` before those that are kept together with it. */
const ORDER = (name: string): number => ['reference', 'slot', 'local'].indexOf(TABLE_KINDS[name] as TableKind) * 2 + (name === 'slot' ? 0 : 1);

/** Within a transaction that holds the migrators' lock. Returns the tables placed. */
export async function placeTables(session: SqlSession): Promise<readonly string[]> {
  const tables = [...(await unknownTables(session))].sort((a, b) => ORDER(a) - ORDER(b));
  if (tables.length === 0) return [];
  // The key's table is then written with its schema, whatever the search path of the role.
  await session.execute('set local search_path = pg_catalog');
  const aside = await foreignKeysOf(session, tables);
  for (const key of aside) await session.execute(`alter table dunwell.${quoted(key.table)} drop constraint ${quoted(key.name)}`);
  for (const name of tables) await place(session, name, TABLE_KINDS[name] as TableKind);
  for (const key of aside) await session.execute(`alter table dunwell.${quoted(key.table)} add constraint ${quoted(key.name)} ${key.definition}`);
  await session.execute('reset search_path');
  return tables;
}

/** Foreign keys tie the shards of many tables together: whoever changes tables in one transaction must go through them one by one. */
export async function oneShardAtATime(session: SqlSession): Promise<void> {
  await session.execute(`set local citus.multi_shard_modify_mode = 'sequential'`);
}

/**
 * Puts every table that Citus does not know yet where {@link TABLE_KINDS} says, its rows with it: all of them or, when this
 * is cut short, none. Runs at every start; with nothing to do it is one query. Returns the tables placed.
 */
export async function distribute(database: Database): Promise<readonly string[]> {
  if ((await unknownTables(database)).length === 0) return [];
  return database.transaction(async (session) => {
    await session.query('select pg_advisory_xact_lock($1)', [MIGRATORS_LOCK]);
    await session.execute('set local statement_timeout = 0');
    await oneShardAtATime(session);
    return placeTables(session);
  });
}

/** True once the tables of slots are spread out. */
export async function isDistributed(session: SqlSession): Promise<boolean> {
  return (await session.query('select from pg_dist_partition d join pg_class c on c.oid = d.logicalrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relname = $2', ['dunwell', 'slot'])).length > 0;
}
