import { createHash } from 'node:crypto';
import type { ArchivedTable, Contents } from '../../engine/ports/archive.js';
import type { SqlRow } from '../../engine/ports/database.js';
import { columnsOf } from './columns.js';

const plain = (value: unknown): unknown => (value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') : (value ?? null));

/** SHA-256 over rows as they pass: equal before and after only if every value is. */
export function contentsDigest(table: ArchivedTable) {
  const hash = createHash('sha256');
  const names = columnsOf(table).map(([name]) => name);
  let rows = 0;
  return {
    add(page: readonly SqlRow[]): void {
      rows += page.length;
      for (const row of page) hash.update(`${JSON.stringify(names.map((name) => plain(row[name])))}\n`);
    },
    end: (): Contents => ({ rows, contents: hash.digest('hex') }),
  };
}
