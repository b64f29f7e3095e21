import { monthBounds, type Month } from '../../../domain/time/month.js';
import { ARCHIVED, type ArchivedTable, type Pages } from '../../../engine/ports/archive.js';
import type { SqlRow, SqlSession } from '../../../engine/ports/database.js';
import { MONTHLY } from '../months.js';

/** Order of a file. Contacts and attempts stand by person, for the contact log is read person by person. */
const ORDER: Readonly<Record<ArchivedTable, string>> = {
  attempt: 'slot, person_id, contact_id, no', contact: 'slot, person_id, id', decision: 'slot, seq', decision_block: 'slot, first_seq', ledger_entry: 'slot, debt_id, seq',
};

/** Equal only if nothing was added, removed or (where rows are changed at all) changed. */
const FINGERPRINT: Readonly<Record<ArchivedTable, string>> = {
  attempt: 'hashtextextended(t::text, 0)', contact: 'hashtextextended(t::text, 0)', decision: 't.seq', decision_block: `hashtextextended(encode(t.digest, 'hex'), 0)`, ledger_entry: 'hashtextextended(t::text, 0)',
};

/** Rows in hand at once; a block is some ten kilobytes. */
const PAGE: Readonly<Record<ArchivedTable, number>> = { attempt: 4_000, contact: 4_000, decision: 4_000, decision_block: 200, ledger_entry: 4_000 };

export const monthColumn = (table: ArchivedTable): string => MONTHLY.find((one) => one.table === table)?.by ?? 'at';

/** `where` of a month: $1 is its first millisecond, $2 that of the next. */
export const ofMonth = (table: ArchivedTable): string => `t.${monthColumn(table)} >= $1 and t.${monthColumn(table)} < $2`;

export async function fingerprint(session: SqlSession, table: ArchivedTable, month: Month): Promise<string> {
  const [row] = await session.query<{ said: string }>(`select count(*)::text || ' ' || coalesce(sum(${FINGERPRINT[table]}), 0)::text as said from dunwell.${table} t where ${ofMonth(table)}`, monthBounds(month));
  return row?.said ?? '';
}

/** All rows of a table in a month, in one pass; a cursor takes no parameters, so the bounds come as settings of the transaction. */
export async function* monthRows(session: SqlSession, table: ArchivedTable, month: Month): Pages {
  const [from, to] = monthBounds(month);
  await session.query(`select set_config('dunwell.month_from', $1, true), set_config('dunwell.month_to', $2, true)`, [String(from), String(to)]);
  const bound = (name: string) => `current_setting('dunwell.month_${name}')::bigint`;
  const by = monthColumn(table);
  await session.execute(`declare month_rows no scroll cursor for select ${Object.keys(ARCHIVED[table]).join(', ')} from dunwell.${table} where ${by} >= ${bound('from')} and ${by} < ${bound('to')} order by ${ORDER[table]}`);
  for (;;) {
    const rows: readonly SqlRow[] = await session.query(`fetch ${PAGE[table]} from month_rows`);
    if (rows.length === 0) break;
    yield rows;
  }
  await session.execute('close month_rows');
}
