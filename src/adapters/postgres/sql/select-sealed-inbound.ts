import type { SqlSession } from '../../../engine/ports/database.js';

/** The body of a message of a person, sealed. */
export async function selectSealedInbound(session: SqlSession, slot: number, id: number): Promise<Uint8Array | null> {
  const rows = await session.query<{ body_sealed: Uint8Array }>(
    `select body_sealed from dunwell.inbound where slot = $1 and id = $2 and person_id is not null and kind in ('sms_reply', 'email_reply')`, [slot, id],
  );
  return rows[0]?.body_sealed ?? null;
}
