import type { Lease, Store } from '../../engine/ports/store.js';

/** Most memory that a process held while it worked, in bytes, as seen after each batch. */
export interface Peaks {
  peakRss: number;
  peakHeap: number;
}

/** Takes slot after slot on so many lanes at once and runs `batch` on each until it says that nothing is left. */
export async function overSlots(store: Store, slots: readonly number[], lanes: number, owner: string, now: number, peaks: Peaks, batch: (lease: Lease) => Promise<boolean>): Promise<void> {
  let next = 0;
  const lane = async (name: string) => {
    while (next < slots.length) {
      const slot = slots[next] as number;
      next += 1;
      const lease = await store.claim(slot, name, now, 600_000);
      if (lease === null) throw new Error(`slot ${slot} is held by another`);
      for (let left = true; left; ) {
        left = await batch(lease);
        const memory = process.memoryUsage();
        peaks.peakRss = Math.max(peaks.peakRss, memory.rss);
        peaks.peakHeap = Math.max(peaks.peakHeap, memory.heapUsed);
      }
      await store.release(lease);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, i) => lane(`${owner}-${i}`)));
}
