import type { SqlSession } from '../../../engine/ports/database.js';
import type { CaseWrite, DebtWrite, PartyWrite } from '../../../engine/ports/intake.js';

/** Cases start unsettled: settle reads the ledger and gives them their state and first review. */
export async function insertCases(session: SqlSession, slot: number, now: number, cases: readonly CaseWrite[]): Promise<void> {
  if (cases.length === 0) return;
  await session.execute(
    `insert into dunwell.collection_case (slot, id, person_id, creditor_id, state, opened_at, currency, balance_minor, unsettled)
     select s.slot, u.id, u.person_id, u.creditor_id, 'open', $2::bigint, u.currency, 0, true from dunwell.slot s cross join unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[]) as u (id, person_id, creditor_id, currency) where s.slot = $1`,
    [slot, now, cases.map((c) => c.id), cases.map((c) => c.personId), cases.map((c) => c.creditorId), cases.map((c) => c.currency)],
  );
}

export async function writeDebts(session: SqlSession, slot: number, now: number, importId: string, debts: readonly DebtWrite[]): Promise<void> {
  if (debts.length === 0) return;
  await session.execute(
    `insert into dunwell.debt (slot, id, creditor_id, external_ref, person_id, case_id, product, currency, outcome, lender_months_late, statement_on, flags, placed_at)
     select s.slot, u.id, u.creditor_id, u.ref, u.person_id, u.case_id, u.product, u.currency, u.outcome, u.months, u.statement_on::date, string_to_array(u.flags, ','), $2::bigint
       from dunwell.slot s cross join unnest($3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::int[], $12::text[], $13::text[])
         as u (id, creditor_id, ref, person_id, case_id, product, currency, outcome, months, statement_on, flags)
      where s.slot = $1
     on conflict (slot, id) do update set case_id = coalesce(debt.case_id, excluded.case_id), product = excluded.product, outcome = excluded.outcome,
       lender_months_late = excluded.lender_months_late, statement_on = excluded.statement_on, flags = excluded.flags`,
    [
      slot, now, debts.map((d) => d.id), debts.map((d) => d.creditorId), debts.map((d) => d.externalRef), debts.map((d) => d.personId), debts.map((d) => d.caseId), debts.map((d) => d.product),
      debts.map((d) => d.currency), debts.map((d) => d.outcome), debts.map((d) => d.monthsLate), debts.map((d) => d.statementOn), debts.map((d) => d.flags.join(',')),
    ],
  );
  await session.execute(
    `insert into dunwell.placement (creditor_id, external_ref, slot, debt_id, row_digest, outcome, import_id, line)
     select u.creditor_id, u.ref, $1, u.id, u.row_digest, u.outcome, $2, u.line
       from unnest($3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::int[]) as u (creditor_id, ref, id, row_digest, outcome, line)
     on conflict (creditor_id, external_ref) do update set row_digest = excluded.row_digest, outcome = excluded.outcome, import_id = excluded.import_id, line = excluded.line
       where placement.slot = excluded.slot and placement.debt_id = excluded.debt_id`,
    [slot, importId, debts.map((d) => d.creditorId), debts.map((d) => d.externalRef), debts.map((d) => d.id), debts.map((d) => d.rowDigest), debts.map((d) => d.outcome), debts.map((d) => d.line)],
  );
  await session.execute(
    `update dunwell.collection_case c set debts = (select count(*) from dunwell.debt d where d.slot = $1 and d.case_id = c.id)
      where c.slot = $1 and c.id = any($2::bigint[])`,
    [slot, debts.flatMap((d) => (d.caseId === null ? [] : [d.caseId]))],
  );
}

export async function insertParties(session: SqlSession, slot: number, parties: readonly (PartyWrite & { readonly partySlot: number })[]): Promise<void> {
  if (parties.length === 0) return;
  await session.execute(
    `insert into dunwell.debt_party (slot, debt_id, role, party_slot, party_id)
     select s.slot, u.* from dunwell.slot s cross join unnest($2::bigint[], $3::text[], $4::int[], $5::bigint[]) as u where s.slot = $1 on conflict do nothing`,
    [slot, parties.map((p) => p.debtId), parties.map((p) => p.role), parties.map((p) => p.partySlot), parties.map((p) => p.partyId)],
  );
}
