import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { startEmbedded, type EmbeddedServer } from '../../src/adapters/postgres/embedded.js';
import { openPglite } from '../../src/adapters/postgres/pglite.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import type { Database } from '../../src/engine/ports/database.js';

/** A folder that the server's user reaches too, when we are root. */
export function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-test-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** A server with as many empty databases as a suite wants. */
export interface Server {
  /** Address of a new, empty database. */
  fresh(): Promise<string>;
  stop(): Promise<void>;
}

let made = 0;

function serverAt(url: string, stop: () => Promise<void>): Server {
  const admin = openPool(url, { max: 1 });
  return {
    async fresh() {
      made += 1;
      const name = `t${process.pid}_${made}`;
      await admin.query(`create database ${name}`);
      return url.replace(/\/[^/]*$/, `/${name}`);
    },
    async stop() {
      await admin.close();
      await stop();
    },
  };
}

export async function embeddedServer(): Promise<Server> {
  const folder = openFolder();
  const server: EmbeddedServer = await startEmbedded({ folder });
  return serverAt(server.url, async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Runs a suite on every database there is: the embedded PostgreSQL, PGlite, and the server of DATABASE_URL when it is set. */
export function forEachDatabase(name: string, suite: (open: () => Promise<Database>) => void): void {
  describe(`${name} on PGlite`, () => {
    const opened: Database[] = [];
    suite(async () => {
      const database = await openPglite();
      opened.push(database);
      return database;
    });
    afterAll(async () => {
      for (const database of opened) await database.close();
    });
  });
  const onServer = (title: string, start: () => Promise<Server>) =>
    describe(`${name} on ${title}`, () => {
      let server: Server;
      const opened: Database[] = [];
      beforeAll(async () => {
        server = await start();
      });
      suite(async () => {
        const database = openPool(await server.fresh(), { max: 8, backend: 'embedded' });
        opened.push(database);
        return database;
      });
      afterAll(async () => {
        for (const database of opened) await database.close();
        await server?.stop();
      });
    });
  onServer('the embedded PostgreSQL', embeddedServer);
  const url = process.env['DATABASE_URL'];
  if (url !== undefined) onServer('the server of DATABASE_URL', async () => serverAt(url, async () => undefined));
}
