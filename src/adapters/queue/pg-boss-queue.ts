import PgBoss from 'pg-boss';
import type { Log } from '../../engine/ports/clock.js';
import type { Database, SqlRow, SqlValue } from '../../engine/ports/database.js';
import { faultName } from '../../engine/ports/fault.js';
import type { SlotQueue } from '../../engine/ports/slot-queue.js';

/** Everything of pg-boss is in here; it may be dropped at any time and is made again. */
export const QUEUE_SCHEMA = 'dunwell_queue';
const QUEUE = 'slots';
/** A slot is in hand so long, in seconds; a turn is shorter. Then its worker counts as dead, if its lease has run out too. */
const EXPIRE_S = 10;
/** How often the dead are looked for, in seconds; one worker of all does it. */
const MAINTENANCE_S = 2;
const RETRY_DELAY_S = 2;
/** No slot is ever given up: what waits in it is people's. */
const RETRIES = 2_000_000_000;

/** One job for each slot, by its id: pg-boss keeps no second one with it, whatever state the first is in. */
const jobOf = (slot: number): string => `00000000-0000-4000-8000-${slot.toString(16).padStart(12, '0')}`;

/** What pg-boss hands to a driver; objects are JSON, what is absent is null. */
function valueOf(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : (value as SqlValue);
}

/** pg-boss's scripts open a transaction themselves; on a pool one that fails half-way would leave it open behind the next statement. */
const SCRIPT = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/;
/** Makes a table and attaches it: two workers that do it at once lock each other out. A number of ours, for whoever makes it. */
const MAKES_QUEUE = /\.create_queue\(/;
const MAKING_LOCK = 7_316_401;

async function executeSql(database: Database, text: string, values: readonly unknown[]): Promise<{ rows: SqlRow[] }> {
  const parameters = values.map(valueOf);
  const script = SCRIPT.exec(text)?.[1];
  if (script === undefined && !MAKES_QUEUE.test(text)) return { rows: [...(await database.query(text, parameters))] };
  const make = () => database.transaction(async (session) => {
    await session.query('select pg_advisory_xact_lock($1)', [MAKING_LOCK]);
    return { rows: [...(await (script === undefined ? session.query(text, parameters) : session.query(script)))] };
  });
  try {
    return await make();
  } catch (error) {
    // `if not exists` did not see what another is making just now, and met it at its commit: now it is seen.
    if ((error as { readonly code?: unknown }).code !== '23505') throw error;
    return make();
  }
}

async function start(database: Database, log: Log, expireInSeconds: number): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => executeSql(database, text, values ?? []) }, schema: QUEUE_SCHEMA, schedule: false, supervise: true, maintenanceIntervalSeconds: MAINTENANCE_S,
  });
  boss.on('error', (error) => log.error('queue_failed', { error: faultName(error) }));
  await boss.start();
  if ((await boss.getQueue(QUEUE)) === null) await boss.createQueue(QUEUE, { name: QUEUE, policy: 'standard', expireInSeconds, retryLimit: RETRIES, retryDelay: RETRY_DELAY_S, retryBackoff: false, retentionMinutes: 60 * 24 * 365 });
  return boss;
}

const stop = (boss: PgBoss): Promise<void> => boss.stop({ graceful: false, close: false });

/** Missing table, schema or function: somebody dropped the queue, or restored a backup, which has none. */
function isGone(error: unknown): boolean {
  return ['42P01', '3F000', '42883'].includes(String((error as { readonly code?: unknown } | null)?.code));
}

/** `2026-11-24 10:00:00.123456+08` to an instant: ISO 8601 wants a T, and minutes in the offset. */
function instantOf(stamp: string): number {
  return Date.parse(stamp.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
}

/** Slots handed out by pg-boss, on the house's own database: its tables are made at the first start. */
export async function openSlotQueue(database: Database, log: Log, { expireSeconds = EXPIRE_S } = {}): Promise<SlotQueue> {
  let running = start(database, log, expireSeconds);
  await running;
  /** Runs it; where the queue's tables are gone, makes them anew and runs it once more. Lanes that see it at once share one making. */
  const withBoss = async <T>(work: (boss: PgBoss) => Promise<T>): Promise<T> => {
    const seen = running;
    try {
      return await work(await seen);
    } catch (error) {
      if (!isGone(error)) throw error;
      if (running === seen) {
        log.error('queue_made_anew');
        running = seen.then(stop).then(() => start(database, log, expireSeconds));
        // A making that failed is tried again by whoever comes next.
        running.catch(() => { running = seen; });
      }
      return work(await running);
    }
  };
  return {
    offer: async (slots) => {
      if (slots.length > 0) await withBoss((boss) => boss.insert(slots.map((slot) => ({ id: jobOf(slot), name: QUEUE, data: { slot } }))));
    },
    take: () => withBoss(async (boss) => {
      // pg-boss answers an empty line where a fetch fails: what failed must be known.
      let failed: unknown = null;
      const db = { executeSql: (text: string, values?: unknown[]) => executeSql(database, text, values ?? []).catch((error: unknown) => { failed = error; throw error; }) };
      const [job] = await boss.fetch<{ slot: number }>(QUEUE, { batchSize: 1, priority: false, includeMetadata: true, db } as PgBoss.FetchOptions & { includeMetadata: true });
      if (failed !== null) throw failed;
      return job === undefined ? null : { slot: job.data.slot, handedAt: instantOf(String(job.startedOn)) };
    }),
    done: (slot) => withBoss((boss) => boss.deleteJob(QUEUE, jobOf(slot))),
    putBack: (slot) => withBoss((boss) => boss.fail(QUEUE, jobOf(slot))),
    close: async () => stop(await running),
  };
}
