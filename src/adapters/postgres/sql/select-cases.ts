import type { CaseState } from '../../../domain/case/case-state.js';
import type { SqlSession, SqlValue } from '../../../engine/ports/database.js';
import type { CaseRecord } from '../../../engine/ports/store.js';

interface CaseRow {
  readonly id: number;
  readonly person_id: number;
  readonly creditor_id: string;
  readonly state: string;
  readonly opened_at: number;
  readonly currency: string;
  readonly next_review_at: number | null;
  readonly [column: string]: unknown;
}

const COLUMNS = 'select id, person_id, creditor_id, state, opened_at, currency, next_review_at from dunwell.collection_case';

async function select(session: SqlSession, where: string, parameters: readonly SqlValue[]): Promise<readonly CaseRecord[]> {
  const rows = await session.query<CaseRow>(`${COLUMNS} ${where}`, parameters);
  return rows.map((r) => ({
    id: r.id, personId: r.person_id, creditorId: r.creditor_id, state: r.state as CaseState, openedAt: r.opened_at, currency: r.currency, nextReviewAt: r.next_review_at,
  }));
}

/** Open cases whose review is due. Level, not edge: a missed night is caught up. */
export function selectDueCases(session: SqlSession, slot: number, now: number, limit: number) {
  return select(session, `where slot = $1 and next_review_at <= $2 and state = 'open' and not unsettled order by next_review_at, id limit $3`, [slot, now, limit]);
}

/** Cases with news, and quiet ones whose hold has run out. */
export function selectUnsettledCases(session: SqlSession, slot: number, now: number, limit: number) {
  return select(session, `where slot = $1 and (unsettled or (next_review_at <= $2 and state <> 'open')) order by id limit $3`, [slot, now, limit]);
}

export function selectCasesById(session: SqlSession, slot: number, ids: readonly number[]) {
  return select(session, 'where slot = $1 and id = any($2::bigint[]) order by id', [slot, ids]);
}

export function selectCasesOfPersons(session: SqlSession, slot: number, personIds: readonly number[]) {
  return select(session, 'where slot = $1 and person_id = any($2::bigint[]) order by id', [slot, personIds]);
}

export function selectOpenCases(session: SqlSession, slot: number, afterId: number, limit: number) {
  return select(session, `where slot = $1 and state = 'open' and id > $2 order by id limit $3`, [slot, afterId, limit]);
}
