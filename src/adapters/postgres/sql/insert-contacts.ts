import type { SqlSession } from '../../../engine/ports/database.js';
import type { NewContact } from '../../../engine/ports/store.js';

export interface NumberedContact extends NewContact {
  readonly id: number;
  readonly decisionSeq: number;
  /** The contact is kept in the month of its decision. */
  readonly decidedAt: number;
}

export async function insertContacts(session: SqlSession, slot: number, contacts: readonly NumberedContact[]): Promise<void> {
  if (contacts.length === 0) return;
  await session.execute(
    `insert into dunwell.contact (slot, id, case_id, person_id, point_id, channel, step, template, reasons, state, queued_at, not_before, not_after, decision_seq)
     select s.slot, u.id, u.case_id, u.person_id, u.point_id, u.channel, u.step, u.template, string_to_array(u.reasons, ','), u.state, u.queued_at, u.not_before, u.not_after, u.decision_seq
       from dunwell.slot s cross join unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[])
         as u (id, case_id, person_id, point_id, channel, step, template, reasons, state, not_before, not_after, decision_seq, queued_at)
      where s.slot = $1`,
    [
      slot, contacts.map((c) => c.id), contacts.map((c) => c.caseId), contacts.map((c) => c.personId), contacts.map((c) => c.pointId), contacts.map((c) => c.channel),
      contacts.map((c) => c.step), contacts.map((c) => c.template), contacts.map((c) => c.reasons.join(',')), contacts.map((c) => c.state), contacts.map((c) => c.notBefore),
      contacts.map((c) => c.notAfter), contacts.map((c) => c.decisionSeq), contacts.map((c) => c.decidedAt),
    ],
  );
}
