import type { SqlSession } from '../../../engine/ports/database.js';

/** Slots in which something is due, unread, unanswered, unsettled, queued, abandoned or to be told at `now`. Asked slot by slot, so that a million cases due are not counted to learn that there are some. */
export async function slotsWithWork(session: SqlSession, now: number, abandonedBefore: number): Promise<readonly number[]> {
  const rows = await session.query<{ slot: number }>(
    `select s.slot from dunwell.slot s
      where exists (select 1 from dunwell.collection_case c where c.slot = s.slot and c.next_review_at <= $1)
         or exists (select 1 from dunwell.collection_case c where c.slot = s.slot and c.unsettled)
         or exists (select 1 from dunwell.inbound i where i.slot = s.slot and i.read_at is null and i.person_id is not null)
         or exists (select 1 from dunwell.inbound i where i.slot = s.slot and i.answer_at <= $1)
         or exists (select 1 from dunwell.alert n where n.slot = s.slot and n.next_try_at <= $1)
         or exists (select 1 from dunwell.contact t where t.slot = s.slot and t.state = 'queued' and t.not_before <= $1)
         or exists (select 1 from dunwell.contact t where t.slot = s.slot and t.state = 'waiting_for_person' and t.not_after <= $1)
         or exists (select 1 from dunwell.attempt a where a.slot = s.slot and a.state = 'reserved' and a.reserved_at < $2)
      order by s.slot`,
    [now, abandonedBefore],
  );
  return rows.map((r) => r.slot);
}
