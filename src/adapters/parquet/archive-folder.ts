import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile as writeText } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { ArchivedTable, ArchiveFolder, StagedMonth } from '../../engine/ports/archive.js';
import type { Month } from '../../domain/time/month.js';
import { Terminal } from '../../engine/ports/errors.js';
import { contentsDigest } from './contents-digest.js';
import { fileDigest, readFile } from './read-file.js';
import { writeFile } from './write-file.js';

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const fileName = (table: ArchivedTable): string => `${table}.parquet`;

async function stage(home: string, into: string, month: Month): Promise<StagedMonth> {
  const folder = join(into, month);
  const staged = join(into, `.${month}.${randomBytes(6).toString('hex')}`);
  await mkdir(staged, { recursive: true, mode: 0o700 });
  return {
    write: (table, pages) => writeFile(join(staged, fileName(table)), table, pages),
    async readBack(table, see) {
      const digest = contentsDigest(table);
      for await (const rows of readFile(join(staged, fileName(table)), table, null)) {
        digest.add(rows);
        see(rows);
      }
      return digest.end();
    },
    nameOf(table) {
      const path = join(folder, fileName(table));
      return relative(home, path).startsWith('..') ? path : relative(home, path);
    },
    async place(manifest) {
      if (!existsSync(staged)) return;
      await writeText(join(staged, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
      await sync(staged);
      // What lies there was never recorded: whoever wrote it died before the month's rows went.
      await rm(folder, { recursive: true, force: true });
      await rename(staged, folder);
      await sync(into);
    },
    discard: () => rm(staged, { recursive: true, force: true }),
  };
}

/**
 * Archived months as Parquet files: `<folder>/<YYYY-MM>/<table>.parquet` and a manifest. `into`: where new months are written,
 * if not in the folder itself.
 */
export function openArchiveFolder(folder: string, into = folder): ArchiveFolder {
  return {
    async stage(month) {
      await mkdir(into, { recursive: true, mode: 0o700 });
      return stage(folder, resolve(into), month);
    },
    async check(file) {
      const found = await fileDigest(resolve(folder, file.file));
      return found === null ? 'missing' : found === file.digest ? 'ok' : 'changed';
    },
    async *rows(file, slot, columns) {
      const path = resolve(folder, file.file);
      if (!existsSync(path)) throw new Terminal('archive_missing', `${path} is not here: ${file.table} of ${file.month} was archived there. Put the file back (docs/operating/archive.md), or ask on the machine that has it.`);
      try {
        yield* readFile(path, file.table, slot, columns);
      } catch (error) {
        throw new Terminal('archive_broken', `${path} cannot be read as what was archived there (${(error as Error).message}). See dunwell audit verify.`);
      }
    },
  };
}
