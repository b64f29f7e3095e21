import { lawfulnessOf, type Lawfulness, type TextReader } from './lawfulness.js';
import { readReceived } from './read-received.js';

export type ReceivedAnswer =
  | { readonly ok: true; readonly answer: Lawfulness }
  | { readonly ok: false; readonly problems: readonly string[] };

/** "Was that lawful?": reads a description and answers it, or says what in it cannot be read and where. Never throws for what a stranger wrote. */
export function checkReceived(value: unknown, readText?: TextReader): ReceivedAnswer {
  const reading = readReceived(value);
  return reading.ok ? { ok: true, answer: lawfulnessOf(reading.received, readText) } : reading;
}
