import type { EndedAttempt, Made } from '../../../engine/ports/store.js';
import type { SqlSession } from '../../../engine/ports/database.js';

/** Ends the open attempt of a contact; `null` when there is none in one of `states`. */
async function endAttempt(session: SqlSession, slot: number, now: number, contactId: number, to: 'sent' | 'refused', states: readonly string[]): Promise<EndedAttempt | null> {
  const row = (await session.query<{ reserved_at: number; made: Made | null }>(
    `update dunwell.attempt set state = $4, finished_at = $3 where slot = $1 and contact_id = $2 and state = any($5::text[]) returning reserved_at, made`, [slot, contactId, now, to, states],
  ))[0];
  return row === undefined ? null : { reservedAt: row.reserved_at, made: row.made };
}

/** The contact was made at the instant of its reservation, whenever it is told. */
export async function finishTask(session: SqlSession, slot: number, now: number, contactId: number, outcome: string, late: boolean): Promise<EndedAttempt | null> {
  const ended = await endAttempt(session, slot, now, contactId, 'sent', late ? ['reserved', 'unknown'] : ['reserved']);
  if (ended === null) return null;
  await session.execute(`update dunwell.contact set state = 'done', outcome = $4, sent_at = $3 where slot = $1 and id = $2`, [slot, contactId, ended.reservedAt, outcome]);
  await session.execute(
    `update dunwell.collection_case set last_contact_at = greatest(last_contact_at, $3) where slot = $1 and id = (select case_id from dunwell.contact where slot = $1 and id = $2)`,
    [slot, contactId, ended.reservedAt],
  );
  return ended;
}

export async function withdrawAttempt(session: SqlSession, slot: number, now: number, contactId: number): Promise<EndedAttempt | null> {
  const ended = await endAttempt(session, slot, now, contactId, 'refused', ['reserved']);
  if (ended !== null) await session.execute(`update dunwell.contact set state = 'cancelled' where slot = $1 and id = $2`, [slot, contactId]);
  return ended;
}
