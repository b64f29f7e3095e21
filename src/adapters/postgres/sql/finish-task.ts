import type { SqlSession } from '../../../engine/ports/database.js';

/** Ends the open attempt of a call or visit; false when there is none (told already, or given up after a day). */
export async function finishTask(session: SqlSession, slot: number, now: number, contactId: number, outcome: string): Promise<boolean> {
  const ended = await session.execute(
    `update dunwell.attempt set state = 'sent', finished_at = $3 where slot = $1 and contact_id = $2 and state = 'reserved'`, [slot, contactId, now],
  );
  if (ended === 0) return false;
  await session.execute(`update dunwell.contact set state = 'done', outcome = $4, sent_at = $3 where slot = $1 and id = $2`, [slot, contactId, now, outcome]);
  await session.execute(
    'update dunwell.collection_case set last_contact_at = $3 where slot = $1 and id = (select case_id from dunwell.contact where slot = $1 and id = $2)', [slot, contactId, now],
  );
  return true;
}
