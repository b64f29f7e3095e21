import { createServer, type ServerResponse } from 'node:http';
import type { Database } from '../engine/ports/database.js';
import type { Metrics } from '../adapters/metrics/prom-metrics.js';
import { lawInForce } from '../law/in-force.js';

const ASK_MS = 2_000;

/** Whether work and requests may be sent here. `reasons` is empty when they may. */
export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly ('stopping' | 'database' | 'schema' | 'law')[];
}

/** Asks each time: a database that answers within two seconds, in the schema with which this process started, law in force, no stop under way. */
export function readiness(database: Database, version: number, stopping: () => boolean): () => Promise<Readiness> {
  const schema = async (): Promise<'database' | 'schema' | null> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'database'>((resolve) => { timer = setTimeout(() => resolve('database'), ASK_MS); });
    const asked = database.query<{ version: number }>('select max(number) as version from dunwell.migration').then(([row]) => (row?.version === version ? null : 'schema' as const), () => 'database' as const);
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  };
  return async () => {
    const found = await schema();
    const reasons: Readiness['reasons'][number][] = [...(stopping() ? ['stopping' as const] : []), ...(found === null ? [] : [found]), ...(lawInForce().packs.length === 0 ? ['law' as const] : [])];
    return { ready: reasons.length === 0, reasons };
  };
}

interface Operated {
  readonly metrics: Metrics;
  readonly ready: () => Promise<Readiness>;
}

async function answer(path: string, { metrics, ready }: Operated, response: ServerResponse): Promise<void> {
  const json = (code: number, body: unknown) => response.writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
  if (path === '/health') json(200, { ok: true });
  else if (path === '/ready') {
    const said = await ready();
    json(said.ready ? 200 : 503, said);
  } else if (path === '/metrics') {
    const text = await metrics.read();
    response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text);
  } else json(404, { code: 'not_found', detail: 'Here are /health, /ready and /metrics.' });
}

/** The operator's own port, apart from the doors for the public. Gives its stop. */
export function openOperations(at: { readonly host: string; readonly port: number }, operated: Operated): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    answer((request.url ?? '').split('?')[0] ?? '', operated, response).catch(() => response.writeHead(500).end());
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new Error(`config: port ${at.port} on ${at.host} is taken. Set DUNWELL_METRICS_PORT to another, or stop what runs there.`) : error));
    server.listen(at.port, at.host, () => resolve(() => new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    })));
  });
}
