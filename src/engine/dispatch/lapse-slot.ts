import type { Instant } from '../../domain/time/instant.js';
import { ABANDONED_AFTER_MS, type Lease, type Store } from '../ports/store.js';

const LAPSE_ROWS = 500;

/**
 * Where no texts leave, nothing dispatches; yet what was begun and never told becomes `unknown` (law 4), and what waited too long
 * lapses and is reviewed again. Gives how many contacts lapsed.
 */
export async function lapseSlot(store: Store, lease: Lease, now: Instant): Promise<number> {
  return store.inSlot(lease.slot, lease, async (transaction) => {
    await transaction.abandonAttempts(now - ABANDONED_AFTER_MS, now);
    const lapsed = (await transaction.queuedContacts(now, LAPSE_ROWS, [])).filter((contact) => contact.notAfter <= now);
    if (lapsed.length === 0) return 0;
    await transaction.commitDispatch({
      now, decisions: [], reservations: [], events: [], contactStates: lapsed.map(({ id }) => ({ id, state: 'expired' })), cases: lapsed.map(({ caseId }) => ({ id: caseId, nextReviewAt: now })),
    });
    return lapsed.length;
  });
}
