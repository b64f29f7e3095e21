import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { staffRoutes } from '../contract/staff.js';
import type { ApiDeps } from '../deps.js';
import { onError, onInvalid, problem } from '../outcome.js';
import { caseRoutes } from './case-routes.js';
import { readingRoutes } from './reading-routes.js';
import { requireSession, signIn, signOut, type StaffEnv } from './session.js';
import { templateRoutes } from './template-routes.js';
import { workRoutes } from './work-routes.js';

/** Bodies that are not files stay small; a file is read as a stream and has its own limits. */
const BODY_MAX = 1_000_000;

/** The staff surface, under `/api/staff`. */
export function staffApi(deps: ApiDeps): OpenAPIHono<StaffEnv> {
  const app = new OpenAPIHono<StaffEnv>({ defaultHook: onInvalid });
  app.use(secureHeaders());
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store');
    return c.req.path.includes('/imports') ? next() : bodyLimit({ maxSize: BODY_MAX, onError: (x) => problem(x, 'too_large', 'The request is larger than one megabyte.') })(c, next);
  });
  app.use(requireSession(deps));
  app.openapi(staffRoutes.signIn, async (c) => {
    const { email, password } = c.req.valid('json');
    return c.json(await signIn(deps, c, email, password), 200);
  });
  app.openapi(staffRoutes.session, (c) => {
    const { id, name, email, role } = c.get('staff');
    return c.json({ staff: { id, name, email, role }, csrf: c.get('csrf'), demo: deps.demo }, 200);
  });
  app.openapi(staffRoutes.signOut, async (c) => {
    await signOut(deps, c);
    return c.json({ signedOut: true }, 200);
  });
  caseRoutes(app, deps);
  readingRoutes(app, deps);
  workRoutes(app, deps);
  templateRoutes(app, deps);
  app.onError(onError(deps.log));
  app.notFound((c) => problem(c, 'not_found', 'No such route. See /api/staff in the OpenAPI document.'));
  return app;
}
