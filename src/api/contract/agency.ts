import { createRoute, z } from '@hono/zod-openapi';
import { BilingualSchema, body, InstantSchema, ok } from './common.js';
import { FindingSchema } from './staff-schemas.js';

const key = z.object({ 'idempotency-key': z.string().min(8).max(100).openapi({ param: { name: 'idempotency-key', in: 'header' } }) });
const id = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) });

const about = {
  caseId: z.string().optional().openapi({ description: 'the case; or creditorId and debtRef' }),
  creditorId: z.string().optional(),
  debtRef: z.string().optional().openapi({ description: 'the lender\'s own reference of one debt: the contact is about that debt alone' }),
};
const contact = {
  channel: z.enum(['call', 'sms', 'visit']),
  pointId: z.string().optional().openapi({ description: 'number or address on file here; absent: one that only you have, for which no count of its own is kept' }),
  place: z.enum(['home', 'work', 'mobile']).optional().openapi({ description: 'where it rings or where you go; needed for a call to a number that is not on file here' }),
  collectorId: z.string().regex(/^[\w.-]{1,40}$/).optional().openapi({ description: 'work number of whoever makes it; no name. Collectors share one budget' }),
  voice: z.enum(['human', 'robot', 'prerecorded', 'ai_generated']).optional().openapi({ description: 'who speaks; needed for a call' }),
  staff: z.number().int().min(0).max(20).optional().openapi({ description: 'how many go; a visit needs two (CN-V1)' }),
  template: z.string().optional().openapi({ description: 'approved text that will be sent; needed for an SMS' }),
  purpose: z.enum(['collect']).optional(),
};
const outcome = z.enum(['conversation', 'no_answer', 'voicemail', 'busy', 'not_in_service', 'dropped', 'wrong_person', 'promise', 'refused', 'visited_met', 'visited_not_met', 'sent', 'unknown']);

export const ReservationSchema = z
  .object({
    allowed: z.boolean(), reservationId: z.string().nullable(), token: z.string().nullable(), expiresAt: InstantSchema.nullable(), decisionId: z.string(), caseId: z.string(),
    outcome: z.string(), refusedBy: z.array(FindingSchema), earliest: InstantSchema.nullable(), movedBy: z.array(z.string()),
    dial: z.string().nullable().openapi({ description: 'number or address in clear, only when allowed and on file here' }), say: BilingualSchema.nullable(), repeated: z.boolean(),
  })
  .openapi('Reservation');
export const PlacedCaseSchema = z
  .object({
    caseId: z.string(), creditorId: z.string(), state: z.string(), debts: z.array(z.object({ id: z.string(), ref: z.string(), product: z.string() })),
    points: z.array(z.object({ id: z.string(), kind: z.string(), label: z.string() })),
  })
  .openapi('PlacedCase');

/** Agency surface, under `/api/agency`: `Authorization: Bearer <token of dunwell agency add>`. The same gate and the same budget as in the house. */
export const agencyRoutes = {
  cases: createRoute({
    method: 'get', path: '/cases', request: { query: z.object({ after: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).optional() }) },
    responses: ok(z.object({ items: z.array(PlacedCaseSchema), next: z.string().nullable() }), 'Cases placed with you: references and ids, no names or numbers'),
  }),
  reserve: createRoute({
    method: 'post', path: '/contacts/reservations', request: { headers: key, ...body(z.object({ ...about, ...contact })) },
    responses: ok(ReservationSchema, 'May this contact be made now? Allowed, it counts from this instant, whatever becomes of it'),
  }),
  outcome: createRoute({
    method: 'post', path: '/contacts/reservations/{id}/outcome',
    request: { params: id, ...body(z.object({ token: z.string(), outcome: z.union([outcome, z.literal('not_made')]), promiseOn: z.string().optional(), beganAt: InstantSchema.optional() })) },
    responses: ok(z.object({ counted: z.boolean(), unpermitted: z.boolean(), repeated: z.boolean() }).openapi('OutcomeTold'), 'What came of it; never told, it counts as made, outcome unknown'),
  }),
  report: createRoute({
    method: 'post', path: '/contacts/reported',
    request: body(z.object({ ...about, ...contact, externalId: z.string().min(1).max(100).openapi({ description: 'your own id of the contact: told twice, it counts once' }), at: InstantSchema, outcome, promiseOn: z.string().optional() })),
    responses: ok(z.object({ counted: z.boolean(), decisionId: z.string(), wouldHaveBeen: z.string(), brokenRules: z.array(FindingSchema), repeated: z.boolean() }).openapi('ContactReported'), 'A contact made without asking: counted from when it happened, and flagged'),
  }),
} as const;
