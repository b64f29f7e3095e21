import type { SqlSession } from '../../../engine/ports/database.js';
import type { AttemptResult } from '../../../engine/ports/store.js';

/** What the provider said, once: a result for an attempt that is no longer open changes nothing, and a receipt that came first stays. */
export async function recordResults(session: SqlSession, slot: number, now: number, results: readonly AttemptResult[]): Promise<void> {
  if (results.length === 0) return;
  await session.execute(
    `with done as (
       update dunwell.attempt a set state = u.kind, finished_at = $2, provider_ref = u.ref, provider = coalesce(u.provider, a.provider)
         from (select * from unnest($3::bigint[], $4::int[], $5::text[], $6::text[], $7::text[]) as u (contact_id, no, kind, ref, provider) offset 0) as u
        where a.slot = $1 and a.contact_id = u.contact_id and a.no = u.no and a.state = 'reserved'
        returning a.contact_id, a.queued_at, a.state
     ), told as (
       update dunwell.contact c set state = case when c.state = 'attempting' then d.state else c.state end, sent_at = case when d.state = 'refused' then null else $2 end
         from done d where c.slot = $1 and c.id = d.contact_id and c.queued_at = d.queued_at
        returning c.case_id, d.state
     )
     update dunwell.collection_case k set last_contact_at = $2
       from (select distinct case_id from told where state <> 'refused' offset 0) as t where k.slot = $1 and k.id = t.case_id`,
    [
      slot, now, results.map((r) => r.contactId), results.map((r) => r.attemptNo), results.map((r) => r.kind), results.map((r) => r.ref),
      results.map((r) => r.provider ?? null),
    ],
  );
}
