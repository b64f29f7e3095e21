import { openPool } from '../../adapters/postgres/pool.js';
import { loadLaw } from '../law.js';
import { reviewSlots } from './review-slots.js';

loadLaw(undefined);

// One worker process of the bench: the slots it is told, on a server that runs already.
process.once('message', (told: { readonly url: string; readonly slots: readonly number[]; readonly connections: number; readonly owner: string }) => {
  void (async () => {
    const database = openPool(told.url, { max: told.connections + 1 });
    const total = await reviewSlots(database, told.slots, told.connections, told.owner);
    await database.close();
    process.send?.(total, undefined, undefined, () => process.disconnect());
  })();
});
process.send?.('ready');
