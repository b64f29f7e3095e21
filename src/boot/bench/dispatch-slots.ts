import { hash } from 'node:crypto';
import { silentLog } from '../../adapters/log/pino-log.js';
import { openStore } from '../../adapters/postgres/store.js';
import { spendPermit } from '../../adapters/spend-permit.js';
import { dispatchSlot, type DispatchDeps } from '../../engine/dispatch/dispatch-slot.js';
import { Pace } from '../../engine/dispatch/pace.js';
import type { TextChannel } from '../../engine/ports/channel.js';
import type { Database } from '../../engine/ports/database.js';
import { overSlots, type Peaks } from './over-slots.js';
import { BENCH_NOW, benchKeys, planInForce } from './review-slots.js';

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** An operator that takes every text at once: what is timed is the house. */
export const atOnce: TextChannel = {
  provider: 'bench',
  send: async (permit, outgoing) => {
    spendPermit(permit, outgoing, BENCH_NOW);
    return { kind: 'sent', ref: outgoing.key };
  },
};

export interface Dispatched extends Peaks {
  dispatched: number;
  refused: number;
}

/** Dispatches whatever waits in the slots, on so many connections at once: the product's own dispatch, nothing beside it. */
export async function dispatchSlots(database: Database, slots: readonly number[], connections: number, owner: string): Promise<Dispatched> {
  const store = openStore(database, benchKeys, sha256);
  const deps: DispatchDeps = {
    store, channels: { sms: atOnce }, keys: benchKeys, digest: sha256, clock: { now: () => BENCH_NOW }, log: silentLog, portalUrl: 'https://pay.bench.example', pace: new Pace(),
    letterheads: new Map([['bench', { nameEn: 'Bench Bank', nameZh: '基准银行', phone: '95500' }]]),
  };
  const inForce = planInForce();
  const total: Dispatched = { dispatched: 0, refused: 0, peakRss: 0, peakHeap: 0 };
  await overSlots(store, slots, connections, owner, BENCH_NOW, total, async (lease) => {
    const report = await dispatchSlot(deps, lease, inForce);
    total.dispatched += report.dispatched;
    total.refused += report.refused;
    return report.full;
  });
  return total;
}
