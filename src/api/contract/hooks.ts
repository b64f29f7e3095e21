import { createRoute, z } from '@hono/zod-openapi';
import { body, ok } from './common.js';

const Taken = z.object({ taken: z.boolean(), repeated: z.boolean() }).openapi('Taken');
const signed = z.object({
  'x-dunwell-signature': z.string().openapi({ param: { name: 'x-dunwell-signature', in: 'header' }, description: 'hex HMAC-SHA-256 of the raw body under the provider secret' }),
});

const event = (path: string, description: string) => ({ method: 'post' as const, path, description });
const taken = (type: string, description: string) => ({
  200: { description, content: { [type]: { schema: z.string() } } }, 204: { description: 'Kept, and nothing to say.' }, 400: { description: 'It is not of this form; again it would not be either.' }, 401: { description: 'Not signed by the provider.' },
  404: { description: 'No such account, address or attempt.' }, 503: { description: 'It could not be kept now: send it again.' },
});
const twilioForm = { required: true, content: { 'application/x-www-form-urlencoded': { schema: z.record(z.string(), z.string()) } } };
const twilioSigned = z.object({ 'x-twilio-signature': z.string().openapi({ param: { name: 'x-twilio-signature', in: 'header' }, description: 'as Twilio signs: address and parameters under the auth token' }) });
const account = { account: z.string() };
const anyJson = z.union([z.array(z.record(z.string(), z.unknown())), z.record(z.string(), z.unknown())]);

/**
 * What providers send in forms of their own to an SMS account (docs/operating/sms-providers.md). Described here; their bodies are read by
 * the account's adapter, element by element, for one bad element must not lose the others.
 */
const accountRoutes = {
  smsPush: createRoute({ ...event('/sms/{account}/{token}/{event}', 'Aliyun (`report`, `up`) and Tencent Cloud (`status`, `reply`), which do not sign: the address holds the secret.'), request: { params: z.object({ ...account, token: z.string(), event: z.enum(['report', 'up', 'status', 'reply']) }), ...body(anyJson) }, responses: taken('application/json', 'Kept, in the provider\'s own form') }),
  twilioStatus: createRoute({ ...event('/sms/{account}/status', 'What became of a text by Twilio.'), request: { params: z.object(account), query: z.object({ key: z.string() }), headers: twilioSigned, body: twilioForm }, responses: taken('text/plain', 'Kept') }),
  twilioInbound: createRoute({ ...event('/sms/{account}/inbound', 'A text that came in by Twilio.'), request: { params: z.object(account), headers: twilioSigned, body: twilioForm }, responses: taken('text/xml', 'Kept; TwiML that says nothing') }),
} as const;

/** Provider surface, under `/api/hooks`. Stores raw, answers 200; reading happens later. Signed per provider. */
export const hookRoutes = {
  smsReply: createRoute({ method: 'post', path: '/sms/{provider}/reply', request: { params: z.object({ provider: z.string() }), headers: signed, ...body(z.object({ id: z.string(), from: z.string(), text: z.string(), at: z.string() })) }, responses: ok(Taken, 'Kept') }),
  smsReceipt: createRoute({ method: 'post', path: '/sms/{provider}/receipt', request: { params: z.object({ provider: z.string() }), headers: signed, ...body(z.object({ id: z.string(), providerKey: z.string(), state: z.enum(['delivered', 'failed', 'accepted', 'expired']), at: z.string(), reason: z.string().optional() })) }, responses: ok(Taken, 'Kept') }),
  email: createRoute({
    method: 'post', path: '/email/{provider}', description: 'A mail that came back or in answer, whole and as it came; signed over its bytes. `provider` is `mail`.',
    request: { params: z.object({ provider: z.string() }), headers: signed.extend({ 'x-envelope-from': z.string().optional(), 'x-envelope-to': z.string().optional() }), body: { required: true, content: { 'message/rfc822': { schema: z.string() } } } },
    responses: ok(z.object({ kind: z.string(), persons: z.number().int(), repeated: z.boolean() }).openapi('TakenMail'), 'Kept'),
  }),
  ...accountRoutes,
  payment: createRoute({ method: 'post', path: '/payments/{provider}', request: { params: z.object({ provider: z.string() }), headers: signed, ...body(z.object({ id: z.string(), loanRef: z.string(), creditorId: z.string(), amountMinor: z.number().int(), currency: z.string(), paidOn: z.string() })) }, responses: ok(Taken, 'Kept') }),
} as const;
