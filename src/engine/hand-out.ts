import { CLOCK_SET_BACK_MS, CLOCKS_APART_MS, holdSlot, noCounts, roundOfSlot, type Counts, type TickDeps } from './tick.js';
import { ClockBehind, LeaseLost } from './ports/errors.js';
import { faultName } from './ports/fault.js';
import type { HandedSlot, SlotQueue } from './ports/slot-queue.js';

/** A slot with more to do gives way to the others after this. */
const TURN_MS = 2_000;

/**
 * How a turn ended. `idle`: no slot waited. `held`: the slot was another worker's. `clocks_apart`: this machine's clock is wrong, nothing
 * was done. `failed`: something was thrown; the slot is handed out again. `lost`: another worker took the slot meanwhile.
 */
export type TurnEnd = 'idle' | 'worked' | 'held' | 'clocks_apart' | 'failed' | 'lost';

export interface HandOutDeps extends Pick<TickDeps, 'store' | 'clock' | 'log'> {
  readonly queue: SlotQueue;
  /** Asked once a slot is in hand: letterheads and all as they are then. */
  readonly tickDeps: () => Promise<TickDeps>;
}

/** Offers every slot in which something waits now; gives how many. What stands in line already stays where it is. */
export async function offerSlots({ store, queue, clock }: Pick<HandOutDeps, 'store' | 'queue' | 'clock'>): Promise<number> {
  const slots = await store.slotsWithWork(clock.now());
  await queue.offer(slots);
  return slots.length;
}

/** Rounds on one slot until nothing is left, the turn is over, or the worker is stopping. Gives whether something is left. */
async function rounds(deps: HandOutDeps, slot: number, owner: string, stopping: () => boolean, counts: Counts): Promise<'held' | boolean> {
  const started = deps.clock.now();
  const held = await holdSlot(deps, slot, owner);
  if (held === null) return 'held';
  try {
    const turn = await deps.tickDeps();
    const inForce = await turn.inForce();
    for (;;) {
      const more = await roundOfSlot(turn, held, inForce, counts);
      if (!more) return false;
      if (stopping() || deps.clock.now() - started >= TURN_MS) return true;
    }
  } finally {
    await deps.store.release(held.lease);
  }
}

async function workOn(deps: HandOutDeps, handed: HandedSlot, owner: string, stopping: () => boolean): Promise<TurnEnd> {
  const { slot } = handed;
  const counts = noCounts();
  const began = deps.clock.now();
  try {
    const left = await rounds(deps, slot, owner, stopping, counts);
    if (left === 'held') {
      await deps.queue.putBack(slot);
      return 'held';
    }
    await deps.queue.done(slot);
    // Behind all that wait already: no slot starves, however much one has to do.
    if (left) await deps.queue.offer([slot]);
    deps.log.info('turn', { slot, left, ms: deps.clock.now() - began, ...counts });
    return 'worked';
  } catch (error) {
    // Somebody on this slot read the clock a moment later and was served a moment sooner: it passes by itself.
    if (error instanceof ClockBehind && error.behindMs <= CLOCK_SET_BACK_MS) {
      await deps.queue.putBack(slot);
      return 'worked';
    }
    const lost = error instanceof LeaseLost;
    deps.log.error(lost ? 'lease_lost' : 'slot_failed', { slot, error: faultName(error) });
    // Whoever took the slot has it in hand, and will say when it is done.
    if (!lost) await deps.queue.putBack(slot);
    return lost ? 'lost' : 'failed';
  }
}

/**
 * Takes the slot that waits longest and works on it. `owner` is unique for each lane of each worker; `stopping` is asked between rounds, so
 * that a stop waits for one round at most. Throws where the database cannot be asked; the slot is then handed out again by itself.
 */
export async function takeTurn(deps: HandOutDeps, owner: string, stopping: () => boolean): Promise<TurnEnd> {
  const before = deps.clock.now();
  const handed = await deps.queue.take();
  if (handed === null) return 'idle';
  if (handed.handedAt < before - CLOCKS_APART_MS || handed.handedAt > deps.clock.now() + CLOCKS_APART_MS) {
    deps.log.error('clocks_apart', { ms: before - handed.handedAt });
    await deps.queue.done(handed.slot);
    await deps.queue.offer([handed.slot]);
    return 'clocks_apart';
  }
  return workOn(deps, handed, owner, stopping);
}
