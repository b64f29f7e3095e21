import type { SqlSession } from '../../../engine/ports/database.js';

/** Locks in id order, so that two lockers never wait for each other in a ring. */
export async function lockPersons(session: SqlSession, slot: number, ids: readonly number[]): Promise<void> {
  await session.query('select id from dunwell.person where slot = $1 and id = any($2::bigint[]) order by id for update', [slot, ids]);
}
