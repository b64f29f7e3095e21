import type { SqlSession } from '../../../engine/ports/database.js';

export interface SlotRow {
  readonly next_id: number;
  readonly epoch: number;
  readonly chain_seq: number;
  readonly chain_digest: string;
  /** The newest instant at which anything of the slot was decided or recorded. */
  readonly newest_at: number;
  readonly [column: string]: unknown;
}

/** Takes the slot's row for the rest of the transaction: ids and the decision chain are then gapless. */
export async function lockSlot(session: SqlSession, slot: number): Promise<SlotRow> {
  const rows = await session.query<SlotRow>(
    'select next_id, epoch, chain_seq, chain_digest, newest_at from dunwell.slot where slot = $1 for update',
    [slot],
  );
  const row = rows[0];
  if (row === undefined) throw new Error(`slot ${slot} is missing: the database was not migrated by Dunwell`);
  return row;
}
