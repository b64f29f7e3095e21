import type { SqlSession } from '../../../engine/ports/database.js';

/** Raises the epoch and takes the lease if it is free or has run out. */
export async function claimSlot(session: SqlSession, slot: number, owner: string, now: number, leaseUntil: number): Promise<number | null> {
  const rows = await session.query<{ epoch: number }>(
    `update dunwell.slot set epoch = epoch + 1, owner = $2, lease_until = $4
      where slot = $1 and lease_until <= $3
      returning epoch`,
    [slot, owner, now, leaseUntil],
  );
  return rows[0]?.epoch ?? null;
}
