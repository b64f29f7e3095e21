import type { AlertTold } from '../../../engine/ports/alerts.js';
import type { SqlSession } from '../../../engine/ports/database.js';

/** Another try, or the end of trying. One that somebody acknowledged meanwhile is not tried again. */
export async function tellAlerts(session: SqlSession, slot: number, told: readonly AlertTold[]): Promise<void> {
  if (told.length === 0) return;
  await session.execute(
    `update dunwell.alert a set tries = least(a.tries + 1, 30000), told_at = coalesce(a.told_at, u.told_at), next_try_at = case when a.acknowledged_at is null then u.next_try_at end
       from (select * from unnest($2::bigint[], $3::bigint[], $4::bigint[]) as u (id, told_at, next_try_at) offset 0) as u
      where a.slot = $1 and a.id = u.id`,
    [slot, told.map((t) => t.id), told.map((t) => t.toldAt), told.map((t) => t.nextTryAt)],
  );
}
