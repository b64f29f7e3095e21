import { SLOTS } from '../../domain/id/slot-id.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Database } from '../../engine/ports/database.js';
import { pruneTextParts } from './sql/prune-text-parts.js';

/** Slot by slot, so that no statement holds many rows and each finds its own by an index. */
export async function dropTextParts(database: Database, before: Instant): Promise<void> {
  for (let slot = 0; slot < SLOTS; slot += 1) await pruneTextParts(database, slot, before);
}
