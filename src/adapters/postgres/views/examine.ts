import type { SqlSession } from '../../../engine/ports/database.js';

export interface Examined {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Each statement counts what must not be: zero is well. The database's own constraints say most of it too; this says it twice. */
const MUST_BE_ZERO: readonly (readonly [string, string])[] = [
  ['finished imports account for every row', `select count(*)::int as n from dunwell.import i where i.state = 'done' and i.rows <> i.accepted + i.rejected`],
  ['counted rows equal kept rows', `select count(*)::int as n from dunwell.import i where i.state = 'done' and i.rows <> (select count(*) from dunwell.import_row r where r.import_id = i.id)`],
  ['no live contact on a case that may not be contacted', `select count(*)::int as n from dunwell.contact t join dunwell.collection_case c on c.slot = t.slot and c.id = t.case_id where t.state in ('queued', 'waiting_for_person') and c.state <> 'open'`],
  ['every contact stands on a decision that permits it', `select count(*)::int as n from dunwell.contact t left join dunwell.decision d on d.slot = t.slot and d.case_id = t.case_id and d.seq = t.decision_seq where coalesce(d.choice in ('contact', 'task') or (d.choice = 'send' and t.step like 'answer:%'), false) is not true`],
  ['every answer answers one message', `select count(*)::int as n from dunwell.contact t where t.step like 'answer:%' and (select count(*) from dunwell.inbound i where i.slot = t.slot and i.answered_by = t.id) <> 1`],
  ['every attempt stands on a decision to send', `select count(*)::int as n from dunwell.attempt a left join dunwell.decision d on d.slot = a.slot and d.case_id = a.case_id and d.seq = a.decision_seq where d.stage is distinct from 'dispatch' or d.choice not in ('send', 'task')`],
  ['settled balances equal their ledgers', `select count(*)::int as n from dunwell.collection_case c where not c.unsettled and c.balance_minor <> coalesce((select sum(e.amount_minor) from dunwell.debt d join dunwell.ledger_entry e on e.slot = d.slot and e.debt_id = d.id where d.slot = c.slot and d.case_id = c.id), 0)`],
  ['nobody who owes nothing has an open case', `select count(*)::int as n from dunwell.collection_case c where not c.unsettled and c.state <> 'closed' and c.balance_minor <= 0 and c.debts = 1`],
  ['a placement and its debt agree', `select count(*)::int as n from dunwell.placement p left join dunwell.debt d on d.slot = p.slot and d.id = p.debt_id where d.outcome is distinct from p.outcome`],
];

export async function examine(session: SqlSession): Promise<readonly Examined[]> {
  const found: Examined[] = [];
  for (const [check, statement] of MUST_BE_ZERO) {
    const n = (await session.query<{ n: number }>(statement))[0]?.n ?? -1;
    found.push({ check, ok: n === 0, detail: n === 0 ? 'none' : `${n} found` });
  }
  return found;
}
