import { readMessage } from '../../domain/contact/reading/read-message.js';
import { READER_VERSION, type Reading } from '../../domain/contact/reading/reading.js';
import type { SlotId } from '../../domain/id/slot-id.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';
import type { InboundRecord, NewEvent } from '../ports/store.js';
import { eventsOfReading, type Owed } from './events-of-reading.js';

export interface ReplyReading {
  readonly meaning: Readonly<Record<string, unknown>>;
  readonly events: readonly NewEvent[];
}

interface ReplyContext {
  readonly personId: SlotId;
  readonly tz: string;
  readonly receivedOn: LocalDate;
  /** Local hour at which it arrived. */
  readonly receivedHour: number;
  readonly startOfDay: (date: LocalDate) => Instant;
  /** What the person owes, as of then; of several currencies the first. */
  readonly owed: Owed | null;
}

/** What is kept of a reading outside the seal: intents, places, days and sums; no word of the message. */
export function meaningOf(reading: Reading): Readonly<Record<string, unknown>> {
  const { promise } = reading;
  return {
    kind: reading.primary, reader: READER_VERSION, language: reading.language, ambiguous: reading.ambiguous, cut: reading.cut,
    intents: reading.intents.map(({ intent, kinds, confidence, spans, by }) => ({ intent, ...(kinds === undefined ? {} : { kinds }), confidence, by, spans: spans.map(({ start, end }) => [start, end]) })),
    ...(promise === null ? {} : { promise: { amount: promise.amount, on: promise.on, condition: promise.condition, every: promise.every, spans: promise.spans.map(({ start, end }) => [start, end]) } }),
  };
}

/** A reply by text, read: what it means, and the events it leaves. The words stay sealed with the inbound row. */
export function readTextReply(inbound: InboundRecord, text: string, context: ReplyContext): ReplyReading {
  const { receivedOn, receivedHour, owed } = context;
  const reading = readMessage(text, { receivedOn, receivedHour, ...(owed === null ? {} : { currency: owed.currency }) });
  return { meaning: meaningOf(reading), events: eventsOfReading(inbound, String(inbound.id), reading, context) };
}
