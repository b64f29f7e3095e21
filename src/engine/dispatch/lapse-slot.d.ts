import type { Instant } from '../../domain/time/instant.js';
import type { Lease, Store } from '../ports/store.js';
/** A worker that died in a send is given this long; then what it had begun counts as made. */
export declare const ABANDONED_AFTER_MS = 60000;
/**
 * Where no texts leave, nothing dispatches; yet what was begun and never told becomes `unknown` (law 4), and what waited too long
 * lapses and is reviewed again. Gives how many contacts lapsed.
 */
export declare function lapseSlot(store: Store, lease: Lease, now: Instant): Promise<number>;
