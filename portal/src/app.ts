import { Hono, type Context } from 'hono';
import { assetRoutes } from './asset/assets.js';
import { portalApi } from './api.js';
import { cookiesOf } from './cookies.js';
import { readFields, type Fields } from './fields.js';
import { fromOurPage, pageHeaders } from './guard.js';
import { HelpPage, TroublePage } from './page/plain.js';
import * as acts from './route/acts.js';
import { done } from './route/act.js';
import { page } from './route/answer.js';
import * as lawful from './route/lawful.js';
import * as unsubscribe from './route/unsubscribe.js';
import * as verify from './route/verify.js';
import type { PortalOptions } from './options.js';
import { sealWith } from './seal.js';
import { visitOf, type Visit } from './visit.js';

export type { PortalOptions } from './options.js';

type Served = Response | Promise<Response>;

/** Pages that only show. */
const SHOWN: Readonly<Record<string, (visit: Visit) => Served>> = {
  '/': verify.home, '/v/:code': verify.linked, '/result': verify.result, '/open': verify.openForm,
  '/debt': acts.debt, '/contacts': acts.contacts, '/done': done, '/help': (visit) => page(visit.c, HelpPage({ reader: visit.reader })),
  '/pay': acts.payForm, '/promise': acts.promiseForm, '/dispute': acts.disputeForm, '/hardship': acts.hardshipForm, '/stop': acts.stopForm,
  // A language link or a reload after a refused form comes here.
  '/check': verify.home, '/leave': verify.home,
};

/** Forms. Each needs the seal; each answers with a redirect when it is done. */
const SENT: Readonly<Record<string, (visit: Visit, fields: Fields) => Served>> = {
  '/check': verify.check, '/open': verify.open, '/leave': verify.leave,
  '/pay': acts.pay, '/promise': acts.promise, '/dispute': acts.dispute, '/hardship': acts.hardship, '/stop': acts.stop,
};

// No JSX in this file: boot compiles against it and knows nothing of JSX.

/**
 * The borrower's pages, to be mounted at `/`. Headers and checks are bound to the portal's own paths, so that nothing
 * else on the same address is touched, whatever the order of mounting.
 */
export function portalApp(options: PortalOptions): Hono {
  const app = new Hono();
  const api = portalApi(options);
  const seal = sealWith(options.secret);
  const headers = pageHeaders(options.secureCookies);
  const visit = (c: Context, sealed = true) => visitOf(c, api, seal, options, sealed);
  const trouble = (c: Context, which: 'form' | 'down' | 'missing', http: 403 | 413 | 404 | 503) => page(c, TroublePage({ reader: visit(c).reader, trouble: which }), http);

  for (const [path, show] of Object.entries(SHOWN)) app.get(path, headers, (c) => show(visit(c)));
  for (const [path, act] of Object.entries(SENT)) {
    app.post(path, headers, async (c) => {
      const fields = await readFields(c);
      if (fields === undefined) return trouble(c, 'form', 413);
      if (!fromOurPage(c, cookiesOf(c, options.secureCookies), seal, fields['form'] ?? '')) return trouble(c, 'form', 403);
      return act(visit(c), fields);
    });
  }
  // Its form does nothing to anybody, so it needs no seal, and whoever keeps no cookies may use it.
  app.get('/lawful', headers, (c) => lawful.form(visit(c, false)));
  app.post('/lawful', headers, async (c) => {
    const fields = await readFields(c);
    return fields === undefined ? trouble(c, 'form', 413) : lawful.answer(visit(c, false), fields);
  });
  // Opened by machines that look for harm in links, so it only shows; sent by mail programs without a cookie (RFC 8058), so it needs no seal.
  app.get('/u/:token', headers, (c) => unsubscribe.form(visit(c, false)));
  app.post('/u/:token', headers, (c) => unsubscribe.send(visit(c, false), c.req.param('token')));
  assetRoutes(app);
  app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'));
  // Seen when the portal stands alone; mounted with `route`, the parent answers for what nobody knows.
  app.notFound((c) => trouble(c, 'missing', 404));
  app.onError((_error, c) => trouble(c, 'down', 503));
  return app;
}
