import { monthOf, monthStart, type Month } from '../../../domain/time/month.js';
import type { ArchivedFile, ArchivedTable, ArchiveStore } from '../../../engine/ports/archive.js';
import type { Database, SqlSession } from '../../../engine/ports/database.js';
import { fingerprint, monthColumn, monthRows } from './month-rows.js';
import { liveIn, releaseMonth } from './release-month.js';

/** Files of archived months, oldest month first; of one table, or of all. */
export async function archivedFiles(session: SqlSession, table: ArchivedTable | null = null): Promise<readonly ArchivedFile[]> {
  const rows = await session.query<{ table_name: ArchivedTable; month: number; file: string; digest: string; rows: number }>(
    'select table_name, month, file, digest, rows from dunwell.archived_month where $1::text is null or table_name = $1 order by month, table_name', [table],
  );
  return rows.map((r) => ({ table: r.table_name, month: monthOf(r.month), file: r.file, digest: r.digest, rows: r.rows }));
}

/** Contacts and attempts lie in months that have decisions. */
const WITH_ROWS = ['decision_block', 'ledger_entry'] as const;
const COUNTED = ['attempt', 'contact', 'decision', 'decision_block', 'ledger_entry'] as const;

async function monthsWithRows(session: SqlSession, before: Month): Promise<readonly Month[]> {
  const months = new Set<Month>();
  for (const table of WITH_ROWS) {
    const by = monthColumn(table);
    // What is kept at 0 was archived with its month and is carried on.
    const rows = await session.query<{ month: Month }>(`select distinct to_char(to_timestamp(${by} / 1000.0) at time zone 'UTC', 'YYYY-MM') as month from dunwell.${table} where ${by} > 0 and ${by} < $1`, [monthStart(before) ?? 0]);
    for (const { month } of rows) months.add(month);
  }
  return [...months].sort();
}

async function countMonth(session: SqlSession, month: Month): Promise<Readonly<Partial<Record<ArchivedTable, number>>>> {
  const counts: Partial<Record<ArchivedTable, number>> = {};
  for (const table of COUNTED) counts[table] = Number((await fingerprint(session, table, month)).split(' ')[0]);
  return counts;
}

export function openArchiveStore(database: Database): ArchiveStore {
  return {
    async months(before) {
      const months = await monthsWithRows(database, before);
      const counted = [];
      for (const month of months) counted.push({ month, rows: await countMonth(database, month) });
      return counted;
    },
    live: (month) => liveIn(database, month),
    read: (table, month, use) =>
      database.transaction(async (session) => {
        await session.execute('set transaction isolation level repeatable read');
        await session.execute('set local statement_timeout = 0');
        const said = await fingerprint(session, table, month);
        return { value: await use(monthRows(session, table, month)), fingerprint: said };
      }),
    async chainBefore(month) {
      const rows = await database.query<{ slot: number; last_seq: number; digest: string }>('select distinct on (slot) slot, last_seq, digest from dunwell.archived_chain where month < $1 order by slot, last_seq desc', [monthStart(month) ?? 0]);
      return new Map(rows.map((r) => [r.slot, { seq: r.last_seq, digest: r.digest }]));
    },
    release: (month, files, borders, now, place) => database.transaction((session) => releaseMonth(session, month, files, borders, now, place)),
  };
}
