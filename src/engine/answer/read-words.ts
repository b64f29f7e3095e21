import { readReply, type ReplyKind } from '../../domain/contact/read-reply.js';
import type { Intent, Reading } from '../../domain/contact/reading/reading.js';
import type { LocalDate } from '../../domain/time/instant.js';

const INTENT: Readonly<Record<ReplyKind, Intent>> = {
  distress: 'distress', stop: 'stop', wrong_person: 'wrong_person', deceased: 'deceased', dispute: 'dispute', complaint: 'complaint', hardship: 'hardship', paid_already: 'paid_already', promise: 'promise',
  wants_person: 'wants_person', who_are_you: 'who_are_you', other: 'other',
};

/** What the words of a message mean, read again from the message as it is kept. */
export function readWords(text: string, receivedOn: LocalDate, _currency: string): Reading {
  const { kind, on } = readReply(text, receivedOn);
  const intent = INTENT[kind];
  const date = on ?? null;
  return {
    intents: [{ intent, confidence: 1, spans: [], by: 'rule:reply' }], primary: intent, language: 'none', ambiguous: false, cut: false,
    promise: intent !== 'promise' ? null : { amount: { kind: 'unknown', why: 'none' }, on: { date, candidates: date === null ? [] : [date], why: date === null ? 'none' : null }, condition: null, every: null, spans: [] },
  };
}
