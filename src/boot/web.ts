import { join } from 'node:path';
import { serve as listen, type ServerType } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import { openApiDocuments } from '../api/contract/openapi.js';
import { onError, problem, REQUEST_ID } from '../api/outcome.js';
import { agencyApi } from '../api/agency/app.js';
import { hooksApi } from '../api/hooks/app.js';
import { emailHook } from '../api/hooks/email.js';
import { portalApi } from '../api/portal/app.js';
import { staffApi } from '../api/staff/app.js';
import { portalApp } from '../../portal/src/app.js';
import { sandboxApp } from '../../portal/src/sandbox/app.js';
import type { Metrics } from '../adapters/metrics/prom-metrics.js';
import { PACKAGE_ROOT } from './config.js';
import type { House } from './house.js';
import type { Readiness } from './operations.js';
import { requestIdOf, requestScope } from './request-scope.js';
import { sandboxPhone } from './sandbox-phone.js';

const CLIENT = 'x-dunwell-client';

/** What the operator sees of the doors. */
export interface Watch {
  readonly metrics?: Metrics;
  readonly ready?: () => Promise<Readiness>;
}

/** The template that a request fitted, e.g. `/v/:code`; what catches everything stands for itself only where nothing else fitted. */
function templateOf(c: Context): string {
  const paths = matchedRoutes(c).map((route) => route.path);
  return paths.findLast((path) => !path.endsWith('*')) ?? paths.at(-1) ?? 'none';
}

/** All doors on one address: staff, portal and provider surfaces, the console's files, the borrower's pages, and in the demo the sandbox phone. */
export function webApp(house: House, watch: Watch = {}): Hono {
  const app = new Hono();
  const portal = portalApi(house.api);
  const hooks = hooksApi(house.api);

  // Who asks is told by the connection, never by the asker; tries are limited per client.
  app.use(async (c, next) => {
    let address = 'in-process';
    try {
      address = getConnInfo(c).remote.address ?? 'unknown';
    } catch {
      // Called without a socket, as tests do.
    }
    c.req.raw.headers.delete(CLIENT);
    c.req.raw.headers.set(CLIENT, address);
    const id = requestIdOf(c.req.header(REQUEST_ID));
    c.req.raw.headers.set(REQUEST_ID, id);
    const start = performance.now();
    const work = () => requestScope.run({ client: address, id }, next);
    // By template: a path can hold a code that opens somebody's page.
    const answered = () => ({ route: templateOf(c), code: c.res.status });
    await (house.tracing?.request(c.req.method, c.req.header('traceparent'), work, answered) ?? work());
    c.header(REQUEST_ID, id);
    const { route, code } = answered();
    watch.metrics?.request(c.req.method, route, code, (performance.now() - start) / 1000);
  });
  app.onError(onError(house.api.log));
  app.get('/health', (c) => c.json({ ok: true }));
  app.get('/ready', async (c) => {
    const said = await (watch.ready?.() ?? { ready: true, reasons: [] });
    return c.json(said, said.ready ? 200 : 503);
  });
  for (const [name, document] of Object.entries(openApiDocuments())) app.get(`/openapi/${name}.json`, (c) => c.json(document));
  app.route('/api/staff', staffApi(house.api));
  app.route('/api/portal', portal);
  app.route('/api/hooks', new Hono().route('/email', emailHook(house.api)).route('/', hooks));
  app.route('/api/agency', agencyApi(house.api));
  app.all('/api/*', (c) => problem(c, 'not_found', 'No such route.'));

  const files = serveStatic({ root: join(PACKAGE_ROOT, 'console/dist'), rewriteRequestPath: (path) => path.replace(/^\/console/, '') });
  app.use('/console/*', async (c, next) => {
    c.header('content-security-policy', "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'");
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    if (c.req.path.startsWith('/console/assets/')) c.header('cache-control', 'public, max-age=31536000, immutable');
    return next();
  });
  app.get('/console', (c) => c.redirect('/console/'));
  app.get('/console/assets/*', files);
  app.get('/console/*', serveStatic({ root: join(PACKAGE_ROOT, 'console/dist'), rewriteRequestPath: () => '/index.html' }));
  app.use('/fonts/*', async (c, next) => {
    c.header('cache-control', 'public, max-age=31536000, immutable');
    return next();
  });
  app.get('/fonts/*', serveStatic({ root: join(PACKAGE_ROOT, 'node_modules/@fontsource/noto-sans-sc/files'), rewriteRequestPath: (path) => path.replace(/^\/fonts/, '') }));

  app.get('/sandbox/', (c) => c.redirect('/sandbox'));
  if (house.api.demo) app.route('/sandbox', sandboxApp({ phone: sandboxPhone(house, async (request) => hooks.fetch(request)), secureCookies: house.api.secureCookies }));
  const askPortal = async (request: Request): Promise<Response> => {
    const scope = requestScope.getStore();
    const headers = new Headers(request.headers);
    headers.set(CLIENT, scope?.client ?? 'in-process');
    if (scope !== undefined) headers.set(REQUEST_ID, scope.id);
    return new Hono().route('/api/portal', portal).fetch(new Request(request, { headers }));
  };
  app.route('/', portalApp({
    fetch: askPortal, baseUrl: 'http://portal.internal/api/portal', secureCookies: house.api.secureCookies, sandboxHints: house.api.demo, secret: house.api.keys.blind('portal-forms', 'seal'),
  }));
  return app;
}

export function openDoors(house: House, host: string, port: number, watch: Watch = {}): Promise<ServerType> {
  const app = webApp(house, watch);
  return new Promise((resolve, reject) => {
    const server = listen({ fetch: app.fetch, hostname: host, port }, () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new Error(`config: port ${port} on ${host} is taken. Set PORT to another, or stop what runs there.`) : error));
  });
}
