import { INTENTS, type Intent, type IntentReading, type PromiseReading } from '../../domain/contact/reading/reading.js';
import { slotOf } from '../../domain/id/slot-id.js';
import { isLocalDate } from '../../domain/time/date.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';
import { eventsOfReading } from '../inbound/events-of-reading.js';
import { replyContext } from '../inbound/inbound-slot.js';
import { byMail } from '../inbound/read-mail.js';
import type { Clock } from '../ports/clock.js';
import type { DeskStore } from '../ports/desk.js';
import { Terminal } from '../ports/errors.js';
import type { Keys } from '../ports/keys.js';
import type { ReadInbound } from '../ports/read-inbound.js';
import type { Store } from '../ports/store.js';

interface Deps {
  readonly store: Store;
  readonly desk: DeskStore;
  readonly keys: Keys;
  readonly clock: Clock;
}

export interface Correction {
  readonly inboundId: number;
  readonly staffId: string;
  readonly reason: string;
  /** What was really said; an empty list means that it was nothing of them. */
  readonly intents: readonly Intent[];
  /** Of a promise: the day and the sum (minor units), `null` where none was said. */
  readonly promise: { readonly on: LocalDate | null; readonly minor: number | null } | null;
}

const MINOR_MAX = 1e12;

function promiseOf({ intents, promise }: Correction): PromiseReading | null {
  if (!intents.includes('promise')) return null;
  const { on = null, minor = null } = promise ?? {};
  if (on !== null && !isLocalDate(on)) throw new Terminal('bad_request', 'Not a date (YYYY-MM-DD).', 'promise.on');
  if (minor !== null && (!Number.isSafeInteger(minor) || minor <= 0 || minor > MINOR_MAX)) throw new Terminal('bad_request', 'An amount is in minor units, above zero.', 'promise.minor');
  return {
    amount: minor === null ? { kind: 'unknown', why: 'none' } : { kind: 'minor', minor }, on: on === null ? { date: null, candidates: [], why: 'none' } : { date: on, candidates: [on], why: null }, condition: null, every: null, spans: [],
  };
}

/** Said by a person, so certain; places are of the reader, and there are none. */
function said(correction: Correction) {
  const chosen = INTENTS.filter((intent) => correction.intents.includes(intent));
  const all = chosen.length > 0 ? chosen : (['other'] as const);
  const intents = all.map((intent): IntentReading => ({ intent, confidence: 1, spans: [], by: 'person' }));
  return { intents, primary: all[0] ?? 'other', promise: promiseOf(correction) };
}

function mayCorrect(read: ReadInbound | null, inboundId: number): ReadInbound {
  if (read === null || (read.kind !== 'sms_reply' && read.kind !== 'email_reply')) throw new Terminal('not_found', `No message ${inboundId} that was read.`);
  return read;
}

/**
 * A person says what a message really meant. The reading that stood is taken back by an event, and with it fall what it left (holds, the
 * word to the law); the events of the corrected reading are written anew at the instant at which the message arrived. Nothing is changed
 * in place. A stop that is taken back was none: contact is again lawful from this moment, and the record says who said so.
 */
export async function correctReading(deps: Deps, correction: Correction): Promise<Instant> {
  const now = deps.clock.now();
  const after = said(correction);
  await deps.store.inSlot(slotOf(correction.inboundId), null, async (transaction) => {
    const read = mayCorrect(await transaction.readInbound(correction.inboundId), correction.inboundId);
    await transaction.lockPersons([read.personId]);
    const cases = await transaction.casesOf([read.personId]);
    const dossier = await transaction.dossier(cases);
    const tz = dossier.persons.get(read.personId)?.timeZone ?? 'UTC';
    const number = read.corrections + 1;
    const stood = read.corrections === 0 ? String(read.id) : `${read.id}.${read.corrections}`;
    const events = eventsOfReading(read, `${read.id}.${number}`, after, replyContext(read.receivedAt, read.personId, tz, cases, dossier));
    const meaning = { kind: after.primary, reader: 'person', intents: after.intents.map(({ intent }) => ({ intent, confidence: 1, by: 'person' })), ...(after.promise === null ? {} : { promise: { amount: after.promise.amount, on: after.promise.on } }) };
    await transaction.correctReading(now, {
      inboundId: read.id, number, staffId: correction.staffId, reasonSealed: deps.keys.sealForOperator(correction.reason), before: read.meaning, after: meaning,
    });
    await transaction.addEvents(now, [
      { personId: read.personId, sourceKey: `inbound:${read.id}:corrected:${number}`, event: { type: 'reading_corrected', at: now, tz, about: stood, detail: after.primary, by: `staff:${correction.staffId}` } },
      ...(read.kind === 'email_reply' ? byMail({ meaning: {}, events }).events : events),
    ]);
    await transaction.touch([read.personId]);
  });
  await deps.desk.recordAccess({ at: now, staffId: correction.staffId, action: 'reading_corrected', subject: `inbound:${correction.inboundId}`, reason: correction.reason });
  return now;
}

/** The words of a message, for one person with a reason; the record is written before anything is shown. */
export async function revealWords(deps: Deps, asked: { readonly inboundId: number; readonly staffId: string; readonly reason: string }): Promise<string> {
  const sealed = await deps.store.inSlot(slotOf(asked.inboundId), null, (transaction) => transaction.sealedInbound(asked.inboundId));
  if (sealed === null) throw new Terminal('not_found', `No message ${asked.inboundId}.`);
  await deps.desk.recordAccess({ at: deps.clock.now(), staffId: asked.staffId, action: 'reveal', subject: `inbound:${asked.inboundId}`, reason: asked.reason });
  const { text } = JSON.parse(deps.keys.openForOperator(sealed)) as { readonly text?: unknown };
  return String(text ?? '');
}
