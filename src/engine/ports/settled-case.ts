import type { CaseState } from '../../domain/case/case-state.js';
import type { SlotId } from '../../domain/id/slot-id.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';

/** A case as its facts have it: what is kept beside them, to be looked up and counted. */
export interface SettledCase {
  readonly id: SlotId;
  readonly state: CaseState;
  readonly nextReviewAt: Instant | null;
  readonly balanceMinor: number;
  readonly oldestDueOn: LocalDate | null;
  readonly pausedDays: number;
  readonly flagged: boolean;
  readonly closedAt: Instant | null;
}
