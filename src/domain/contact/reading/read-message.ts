import { readReply } from '../read-reply.js';
import type { ReadContext, Reading } from './reading.js';

/** Reads one message. Pure and total: any text gives a reading, in time linear in its length. */
export function readMessage(text: string, context: ReadContext): Reading {
  const { kind } = readReply(text.slice(0, 4000), context.receivedOn);
  const spans = [{ start: 0, end: text.length }];
  return {
    intents: [{ intent: kind, confidence: kind === 'other' ? 0 : 0.9, spans, by: 'rule:reply' }], primary: kind, promise: null, language: 'mixed', ambiguous: false, cut: text.length > 4000,
  };
}
