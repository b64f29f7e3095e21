import { openSlotQueue } from '../adapters/queue/pg-boss-queue.js';
import { offerSlots, takeTurn, type HandOutDeps, type TurnEnd } from '../engine/hand-out.js';
import { faultName } from '../engine/ports/fault.js';
import type { SlotQueue } from '../engine/ports/slot-queue.js';
import { monthsKeeper } from './archive-door.js';
import type { Config } from './config.js';
import type { House } from './house.js';

/** How long a lane that found nothing waits before it asks again, in ms. */
const IDLE_MS = 500;

/** A pause that ends early when everybody is woken. */
class Pauses {
  readonly #wakes = new Set<() => void>();

  for(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wakes.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#wakes.add(wake);
    });
  }

  wake(): void {
    for (const wake of [...this.#wakes]) wake();
  }
}

/** In a trial with a made-up time the database still lives by the true one. */
function inTimeOf({ timeOf }: House, queue: SlotQueue): SlotQueue {
  return {
    ...queue,
    take: async () => {
      const handed = await queue.take();
      return handed === null ? null : { ...handed, handedAt: timeOf(handed.handedAt) };
    },
  };
}

/**
 * The workers of this process: as many lanes as set, each taking one slot after another from the queue that all workers share, and one
 * scan that puts slots with work in line. Gives a stop that waits for the rounds in hand, gives their slots back, and lets go.
 */
export async function startWorkers(house: House, { tickMs, lanes }: Pick<Config, 'tickMs' | 'lanes'>): Promise<() => Promise<void>> {
  const { store, clock, log } = house.api;
  const queue = inTimeOf(house, await openSlotQueue(house.database, log));
  const pauses = new Pauses();
  house.sms?.start();
  let stopping = false;
  // What one turn learnt of the provider's speed holds for the next.
  const { owner, pace } = await house.tickDeps();
  const deps: HandOutDeps = { store, clock, log, queue, tickDeps: async () => ({ ...(await house.tickDeps()), pace }) };
  const loop = async (step: () => Promise<number>) => {
    while (!stopping) {
      let pause = tickMs;
      try {
        pause = await step();
      } catch (error) {
        log.error('worker_failed', { error: faultName(error) });
      }
      if (!stopping && pause > 0) await pauses.for(pause);
    }
  };
  const PAUSE: Readonly<Record<TurnEnd, number>> = { worked: 0, lost: 0, held: 0, failed: 0, idle: Math.min(IDLE_MS, tickMs), clocks_apart: tickMs };
  const turn = (owner: string) => takeTurn(deps, owner, () => stopping);
  // A turn that found no slot is nothing to look at.
  const lane = async (owner: string) => PAUSE[await (house.tracing?.span('turn', () => turn(owner), (end) => (end === 'idle' ? null : { 'dunwell.end': end })) ?? turn(owner))];
  const keepMonths = monthsKeeper(house);
  const scan = async () => {
    await keepMonths();
    if ((await offerSlots(deps)) > 0) pauses.wake();
    return tickMs;
  };
  const loops = [loop(scan), ...Array.from({ length: lanes }, (_, i) => loop(() => lane(`${owner}/${i}`)))];
  return async () => {
    stopping = true;
    pauses.wake();
    await Promise.all(loops);
    await queue.close();
    // After the last batch: what it sent has its answer.
    await house.sms?.close();
  };
}
