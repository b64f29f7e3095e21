import type { Instant } from '../../domain/time/instant.js';

/** A slot in a worker's hand. */
export interface HandedSlot {
  readonly slot: number;
  /** By the database's clock, which is the same for all workers. */
  readonly handedAt: Instant;
}

/**
 * Hands slots with work to workers on any number of machines, each to one at a time, the one that waits longest first. It keeps
 * no truth: what waits is asked of the store again and again, so that a queue that was lost costs a few seconds. A slot in hand
 * for too long is handed to another worker; that the first cannot write then is held by the epoch of its lease.
 */
export interface SlotQueue {
  /** Puts slots at the end of the line. One that stands in line or is in somebody's hand is left as it is. */
  offer(slots: readonly number[]): Promise<void>;
  /** `null`: none waits. Throws where the database cannot be asked. */
  take(): Promise<HandedSlot | null>;
  /** The turn is over: the slot may be offered again. */
  done(slot: number): Promise<void>;
  /** The turn failed, or somebody else has the slot: it is handed out again in a few seconds. */
  putBack(slot: number): Promise<void>;
  close(): Promise<void>;
}
