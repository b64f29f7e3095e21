import type { SqlSession } from '../../../engine/ports/database.js';
import type { Reservation } from '../../../engine/ports/store.js';

export type NumberedReservation = Reservation & { readonly decisionSeq: number };

/** Contact → attempting, attempt written and counted (law 4), the exact text sealed beside it. */
export async function reserveAttempts(session: SqlSession, slot: number, now: number, reservations: readonly NumberedReservation[]): Promise<void> {
  if (reservations.length === 0) return;
  await session.execute(
    `update dunwell.contact c set state = 'attempting', attempts = u.no, verify_code = u.code, text_sealed = u.text, text_digest = u.digest
       from (select * from unnest($2::bigint[], $3::int[], $4::text[], $5::bytea[], $6::text[]) as u (id, no, code, text, digest) offset 0) as u
      where c.slot = $1 and c.id = u.id and c.state in ('queued', 'waiting_for_person')`,
    [
      slot, reservations.map((r) => r.contactId), reservations.map((r) => r.attemptNo), reservations.map((r) => r.verifyCode), reservations.map((r) => r.textSealed),
      reservations.map((r) => r.textDigest),
    ],
  );
  await session.execute(
    `insert into dunwell.attempt (slot, contact_id, no, person_id, state, reserved_at, provider, decision_seq, made)
     select $1, u.contact_id, u.no, u.person_id, 'reserved', $2, u.provider, u.decision_seq, u.made::jsonb
       from unnest($3::bigint[], $4::int[], $5::bigint[], $6::text[], $7::bigint[], $8::text[]) as u (contact_id, no, person_id, provider, decision_seq, made)`,
    [
      slot, now, reservations.map((r) => r.contactId), reservations.map((r) => r.attemptNo), reservations.map((r) => r.personId), reservations.map((r) => r.provider),
      reservations.map((r) => r.decisionSeq), reservations.map((r) => (r.made === undefined ? null : JSON.stringify(r.made))),
    ],
  );
}
