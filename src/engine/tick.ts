import { alertSlot, type AlertDeps } from './alert/alert-slot.js';
import { answerSlot, type AnswerDeps } from './answer/answer-slot.js';
import { dispatchSlot } from './dispatch/dispatch-slot.js';
import { inboundSlot } from './inbound/inbound-slot.js';
import { lapseSlot } from './dispatch/lapse-slot.js';
import { ClockBehind, LeaseLost } from './ports/errors.js';
import { faultName } from './ports/fault.js';
import { LEASE_MS, type Lease } from './ports/store.js';
import { PERMIT_LIFETIME_MS } from '../law/permit.js';
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

/** `channels`: where none is set up contacts are decided and queued, none leaves, and unsent ones lapse. */
export interface TickDeps extends AnswerDeps, AlertDeps {
  /** Who takes the leases; unique per process. */
  readonly owner: string;
  /** The plan in force; `null` when none is released: what comes in is still read and settled, nothing goes out. */
  readonly inForce: () => Promise<PlanInForce | null>;
}

/** A worker whose clock is further from the database's works nothing, in ms: hours of the law and leases are read from it. */
export const CLOCKS_APART_MS = 1_000;

export type Counts = { -readonly [K in keyof Omit<TickReport, 'at'>]: number };

/**
 * Below this a lease is prolonged before the next batch. More than a permit's life and what clocks may be apart: whoever lost a lease
 * has no permit left to send under.
 */
const RENEW_BELOW_MS = PERMIT_LIFETIME_MS + 2 * CLOCKS_APART_MS + 500;
/** A clock behind what stands in a slot by less, in ms, was only overtaken by a neighbour; by more, it was set back. */
export const CLOCK_SET_BACK_MS = 5_000;
const INBOUND_ROWS = 500;
const SETTLE_ROWS = 2_000;
const REVIEW_ROWS = 1_000;
/** Slots at a time: while one waits for the database another decides. Slots share nothing, so their order does not matter. */
const LANES = 2;

/** A lease that is prolonged between batches, always under the epoch it was claimed with. */
export interface HeldSlot {
  readonly lease: Lease;
  /** Throws LeaseLost when another worker took the slot. */
  keep(): Promise<void>;
}

/** Takes a slot's lease. `null`: another worker holds it. */
export async function holdSlot({ store, clock }: Pick<TickDeps, 'store' | 'clock'>, slot: number, owner: string): Promise<HeldSlot | null> {
  let until = clock.now() + LEASE_MS;
  const lease = await store.claim(slot, owner, until - LEASE_MS, LEASE_MS);
  if (lease === null) return null;
  return {
    lease,
    async keep() {
      const now = clock.now();
      if (until - now >= RENEW_BELOW_MS) return;
      await store.renew(lease, now + LEASE_MS);
      until = now + LEASE_MS;
    },
  };
}

/**
 * The stages in order, on one slot, a bounded number of rows of each; each is one transaction of its own and could die without harm
 * to the others. Gives whether there was more than the bounds let through.
 */
export async function roundOfSlot(deps: TickDeps, held: HeldSlot, inForce: PlanInForce | null, counts: Counts): Promise<boolean> {
  const { lease } = held;
  const { slot } = lease;
  // Added only once known: `+=` before an await would lose what the other lane added meanwhile.
  await held.keep();
  const inbound = await inboundSlot(deps.store, deps.log, lease, slot, deps.clock.now(), INBOUND_ROWS);
  counts.inbound += inbound;
  for (;;) {
    await held.keep();
    const settled = await settleSlot(deps.store, deps.log, lease, slot, deps.clock.now(), SETTLE_ROWS);
    counts.settled += settled;
    if (settled < SETTLE_ROWS) break;
  }
  // Before anything else is decided, and whether or not anything may leave.
  await alertSlot(deps, lease);
  const leaves = Object.keys(deps.channels).length > 0;
  if (inForce === null || !leaves) await lapseSlot(deps.store, lease, deps.clock.now());
  if (inForce === null) return inbound >= INBOUND_ROWS;
  await held.keep();
  const answers = await answerSlot(deps, lease, inForce);
  counts.dispatched += answers.answered;
  await held.keep();
  const review = await reviewSlot(deps.store, deps.log, lease, inForce, deps.clock.now(), REVIEW_ROWS);
  counts.reviewed += review.reviewed;
  counts.queued += review.queued;
  counts.deferred += review.deferred;
  counts.failures += review.failures;
  const more = inbound >= INBOUND_ROWS || answers.full || review.reviewed >= REVIEW_ROWS;
  if (!leaves) return more;
  await held.keep();
  const dispatch = await dispatchSlot(deps, lease, inForce);
  counts.dispatched += dispatch.dispatched;
  counts.refused += dispatch.refused;
  return more || dispatch.full;
}

/** A report in which nothing has happened yet. */
export const noCounts = (): Counts => ({ inbound: 0, settled: 0, reviewed: 0, queued: 0, dispatched: 0, refused: 0, deferred: 0, failures: 0 });

async function tickSlot(deps: TickDeps, slot: number, inForce: PlanInForce | null, counts: Counts): Promise<void> {
  const held = await holdSlot(deps, slot, deps.owner);
  if (held === null) return;
  try {
    await roundOfSlot(deps, held, inForce, counts);
  } catch (error) {
    // A clock that is a moment behind another's is none: it passes by itself.
    if (!(error instanceof LeaseLost || (error instanceof ClockBehind && error.behindMs <= CLOCK_SET_BACK_MS))) counts.failures += 1;
    deps.log.error('slot_failed', { slot, error: faultName(error) });
  } finally {
    await deps.store.release(held.lease);
  }
}

/**
 * One turn of the journey over every slot in which something waits, in this process alone. Bounded per slot; what is left waits for
 * the next turn. Workers share slots by `takeTurn` (hand-out.ts) instead.
 */
export async function tick(deps: TickDeps): Promise<TickReport> {
  const at = deps.clock.now();
  const counts = noCounts();
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
