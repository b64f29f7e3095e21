import { slotOf } from '../../domain/id/slot-id.js';
import type { Clock } from '../ports/clock.js';
import type { DeskStore } from '../ports/desk.js';
import { Terminal } from '../ports/errors.js';
import type { Keys } from '../ports/keys.js';
import type { Reading } from '../ports/reading.js';
import type { Store } from '../ports/store.js';

/** A number or address of someone in the named case, in clear, for one person with a reason; the record is written before anything is shown. */
export async function revealPoint(
  deps: { readonly store: Store; readonly desk: DeskStore; readonly keys: Keys; readonly clock: Clock; readonly reading: Reading },
  asked: { readonly pointId: number; readonly caseId: number; readonly staffId: string; readonly reason: string },
): Promise<string> {
  const file = await deps.reading.caseFile(asked.caseId, deps.clock.now());
  const named = file?.parties.some((party) => party.points.some((point) => point.id === asked.pointId)) ?? false;
  if (!named) throw new Terminal('not_found', `Case ${asked.caseId} has no number or address ${asked.pointId}.`);
  const sealed = await deps.store.inSlot(slotOf(asked.pointId), null, async (transaction) => (await transaction.sealedPoints([asked.pointId])).get(asked.pointId) ?? null);
  if (sealed === null) throw new Terminal('not_found', `No number or address ${asked.pointId}.`);
  await deps.desk.recordAccess({ at: deps.clock.now(), staffId: asked.staffId, action: 'reveal', subject: `point:${asked.pointId}:case:${asked.caseId}`, reason: asked.reason });
  return deps.keys.open(sealed.keyWrapped, sealed.sealed);
}
