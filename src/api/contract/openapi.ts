import { OpenAPIHono, type createRoute } from '@hono/zod-openapi';
import { agencyRoutes } from './agency.js';
import { hookRoutes } from './hooks.js';
import { portalRoutes } from './portal.js';
import { staffRoutes } from './staff.js';

function describe(title: string, prefix: string, routes: Readonly<Record<string, ReturnType<typeof createRoute>>>) {
  const app = new OpenAPIHono();
  for (const [operationId, route] of Object.entries(routes)) app.openAPIRegistry.registerPath({ ...route, operationId });
  return app.getOpenAPI31Document({ openapi: '3.1.0', info: { title, version: '1' }, servers: [{ url: prefix }] });
}

/** The contracts, as committed under `client/`; `npm run generate -- --check` fails when they drift. */
export function openApiDocuments() {
  return {
    staff: describe('Dunwell staff', '/api/staff', staffRoutes),
    portal: describe('Dunwell portal', '/api/portal', portalRoutes),
    hooks: describe('Dunwell hooks', '/api/hooks', hookRoutes),
    agency: describe('Dunwell agencies', '/api/agency', agencyRoutes),
  };
}
