/** A worker that died in a send is given this long; then what it had begun counts as made. */
export const ABANDONED_AFTER_MS = 60_000;
const LAPSE_ROWS = 500;
/**
 * Where no texts leave, nothing dispatches; yet what was begun and never told becomes `unknown` (law 4), and what waited too long
 * lapses and is reviewed again. Gives how many contacts lapsed.
 */
export async function lapseSlot(store, lease, now) {
    return store.inSlot(lease.slot, lease, async (transaction) => {
        await transaction.abandonAttempts(now - ABANDONED_AFTER_MS, now);
        const lapsed = (await transaction.queuedContacts(now, LAPSE_ROWS)).filter((contact) => contact.notAfter <= now);
        if (lapsed.length === 0)
            return 0;
        await transaction.commitDispatch({
            now, decisions: [], reservations: [], events: [], contactStates: lapsed.map(({ id }) => ({ id, state: 'expired' })), cases: lapsed.map(({ caseId }) => ({ id: caseId, nextReviewAt: now })),
        });
        return lapsed.length;
    });
}
