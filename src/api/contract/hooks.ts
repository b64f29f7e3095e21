import { createRoute, z } from '@hono/zod-openapi';
import { body, ok } from './common.js';

const Taken = z.object({ taken: z.boolean(), repeated: z.boolean() }).openapi('Taken');
const signed = z.object({
  'x-dunwell-signature': z.string().openapi({ param: { name: 'x-dunwell-signature', in: 'header' }, description: 'hex HMAC-SHA-256 of the raw body under the provider secret' }),
});

/** Provider surface, under `/api/hooks`. Stores raw, answers 200; reading happens later. Signed per provider. */
export const hookRoutes = {
  smsReply: createRoute({ method: 'post', path: '/sms/{provider}/reply', request: { params: z.object({ provider: z.string() }), headers: signed, ...body(z.object({ id: z.string(), from: z.string(), text: z.string(), at: z.string() })) }, responses: ok(Taken, 'Kept') }),
  smsReceipt: createRoute({ method: 'post', path: '/sms/{provider}/receipt', request: { params: z.object({ provider: z.string() }), headers: signed, ...body(z.object({ id: z.string(), providerKey: z.string(), state: z.enum(['delivered', 'failed', 'accepted', 'expired']), at: z.string(), reason: z.string().optional() })) }, responses: ok(Taken, 'Kept') }),
  email: createRoute({
    method: 'post', path: '/email/{provider}', description: 'A mail that came back or in answer, whole and as it came; signed over its bytes. `provider` is `mail`.',
    request: { params: z.object({ provider: z.string() }), headers: signed.extend({ 'x-envelope-from': z.string().optional(), 'x-envelope-to': z.string().optional() }), body: { required: true, content: { 'message/rfc822': { schema: z.string() } } } },
    responses: ok(z.object({ kind: z.string(), persons: z.number().int(), repeated: z.boolean() }).openapi('TakenMail'), 'Kept'),
  }),
  payment: createRoute({ method: 'post', path: '/payments/{provider}', request: { params: z.object({ provider: z.string() }), headers: signed, ...body(z.object({ id: z.string(), loanRef: z.string(), creditorId: z.string(), amountMinor: z.number().int(), currency: z.string(), paidOn: z.string() })) }, responses: ok(Taken, 'Kept') }),
} as const;
