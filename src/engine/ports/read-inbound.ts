import type { SlotId } from '../../domain/id/slot-id.js';
import type { Instant } from '../../domain/time/instant.js';
import type { InboundKind } from './inbound-kind.js';

/** A message that was read. `meaning`: as its reader or the last correction has it; `corrections`: how many there are. */
export interface ReadInbound {
  readonly id: SlotId;
  readonly kind: InboundKind;
  readonly personId: SlotId;
  readonly receivedAt: Instant;
  readonly meaning: Readonly<Record<string, unknown>>;
  readonly corrections: number;
}

export interface ReadingCorrection {
  readonly inboundId: SlotId;
  /** From 1. */
  readonly number: number;
  readonly staffId: string;
  readonly reasonSealed: Uint8Array;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** What a slot's transaction does with messages that were read. */
export interface ReadingCalls {
  readInbound(id: SlotId): Promise<ReadInbound | null>;
  sealedInbound(id: SlotId): Promise<Uint8Array | null>;
  /** Throws when the same reading was corrected meanwhile. */
  correctReading(now: Instant, correction: ReadingCorrection): Promise<void>;
}
