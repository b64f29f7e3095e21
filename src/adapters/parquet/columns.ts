import { gunzipSync, gzipSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import { ARCHIVED, type ArchivedTable, type KeptType } from '../../engine/ports/archive.js';
import type { SqlRow } from '../../engine/ports/database.js';

const ELEMENT: Readonly<Record<KeptType, Pick<SchemaElement, 'type' | 'converted_type'>>> = {
  smallint: { type: 'INT32' }, integer: { type: 'INT32' }, bigint: { type: 'INT64' }, text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, bytes: { type: 'BYTE_ARRAY' },
  // Text that a reader parses if it wants to: the bytes then stay what the database said.
  list: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, document: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  date: { type: 'INT32', converted_type: 'DATE' },
};

const MS_PER_DAY = 86_400_000;

/** What is sealed or packed already; squeezing it again takes time and gives nothing. */
const INCOMPRESSIBLE = new Set(['content', 'digest', 'previous', 'text_sealed', 'text_digest']);

export const COMPRESSORS = { GZIP: (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { level: 4 }) };
export const DECOMPRESSORS = { GZIP: (bytes: Uint8Array): Uint8Array => gunzipSync(bytes) };

/** Column names and types of a table, in the order of its file. */
export function columnsOf(table: ArchivedTable): readonly (readonly [name: string, type: KeptType])[] {
  return Object.entries(ARCHIVED[table]) as [string, KeptType][];
}

export function schemaOf(table: ArchivedTable): SchemaElement[] {
  const columns = columnsOf(table);
  const slot = columns[0]?.[0];
  return [
    { name: table, num_children: columns.length },
    ...columns.map(([name, type]): SchemaElement => ({ name, ...ELEMENT[type], repetition_type: name === slot ? 'REQUIRED' : 'OPTIONAL' })),
  ];
}

function toFile(type: KeptType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'bigint') return BigInt(value as number);
  if (type === 'list' || type === 'document') return JSON.stringify(value);
  if (type === 'date') return new Date(`${value as string}T00:00:00Z`);
  return value;
}

function fromFile(type: KeptType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError('a number beyond 53 bits came out of an archived file');
    return number;
  }
  if (type === 'list' || type === 'document') return JSON.parse(value as string) as unknown;
  if (type === 'date') return new Date(Math.round((value as Date).getTime() / MS_PER_DAY) * MS_PER_DAY).toISOString().slice(0, 10);
  return value;
}

/** Rows as columns of a row group. */
export function columnData(table: ArchivedTable, rows: readonly SqlRow[]) {
  return columnsOf(table).map(([name, type], index) => ({
    name, data: rows.map((row) => toFile(type, row[name])), offsetIndex: false,
    // Only what a row group is looked up by.
    statistics: index === 0, ...(INCOMPRESSIBLE.has(name) ? { codec: 'UNCOMPRESSED' as const } : {}),
  }));
}

/** A row as the database would give it. */
export function rowOf(table: ArchivedTable, found: Readonly<Record<string, unknown>>, columns: readonly string[]): SqlRow {
  const types = ARCHIVED[table] as Readonly<Record<string, KeptType>>;
  return Object.fromEntries(columns.map((name) => [name, fromFile(types[name] ?? 'text', found[name])]));
}
