import { hash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemClock } from '../adapters/clock/clocks.js';
import { openFileKeys } from '../adapters/keys/file-keys.js';
import { startEmbedded } from '../adapters/postgres/embedded.js';
import { openDatabase } from '../adapters/postgres/open-database.js';
import { openPool } from '../adapters/postgres/pool.js';
import type { Manifest } from '../adapters/postgres/backup/manifest.js';
import { verifyBackup } from '../adapters/postgres/backup/read-backup.js';
import { restoreBackup, type Restored } from '../adapters/postgres/backup/restore.js';
import { writeBackup } from '../adapters/postgres/backup/write-backup.js';
import { examine } from '../adapters/postgres/views/examine.js';
import { openReading } from '../adapters/postgres/views/reading.js';
import type { BackupReport, RestoreReport, Runtime } from '../cli/house-door.js';
import { verifyChains } from '../engine/audit/verify-chain.js';
import type { Keys } from '../engine/ports/keys.js';
import { keyFile, VERSION, type Config } from './config.js';

const archiveFolder = (config: Config): string => join(config.dataFolder, 'archive');

function reportOf(path: string, manifest: Manifest): BackupReport {
  return {
    path, at: manifest.at, dunwell: manifest.dunwell, version: manifest.schema.version, tables: manifest.tables.length, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0), files: manifest.archive.length,
    bytes: statSync(path).size, sha256: hash('sha256', JSON.stringify(manifest), 'hex'),
  };
}

/** A folder that is there gets a file named by the instant. */
function fileFor(path: string, at: number): string {
  const asked = resolve(path);
  return existsSync(asked) && statSync(asked).isDirectory() ? join(asked, `dunwell-${new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')}.tar`) : asked;
}

/** What the restored database says of itself: every chain, and every count that must be zero. */
async function examineRestored(url: string, keys: Keys, restored: Restored, path: string): Promise<RestoreReport> {
  const database = openPool(url, { max: 2 });
  try {
    const chains = await verifyChains(openReading(database, keys), (text) => hash('sha256', text, 'hex'));
    return { ...reportOf(path, restored.manifest), version: restored.version, applied: restored.applied, chains, bad: (await examine(database)).filter(({ ok }) => !ok) };
  } finally {
    await database.close();
  }
}

/** Backup and restore, as the command line asks for them. None needs the house opened: a backup must be possible of what does not start. */
export function backupDoor(config: () => Config, user: string): Pick<Runtime, 'backup' | 'verifyBackup' | 'proveBackup' | 'restore'> {
  const keysOf = (settings: Config): Keys => openFileKeys(keyFile(settings), settings.key);
  const databaseOf = (settings: Config, existing: boolean) => openDatabase({ ...(settings.databaseUrl === undefined ? {} : { url: settings.databaseUrl }), dataFolder: settings.dataFolder, connections: 1, existing });
  return {
    async backup(path, onTable) {
      const settings = config();
      const at = systemClock.now();
      const file = fileFor(path, at);
      const keys = keysOf(settings);
      const database = await databaseOf(settings, true);
      try {
        return reportOf(file, await writeBackup({ url: database.url, backend: database.backend, path: file, at, dunwell: VERSION, keys, archiveFolder: archiveFolder(settings), onTable }));
      } finally {
        await database.close();
      }
    },
    async verifyBackup(path) {
      const settings = config();
      const sealed = settings.key !== undefined || existsSync(keyFile(settings));
      return { ...reportOf(resolve(path), await verifyBackup(resolve(path), sealed ? keysOf(settings) : null)), sealed };
    },
    async proveBackup(path, onTable) {
      const keys = keysOf(config());
      const folder = mkdtempSync(join(tmpdir(), 'dunwell-prove-'));
      chmodSync(folder, 0o711); // the server's user passes through
      try {
        const server = await startEmbedded({ folder });
        try {
          const restored = await restoreBackup({ url: server.url, path: resolve(path), at: systemClock.now(), by: user, keys, archiveFolder: join(folder, 'archive'), onTable });
          return await examineRestored(server.url, keys, restored, resolve(path));
        } finally {
          await server.stop();
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    async restore(path, onTable) {
      const settings = config();
      const keys = keysOf(settings);
      const database = await databaseOf(settings, false);
      try {
        const restored = await restoreBackup({ url: database.url, path: resolve(path), at: systemClock.now(), by: `cli:${user}`, keys, archiveFolder: archiveFolder(settings), onTable });
        return await examineRestored(database.url, keys, restored, resolve(path));
      } finally {
        await database.close();
      }
    },
  };
}
