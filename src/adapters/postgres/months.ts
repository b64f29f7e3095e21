import { monthBounds, monthOf, monthsAfter, type Month } from '../../domain/time/month.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Database, SqlSession } from '../../engine/ports/database.js';

/** Tables that are kept by the month, with the column that says which; in the order in which a transaction locks them. */
export const MONTHLY = [
  { table: 'decision_block', by: 'at', made: '' },
  { table: 'decision', by: 'at', made: '' },
  // Rows of contacts and attempts are changed after they were written.
  { table: 'contact', by: 'queued_at', made: ' with (fillfactor = 70)' },
  { table: 'attempt', by: 'queued_at', made: ' with (fillfactor = 70)' },
  { table: 'ledger_entry', by: 'kept_at', made: '' },
] as const;

/** Months made before they begin: what runs for that long without a start or a worker still finds its month. */
const MONTHS_AHEAD = 3;

/** One lock for all who make or drop months. */
const LOCK = 7_216_403;

export const lockMonths = (session: SqlSession) => session.query('select pg_advisory_xact_lock($1)', [LOCK]);

export const partitionOf = (table: string, month: Month): string => `${table}_${month.replace('-', '_')}`;

async function existing(session: SqlSession, names: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await session.query<{ relname: string }>(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'dunwell' and c.relname = any($1::text[])`, [names]);
  return new Set(rows.map((r) => r.relname));
}

/** False: the default partition holds rows of that month already, and keeps them. */
async function makeMonth(session: SqlSession, { table, by, made }: (typeof MONTHLY)[number], month: Month): Promise<boolean> {
  // Whoever works keeps working: a lock that does not come soon is asked for again the next time.
  await session.execute(`set local lock_timeout = '3s'`);
  await lockMonths(session);
  const name = partitionOf(table, month);
  if ((await existing(session, [name])).has(name)) return true;
  const [from, to] = monthBounds(month);
  const inDefault = async () => (await session.query<{ held: boolean }>(`select exists (select 1 from dunwell.${table}_other where ${by} >= $1 and ${by} < $2) as held`, [from, to]))[0]?.held === true;
  if (await inDefault()) return false;
  // Nobody may write a row of that month into the default partition between the question and the answer.
  await session.execute(`lock table dunwell.${table}_other in access exclusive mode`);
  if (await inDefault()) return false;
  // Names and bounds are ours, made of a table's name and a month; a definition takes no parameters.
  await session.execute(`create table dunwell.${name} partition of dunwell.${table} for values from (${from}) to (${to})${made}`);
  return true;
}

const wanted = (now: Instant): readonly Month[] => Array.from({ length: MONTHS_AHEAD + 1 }, (_, i) => monthsAfter(monthOf(now), i));

/**
 * Makes the partitions of this month and the next ones; any number of processes may ask at once, and where all are there it is one
 * statement. A month of which the default partition has rows stays there. Gives the names of what it made.
 */
export async function makeMonths(database: Database, now: Instant): Promise<readonly string[]> {
  const all = wanted(now).flatMap((month) => MONTHLY.map((one) => ({ one, month, name: partitionOf(one.table, month) })));
  const known = await existing(database, all.map((a) => a.name));
  const done: string[] = [];
  for (const { one, month, name } of all) {
    if (known.has(name)) continue;
    if (await database.transaction((session) => makeMonth(session, one, month))) done.push(name);
  }
  return done;
}

/** For the doctor: whether the months ahead are there, and what lies in no month of its own. */
export async function examineMonths(database: Database, now: Instant): Promise<readonly { readonly check: string; readonly ok: boolean; readonly detail: string }[]> {
  const next = monthsAfter(monthOf(now), 1);
  const names = MONTHLY.map(({ table }) => partitionOf(table, next));
  const known = await existing(database, names);
  const missing = names.filter((name) => !known.has(name));
  const held: string[] = [];
  for (const { table, by } of MONTHLY) {
    const [row] = await database.query<{ n: number; first: number | null; last: number | null }>(`select count(*)::int as n, min(${by}) as first, max(${by}) as last from dunwell.${table}_other`);
    if (row !== undefined && row.n > 0) held.push(`${table} ${row.n} (${monthOf(row.first ?? 0)} to ${monthOf(row.last ?? 0)})`);
  }
  return [
    { check: 'months ahead', ok: missing.length === 0, detail: missing.length === 0 ? `made until ${monthsAfter(monthOf(now), MONTHS_AHEAD)}` : `not made: ${missing.join(', ')}; any start or worker makes them` },
    // Not a fault: slower to archive, and nothing else.
    { check: 'rows without a month of their own', ok: true, detail: held.length === 0 ? 'none' : held.join(', ') },
  ];
}
