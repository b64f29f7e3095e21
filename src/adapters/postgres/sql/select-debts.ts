import type { LedgerEntry, Pause } from '../../../domain/loan/ledger.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import type { DebtRecord } from '../../../engine/ports/store.js';
import { grouped } from './grouped.js';

interface Row {
  readonly id: number;
  readonly case_id: number;
  readonly external_ref: string;
  readonly product: string;
  readonly currency: string;
  readonly time_barred: boolean | null;
  readonly flags: readonly string[];
  readonly kind: LedgerEntry['kind'] | null;
  readonly amount_minor: number;
  readonly due_on: string | null;
  readonly effective_on: string;
  readonly [column: string]: unknown;
}

/** Debts of cases with their whole ledger and pauses, by case. */
export async function selectDebts(session: SqlSession, slot: number, caseIds: readonly number[]): Promise<ReadonlyMap<number, readonly DebtRecord[]>> {
  const rows = await session.query<Row>(
    `select d.id, d.case_id, d.external_ref, d.product, d.currency, d.time_barred, d.flags, e.kind, e.amount_minor, e.due_on, e.effective_on
       from dunwell.debt d left join dunwell.ledger_entry e on e.slot = d.slot and e.debt_id = d.id
      where d.slot = $1 and d.case_id = any($2::bigint[])
      order by d.case_id, d.id, e.seq`,
    [slot, caseIds],
  );
  const pauses = grouped(
    await session.query<{ debt_id: number; from_on: string; to_on: string | null }>(
      `select p.debt_id, p.from_on, p.to_on from dunwell.pause p join dunwell.debt d on d.slot = p.slot and d.id = p.debt_id
        where p.slot = $1 and d.case_id = any($2::bigint[]) order by p.debt_id, p.id`,
      [slot, caseIds],
    ),
    (r) => r.debt_id,
    (r): Pause => ({ from: r.from_on, to: r.to_on }),
  );
  const byCase = new Map<number, DebtRecord[]>();
  let last: DebtRecord | null = null;
  for (const r of rows) {
    if (last === null || last.id !== r.id) {
      last = {
        id: r.id, caseId: r.case_id, ref: r.external_ref, product: r.product, currency: r.currency, timeBarred: r.time_barred, flags: r.flags,
        entries: [], pauses: pauses.get(r.id) ?? [],
      };
      const group = byCase.get(r.case_id);
      if (group === undefined) byCase.set(r.case_id, [last]);
      else group.push(last);
    }
    if (r.kind !== null) (last.entries as LedgerEntry[]).push({ kind: r.kind, amountMinor: r.amount_minor, dueOn: r.due_on, effectiveOn: r.effective_on });
  }
  return byCase;
}
