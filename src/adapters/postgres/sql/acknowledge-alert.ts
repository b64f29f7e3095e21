import type { SqlSession } from '../../../engine/ports/database.js';

/** Once: whoever looked first stands on record. It is told to nobody any more. */
export async function acknowledgeAlert(session: SqlSession, slot: number, id: number, staffId: string, noteSealed: Uint8Array, now: number): Promise<boolean> {
  const rows = await session.query<{ id: number }>(
    'update dunwell.alert set acknowledged_at = $5, acknowledged_by = $3, note_sealed = $4, next_try_at = null where slot = $1 and id = $2 and acknowledged_at is null returning id', [slot, id, staffId, noteSealed, now],
  );
  return rows.length === 1;
}
