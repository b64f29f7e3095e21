import { SLOTS } from '../../../domain/id/slot-id.js';
import type { Database, SqlSession } from '../../../engine/ports/database.js';
import { Terminal } from '../../../engine/ports/errors.js';
import type { Digest, Keys } from '../../../engine/ports/keys.js';
import type { Examined } from '../views/examine.js';
import { hotStatements } from './hot-statements.js';
import { plansOf, type PlannedStatement } from './plans.js';
import { TABLE_KINDS, type TableKind } from './table-kinds.js';

/** A node may hold this many times its fair share of slots before the doctor asks for a rebalance. */
const UNEVEN = 1.5;

interface TableRow {
  readonly name: string;
  readonly parent: string | null;
  readonly found: TableKind | 'unknown' | 'otherwise';
  readonly shards: number;
  readonly together: boolean;
  readonly [column: string]: unknown;
}

/** Partitions are asked for too: they are spread like their parent, or a month would be missed. */
const TABLES = `
  select c.relname as name, (select p.relname from pg_inherits i join pg_class p on p.oid = i.inhparent where i.inhrelid = c.oid) as parent,
         case when d.logicalrelid is null then 'unknown'
              when d.partmethod = 'h' and column_to_column_name(d.logicalrelid, d.partkey) = 'slot' then 'slot'
              when d.partmethod = 'n' and d.repmodel = 't' then 'reference'
              when d.partmethod = 'n' and d.repmodel = 's' then 'local' else 'otherwise' end as found,
         (select count(*)::int from pg_dist_shard s where s.logicalrelid = c.oid) as shards,
         coalesce(d.colocationid = (select colocationid from pg_dist_partition where logicalrelid = to_regclass('dunwell.slot')), false) as together
    from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_dist_partition d on d.logicalrelid = c.oid
   where n.nspname = 'dunwell' and c.relkind in ('r', 'p') order by coalesce((select p.relname from pg_inherits i join pg_class p on p.oid = i.inhparent where i.inhrelid = c.oid), c.relname), 2 nulls first, 1`;

const SAID: Readonly<Record<TableRow['found'], string>> = { slot: 'by slot', reference: 'reference, on every node', local: 'local, on the coordinator', unknown: 'a plain table that Citus does not know', otherwise: 'distributed in another way' };

function tableFinding(row: TableRow): Examined {
  const declared = TABLE_KINDS[row.parent ?? row.name];
  const apart = row.found === 'slot' && !row.together;
  const detail = `${SAID[row.found]}${row.found === 'slot' ? `, ${row.shards} shards` : ''}${apart ? ', not beside the other tables of a slot' : ''}`;
  const should = declared === undefined ? '; nobody declared where it belongs' : row.found === declared ? '' : `; should be ${SAID[declared]}`;
  return { check: `table ${row.name}`, ok: declared === row.found && !apart, detail: `${detail}${should}` };
}

interface NodeRow {
  readonly node: string;
  readonly active: boolean;
  readonly takes: boolean;
  readonly shards: number;
  readonly slots: number;
  readonly bytes: number;
  readonly [column: string]: unknown;
}

const NODES = `
  with held as (
    select p.groupid, s.shardid, (select count(*) from generate_series(0, ${SLOTS - 1}) g where get_shard_id_for_distribution_column('dunwell.slot', g::smallint) = s.shardid) as slots
      from pg_dist_shard s join pg_dist_placement p on p.shardid = s.shardid where s.logicalrelid = 'dunwell.slot'::regclass
  )
  select n.nodename || ':' || n.nodeport as node, n.isactive and n.metadatasynced as active, n.shouldhaveshards as takes,
         (select count(*)::int from held h where h.groupid = n.groupid) as shards, coalesce((select sum(slots)::int from held h where h.groupid = n.groupid), 0) as slots,
         coalesce((select sum(c.shard_size)::bigint from citus_shards c where c.nodename = n.nodename and c.nodeport = n.nodeport and c.citus_table_type = 'distributed'), 0) as bytes
    from pg_dist_node n where n.noderole = 'primary' order by n.groupid`;

function nodeFindings(rows: readonly NodeRow[]): readonly Examined[] {
  const takers = rows.filter((row) => row.takes).length;
  return rows.map((row) => {
    const fair = SLOTS / Math.max(takers, 1);
    const full = row.slots > UNEVEN * fair || (row.takes && row.slots * UNEVEN < fair);
    const detail = `${row.shards} shards, ${row.slots} of ${SLOTS} slots, ${(row.bytes / 2 ** 20).toFixed(1)} MiB${row.active ? '' : '; not active'}${full ? '; uneven: rebalance, see docs/operating/citus.md' : ''}`;
    return { check: `node ${row.node}`, ok: row.active && !full, detail };
  });
}

/** What moving shards and committing on two nodes need, asked of every node. */
async function settingFindings(session: SqlSession): Promise<readonly Examined[]> {
  const ask = async (name: string) => (await session.query<{ result: string; success: boolean }>('select result, success from run_command_on_all_nodes($1)', [`show ${name}`])).map((row) => (row.success ? row.result : `failed: ${row.result}`));
  const [prepared, level] = [await ask('max_prepared_transactions'), await ask('wal_level')];
  return [
    { check: 'two-phase commit on every node', ok: prepared.every((n) => Number(n) > 0), detail: `max_prepared_transactions ${[...new Set(prepared)].join(', ')}` },
    { check: 'shards can be moved while we run', ok: level.every((l) => l === 'logical'), detail: `wal_level ${[...new Set(level)].join(', ')}` },
  ];
}

const touchesSlots = (text: string): boolean => [...text.matchAll(/\bdunwell\.(\w+)/g)].some(([, table]) => TABLE_KINDS[table as string] === 'slot');

function planFinding({ call, text, plan }: PlannedStatement): Examined {
  const check = `${call}: ${text.replace(/\s+/g, ' ').trim().slice(0, 80)}`;
  if (typeof plan !== 'string') return { check, ok: false, detail: `refused: ${plan.refused}` };
  // Without a table of slots it is the coordinator's own.
  const own = !touchesSlots(text);
  return { check, ok: own || plan === 'router', detail: own ? 'coordinator' : plan };
}

/** Where every table lives, how even the nodes are, and that every statement said while a slot is held is a router statement. */
export async function examineCitus(database: Database, keys: Keys, digest: Digest): Promise<readonly Examined[]> {
  if (!database.capabilities.distributed) throw new Terminal('no_citus', 'This database has no Citus: set DATABASE_URL to the coordinator of a cluster, in a database with the extension citus. See docs/operating/citus.md.');
  const [version] = await database.query<{ version: string }>(`select 'Citus ' || extversion || ', PostgreSQL ' || current_setting('server_version') as version from pg_extension where extname = 'citus'`);
  const tables = await database.query<TableRow>(TABLES);
  const missing = Object.keys(TABLE_KINDS).filter((name) => !tables.some((row) => row.name === name));
  return [
    { check: 'cluster', ok: true, detail: version?.version ?? 'unknown' },
    ...tables.map(tableFinding), ...missing.map((name) => ({ check: `table ${name}`, ok: false, detail: 'missing' })),
    ...nodeFindings(await database.query<NodeRow>(NODES)), ...(await settingFindings(database)),
    ...(await plansOf(database, await hotStatements(keys, digest))).map(planFinding),
  ];
}
