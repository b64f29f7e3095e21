import type { SqlSession } from '../../../engine/ports/database.js';

/** `offset 0` keeps the planner from joining in an order that reads the whole slot. Only open cases are reviewed; others have their own time. */
export async function updateNextReviews(session: SqlSession, slot: number, cases: readonly { readonly id: number; readonly nextReviewAt: number | null }[]): Promise<void> {
  if (cases.length === 0) return;
  await session.execute(
    `update dunwell.collection_case c set next_review_at = u.at, review_no = review_no + 1
       from (select * from unnest($2::bigint[], $3::bigint[]) as u (id, at) offset 0) as u
      where c.slot = $1 and c.id = u.id and c.state = 'open'`,
    [slot, cases.map((c) => c.id), cases.map((c) => c.nextReviewAt)],
  );
}
