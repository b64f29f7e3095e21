import type { SqlSession } from '../../../engine/ports/database.js';

/** Names that no receipt will come by any more. */
export async function pruneTextParts(session: SqlSession, slot: number, before: number): Promise<void> {
  await session.execute('delete from dunwell.text_part where slot = $1 and kept_at < $2', [slot, before]);
}
