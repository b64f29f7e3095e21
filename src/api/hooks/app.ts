import { createHmac, timingSafeEqual } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { takePayment, takeReceipt, takeTextReply } from '../../engine/inbound/take-in.js';
import { isLocalDate } from '../../domain/time/date.js';
import { Terminal } from '../../engine/ports/errors.js';
import { hookRoutes } from '../contract/hooks.js';
import type { ApiDeps } from '../deps.js';
import { onError, onInvalid, problem } from '../outcome.js';

const BODY_MAX = 64_000;
/** A provider sends a hundred receipts at once. */
const BATCH_MAX = 256_000;

/** Hex HMAC-SHA-256 of the raw body: what a provider signs and we check, in constant time. */
export function signHook(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('hex');
}

function checkSignature(deps: ApiDeps) {
  return createMiddleware(async (c, next) => {
    const provider = c.req.path.split('/').filter((part) => part !== '').at(c.req.path.includes('/payments/') ? -1 : -2) ?? '';
    const secret = deps.hookSecret(provider);
    if (secret === null) throw new Terminal('unknown_provider', `No provider "${provider.slice(0, 40)}" is set up here.`);
    const expected = Buffer.from(signHook(secret, await c.req.text()));
    const given = Buffer.from(c.req.header('x-dunwell-signature') ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Terminal('bad_signature', 'The signature does not fit the body.', 'x-dunwell-signature');
    return next();
  });
}

/** Hands what came for an SMS account to it; it knows its provider's signature and form. Names that are no account are providers of our own form. */
function takeForAccount(deps: ApiDeps) {
  return async (c: Context, next: Next): Promise<Response | void> => {
    const account = c.req.param('account') ?? '';
    const hook = deps.smsHooks.get(account);
    if (hook === undefined) return next();
    const { pathname, search } = new URL(c.req.url);
    const at = pathname.indexOf(`/sms/${account}/`);
    const said = await hook.take({ path: pathname.slice(at + account.length + 6), target: `${pathname}${search}`, header: (name) => c.req.header(name), body: await c.req.text() });
    return said.status === 204 ? c.body(null, 204) : c.body(said.body, said.status, { 'content-type': said.type });
  };
}

/** The provider surface, under `/api/hooks`: stores raw and answers; reading happens in the next tick. */
export function hooksApi(deps: ApiDeps): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  const tooLarge = (c: Context) => problem(c, 'too_large', 'The request is too large.');
  app.post('/sms/:account/*', bodyLimit({ maxSize: BATCH_MAX, onError: tooLarge }), takeForAccount(deps));
  app.use(bodyLimit({ maxSize: BODY_MAX, onError: tooLarge }));
  app.use(checkSignature(deps));
  app.openapi(hookRoutes.smsReply, async (c) => c.json(await takeTextReply(deps, c.req.valid('param').provider, c.req.valid('json')), 200));
  app.openapi(hookRoutes.smsReceipt, async (c) => c.json(await takeReceipt(deps, c.req.valid('param').provider, c.req.valid('json')), 200));
  app.openapi(hookRoutes.payment, async (c) => {
    const notice = c.req.valid('json');
    if (!isLocalDate(notice.paidOn)) throw new Terminal('bad_request', 'Not a calendar date (YYYY-MM-DD).', 'paidOn');
    return c.json(await takePayment(deps, c.req.valid('param').provider, notice), 200);
  });
  app.onError(onError(deps.log));
  app.notFound((c) => problem(c, 'not_found', 'No such route.'));
  return app;
}
