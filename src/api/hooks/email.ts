import { createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { takeMail } from '../../engine/inbound/take-mail.js';
import { Terminal } from '../../engine/ports/errors.js';
import type { ApiDeps } from '../deps.js';
import { onError, problem } from '../outcome.js';

/** As much as the other ways in take, in bytes. */
const MAIL_MAX = 5_000_000;

/** `POST /{provider}` under `/api/hooks/email`: a whole mail as it came (`message/rfc822`), signed over its bytes. */
export function emailHook(deps: ApiDeps): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: MAIL_MAX, onError: (c) => problem(c, 'too_large', 'The mail is too large.') }));
  app.post('/:provider', async (c) => {
    const provider = c.req.param('provider');
    const secret = deps.mail === null ? null : deps.hookSecret(provider);
    if (deps.mail === null || secret === null) throw new Terminal('unknown_provider', `No provider "${provider.slice(0, 40)}" is set up here.`);
    const bytes = Buffer.from(await c.req.arrayBuffer());
    const expected = Buffer.from(createHmac('sha256', secret).update(bytes).digest('hex'));
    const given = Buffer.from(c.req.header('x-dunwell-signature') ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Terminal('bad_signature', 'The signature does not fit the body.', 'x-dunwell-signature');
    // How it came is told in headers: RFC 5321 knows no other sender than the envelope's.
    const from = c.req.header('x-envelope-from');
    const to = (c.req.header('x-envelope-to') ?? '').slice(0, 2_000).split(/[\s,]+/).filter((one) => one !== '');
    return c.json(await takeMail(deps, provider, deps.mail.read(bytes, { from: from === undefined ? null : from.replace(/[<>\s]/g, ''), to })), 200);
  });
  app.onError(onError(deps.log));
  return app;
}
