import { readReply, type ReplyKind } from '../../domain/contact/read-reply.js';
import type { SlotId } from '../../domain/id/slot-id.js';
import { MS_PER_DAY, type Instant, type LocalDate } from '../../domain/time/instant.js';
import type { HoldKind } from '../../law/facts.js';
import type { InboundRecord, NewEvent } from '../ports/store.js';

/** How long a case is quiet while we check what the borrower said; a house wish, shown as such. */
const PAID_CLAIM_QUIET_DAYS = 3;
/** A promised day passes entirely, and one more for the bank, before anyone speaks again. */
const PROMISE_GRACE_DAYS = 2;
/** A promise without a readable day: a person asks within this time. */
const UNDATED_PROMISE_QUIET_DAYS = 7;

const HOLD_OF: Readonly<Record<ReplyKind, HoldKind | null>> = {
  distress: 'distress', stop: 'stop', wrong_person: 'wrong_person', deceased: 'deceased', dispute: 'dispute', complaint: 'complaint', hardship: 'hardship',
  paid_already: 'paid', promise: 'promise', wants_person: 'awaiting_person', who_are_you: 'awaiting_person', other: 'awaiting_person',
};

export interface ReplyReading {
  readonly meaning: Readonly<Record<string, unknown>>;
  readonly events: readonly NewEvent[];
}

interface ReplyContext {
  readonly personId: SlotId;
  readonly tz: string;
  readonly receivedOn: LocalDate;
  readonly startOfDay: (date: LocalDate) => Instant;
}

function holdUntil(kind: ReplyKind, on: LocalDate | null, at: Instant, startOfDay: (date: LocalDate) => Instant): Instant | null {
  if (kind === 'paid_already') return at + PAID_CLAIM_QUIET_DAYS * MS_PER_DAY;
  if (kind !== 'promise') return null;
  return on === null ? at + UNDATED_PROMISE_QUIET_DAYS * MS_PER_DAY : startOfDay(on) + PROMISE_GRACE_DAYS * MS_PER_DAY;
}

/** A reply by text, read: what it means, and the events it leaves. The words stay sealed with the inbound row. */
export function readTextReply(inbound: InboundRecord, text: string, context: ReplyContext): ReplyReading {
  const meaning = readReply(text, context.receivedOn);
  const at = inbound.receivedAt;
  const base = { at, tz: context.tz, channel: 'sms' as const };
  const key = `inbound:${inbound.id}`;
  const events: NewEvent[] = [{ personId: context.personId, event: { ...base, type: 'consumer_sms', detail: meaning.kind }, sourceKey: `${key}:said` }];
  if (meaning.kind === 'stop') events.push({ personId: context.personId, event: { ...base, type: 'sms_stop', medium: 'sms' }, sourceKey: `${key}:stop` });
  if (meaning.kind === 'dispute') events.push({ personId: context.personId, event: { ...base, type: 'dispute', form: 'electronic_accepted' }, sourceKey: `${key}:dispute` });
  const hold = HOLD_OF[meaning.kind];
  if (hold !== null) {
    const until = holdUntil(meaning.kind, meaning.on ?? null, at, context.startOfDay);
    events.push({
      personId: context.personId,
      event: { ...base, type: 'hold_placed', hold, detail: `reply:${meaning.kind}`, ...(until === null ? {} : { until }) },
      sourceKey: `${key}:hold`,
    });
  }
  return { meaning: { kind: meaning.kind, ...(meaning.on === undefined ? {} : { on: meaning.on }) }, events };
}
