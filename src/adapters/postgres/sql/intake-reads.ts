import type { PlacementOutcome } from '../../../domain/loan/placement.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import type { KnownDebt, PersonRow } from '../../../engine/ports/intake.js';

export async function selectPersonsByKey(session: SqlSession, slot: number, keys: readonly string[]): Promise<ReadonlyMap<string, PersonRow>> {
  const rows = await session.query<{ match_key: string; id: number; key_wrapped: Uint8Array }>(
    'select match_key, id, key_wrapped from dunwell.person where slot = $1 and match_key = any($2::text[]) for update', [slot, keys],
  );
  return new Map(rows.map((r) => [r.match_key, { id: r.id, keyWrapped: r.key_wrapped }]));
}

interface PlacedRow {
  readonly external_ref: string;
  readonly slot: number;
  readonly debt_id: number;
  readonly row_digest: string;
  readonly import_id: string;
  readonly line: number;
  readonly outcome: PlacementOutcome;
  readonly [column: string]: unknown;
}

interface DebtRow {
  readonly id: number;
  readonly person_id: number;
  readonly case_id: number | null;
  readonly balance: number;
  readonly placed: number;
  readonly entries: number;
  readonly [column: string]: unknown;
}

/** Nobody: a loan that stands on another slot belongs to another person. */
const NOBODY = 0;

/** What is known of loans by the lender's reference, on whatever slot they stand. */
export async function selectKnownDebts(session: SqlSession, slot: number, creditorId: string, refs: readonly string[]): Promise<ReadonlyMap<string, KnownDebt>> {
  const placed = await session.query<PlacedRow>(
    'select external_ref, slot, debt_id, row_digest, import_id, line, outcome from dunwell.placement where creditor_id = $1 and external_ref = any($2::text[])', [creditorId, refs],
  );
  if (placed.length === 0) return new Map();
  const rows = await session.query<DebtRow>(
    `select d.id, d.person_id, d.case_id, coalesce(sum(e.amount_minor), 0)::bigint as balance,
            coalesce(sum(e.amount_minor) filter (where e.source = 'placement'), 0)::bigint as placed, count(e.seq)::int as entries
       from dunwell.debt d left join dunwell.ledger_entry e on e.slot = d.slot and e.debt_id = d.id
      where d.slot = $1 and d.id = any($2::bigint[]) group by d.id, d.person_id, d.case_id`,
    [slot, placed.filter((p) => p.slot === slot).map((p) => p.debt_id)],
  );
  const debts = new Map(rows.map((r) => [r.id, r]));
  return new Map(placed.map((p) => {
    const debt = debts.get(p.debt_id);
    return [p.external_ref, {
      id: p.debt_id, personId: debt?.person_id ?? NOBODY, caseId: debt?.case_id ?? null, rowDigest: p.row_digest, importId: p.import_id, line: p.line, outcome: p.outcome,
      balanceMinor: debt?.balance ?? 0, placedMinor: debt?.placed ?? 0, entries: debt?.entries ?? 0,
    }];
  }));
}

/** Cases of one creditor, by person. */
export async function selectCasesByPerson(session: SqlSession, slot: number, creditorId: string, personIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await session.query<{ person_id: number; id: number }>(
    'select person_id, id from dunwell.collection_case where slot = $1 and creditor_id = $2 and person_id = any($3::bigint[])', [slot, creditorId, personIds],
  );
  return new Map(rows.map((r) => [r.person_id, r.id]));
}
