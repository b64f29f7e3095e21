import type { SqlSession } from '../../../engine/ports/database.js';
import type { ReadingCorrection } from '../../../engine/ports/read-inbound.js';

/** Once per number: of two people who correct the same reading at once, one is refused by the key. */
export async function insertReadingCorrection(session: SqlSession, slot: number, now: number, correction: ReadingCorrection): Promise<void> {
  const { inboundId, number, staffId, reasonSealed, before, after } = correction;
  await session.execute(
    'insert into dunwell.reading_correction (slot, inbound_id, number, at, staff_id, reason_sealed, before, after) values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb)',
    [slot, inboundId, number, now, staffId, reasonSealed, JSON.stringify(before), JSON.stringify(after)],
  );
}
