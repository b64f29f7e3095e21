import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { column, named, type BackedTable } from './catalogue.js';

/** Rows of a table as PostgreSQL's text format, in the order of its key: how many, how long, and their SHA-256. */
export interface Copied {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** How values are written as text, whatever the server or the role was set to. */
export const TEXT_FORM = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 3;
  set local search_path = pg_catalog; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

const LINE_FEED = 0x0a;

/** Counts and digests what passes. A row is a line: line feeds inside a value are written as `\n`. */
export function counting(): { readonly through: Transform; readonly counted: () => Copied } {
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) rows += 1;
      done(null, chunk);
    },
  });
  return { through, counted: () => ({ rows, bytes, sha256: hash.digest('hex') }) };
}

/** Text is ordered by code point: the server's own order depends on its locale. */
async function orderOf(client: pg.ClientBase, { name, key }: BackedTable): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.attname::text as name from pg_attribute a where a.attrelid = $1::regclass and a.attcollation <> 0`, [named(name)],
  );
  const texts = new Set(rows.map((row) => row.name));
  return key.map((one) => (texts.has(one) ? `${column(one)} collate "C"` : column(one))).join(', ');
}

/** The rows of a table, as a stream. */
export async function copyOut(client: pg.ClientBase, table: BackedTable): Promise<Readable> {
  return client.query(copyTo(`copy (select ${table.columns.map(column).join(', ')} from ${named(table.name)} order by ${await orderOf(client, table)}) to stdout`));
}

/** The digest of a table as it stands in the database. */
export async function digestTable(client: pg.ClientBase, table: BackedTable): Promise<Copied> {
  const { through, counted } = counting();
  await pipeline(await copyOut(client, table), through, async (source) => {
    for await (const _chunk of source) continue;
  });
  return counted();
}

/** Loads the rows of a table from such a stream. */
export async function copyIn(client: pg.ClientBase, table: Pick<BackedTable, 'name' | 'columns'>, rows: Readable): Promise<void> {
  await pipeline(rows, client.query(copyFrom(`copy ${named(table.name)} (${table.columns.map(column).join(', ')}) from stdin`)));
}
