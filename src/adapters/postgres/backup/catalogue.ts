import type { SqlSession } from '../../../engine/ports/database.js';

/** A table as a backup sees it: a partitioned one is one table. */
export interface BackedTable {
  readonly name: string;
  /** Written ones in their order; what the database generates is not copied. */
  readonly columns: readonly string[];
  /** By which its rows are ordered, so that the same rows are the same bytes wherever they lie. */
  readonly key: readonly string[];
}

export interface Partition {
  readonly name: string;
  readonly of: string;
  /** As PostgreSQL writes it: `FOR VALUES FROM ('…') TO ('…')` or `DEFAULT`. */
  readonly bound: string;
  readonly options: readonly string[];
}

export interface Sequence {
  readonly name: string;
  readonly last: number;
  readonly called: boolean;
}

const SCHEMA = 'dunwell';
/** Names of ours need no quoting, and a name from a file goes into a statement only when it is such a one. */
const NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/** A name of the schema as it may stand in a statement. */
export function named(name: string): string {
  if (!NAME.test(name)) throw new Error(`backup: "${name}" is no name of a table or column`);
  return `${SCHEMA}.${name}`;
}

export function column(name: string): string {
  return named(name).slice(SCHEMA.length + 1);
}

const TABLES = `
  select c.relname as name,
         array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
         (select array(select a.attname::text from unnest(i.indkey::smallint[]) with ordinality as k (n, o) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.n order by k.o)
            from pg_index i where i.indrelid = c.oid and i.indisunique and i.indpred is null and i.indexprs is null
           order by i.indisprimary desc, i.indexrelid limit 1) as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition order by c.relname collate "C"`;

const REFERENCES = `
  select distinct c.conrelid::regclass::text as source, c.confrelid::regclass::text as target
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
   where n.nspname = $1 and c.contype = 'f' and c.conparentid = 0 and c.conrelid <> c.confrelid`;

const PARTITIONS = `
  select c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound, coalesce(c.reloptions, '{}') as options
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = $1 and c.relispartition and c.relkind = 'r' order by c.relname collate "C"`;

const SEQUENCES = `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'S' order by c.relname collate "C"`;

/** What a row refers to comes before it, so that every reference can be checked as the rows arrive. */
function inOrder(tables: readonly BackedTable[], references: readonly { readonly source: string; readonly target: string }[]): readonly BackedTable[] {
  const bare = (name: string) => name.slice(name.lastIndexOf('.') + 1);
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered: BackedTable[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(({ name }) => !references.some((r) => bare(r.source) === name && left.has(bare(r.target))));
    if (free.length === 0) throw new Error(`backup: these tables refer to each other in a circle: ${[...left.keys()].join(', ')}`);
    for (const table of free) {
      ordered.push(table);
      left.delete(table.name);
    }
  }
  return ordered;
}

/** True when the schema is there, whoever made it. */
export async function schemaThere(session: SqlSession): Promise<boolean> {
  const [row] = await session.query<{ there: boolean }>('select to_regnamespace($1) is not null as there', [SCHEMA]);
  return row?.there === true;
}

/** The tables of the schema, read from the catalogues: what a row refers to first. */
export async function backedTables(session: SqlSession): Promise<readonly BackedTable[]> {
  const tables = await session.query<{ name: string; columns: string[]; key: string[] | null }>(TABLES, [SCHEMA]);
  const references = await session.query<{ source: string; target: string }>(REFERENCES, [SCHEMA]);
  return inOrder(tables.map(({ name, columns, key }) => ({ name, columns, key: key ?? columns })), references);
}

export async function partitions(session: SqlSession): Promise<readonly Partition[]> {
  const rows = await session.query<{ name: string; parent: string; bound: string; options: string[] }>(PARTITIONS, [SCHEMA]);
  return rows.map(({ name, parent, bound, options }) => ({ name, of: parent, bound, options }));
}

export async function sequences(session: SqlSession): Promise<readonly Sequence[]> {
  const found: Sequence[] = [];
  for (const { name } of await session.query<{ name: string }>(SEQUENCES, [SCHEMA])) {
    const [row] = await session.query<{ last: number; called: boolean }>(`select last_value as last, is_called as called from ${named(name)}`);
    if (row !== undefined) found.push({ name, ...row });
  }
  return found;
}

/** Makes the partitions that the backed-up schema had beyond those that its migrations made. */
export async function makePartitions(session: SqlSession, wanted: readonly Partition[]): Promise<void> {
  const there = new Set((await partitions(session)).map(({ name }) => name));
  for (const { name, of, bound, options } of wanted.filter((p) => !there.has(p.name))) {
    if (!/^(DEFAULT|FOR VALUES FROM \('-?\d+'\) TO \('-?\d+'\))$/.test(bound) || !options.every((o) => /^[a-z_]+=[a-z0-9_.]+$/.test(o))) throw new Error(`backup: the bounds of partition "${name}" cannot be read`);
    await session.execute(`create table ${named(name)} partition of ${named(of)} ${bound}${options.length === 0 ? '' : ` with (${options.join(', ')})`}`);
  }
}
