import { createHmac, timingSafeEqual } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { takePayment, takeReceipt, takeTextReply } from '../../engine/inbound/take-in.js';
import { isLocalDate } from '../../domain/time/date.js';
import { Terminal } from '../../engine/ports/errors.js';
import { hookRoutes } from '../contract/hooks.js';
import type { ApiDeps } from '../deps.js';
import { onError, onInvalid, problem } from '../outcome.js';

const BODY_MAX = 64_000;

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

/** The provider surface, under `/api/hooks`: stores raw and answers; reading happens in the next tick. */
export function hooksApi(deps: ApiDeps): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  app.use(bodyLimit({ maxSize: BODY_MAX, onError: (c) => problem(c, 'too_large', 'The request is too large.') }));
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
