import type { SqlSession } from '../../../engine/ports/database.js';
import type { Answered } from '../../../engine/ports/answers.js';

/** Done, or put off. One that was answered is never again. */
export async function markAnswered(session: SqlSession, slot: number, answered: readonly Answered[]): Promise<void> {
  if (answered.length === 0) return;
  await session.execute(
    `update dunwell.inbound i set answer_at = u.answer_at, answered_by = u.contact_id
       from (select * from unnest($2::bigint[], $3::bigint[], $4::bigint[]) as u (id, answer_at, contact_id) offset 0) as u
      where i.slot = $1 and i.id = u.id and i.answer_at is not null and i.answered_by is null`,
    [slot, answered.map((a) => a.inboundId), answered.map((a) => a.answerAt), answered.map((a) => a.contactId)],
  );
}
