import type { SlotId } from '../../domain/id/slot-id.js';
import type { Instant } from '../../domain/time/instant.js';
import type { InboundKind } from './inbound-kind.js';
import type { InboundRecord } from './store.js';

/** What becomes of a message that is owed an answer. `answerAt`: put off until then. `null`: done, by `contactId` or by silence. */
export interface Answered {
  readonly inboundId: SlotId;
  readonly answerAt: Instant | null;
  readonly contactId: SlotId | null;
}

/** A message that is read and whose answer is due. */
export interface DueAnswer {
  readonly inbound: InboundRecord;
  /** The person's own number or address that it came from. */
  readonly fromPoint: SlotId | null;
  /** 0: nobody else has it. Else the how manieth this person is of those who have. */
  readonly sharer: number;
}

/** What was said on either side, by time. Of an act on the portal no more than that it was one. */
export type ThreadItem =
  | { readonly by: 'person'; readonly personId: SlotId; readonly at: Instant; readonly id: SlotId; readonly kind: InboundKind; readonly body: string }
  | { readonly by: 'house'; readonly personId: SlotId; readonly at: Instant; readonly id: SlotId; readonly template: string };

/** What a slot's transaction has for answers. */
export interface AnswerTransaction {
  /** Messages whose answer is due at `now`, oldest first. */
  answersDue(now: Instant, limit: number): Promise<readonly DueAnswer[]>;
  /** The conversations of these people since `since`, each by time. */
  thread(personIds: readonly SlotId[], since: Instant): Promise<readonly ThreadItem[]>;
}
