import type { SqlSession } from '../../../engine/ports/database.js';
import type { PersonWrite, PointWrite } from '../../../engine/ports/intake.js';

/** A later file adds to what is known and corrects it; what it leaves out stays. */
export async function upsertPersons(session: SqlSession, slot: number, now: number, persons: readonly PersonWrite[]): Promise<void> {
  if (persons.length === 0) return;
  await session.execute(
    `insert into dunwell.person (slot, id, match_key, key_wrapped, name_sealed, id_number_sealed, id_index, id_tail_index, country, state, city, language, time_zone, created_at)
     select s.slot, u.*, $2::bigint from dunwell.slot s cross join unnest($3::bigint[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[]) as u where s.slot = $1
     on conflict (slot, match_key) do update set
       name_sealed = coalesce(excluded.name_sealed, person.name_sealed), country = coalesce(excluded.country, person.country), state = coalesce(excluded.state, person.state),
       city = coalesce(excluded.city, person.city), language = excluded.language, time_zone = coalesce(excluded.time_zone, person.time_zone)`,
    [
      slot, now, persons.map((p) => p.id), persons.map((p) => p.matchKey), persons.map((p) => p.keyWrapped), persons.map((p) => p.nameSealed), persons.map((p) => p.idNumberSealed),
      persons.map((p) => p.idIndex), persons.map((p) => p.idTailIndex), persons.map((p) => p.country), persons.map((p) => p.state), persons.map((p) => p.city), persons.map((p) => p.language),
      persons.map((p) => p.timeZone),
    ],
  );
}

/** A point stated again is as fresh as its last statement: the number that a lender stated last is tried first. */
export async function insertPoints(session: SqlSession, slot: number, now: number, points: readonly PointWrite[]): Promise<void> {
  if (points.length === 0) return;
  await session.execute(
    `insert into dunwell.person_point (slot, id, person_id, kind, label, source, sealed, blind, time_zone, line, position, recorded_at)
     select distinct on (u.person_id, u.kind, u.blind) s.slot, u.*, $2::bigint
       from dunwell.slot s cross join unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::bytea[], $9::text[], $10::text[], $11::text[], $12::int[])
         as u (id, person_id, kind, label, source, sealed, blind, time_zone, line, position)
      where s.slot = $1 order by u.person_id, u.kind, u.blind, u.position
     on conflict (slot, person_id, kind, blind) do update set label = excluded.label, position = excluded.position, recorded_at = excluded.recorded_at`,
    [
      slot, now, points.map((p) => p.id), points.map((p) => p.personId), points.map((p) => p.kind), points.map((p) => p.label), points.map((p) => p.source), points.map((p) => p.sealed),
      points.map((p) => p.blind), points.map((p) => p.timeZone), points.map((p) => p.line), points.map((p) => p.position),
    ],
  );
}
