import { createRoute, z } from '@hono/zod-openapi';
import { BilingualSchema, body, DateSchema, InstantSchema, MoneySchema, ok } from './common.js';
import { lawfulRoute } from './lawful.js';

const DebtViewSchema = z
  .object({
    creditor: BilingualSchema, asOf: DateSchema, language: z.string(), name: z.string().openapi({ description: 'masked' }), state: z.string(),
    debts: z.array(z.object({ ref: z.string().openapi({ description: 'masked tail' }), product: z.string(), balance: MoneySchema, dueOn: DateSchema.nullable(), daysPastDue: z.number().int(), lines: z.array(z.object({ on: DateSchema, kind: z.string(), amount: MoneySchema })) })),
    total: z.array(MoneySchema), quiet: z.array(z.object({ kind: z.string(), since: InstantSchema, until: InstantSchema.nullable() })),
    contacts: z.array(z.object({ at: InstantSchema, channel: z.string(), state: z.string(), basis: z.array(z.object({ rule: z.string(), title: BilingualSchema, citation: z.string() })) })),
  })
  .openapi('DebtView');
const DoneSchema = z.object({ done: z.boolean(), reference: z.string(), text: BilingualSchema }).openapi('Done');
const key = z.object({ 'idempotency-key': z.string().min(8).max(100).openapi({ param: { name: 'idempotency-key', in: 'header' } }) });

/** Borrower surface, under `/api/portal`. A code from a contact verifies it; code and ID tail together open the debt (`authorization: Bearer`). */
export const portalRoutes = {
  verify: createRoute({
    method: 'post', path: '/verify', request: body(z.object({ code: z.string().max(300).optional(), text: z.string().max(4096).optional().openapi({ description: 'what was pasted instead: a whole message, a link; the code is found in it' }) })),
    responses: ok(z.object({
      code: z.string().nullable().openapi({ description: 'as it was sent; opens the debt together with the ID tail' }),
      words: z.enum(['same', 'more', 'other', 'not_compared']).openapi({ description: 'pasted words beside those that were sent. more: ours and others. other: the code is ours, the words are not, and nothing about the person is told' }),
      sentTo: z.string().nullable().openapi({ description: 'last four digits of the number, or a masked e-mail address' }),
      genuine: z.boolean(), creditor: z.union([BilingualSchema, z.null()]), channel: z.string().nullable(), sentAt: InstantSchema.nullable(), about: z.string().nullable().openapi({ description: 'masked name' }), language: z.string().nullable(), superseded: z.boolean() }).openapi('Verification'), 'Whether the contact came from us'),
  }),
  open: createRoute({ method: 'post', path: '/session', request: body(z.object({ code: z.string(), idTail: z.string() })), responses: ok(z.object({ token: z.string(), language: z.string() }), 'Opened for 30 minutes') }),
  debt: createRoute({ method: 'get', path: '/debt', responses: ok(DebtViewSchema, 'What is owed, line by line') }),
  pay: createRoute({ method: 'post', path: '/payments', request: { headers: key, ...body(z.object({ amountMinor: z.number().int().positive(), currency: z.string() })) }, responses: ok(DoneSchema, 'Paid (in the sandbox)') }),
  stop: createRoute({ method: 'post', path: '/stop', request: { headers: key, ...body(z.object({ medium: z.enum(['sms', 'call', 'visit', 'all']) })) }, responses: ok(DoneSchema, 'Stopped') }),
  dispute: createRoute({ method: 'post', path: '/disputes', request: { headers: key, ...body(z.object({ reason: z.enum(['not_mine', 'amount', 'paid_already', 'other']), words: z.string().max(4000) })) }, responses: ok(DoneSchema, 'Dispute opened; contact is held') }),
  hardship: createRoute({ method: 'post', path: '/hardship', request: { headers: key, ...body(z.object({ words: z.string().max(4000) })) }, responses: ok(DoneSchema, 'Hardship noted; contact is held, a person will look') }),
  promise: createRoute({ method: 'post', path: '/promises', request: { headers: key, ...body(z.object({ amountMinor: z.number().int().positive(), currency: z.string(), on: DateSchema })) }, responses: ok(DoneSchema, 'Promise kept on file; quiet until then') }),
  unsubscribe: createRoute({ method: 'post', path: '/unsubscribe', request: body(z.object({ token: z.string().max(100) })), responses: ok(z.object({ done: z.boolean() }), 'No more e-mail; the token is that of a mail\'s link') }),
  lawful: lawfulRoute,
} as const;
