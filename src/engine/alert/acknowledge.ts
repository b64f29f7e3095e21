import { slotOf, type SlotId } from '../../domain/id/slot-id.js';
import type { Clock } from '../ports/clock.js';
import type { DeskStore } from '../ports/desk.js';
import { Terminal } from '../ports/errors.js';
import type { Keys } from '../ports/keys.js';
import type { Store } from '../ports/store.js';

/**
 * A trained person has looked, and says what was done. The hold stays: it is lifted by an act of its own. Throws `not_found` where there
 * is no such alert, or somebody had looked already.
 */
export async function acknowledgeAlert(deps: { readonly store: Store; readonly desk: DeskStore; readonly keys: Keys; readonly clock: Clock }, alertId: SlotId, staffId: string, note: string): Promise<number> {
  const now = deps.clock.now();
  const done = await deps.store.inSlot(slotOf(alertId), null, (transaction) => transaction.acknowledgeAlert(alertId, staffId, deps.keys.sealForOperator(note), now));
  if (!done) throw new Terminal('not_found', 'No open alert has this number. Somebody may have looked already; load the list again.');
  await deps.desk.recordAccess({ at: now, staffId, action: 'acknowledge_alert', subject: `alert:${alertId}`, reason: 'looked at' });
  return now;
}
