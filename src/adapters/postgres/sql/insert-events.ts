import type { SqlSession } from '../../../engine/ports/database.js';
import type { NewEvent } from '../../../engine/ports/store.js';

/** Kept once per source key: a repeat changes nothing. `ids` are spent even on repeats. */
export async function insertEvents(session: SqlSession, slot: number, now: number, events: readonly (NewEvent & { readonly id: number })[]): Promise<void> {
  if (events.length === 0) return;
  const data = events.map(({ event }) => {
    const { type: _type, at: _at, ...rest } = event;
    return JSON.stringify(rest);
  });
  await session.execute(
    `insert into dunwell.person_event (slot, id, person_id, at, type, data, recorded_at, source_key)
     select s.slot, u.id, u.person_id, u.at, u.type, u.data::jsonb, $2, u.source_key
       from dunwell.slot s cross join unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[]) as u (id, person_id, at, type, data, source_key)
      where s.slot = $1
     on conflict (slot, person_id, source_key) do nothing`,
    [slot, now, events.map((e) => e.id), events.map((e) => e.personId), events.map((e) => e.event.at), events.map((e) => e.event.type), data, events.map((e) => e.sourceKey)],
  );
}
