import type { SqlSession } from '../../../engine/ports/database.js';
import type { SettledCase } from '../../../engine/ports/settled-case.js';

/** Dates are read before the rows are found: text becomes a date by a setting of the session, which Citus refuses in the midst of an update. */
export async function settleCases(session: SqlSession, slot: number, cases: readonly SettledCase[]): Promise<void> {
  if (cases.length === 0) return;
  await session.execute(
    `update dunwell.collection_case c
        set state = u.state, next_review_at = u.next_review_at, balance_minor = u.balance, oldest_due_on = u.oldest, paused_days = u.paused,
            flagged = u.flagged, closed_at = case when u.closed_at is null then null else coalesce(c.closed_at, u.closed_at) end, unsettled = false
       from (select * from unnest($2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::date[], $7::int[], $8::boolean[], $9::bigint[])
               as u (id, state, next_review_at, balance, oldest, paused, flagged, closed_at) offset 0) as u
      where c.slot = $1 and c.id = u.id`,
    [
      slot, cases.map((c) => c.id), cases.map((c) => c.state), cases.map((c) => c.nextReviewAt), cases.map((c) => c.balanceMinor), cases.map((c) => c.oldestDueOn),
      cases.map((c) => c.pausedDays), cases.map((c) => c.flagged), cases.map((c) => c.closedAt),
    ],
  );
}
