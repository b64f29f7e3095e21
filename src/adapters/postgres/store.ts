import type { Database } from '../../engine/ports/database.js';
import { LeaseLost } from '../../engine/ports/errors.js';
import type { Digest, Keys } from '../../engine/ports/keys.js';
import { ABANDONED_AFTER_MS, type Store } from '../../engine/ports/store.js';
import { slotPen, slotTransaction } from './slot-transaction.js';
import { claimSlot } from './sql/claim-slot.js';
import { lockSlot } from './sql/lock-slot.js';
import { releaseSlot } from './sql/release-slot.js';
import { renewSlot } from './sql/renew-slot.js';
import { saveSlot } from './sql/save-slot.js';
import { slotsWithWork } from './sql/slots-with-work.js';

export function openStore(database: Database, keys: Keys, digest: Digest): Store {
  return {
    slotsWithWork: (now) => slotsWithWork(database, now, now - ABANDONED_AFTER_MS),
    async claim(slot, owner, now, leaseMs) {
      const epoch = await claimSlot(database, slot, owner, now, now + leaseMs);
      return epoch === null ? null : { slot, epoch };
    },
    async renew(lease, until) {
      if (!(await renewSlot(database, lease.slot, lease.epoch, until))) throw new LeaseLost(`slot ${lease.slot}: epoch ${lease.epoch} was given up`);
    },
    release: (lease) => releaseSlot(database, lease.slot, lease.epoch),
    inSlot: (slot, lease, work) =>
      database.transaction(async (session) => {
        const row = await lockSlot(session, slot);
        if (lease !== null && row.epoch !== lease.epoch) throw new LeaseLost(`slot ${slot}: epoch ${lease.epoch} was given up, now ${row.epoch}`);
        const pen = slotPen(slot, row, digest);
        const result = await work(slotTransaction(session, slot, pen, keys));
        const end = pen.end();
        if (end !== null) await saveSlot(session, slot, end.nextId, end.seq, end.digest, end.newestAt);
        return result;
      }),
  };
}
