import type { Config } from './config.js';
import { PACKAGE_ROOT } from './config.js';
import { seedDemo } from './demo.js';
import type { House } from './house.js';
import { faultName } from '../engine/ports/fault.js';
import { openDoors } from './web.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Running {
  readonly url: string;
  /** Settles when everything has stopped. */
  stop(): Promise<void>;
}

/** Workers: turn after turn; at once again while there is work, else after a pause. Stops between slots' turns, never inside one. */
export function startWorkers(house: House, tickMs: number): () => Promise<void> {
  let stopping = false;
  let wake: () => void = () => undefined;
  const pause = (ms: number) => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => { clearTimeout(timer); resolve(); };
  });
  const loop = (async () => {
    while (!stopping) {
      let worked = false;
      try {
        const report = await house.api.tick();
        worked = report.inbound + report.settled + report.reviewed + report.dispatched > 0;
      } catch (error) {
        house.api.log.error('tick_failed', { error: faultName(error) });
      }
      if (!stopping) await pause(worked ? 50 : tickMs);
    }
  })();
  return async () => {
    stopping = true;
    wake();
    await loop;
  };
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
  const stopWorkers = startWorkers(house, config.tickMs);
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
