import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysFrom } from '../../adapters/keys/file-keys.js';
import { silentLog } from '../../adapters/log/pino-log.js';
import { openStore } from '../../adapters/postgres/store.js';
import type { Database } from '../../engine/ports/database.js';
import { reviewSlot, type PlanInForce } from '../../engine/review/review-slot.js';
import { PACKAGE_ROOT, VERSION } from '../config.js';
import { BUILT_IN_BOOK } from '../../domain/contact/template-book.js';
import { readPlanText } from '../plan-text.js';
import { overSlots, type Peaks } from './over-slots.js';

/** Tuesday, 10:00 in Shanghai and 21:00 the evening before in New York: one in five must be deferred by the hour. */
export const BENCH_NOW = Date.parse('2026-11-24T02:00:00Z');
export const benchKeys = keysFrom(new Uint8Array(32).fill(1));

const PAGE = 1_000;
const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** The shipped plan, as if it had been released. */
export function planInForce(): PlanInForce {
  const yaml = readFileSync(join(PACKAGE_ROOT, 'plans/ladder.yaml'), 'utf8');
  const { plan } = readPlanText(yaml);
  if (plan === null) throw new Error('the shipped plan cannot be read');
  return { plan, book: BUILT_IN_BOOK, pins: { code: VERSION, tz: process.versions.tz ?? '', plan: 'ladder', planVersion: 1, planDigest: sha256(yaml).slice(0, 16) } };
}

export interface Reviewed extends Peaks {
  reviewed: number;
  queued: number;
  deferred: number;
}

/** Reviews every due case of the slots, on so many connections at once: the product's own review, nothing beside it. */
export async function reviewSlots(database: Database, slots: readonly number[], connections: number, owner: string): Promise<Reviewed> {
  const store = openStore(database, benchKeys, sha256);
  const inForce = planInForce();
  const total: Reviewed = { reviewed: 0, queued: 0, deferred: 0, peakRss: 0, peakHeap: 0 };
  await overSlots(store, slots, connections, owner, BENCH_NOW, total, async (lease) => {
    const report = await reviewSlot(store, silentLog, lease, inForce, BENCH_NOW, PAGE);
    total.reviewed += report.reviewed;
    total.queued += report.queued;
    total.deferred += report.deferred;
    if (report.failures > 0) throw new Error(`${report.failures} reviews failed`);
    return report.reviewed >= PAGE;
  });
  return total;
}
