import type { SqlSession } from '../../../engine/ports/database.js';
import type { TextPart } from '../../../engine/ports/desk.js';

/** Parts of one attempt; again, nothing changes. */
export async function insertTextParts(session: SqlSession, provider: string, parts: readonly TextPart[], now: number): Promise<void> {
  if (parts.length === 0) return;
  await session.execute(
    `insert into dunwell.text_part (slot, provider, ref, contact_id, attempt_no, part, parts, kept_at)
     select u.slot, $1, u.ref, u.contact_id, u.attempt_no, u.part, u.parts, $2
       from unnest($3::smallint[], $4::text[], $5::bigint[], $6::smallint[], $7::smallint[], $8::smallint[]) as u (slot, ref, contact_id, attempt_no, part, parts)
     on conflict do nothing`,
    [provider, now, parts.map((p) => p.refSlot), parts.map((p) => p.ref), parts.map((p) => p.contactId), parts.map((p) => p.attemptNo), parts.map((p) => p.part), parts.map((p) => p.parts)],
  );
}
