import type { SqlSession } from '../../../engine/ports/database.js';
import type { Reservation } from '../../../engine/ports/store.js';

export type NumberedReservation = Reservation & { readonly decisionSeq: number; readonly decidedAt: number; readonly caseId: number };

/** Contact → attempting, attempt written and counted (law 4), the exact text sealed beside it. */
export async function reserveAttempts(session: SqlSession, slot: number, now: number, reservations: readonly NumberedReservation[]): Promise<void> {
  if (reservations.length === 0) return;
  await session.execute(
    `update dunwell.contact c set state = 'attempting', attempts = u.no, verify_code = u.code, text_sealed = u.text, text_digest = u.digest
       from (select * from unnest($2::bigint[], $3::int[], $4::text[], $5::bytea[], $6::text[]) as u (id, no, code, text, digest) offset 0) as u
      where c.slot = $1 and c.id = u.id and (c.state in ('queued', 'waiting_for_person') or (c.state = 'attempting' and c.attempts = 0))`,
    [
      slot, reservations.map((r) => r.contactId), reservations.map((r) => r.attemptNo), reservations.map((r) => r.verifyCode), reservations.map((r) => r.textSealed),
      reservations.map((r) => r.textDigest),
    ],
  );
  await session.execute(
    `insert into dunwell.attempt (slot, contact_id, no, queued_at, person_id, case_id, state, reserved_at, provider, decision_seq, decided_at, made)
     select c.slot, u.contact_id, u.no, c.queued_at, u.person_id, u.case_id, 'reserved', $2, u.provider, u.decision_seq, u.decided_at, u.made::jsonb
       from (select * from unnest($3::bigint[], $4::int[], $5::bigint[], $6::text[], $7::bigint[], $8::text[], $9::bigint[], $10::bigint[])
               as u (contact_id, no, person_id, provider, decision_seq, made, case_id, decided_at) offset 0) as u
       join dunwell.contact c on c.id = u.contact_id where c.slot = $1`,
    [
      slot, now, reservations.map((r) => r.contactId), reservations.map((r) => r.attemptNo), reservations.map((r) => r.personId), reservations.map((r) => r.provider),
      reservations.map((r) => r.decisionSeq), reservations.map((r) => (r.made === undefined ? null : JSON.stringify(r.made))), reservations.map((r) => r.caseId), reservations.map((r) => r.decidedAt),
    ],
  );
}
