import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import type { Keys } from '../../../engine/ports/keys.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import { knownMigrations, migrate } from '../migrate.js';
import { inOneTransaction, openSession } from '../pool.js';
import { holdSending } from '../sending-hold.js';
import { fileTrouble, readArchive } from './archive-file.js';
import { backedTables, makePartitions, named, schemaThere } from './catalogue.js';
import { copyIn, digestTable, TEXT_FORM } from './copy.js';
import type { Manifest } from './manifest.js';
import { digestStream, verifyBackup } from './read-backup.js';

export interface RestoreOptions {
  readonly url: string;
  readonly path: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Who restores; stands in the hold. */
  readonly by: string;
  readonly keys: Keys;
  readonly archiveFolder: string;
  readonly onTable?: (done: number, of: number) => void;
  /** A named pause, where a test kills the process. */
  readonly pauseAt?: (point: 'loaded') => Promise<void>;
}

export interface Restored {
  readonly manifest: Manifest;
  /** Migrations applied beyond those of the backup. */
  readonly applied: readonly string[];
  readonly version: number;
}

/** Sessions come back that may have been signed out since: everybody signs in again. */
const SESSIONS = ['staff_session', 'portal_session'];

/** The backup's migrations must be ours, one by one; a shorter list is migrated on. */
function checkMigrations(path: string, manifest: Manifest): void {
  const known = knownMigrations();
  for (const { number, name, digest } of manifest.schema.migrations) {
    const ours = known[number - 1];
    if (ours === undefined) throw new Error(`config: ${path} was made at schema version ${manifest.schema.version} by Dunwell ${manifest.dunwell}, and this one knows ${known.length}. Restore it with that version or a newer one.`);
    if (ours.digest !== digest) throw new Error(`config: ${path} was made with another migration ${name} than is shipped here. Restore it with the version that made it (${manifest.dunwell}).`);
  }
}

async function checkTables(session: SqlSession, manifest: Manifest): Promise<void> {
  const there = (await backedTables(session)).map(({ name, columns }) => `${name}(${columns.join()})`).sort();
  const wanted = manifest.tables.map(({ name, columns }) => `${name}(${columns.join()})`).sort();
  const odd = [...there.filter((one) => !wanted.includes(one)), ...wanted.filter((one) => !there.includes(one))];
  if (odd.length > 0) throw new Error(`config: the tables of the backup are not those of its schema version ${manifest.schema.version}: ${odd.join('; ')}. Nothing was restored.`);
}

/** A file of an archived month is put in its place; one that is there already must be the same. */
async function putFile(folder: string, file: Manifest['archive'][number] | undefined, name: string, content: Readable): Promise<void> {
  if (file === undefined || file.path.split('/').some((part) => part === '..' || part === '')) throw new Error(`backup: ${name} is no file of an archive`);
  const target = join(folder, file.path);
  if (existsSync(target)) {
    content.resume();
    if ((await digestStream(createReadStream(target))).sha256 !== file.sha256) throw new Error(`config: ${target} is there and is not the file of the backup. Move it away, then restore again.`);
    return;
  }
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await pipeline(content, createWriteStream(`${target}.partial`, { mode: 0o600, flush: true }));
  await rename(`${target}.partial`, target);
}

async function load(client: pg.ClientBase, options: RestoreOptions, manifest: Manifest): Promise<void> {
  let done = 0;
  await readArchive(options.path, {
    small: () => undefined,
    async long(name, content) {
      if (name.startsWith('archive/')) return putFile(options.archiveFolder, manifest.archive.find(({ path }) => `archive/${path}` === name), name, content);
      const table = manifest.tables.find((one) => `tables/${one.name}` === name);
      if (table === undefined) throw new Error(`backup: ${name} is not in its manifest`);
      await copyIn(client, table, content);
      done += 1;
      options.onTable?.(done, 2 * manifest.tables.length);
    },
  });
}

/** Every table's rows and digest, computed again from the database, must be those of the manifest. */
async function compareTables(client: pg.ClientBase, options: RestoreOptions, manifest: Manifest): Promise<void> {
  for (const [index, table] of manifest.tables.entries()) {
    const { rows, sha256 } = await digestTable(client, table);
    if (rows !== table.rows || sha256 !== table.sha256) throw new Error(`config: table ${table.name} came out of ${options.path} otherwise than it went in (${rows} rows, ${table.rows} in the backup). Nothing was restored.`);
    options.onTable?.(manifest.tables.length + index + 1, 2 * manifest.tables.length);
  }
}

/** References were checked in the database that was backed up, and the rows are the same to the byte: where the role may, they are not checked again one by one. */
async function trustReferences(session: SqlSession, trust: boolean): Promise<void> {
  const [role] = await session.query<{ super: boolean }>('select rolsuper as super from pg_roles where rolname = current_user');
  if (role?.super === true) await session.query(`set local session_replication_role = ${trust ? 'replica' : 'origin'}`);
}

async function restoreWithin(client: pg.ClientBase, session: SqlSession, options: RestoreOptions, manifest: Manifest): Promise<Restored> {
  const database = inOneTransaction(session);
  await migrate(database, { appliedAt: options.at, upTo: manifest.schema.version });
  await makePartitions(session, manifest.partitions);
  await session.query(TEXT_FORM);
  await checkTables(session, manifest);
  await session.query(`truncate ${manifest.tables.map(({ name }) => named(name)).join(', ')}`);
  await trustReferences(session, true);
  await load(client, options, manifest);
  for (const { name, last, called } of manifest.sequences) await session.query('select setval($1::regclass, $2, $3)', [named(name), last, called]);
  await compareTables(client, options, manifest);
  await trustReferences(session, false);
  for (const name of SESSIONS) if (manifest.tables.some((table) => table.name === name)) await session.execute(`delete from ${named(name)}`);
  await session.query('reset search_path');
  const { applied, version } = await migrate(database, { appliedAt: options.at });
  await holdSending(session, { restoredAt: options.at, backupAt: manifest.at, restoredBy: options.by });
  await options.pauseAt?.('loaded');
  return { manifest, applied, version };
}

/**
 * Restores a backup into a database without the schema, whole or not at all: everything, and the proof that it is the same, happens in
 * one transaction, so that one cut short leaves the database as empty as it was. Sending is held afterwards.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const manifest = await verifyBackup(options.path, options.keys);
  checkMigrations(options.path, manifest);
  const { client, session, close } = await openSession(options.url);
  try {
    if (await schemaThere(session)) throw new Error('config: there is a schema "dunwell" in this database already, and a backup is restored only into one without. Name an empty database, or another data folder (DUNWELL_DATA).');
    await session.query('begin');
    const restored = await restoreWithin(client, session, options, manifest);
    await session.query('commit');
    await session.query('set statement_timeout = 0');
    for (const { name } of manifest.tables) await session.query(`analyze ${named(name)}`);
    return restored;
  } catch (error) {
    await session.query('rollback').catch(() => undefined); // the server undoes it when the session is gone
    if ((error as { code?: unknown }).code === '53100') throw new Error('config: the disk of the database is full, so nothing was restored. Free some space, then restore again.', { cause: error });
    throw fileTrouble(options.archiveFolder, error) ?? error;
  } finally {
    await close();
  }
}
