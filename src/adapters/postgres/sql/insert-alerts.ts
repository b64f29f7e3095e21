import type { SqlSession } from '../../../engine/ports/database.js';
import type { NewAlert } from '../../../engine/ports/alerts.js';

/** One alert per message, to be told at once. */
export async function insertAlerts(session: SqlSession, slot: number, now: number, alerts: readonly (NewAlert & { readonly id: number })[]): Promise<void> {
  if (alerts.length === 0) return;
  await session.execute(
    `insert into dunwell.alert (slot, id, person_id, inbound_id, kinds, raised_at, next_try_at)
     select s.slot, u.id, u.person_id, u.inbound_id, string_to_array(u.kinds, ','), $2, $2
       from dunwell.slot s cross join unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::text[]) as u (id, person_id, inbound_id, kinds)
      where s.slot = $1
     on conflict (slot, inbound_id) do nothing`,
    [slot, now, alerts.map((a) => a.id), alerts.map((a) => a.personId), alerts.map((a) => a.inboundId), alerts.map((a) => a.kinds.join(','))],
  );
}
