import type { SqlSession } from '../../../engine/ports/database.js';
import type { NewContact } from '../../../engine/ports/store.js';

export interface NumberedContact extends NewContact {
  readonly id: number;
  readonly decisionSeq: number;
}

export async function insertContacts(session: SqlSession, slot: number, now: number, contacts: readonly NumberedContact[]): Promise<void> {
  if (contacts.length === 0) return;
  await session.execute(
    `insert into dunwell.contact (slot, id, case_id, person_id, point_id, channel, step, template, reasons, state, queued_at, not_before, not_after, decision_seq)
     select $1, u.id, u.case_id, u.person_id, u.point_id, u.channel, u.step, u.template, string_to_array(u.reasons, ','), u.state, $2, u.not_before, u.not_after, u.decision_seq
       from unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[], $13::bigint[], $14::bigint[])
         as u (id, case_id, person_id, point_id, channel, step, template, reasons, state, not_before, not_after, decision_seq)`,
    [
      slot, now, contacts.map((c) => c.id), contacts.map((c) => c.caseId), contacts.map((c) => c.personId), contacts.map((c) => c.pointId), contacts.map((c) => c.channel),
      contacts.map((c) => c.step), contacts.map((c) => c.template), contacts.map((c) => c.reasons.join(',')), contacts.map((c) => c.state), contacts.map((c) => c.notBefore),
      contacts.map((c) => c.notAfter), contacts.map((c) => c.decisionSeq),
    ],
  );
}
