import type { SqlSession } from '../../../engine/ports/database.js';
import type { TextPart } from '../../../engine/ports/desk.js';

export async function selectTextPart(session: SqlSession, refSlot: number, provider: string, ref: string): Promise<Omit<TextPart, 'refSlot' | 'ref'> | null> {
  const row = (await session.query<{ contact_id: number; attempt_no: number; part: number; parts: number }>(
    'select contact_id, attempt_no, part, parts from dunwell.text_part where slot = $1 and provider = $2 and ref = $3 order by kept_at desc limit 1', [refSlot, provider, ref],
  ))[0];
  return row === undefined ? null : { contactId: row.contact_id, attemptNo: row.attempt_no, part: row.part, parts: row.parts };
}
