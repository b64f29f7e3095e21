import type { SqlSession } from '../../../engine/ports/database.js';

/** False when another worker has taken the slot since: its epoch stands there. */
export async function renewSlot(session: SqlSession, slot: number, epoch: number, until: number): Promise<boolean> {
  return (await session.execute('update dunwell.slot set lease_until = $3 where slot = $1 and epoch = $2', [slot, epoch, until])) > 0;
}
