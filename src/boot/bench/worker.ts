import { openPool } from '../../adapters/postgres/pool.js';
import { loadLaw } from '../law.js';
import { dispatchSlots } from './dispatch-slots.js';
import { reviewSlots } from './review-slots.js';

loadLaw(undefined);

/** What one worker process of the bench is told to do, on a server that runs already. */
export interface Told {
  readonly stage: 'review' | 'dispatch';
  readonly url: string;
  readonly slots: readonly number[];
  readonly connections: number;
  readonly owner: string;
}

process.on('message', (told: Told) => {
  void (async () => {
    const database = openPool(told.url, { max: told.connections + 1 });
    const work = told.stage === 'review' ? reviewSlots : dispatchSlots;
    const total = await work(database, told.slots, told.connections, told.owner);
    await database.close();
    process.send?.(total);
  })();
});
process.send?.('ready');
