import { forbidden } from '../../domain/case/allowed.js';
import type { HoldKind } from '../../law/facts.js';
import { slotOf } from '../../domain/id/slot-id.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Clock } from '../ports/clock.js';
import type { DeskStore } from '../ports/desk.js';
import { Terminal } from '../ports/errors.js';
import type { Store } from '../ports/store.js';

/** Holds that a person at the desk may place; `paid` and the like come from what the borrower does. */
export const DESK_HOLDS: readonly HoldKind[] = [
  'dispute', 'promise', 'instalment_plan', 'settlement', 'hardship', 'complaint', 'distress', 'represented', 'bankruptcy', 'deceased', 'minor', 'incapacity', 'wrong_person', 'stop',
  'awaiting_person',
];

interface Deps {
  readonly store: Store;
  readonly desk: DeskStore;
  readonly clock: Clock;
}

interface Asked {
  readonly caseId: number;
  readonly staffId: string;
  readonly reason: string;
}

async function onCase(deps: Deps, asked: Asked, action: 'place_hold' | 'lift_hold', event: { readonly type: 'hold_placed' | 'hold_lifted'; readonly hold: HoldKind; readonly until?: Instant }): Promise<Instant> {
  const now = deps.clock.now();
  await deps.store.inSlot(slotOf(asked.caseId), null, async (transaction) => {
    const [record] = await transaction.cases([asked.caseId]);
    if (record === undefined) throw new Terminal('not_found', `No case ${asked.caseId}.`);
    const why = forbidden(record.state, action);
    if (why !== null) throw new Terminal('not_allowed_in_state', why.en);
    await transaction.addEvents(now, [{
      personId: record.personId, sourceKey: `desk:${asked.staffId}:${event.type}:${event.hold}:${now}`,
      event: { ...event, at: now, tz: 'UTC', detail: `desk:${asked.staffId}` },
    }]);
    await transaction.touch([record.personId]);
  });
  await deps.desk.recordAccess({ at: now, staffId: asked.staffId, action: event.type, subject: `case:${asked.caseId}:${event.hold}`, reason: asked.reason });
  return now;
}

/** A person holds contact about everything a borrower owes, with a reason that is kept. */
export async function placeHold(deps: Deps, asked: Asked & { readonly kind: string; readonly until: Instant | null }): Promise<Instant> {
  const hold = DESK_HOLDS.find((k) => k === asked.kind);
  if (hold === undefined) throw new Terminal('unknown_hold', `"${asked.kind}" is not a hold. Use one of: ${DESK_HOLDS.join(', ')}.`, 'kind');
  if (asked.until !== null && asked.until <= deps.clock.now()) throw new Terminal('in_the_past', 'A hold must end in the future, or have no end.', 'until');
  return onCase(deps, asked, 'place_hold', { type: 'hold_placed', hold, ...(asked.until === null ? {} : { until: asked.until }) });
}

export async function liftHold(deps: Deps, asked: Asked & { readonly kind: string }): Promise<Instant> {
  return onCase(deps, asked, 'lift_hold', { type: 'hold_lifted', hold: asked.kind as HoldKind });
}
