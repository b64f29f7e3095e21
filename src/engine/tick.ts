import { dispatchSlot, type DispatchDeps } from './dispatch/dispatch-slot.js';
import { inboundSlot } from './inbound/inbound-slot.js';
import { lapseSlot } from './dispatch/lapse-slot.js';
import type { TextChannel } from './ports/channel.js';
import { LeaseLost } from './ports/errors.js';
import { faultName } from './ports/fault.js';
import { reviewSlot, type PlanInForce } from './review/review-slot.js';
import { settleSlot } from './settle/settle-slot.js';

export interface TickReport {
  readonly at: number;
  readonly inbound: number;
  readonly settled: number;
  readonly reviewed: number;
  readonly queued: number;
  readonly dispatched: number;
  readonly refused: number;
  readonly deferred: number;
  readonly failures: number;
}

export interface TickDeps extends Omit<DispatchDeps, 'channel'> {
  /** `null` where no provider is set up: contacts are decided and queued, none leaves, and unsent ones lapse. */
  readonly channel: TextChannel | null;
  /** Who takes the leases; unique per process. */
  readonly owner: string;
  /** The plan in force; `null` when none is released: what comes in is still read and settled, nothing goes out. */
  readonly inForce: () => Promise<PlanInForce | null>;
}

type Counts = { -readonly [K in keyof Omit<TickReport, 'at'>]: number };

const LEASE_MS = 60_000;
const INBOUND_ROWS = 500;
const SETTLE_ROWS = 2_000;
const REVIEW_ROWS = 1_000;
/** Slots at a time: while one waits for the database another decides. Slots share nothing, so their order does not matter. */
const LANES = 2;

/** The stages in order, on one slot; each is one transaction of its own and could die without harm to the others. */
async function tickSlot(deps: TickDeps, slot: number, inForce: PlanInForce | null, counts: Counts): Promise<void> {
  const lease = await deps.store.claim(slot, deps.owner, deps.clock.now(), LEASE_MS);
  if (lease === null) return;
  try {
    // Added only once known: `+=` before an await would lose what the other lane added meanwhile.
    const inbound = await inboundSlot(deps.store, deps.log, lease, slot, deps.clock.now(), INBOUND_ROWS);
    counts.inbound += inbound;
    for (;;) {
      const settled = await settleSlot(deps.store, deps.log, lease, slot, deps.clock.now(), SETTLE_ROWS);
      counts.settled += settled;
      if (settled < SETTLE_ROWS) break;
    }
    if (inForce === null || deps.channel === null) await lapseSlot(deps.store, lease, deps.clock.now());
    if (inForce === null) return;
    const review = await reviewSlot(deps.store, deps.log, lease, inForce, deps.clock.now(), REVIEW_ROWS);
    counts.reviewed += review.reviewed;
    counts.queued += review.queued;
    counts.deferred += review.deferred;
    counts.failures += review.failures;
    if (deps.channel === null) return;
    const dispatch = await dispatchSlot({ ...deps, channel: deps.channel }, lease, inForce.pins);
    counts.dispatched += dispatch.dispatched;
    counts.refused += dispatch.refused;
  } catch (error) {
    if (!(error instanceof LeaseLost)) counts.failures += 1;
    deps.log.error('slot_failed', { slot, error: faultName(error) });
  } finally {
    await deps.store.release(lease);
  }
}

/** One turn of the journey over every slot in which something waits. Bounded per slot; what is left waits for the next turn. */
export async function tick(deps: TickDeps): Promise<TickReport> {
  const at = deps.clock.now();
  const counts: Counts = { inbound: 0, settled: 0, reviewed: 0, queued: 0, dispatched: 0, refused: 0, deferred: 0, failures: 0 };
  const inForce = await deps.inForce();
  const slots = await deps.store.slotsWithWork(at);
  let next = 0;
  const lane = async () => {
    while (next < slots.length) {
      const slot = slots[next] as number;
      next += 1;
      await tickSlot(deps, slot, inForce, counts);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { at, ...counts };
}

/** Reads and settles one slot at once: what a borrower does counts before the answer reaches them. */
export async function settleNow(deps: Pick<TickDeps, 'store' | 'log' | 'clock' | 'owner'>, slot: number): Promise<void> {
  await inboundSlot(deps.store, deps.log, null, slot, deps.clock.now(), INBOUND_ROWS);
  await settleSlot(deps.store, deps.log, null, slot, deps.clock.now(), SETTLE_ROWS);
}
