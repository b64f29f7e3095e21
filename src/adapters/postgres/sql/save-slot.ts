import type { SqlSession } from '../../../engine/ports/database.js';

export async function saveSlot(session: SqlSession, slot: number, nextId: number, chainSeq: number, chainDigest: string, newestAt: number): Promise<void> {
  await session.execute('update dunwell.slot set next_id = $2, chain_seq = $3, chain_digest = $4, newest_at = greatest(newest_at, $5::bigint) where slot = $1', [slot, nextId, chainSeq, chainDigest, newestAt]);
}
