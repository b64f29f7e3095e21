import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import type { Keys } from '../../../engine/ports/keys.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import { openSession } from '../pool.js';
import { writeArchive, type ArchiveWriter } from './archive-file.js';
import { backedTables, named, partitions, schemaThere, sequences, type BackedTable } from './catalogue.js';
import { copyOut, counting, TEXT_FORM, type Copied } from './copy.js';
import { FORMAT, MANIFEST, SEAL, sealOf, type Manifest } from './manifest.js';

export interface BackupOptions {
  readonly url: string;
  readonly backend: string;
  readonly path: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly dunwell: string;
  readonly keys: Keys;
  /** Where closed months lie that were archived outside the database; it need not be there. */
  readonly archiveFolder: string;
  readonly onTable?: (done: number, of: number) => void;
}

/**
 * One snapshot of all tables. They are locked first, so that none is changed or dropped under our hands, and the snapshot is taken by
 * the first question after that. Readers and writers go on.
 */
async function snapshot(session: SqlSession): Promise<readonly BackedTable[]> {
  if (!(await schemaThere(session))) throw new Error('config: there is no schema "dunwell" in this database, so there is nothing to back up.');
  const found = await backedTables(session);
  await session.query('begin isolation level repeatable read read only');
  await session.query(`lock table ${found.map(({ name }) => named(name)).join(', ')} in access share mode`);
  await session.query(TEXT_FORM);
  return backedTables(session);
}

async function addTable(client: pg.ClientBase, archive: ArchiveWriter, table: BackedTable): Promise<Copied> {
  const { through, counted } = counting();
  const rows = await copyOut(client, table);
  const passed = pipeline(rows, through, { end: true });
  passed.catch(() => undefined); // told by the archive, which reads from it
  await archive.addLong(`tables/${table.name}`, through);
  await passed;
  return counted();
}

async function addFile(archive: ArchiveWriter, folder: string, path: string): Promise<Manifest['archive'][number]> {
  const { through, counted } = counting();
  const passed = pipeline(createReadStream(join(folder, path)), through);
  passed.catch(() => undefined);
  await archive.addLong(`archive/${path}`, through);
  await passed;
  const { bytes, sha256 } = counted();
  return { path, bytes, sha256 };
}

/** Files of a folder and those below, by path; none when it is not there. */
export function filesOf(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}

/** Writes a backup of the whole schema, of one instant, while everything goes on. Nothing is changed in the database. */
export async function writeBackup(options: BackupOptions): Promise<Manifest> {
  const { client, session, close } = await openSession(options.url);
  try {
    const tables = await snapshot(session);
    let manifest: Manifest | undefined;
    await writeArchive(options.path, new Date(options.at), async (archive) => {
      const copied: Manifest['tables'] = [];
      for (const table of tables) {
        copied.push({ name: table.name, columns: [...table.columns], key: [...table.key], ...(await addTable(client, archive, table)) });
        options.onTable?.(copied.length, tables.length);
      }
      const archived: Manifest['archive'] = [];
      // After the snapshot: whatever month it knows as archived has its file.
      for (const path of filesOf(options.archiveFolder)) archived.push(await addFile(archive, options.archiveFolder, path));
      const migrations = await session.query<{ number: number; name: string; digest: string }>('select number, name, digest from dunwell.migration order by number');
      const [server] = await session.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
      manifest = {
        format: FORMAT, dunwell: options.dunwell, at: options.at, database: { backend: options.backend, postgres: server?.version ?? 0 },
        schema: { version: migrations.at(-1)?.number ?? 0, migrations: [...migrations] },
        tables: copied, partitions: (await partitions(session)).map((p) => ({ ...p, options: [...p.options] })), sequences: [...(await sequences(session))],
        chains: [...(await session.query<{ slot: number; seq: number; digest: string }>('select slot, chain_seq as seq, chain_digest as digest from dunwell.slot order by slot'))], archive: archived,
      };
      const text = Buffer.from(`${JSON.stringify(manifest)}\n`);
      await archive.add(MANIFEST, text);
      await archive.add(SEAL, Buffer.from(`${JSON.stringify(sealOf(text, options.keys))}\n`));
    });
    if (manifest === undefined) throw new Error('backup: it has no manifest');
    return manifest;
  } finally {
    await close();
  }
}
