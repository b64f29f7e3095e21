import type { Intent, PromiseReading, Reading } from '../../domain/contact/reading/reading.js';
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

/** Holds that what was said places by itself. Whatever else was said waits for an answer. */
const HOLD_OF: Readonly<Partial<Record<Intent, HoldKind>>> = {
  distress: 'distress', stop: 'stop', deceased: 'deceased', wrong_person: 'wrong_person', represented: 'represented', bankruptcy: 'bankruptcy', dispute: 'dispute', complaint: 'complaint', hardship: 'hardship',
  paid_already: 'paid', promise: 'promise',
};

export interface Owed {
  readonly currency: string;
  readonly minor: number;
}

interface Context {
  readonly personId: SlotId;
  readonly tz: string;
  readonly startOfDay: (date: LocalDate) => Instant;
  readonly owed: Owed | null;
}

/** What was said, by the reader or by the person who corrected it. */
export type Said = Pick<Reading, 'intents' | 'primary' | 'promise'>;

/** The sum that keeps the promise, minor units; `null` when none was said that can be told, so that any payment keeps it. */
function promisedMinor({ amount }: PromiseReading, owed: Owed | null): number | null {
  if (amount.kind === 'minor') return amount.minor;
  if (owed === null || owed.minor <= 0) return null;
  if (amount.kind === 'all') return owed.minor;
  return amount.kind === 'share' ? Math.round((owed.minor * amount.numerator) / amount.denominator) : null;
}

/** Until the last day that it may mean has passed, with its grace; nobody is told of a broken promise on a day that was only one of two. */
function promiseUntil({ on }: PromiseReading, at: Instant, startOfDay: Context['startOfDay']): Instant {
  const last = on.date ?? on.candidates.at(-1) ?? null;
  return last === null ? at + UNDATED_PROMISE_QUIET_DAYS * MS_PER_DAY : startOfDay(last) + PROMISE_GRACE_DAYS * MS_PER_DAY;
}

function holdsOf(said: Said): readonly HoldKind[] {
  const holds = said.intents.flatMap(({ intent, kinds }): HoldKind[] => {
    const hold = HOLD_OF[intent];
    return hold === undefined ? [] : intent === 'distress' && kinds?.includes('minor') === true ? ['distress', 'minor'] : [hold];
  });
  if (holds.length > 0) return holds;
  return said.primary === 'acknowledgement' ? [] : ['awaiting_person'];
}

/**
 * The events that a reading leaves, at the instant at which the message arrived. All carry the reading they come from, so that they fall away
 * with it when a person corrects it. What only a person may confirm (that somebody is dead) is a hold, and no event of the law.
 */
export function eventsOfReading(inbound: Pick<InboundRecord, 'id' | 'receivedAt'>, reading: string, said: Said, context: Context): readonly NewEvent[] {
  const { personId, tz, owed } = context;
  const at = inbound.receivedAt;
  const base = { at, tz, channel: 'sms' as const, reading };
  const event = (part: string, rest: Omit<NewEvent['event'], 'at' | 'tz'>): NewEvent => ({ personId, sourceKey: `inbound:${reading}:${part}`, event: { ...base, ...rest } });
  const has = (intent: Intent) => said.intents.some((one) => one.intent === intent);
  const law: readonly (readonly [Intent, string, Omit<NewEvent['event'], 'at' | 'tz'>])[] = [
    ['stop', 'stop', { type: 'sms_stop', medium: 'sms' }], ['dispute', 'dispute', { type: 'dispute', form: 'electronic_accepted' }],
    ['represented', 'represented', { type: 'attorney_representation' }], ['refusal', 'refusal', { type: 'refusal_to_pay', form: 'electronic_accepted' }],
  ];
  const { promise } = said;
  return [
    event('said', { type: 'consumer_sms', detail: said.primary }),
    ...law.flatMap(([intent, part, rest]) => (has(intent) ? [event(part, rest)] : [])),
    ...holdsOf(said).map((hold, i) => {
      const rest = { type: 'hold_placed' as const, hold, detail: `reply:${said.primary}` };
      const part = i === 0 ? 'hold' : `hold:${hold}`;
      if (hold === 'paid') return event(part, { ...rest, until: at + PAID_CLAIM_QUIET_DAYS * MS_PER_DAY });
      if (hold !== 'promise' || promise === null) return event(part, rest);
      return event(part, { ...rest, until: promiseUntil(promise, at, context.startOfDay), promised: { on: promise.on.date, minor: promisedMinor(promise, owed) } });
    }),
  ];
}
