import type { SqlSession } from '../../../engine/ports/database.js';

export async function touchCases(session: SqlSession, slot: number, personIds: readonly number[]): Promise<void> {
  if (personIds.length === 0) return;
  await session.execute('update dunwell.collection_case set unsettled = true where slot = $1 and person_id = any($2::bigint[])', [slot, personIds]);
}
