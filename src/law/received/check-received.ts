import { lawfulnessOf, type Lawfulness } from './lawfulness.js';
import { readReceived } from './read-received.js';
import { textFindings } from './text-findings.js';

export type ReceivedAnswer =
  | { readonly ok: true; readonly answer: Lawfulness }
  | { readonly ok: false; readonly problems: readonly string[] };

/** "Was that lawful?": reads a description and answers it, or says what in it cannot be read and where. Never throws for what a stranger wrote. */
export function checkReceived(value: unknown): ReceivedAnswer {
  const reading = readReceived(value);
  return reading.ok ? { ok: true, answer: lawfulnessOf(reading.received, textFindings) } : reading;
}
