import { openPool } from '../../adapters/postgres/pool.js';
import { loadLaw } from '../law.js';
import { reviewSlots } from './review-slots.js';

/** The product's own review of one slot, for an engine whose jobs are slots. Loaded by a process of that engine. */
export async function openSlotReview(url: string, connections: number, owner: string): Promise<(slot: number) => Promise<void>> {
  loadLaw(undefined);
  const database = openPool(url, { max: connections });
  await database.query('select 1');
  return async (slot) => {
    await reviewSlots(database, [slot], 1, `${owner}-${slot}`);
  };
}
