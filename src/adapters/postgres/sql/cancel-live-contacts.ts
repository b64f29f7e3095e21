import type { SqlSession } from '../../../engine/ports/database.js';

/** New facts end what was queued on the old ones; the next review decides afresh. */
export async function cancelLiveContacts(session: SqlSession, slot: number, caseIds: readonly number[]): Promise<void> {
  if (caseIds.length === 0) return;
  await session.execute(
    `update dunwell.contact set state = 'cancelled' where slot = $1 and case_id = any($2::bigint[]) and state in ('queued', 'waiting_for_person')`,
    [slot, caseIds],
  );
}
