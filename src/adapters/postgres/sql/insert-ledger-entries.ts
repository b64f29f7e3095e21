import type { SqlSession } from '../../../engine/ports/database.js';
import type { LedgerWrite } from '../../../engine/ports/store.js';

/** Appends to ledgers; an entry whose source key stands already is left out, so a repeat changes nothing. */
export async function insertLedgerEntries(session: SqlSession, slot: number, now: number, writes: readonly LedgerWrite[]): Promise<void> {
  if (writes.length === 0) return;
  await session.execute(
    `insert into dunwell.ledger_entry (slot, debt_id, seq, kind, amount_minor, due_on, effective_on, recorded_at, kept_at, source, source_key)
     select s.slot, u.debt_id, coalesce(e.last, 0) + row_number() over (partition by u.debt_id order by u.n),
            u.kind, u.amount, u.due_on::date, u.effective_on::date, $2, $2, u.source, u.source_key
       from dunwell.slot s
       cross join unnest($3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[]) with ordinality
         as u (debt_id, kind, amount, due_on, effective_on, source, source_key, n)
       left join (select slot, debt_id, max(seq) as last from dunwell.ledger_entry where slot = $1 and debt_id = any($3::bigint[]) group by slot, debt_id) e on e.slot = s.slot and e.debt_id = u.debt_id
      where s.slot = $1 and not exists (select 1 from dunwell.ledger_entry l where l.slot = s.slot and l.debt_id = u.debt_id and l.source_key = u.source_key)`,
    [
      slot, now, writes.map((w) => w.debtId), writes.map((w) => w.entry.kind), writes.map((w) => w.entry.amountMinor), writes.map((w) => w.entry.dueOn),
      writes.map((w) => w.entry.effectiveOn), writes.map((w) => w.source), writes.map((w) => w.sourceKey),
    ],
  );
}
