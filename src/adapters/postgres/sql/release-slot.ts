import type { SqlSession } from '../../../engine/ports/database.js';

export async function releaseSlot(session: SqlSession, slot: number, epoch: number): Promise<void> {
  await session.execute('update dunwell.slot set owner = null, lease_until = 0 where slot = $1 and epoch = $2', [slot, epoch]);
}
