import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright-core';
import { standingClock } from '../../src/adapters/clock/clocks.js';
import { DEMO_LENDERS, demoFile } from '../../src/adapters/files/demo/generate.js';
import { silentLog } from '../../src/adapters/log/pino-log.js';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { openDatabase } from '../../src/adapters/postgres/open-database.js';
import { seedCreditors, seedStaff } from '../../src/boot/demo.js';
import { openHouse, type House } from '../../src/boot/house.js';
import { openDoors } from '../../src/boot/web.js';

export interface Product {
  readonly url: string;
  readonly house: House;
  readonly clock: ReturnType<typeof standingClock>;
  stop(): Promise<void>;
}

/** The whole product on the embedded PostgreSQL, with a clock that stands until the test moves it, and nothing loaded but people and lenders. */
export async function startProduct(now: number): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-e2e-'));
  chmodSync(folder, 0o755);
  const clock = standingClock(now);
  const database = await openDatabase({ dataFolder: folder });
  await migrate(database, { appliedAt: now });
  // The address is known before the house is: texts carry it.
  const port = 20_000 + (process.pid % 20_000);
  const url = `http://127.0.0.1:${port}`;
  const house = await openHouse({ database, clock, log: silentLog, dataFolder: folder, key: '5e'.repeat(32), demo: true, publicUrl: url });
  await seedStaff(house);
  await seedCreditors(house);
  const server = await openDoors(house, '127.0.0.1', port);
  if ((server.address() as AddressInfo).port !== port) throw new Error('the port is not the one asked for');
  return {
    url, house, clock,
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Real Chromium from the package, with the libraries it brings itself. Several processes, for in a single one the first closed page takes all others with it. */
export async function startBrowser(): Promise<Browser> {
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x';
  const { default: bundled } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await bundled.executablePath(), args: [...bundled.args.filter((arg) => arg !== '--single-process'), '--disable-background-networking', '--disable-component-update', '--disable-sync'], headless: true });
}

/** The American demo lender's file, cut to its header and the rows that `keep` picks. */
export async function lenderFile(asOf: string, keep: (cells: Readonly<Record<string, string>>) => boolean, most: number): Promise<Buffer> {
  const lender = DEMO_LENDERS.find((l) => l.country === 'US');
  if (lender === undefined) throw new Error('there is no American demo lender');
  const chunks: Uint8Array[] = [];
  for await (const chunk of demoFile(lender.id, { dataPath: 'examples/uci-credit-default/creditcard_default.csv', seed: 1, asOf })) chunks.push(chunk);
  const [header = '', ...lines] = Buffer.concat(chunks).toString('utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  const cellsOf = (line: string) => Object.fromEntries(names.map((name, i) => [name, (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.[i] ?? '').replace(/,$/, '').replace(/^"|"$/g, '')]));
  return Buffer.from([header, ...lines.filter((line) => keep(cellsOf(line))).slice(0, most)].join('\n'));
}
