import type { Database } from '../../../engine/ports/database.js';
import { LEASE_MS } from '../../../engine/ports/store.js';

/** What waits for one stage, and since when; `oldest` in epoch milliseconds, null where nothing waits or where no instant is kept. */
export interface Waiting {
  readonly stage: 'inbound' | 'settle' | 'review' | 'dispatch';
  readonly waiting: number;
  readonly oldest: number | null;
}

/**
 * What waits at `now`, over all slots: one pass over what waits, so it costs as much as there is of it. Slots held at `now` too, and how long ago
 * the oldest lease that was not given back was taken or renewed, in ms (null: there is none).
 */
export async function backlog(database: Database, now: number): Promise<{ readonly stages: readonly Waiting[]; readonly heldSlots: number; readonly leaseAgeMs: number | null }> {
  const stages = await database.query<{ stage: Waiting['stage']; waiting: number; oldest: number | null }>(
    `select 'inbound' as stage, count(*)::int as waiting, min(received_at) as oldest from dunwell.inbound where read_at is null and person_id is not null
     union all select 'settle', count(*)::int, null from dunwell.collection_case where unsettled
     union all select 'review', count(*)::int, min(next_review_at) from dunwell.collection_case where next_review_at <= $1
     union all select 'dispatch', count(*)::int, min(not_before) from dunwell.contact where state = 'queued' and not_before <= $1`,
    [now],
  );
  const [held] = await database.query<{ n: number; oldest: number | null }>('select (count(*) filter (where lease_until > $1))::int as n, min(lease_until) filter (where owner is not null) as oldest from dunwell.slot', [now]);
  const oldest = held?.oldest ?? null;
  return { stages, heldSlots: held?.n ?? 0, leaseAgeMs: oldest === null ? null : Math.max(0, now - (oldest - LEASE_MS)) };
}
