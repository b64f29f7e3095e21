import { hash } from 'node:crypto';
import { silentLog } from '../../adapters/log/pino-log.js';
import { openStore } from '../../adapters/postgres/store.js';
import { spendPermit } from '../../adapters/sms/spend-permit.js';
import { dispatchSlot, type DispatchDeps } from '../../engine/dispatch/dispatch-slot.js';
import { Pace } from '../../engine/dispatch/pace.js';
import type { TextChannel } from '../../engine/ports/channel.js';
import type { Database } from '../../engine/ports/database.js';
import { BENCH_NOW, benchKeys, benchPins } from './review-slots.js';

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** An operator that takes every text at once: what is timed is the house. */
export const atOnce: TextChannel = {
  provider: 'bench',
  send: async (permit, outgoing) => {
    spendPermit(permit, outgoing, BENCH_NOW);
    return { kind: 'sent', ref: outgoing.key };
  },
};

export interface Dispatched {
  dispatched: number;
  refused: number;
  peakRss: number;
  peakHeap: number;
}

/** Dispatches whatever waits in the slots, on so many connections at once: the product's own dispatch, nothing beside it. */
export async function dispatchSlots(database: Database, slots: readonly number[], connections: number, owner: string): Promise<Dispatched> {
  const store = openStore(database, benchKeys, sha256);
  const deps: DispatchDeps = {
    store, channel: atOnce, keys: benchKeys, digest: sha256, clock: { now: () => BENCH_NOW }, log: silentLog, portalUrl: 'https://pay.bench.example', pace: new Pace(),
    letterheads: new Map([['bench', { nameEn: 'Bench Bank', nameZh: '基准银行', phone: '95500' }]]),
  };
  const pins = benchPins();
  const total: Dispatched = { dispatched: 0, refused: 0, peakRss: 0, peakHeap: 0 };
  let next = 0;
  const lane = async (name: string) => {
    while (next < slots.length) {
      const slot = slots[next] as number;
      next += 1;
      const lease = await store.claim(slot, name, BENCH_NOW, 600_000);
      if (lease === null) throw new Error(`slot ${slot} is held by another`);
      for (;;) {
        const report = await dispatchSlot(deps, lease, pins);
        total.dispatched += report.dispatched;
        total.refused += report.refused;
        const memory = process.memoryUsage();
        total.peakRss = Math.max(total.peakRss, memory.rss);
        total.peakHeap = Math.max(total.peakHeap, memory.heapUsed);
        if (!report.full) break;
      }
      await store.release(lease);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, i) => lane(`${owner}-${i}`)));
  return total;
}
