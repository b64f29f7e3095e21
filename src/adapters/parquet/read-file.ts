import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parquetMetadataAsync, parquetReadObjects, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import type { ArchivedTable, Pages } from '../../engine/ports/archive.js';
import { DECOMPRESSORS, columnsOf, rowOf } from './columns.js';

async function fileBuffer(path: string): Promise<AsyncBuffer & { readonly version: string; close(): Promise<void> }> {
  const handle = await open(path, 'r');
  const { size, mtimeMs, ino } = await handle.stat();
  return {
    byteLength: size,
    version: `${ino} ${size} ${mtimeMs}`,
    async slice(start, end = size) {
      const bytes = new Uint8Array(end - start);
      for (let at = 0; at < bytes.byteLength;) {
        const { bytesRead } = await handle.read(bytes, at, bytes.byteLength - at, start + at);
        if (bytesRead === 0) throw new RangeError('the file ended too early');
        at += bytesRead;
      }
      return bytes.buffer;
    },
    close: () => handle.close(),
  };
}

/** Footers of the files that were read last: a month is read slot by slot, and its footer lists the row groups of all. */
const footers = new Map<string, { readonly version: string; readonly metadata: FileMetaData }>();
const FOOTERS_MAX = 6;

async function footerOf(path: string, file: AsyncBuffer & { readonly version: string }): Promise<FileMetaData> {
  const known = footers.get(path);
  const metadata = known?.version === file.version ? known.metadata : await parquetMetadataAsync(file);
  footers.delete(path);
  footers.set(path, { version: file.version, metadata });
  const [oldest] = footers.keys();
  if (footers.size > FOOTERS_MAX && oldest !== undefined) footers.delete(oldest);
  return metadata;
}

/** `[first row, row after the last]` of each row group that holds the slot; of all groups for `null`. */
function groupsOf(metadata: FileMetaData, slot: number | null): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let row = 0;
  for (const group of metadata.row_groups) {
    const statistics = group.columns[0]?.meta_data?.statistics;
    const to = row + Number(group.num_rows);
    if (slot === null || statistics === undefined || (Number(statistics.min_value) <= slot && slot <= Number(statistics.max_value))) found.push([row, to]);
    row = to;
  }
  return found;
}

/** Rows of one slot (of all, for `null`), a row group at a time. */
export async function* readFile(path: string, table: ArchivedTable, slot: number | null, columns: readonly string[] = columnsOf(table).map(([name]) => name)): Pages {
  const file = await fileBuffer(path);
  try {
    const metadata = await footerOf(path, file);
    for (const [rowStart, rowEnd] of groupsOf(metadata, slot)) {
      const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, columns: ['slot', ...columns.filter((name) => name !== 'slot')], compressors: DECOMPRESSORS, utf8: false });
      yield rows.filter((row) => slot === null || row['slot'] === slot).map((row) => rowOf(table, row, columns));
    }
  } finally {
    await file.close();
  }
}

/** SHA-256 of a file's bytes; `null`: there is none. */
export async function fileDigest(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}
