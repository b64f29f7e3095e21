import type { Database } from '../../../engine/ports/database.js';

/** What waits for one stage, and since when; `oldest` in epoch milliseconds, null where nothing waits or where no instant is kept. */
export interface Waiting {
  readonly stage: 'inbound' | 'settle' | 'review' | 'dispatch';
  readonly waiting: number;
  readonly oldest: number | null;
}

/** What waits at `now`, over all slots: one pass over what waits, so it costs as much as there is of it. Slots held at `now` too. */
export async function backlog(database: Database, now: number): Promise<{ readonly stages: readonly Waiting[]; readonly heldSlots: number }> {
  const stages = await database.query<{ stage: Waiting['stage']; waiting: number; oldest: number | null }>(
    `select 'inbound' as stage, count(*)::int as waiting, min(received_at) as oldest from dunwell.inbound where read_at is null and person_id is not null
     union all select 'settle', count(*)::int, null from dunwell.collection_case where unsettled
     union all select 'review', count(*)::int, min(next_review_at) from dunwell.collection_case where next_review_at <= $1
     union all select 'dispatch', count(*)::int, min(not_before) from dunwell.contact where state = 'queued' and not_before <= $1`,
    [now],
  );
  const [held] = await database.query<{ n: number }>('select count(*)::int as n from dunwell.slot where lease_until > $1', [now]);
  return { stages, heldSlots: held?.n ?? 0 };
}
