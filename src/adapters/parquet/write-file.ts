import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ArchivedTable, Contents, Pages } from '../../engine/ports/archive.js';
import type { SqlRow } from '../../engine/ports/database.js';
import { COMPRESSORS, columnData, columnsOf, schemaOf } from './columns.js';
import { contentsDigest } from './contents-digest.js';

/** A row group is what is read at once: rows of one slot, at most so many, and about so many bytes of what is large in them. */
const GROUP_ROWS = 8_192;
const GROUP_BYTES = 8 * 1024 * 1024;

const sizeOf = (row: SqlRow, large: readonly string[]): number => large.reduce((sum, name) => sum + ((row[name] as Uint8Array | null)?.byteLength ?? 0), 0);

/** Cuts pages that come ordered by slot into row groups. */
async function* rowGroups(table: ArchivedTable, pages: Pages): AsyncGenerator<readonly SqlRow[]> {
  const large = columnsOf(table).filter(([, type]) => type === 'bytes').map(([name]) => name);
  let group: SqlRow[] = [];
  let bytes = 0;
  for await (const page of pages) {
    for (const row of page) {
      if (group.length > 0 && (row['slot'] !== group[0]?.['slot'] || group.length >= GROUP_ROWS || bytes >= GROUP_BYTES)) {
        yield group;
        group = [];
        bytes = 0;
      }
      group.push(row);
      bytes += sizeOf(row, large);
    }
  }
  if (group.length > 0) yield group;
}

/** Writes a new file and syncs it; memory holds one row group. */
export async function writeFile(path: string, table: ArchivedTable, pages: Pages): Promise<Contents & { readonly digest: string; readonly bytes: number }> {
  const handle = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    const out = new ByteWriter();
    const flush = async (): Promise<void> => {
      const chunk = new Uint8Array(out.buffer, 0, out.index);
      hash.update(chunk);
      for (let at = 0; at < chunk.byteLength;) at += (await handle.write(chunk, at)).bytesWritten;
      bytes += chunk.byteLength;
      out.index = 0;
    };
    const writer = new ParquetWriter({ writer: Object.assign(out, { flush, finish: flush }), schema: schemaOf(table), codec: 'GZIP', compressors: COMPRESSORS, createdBy: 'dunwell' });
    const digest = contentsDigest(table);
    for await (const group of rowGroups(table, pages)) {
      digest.add(group);
      await writer.write({ columnData: columnData(table, group), rowGroupSize: group.length });
    }
    await writer.finish();
    await handle.sync();
    return { ...digest.end(), digest: hash.digest('hex'), bytes };
  } finally {
    await handle.close();
  }
}
