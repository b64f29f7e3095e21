import { createRoute, z } from '@hono/zod-openapi';
import { INTENTS } from '../../domain/contact/reading/reading.js';
import { body, InstantSchema, ok } from './common.js';

const SpanSchema = z.object({ start: z.number().int(), end: z.number().int() }).openapi({ description: 'UTF-16 units of the words; the end is not included' });

/** What a message was taken to mean, without its words. */
export const MessageReadingSchema = z
  .object({
    id: z.string(), at: InstantSchema, channel: z.enum(['sms', 'email']), primary: z.string(), ambiguous: z.boolean(),
    intents: z.array(z.object({ intent: z.string(), kinds: z.array(z.string()), confidence: z.number(), by: z.string().openapi({ description: 'rule:…, model, or person' }), spans: z.array(SpanSchema) })),
    promise: z.object({ on: z.string().nullable(), candidates: z.array(z.string()), minor: z.number().int().nullable(), amount: z.string() }).nullable(),
    corrections: z.number().int(),
  })
  .openapi('MessageReading');

const params = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) });
const CorrectionSchema = z.object({
  intents: z.array(z.enum(INTENTS)).max(INTENTS.length).openapi({ description: 'all that was said; empty: nothing of these' }),
  promise: z.object({ on: z.string().nullable(), minor: z.number().int().nullable() }).nullable(), reason: z.string().min(3).max(2000),
});

/** Readings of messages: who may, corrects them; who may, sees the words. */
export const readingContract = {
  correctReading: createRoute({ method: 'post', path: '/readings/{id}/correction', request: { params, ...body(CorrectionSchema) }, responses: ok(z.object({ at: InstantSchema }), 'Corrected: what the wrong reading left falls away, what the right one means stands') }),
  readingWords: createRoute({ method: 'post', path: '/readings/{id}/words', request: { params, ...body(z.object({ reason: z.string().min(3).max(2000) })) }, responses: ok(z.object({ words: z.string() }), 'The words of the message; the reveal is recorded') }),
};
