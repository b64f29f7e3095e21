import type { Config } from './config.js';
import { PACKAGE_ROOT } from './config.js';
import { seedDemo } from './demo.js';
import type { House } from './house.js';
import { openDoors } from './web.js';
import { startWorkers } from './workers.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Running {
  readonly url: string;
  /** Settles when everything has stopped. */
  stop(): Promise<void>;
}

/** The whole product in one process: doors, workers, and on a first start the demo portfolio. */
export async function startServer(house: House, config: Config, say: (line: string) => void): Promise<Running> {
  const server = await openDoors(house, config.host, config.port);
  const url = `http://${config.host}:${config.port}`;
  say(`Dunwell is up.\n  console         ${url}/console/${config.demo ? '   (analyst@demo.example, head@demo.example, collector@demo.example; password demo-dunwell)' : ''}`);
  say(`  portal          ${url}/`);
  if (config.demo) say(`  sandbox phone   ${url}/sandbox`);
  say(`  API             ${url}/api   contracts at ${url}/openapi/{staff,portal,hooks}.json`);
  if (!existsSync(join(PACKAGE_ROOT, 'console/dist/index.html'))) say('  (the console is not built yet: npm run build)');
  let stopping = false;
  const seeding = config.demo
    ? seedDemo(house, join(config.dataFolder, 'demo'), say, () => stopping).catch((error: unknown) => say(`The demo portfolio could not be loaded: ${error instanceof Error ? error.message : String(error)}`))
    : Promise.resolve();
  const stopWorkers = await startWorkers(house, config);
  return {
    url,
    async stop() {
      stopping = true;
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await stopWorkers();
      await seeding;
    },
  };
}
