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

/** A cluster of the operator's own, by the address of its coordinator: a fresh database on every node, joined like the one that is named. */
export async function citusServer(url: string): Promise<Server> {
  const admin = openPool(url, { max: 1 });
  const nodes = await admin.query<{ host: string; port: number; coordinator: boolean; shards: boolean }>(
    `select nodename as host, nodeport as port, groupid = 0 as coordinator, shouldhaveshards as shards from pg_dist_node where noderole = 'primary' order by groupid`,
  );
  const at = (node: { readonly host: string; readonly port: number } | null, name: string): string => {
    const address = new URL(url);
    if (node !== null) address.host = `${node.host}:${node.port}`;
    address.pathname = `/${name}`;
    return address.href;
  };
  const asked = (new URL(url)).pathname.slice(1);
  const names: string[] = [];
  const onNode = async (address: string, text: string) => {
    const session = openPool(address, { max: 1 });
    await session.execute(text).finally(() => session.close());
  };
  const workers = nodes.filter((node) => !node.coordinator);
  return {
    async fresh() {
      made += 1;
      const name = `t${process.pid}_${made}`;
      names.push(name);
      for (const node of [null, ...workers]) {
        await onNode(at(node, asked), `create database ${name}`);
        await onNode(at(node, name), 'create extension citus');
      }
      const fresh = openPool(at(null, name), { max: 1 });
      const coordinator = nodes.find((node) => node.coordinator);
      if (coordinator !== undefined) await fresh.query('select citus_set_coordinator_host($1, $2::int)', [coordinator.host, coordinator.port]);
      for (const node of workers) await fresh.query('select citus_add_node($1, $2::int)', [node.host, node.port]);
      await fresh.close();
      return at(null, name);
    },
    async stop() {
      for (const name of names) for (const node of [null, ...workers]) await onNode(at(node, asked), `drop database ${name} with (force)`);
      await admin.close();
    },
  };
}

/** Runs a suite on every database there is: the embedded PostgreSQL, PGlite, and the servers of DATABASE_URL and CITUS_URL when they are set. */
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
  const onServer = (title: string, start: () => Promise<Server>, backend: 'embedded' | 'citus' = 'embedded') =>
    describe(`${name} on ${title}`, () => {
      let server: Server;
      const opened: Database[] = [];
      beforeAll(async () => {
        server = await start();
      });
      suite(async () => {
        const database = openPool(await server.fresh(), { max: 8, backend });
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
  const cluster = process.env['CITUS_URL'];
  if (cluster !== undefined) onServer('the Citus of CITUS_URL', () => citusServer(cluster), 'citus');
}
