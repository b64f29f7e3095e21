import type { ServerType } from '@hono/node-server';
import type { Config } from './config.js';
import { PACKAGE_ROOT } from './config.js';
import { seedDemo } from './demo.js';
import type { House } from './house.js';
import { openMailIn } from './mail.js';
import { openDoors, type Watch } from './web.js';
import { startWorkers } from './workers.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Running {
  readonly url: string;
  /** Settles when everything has stopped. */
  stop(): Promise<void>;
}

const LOOK_MS = 50;

/** No new connection; requests in flight are answered. A browser keeps its connection open, so what has become idle is closed. */
async function closeDoors(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => {
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  }, LOOK_MS);
  await closed.finally(() => clearInterval(idle));
}

/** The whole product in one process: doors, workers, and on a first start the demo portfolio. */
export async function startServer(house: House, config: Config, say: (line: string) => void, watch: Watch = {}): Promise<Running> {
  const server = await openDoors(house, config.host, config.port, watch);
  const url = `http://${config.host}:${config.port}`;
  say(`Dunwell is up.\n  console         ${url}/console/${config.demo ? '   (analyst@demo.example, head@demo.example, collector@demo.example; password demo-dunwell)' : ''}`);
  say(`  portal          ${url}/`);
  if (config.demo) say(`  sandbox phone   ${url}/sandbox`);
  say(`  API             ${url}/api   contracts at ${url}/openapi/{staff,portal,hooks}.json`);
  if (config.mailIn !== null) say(`  mail in         ${config.mailIn.host}:${config.mailIn.port} (SMTP)`);
  if (!existsSync(join(PACKAGE_ROOT, 'console/dist/index.html'))) say('  (the console is not built yet: npm run build)');
  let stopping = false;
  const seeding = config.demo
    ? seedDemo(house, join(config.dataFolder, 'demo'), say, () => stopping).catch((error: unknown) => say(`The demo portfolio could not be loaded: ${error instanceof Error ? error.message : String(error)}`))
    : Promise.resolve();
  const stopMailIn = await openMailIn(house, config);
  const stopWorkers = await startWorkers(house, config);
  return {
    url,
    async stop() {
      stopping = true;
      await Promise.all([closeDoors(server), stopMailIn(), stopWorkers(), seeding]);
    },
  };
}
