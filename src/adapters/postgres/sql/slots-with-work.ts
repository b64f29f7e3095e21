import type { SqlSession } from '../../../engine/ports/database.js';

/** Slots in which something is due, unread, unsettled, queued or abandoned at `now`. */
export async function slotsWithWork(session: SqlSession, now: number, abandonedBefore: number): Promise<readonly number[]> {
  const rows = await session.query<{ slot: number }>(
    `select slot from (
       select distinct slot from dunwell.collection_case where next_review_at <= $1
       union select distinct slot from dunwell.collection_case where unsettled
       union select distinct slot from dunwell.inbound where read_at is null and person_id is not null
       union select distinct slot from dunwell.contact where state = 'queued' and not_before <= $1
       union select distinct slot from dunwell.contact where state = 'waiting_for_person' and not_after <= $1
       union select distinct slot from dunwell.attempt where state = 'reserved' and reserved_at < $2
     ) as waiting order by slot`,
    [now, abandonedBefore],
  );
  return rows.map((r) => r.slot);
}
