import { createReadStream } from 'node:fs';
import type { RawRow } from '../../domain/loan/placement.js';
import { FileRejected, type FileFormat, type FileLimits, type FileShape, type FileSource, type OpenRowsOptions, type RowFault, type RowStream } from '../../engine/ports/files.js';
import { csvRows } from './csv-rows.js';
import { spoolFile } from './digest.js';
import { DEFAULT_LIMITS } from './limits.js';
import { ndjsonRows } from './ndjson-rows.js';
import { xlsxRows } from './xlsx-rows.js';

/** Bytes looked at to tell what kind of file it is. */
const HEAD_BYTES = 512;
/** Larger chunks are cut, so that what is decoded at once stays small whatever the source hands over. */
const CHUNK_BYTES = 1 << 16;

async function* fromPath(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) yield chunk as Uint8Array;
  } catch (failure) {
    const code = (failure as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new FileRejected('file_missing', 'there is no such file: check the path');
    if (code === 'EACCES') throw new FileRejected('file_missing', 'the file may not be read by this user: check its permissions');
    if (code === 'EISDIR') throw new FileRejected('file_missing', 'that is a folder: give the path of a file');
    throw failure;
  }
}

async function* inChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    for (let i = 0; i < chunk.byteLength; i += CHUNK_BYTES) yield chunk.subarray(i, i + CHUNK_BYTES);
  }
}

interface Peeked {
  readonly head: Buffer;
  readonly bytes: AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** The first bytes, and the whole again with them in front. */
async function peek(source: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const rest = source[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < HEAD_BYTES) {
    const next = await rest.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    for (;;) {
      const next = await rest.next();
      if (next.done === true) return;
      yield next.value;
    }
  }
  return { head, bytes: bytes(), close: async () => void (await rest.return?.()) };
}

const SIGNATURES: readonly (readonly [string, FileRejected])[] = [
  ['d0cf11e0', new FileRejected('xls_old_or_locked', 'the file is an old .xls workbook, or one locked with a password: save it as .xlsx without a password, or as CSV')],
  ['1f8b', new FileRejected('compressed', 'the file is compressed with gzip: unpack it first')],
  ['52617221', new FileRejected('compressed', 'the file is a RAR archive: unpack it first')],
  ['377abcaf', new FileRejected('compressed', 'the file is a 7-Zip archive: unpack it first')],
  ['89504e47', new FileRejected('not_a_table', 'the file is a picture: send the table as CSV, XLSX or NDJSON')],
  ['ffd8ff', new FileRejected('not_a_table', 'the file is a picture: send the table as CSV, XLSX or NDJSON')],
  ['25504446', new FileRejected('not_a_table', 'the file is a PDF: send the table as CSV, XLSX or NDJSON')],
];

/** What the first bytes say the file is. Throws {@link FileRejected} for what is surely no table. */
export function sniffFormat(head: Uint8Array): FileFormat {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length === 0) throw new FileRejected('file_empty', 'the file is empty: it needs a row of column names and one row per loan');
  for (const [signature, rejected] of SIGNATURES) if (bytes.toString('hex', 0, 4).startsWith(signature)) throw new FileRejected(rejected.code, rejected.message);
  if (bytes.toString('latin1', 0, 4) === 'PK\u0003\u0004' || bytes.toString('latin1', 0, 4) === 'PK\u0005\u0006') return 'xlsx';
  const start = bytes.toString('latin1').replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '').replaceAll('\0', '').trimStart();
  return start.startsWith('{') || start.startsWith('[') ? 'ndjson' : 'csv';
}

async function* xlsxFrom(source: FileSource, bytes: AsyncIterable<Uint8Array>, limits: FileLimits, sheet: string | undefined, shaped: (shape: FileShape) => void): AsyncGenerator<RawRow | RowFault> {
  if (typeof source === 'string') return yield* xlsxRows(source, limits, sheet, shaped);
  // The directory of a zip stands at its end, so a stream goes to disk first.
  const spooled = await spoolFile(bytes, { bytesMax: limits.spoolBytesMax });
  try {
    yield* xlsxRows(spooled.path, limits, sheet, shaped);
  } finally {
    await spooled.remove();
  }
}

async function* rows(source: FileSource, options: OpenRowsOptions, shaped: (shape: FileShape) => void): AsyncGenerator<RawRow | RowFault> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { head, bytes, close } = await peek(inChunks(typeof source === 'string' ? fromPath(source) : source));
  try {
    const found = sniffFormat(head);
    const format = options.format ?? found;
    if (format !== 'xlsx' && found === 'xlsx') throw new FileRejected('not_a_table', `the file is a zip or an Excel workbook, not ${format.toUpperCase()}: choose XLSX, or let the format be told from the file`);
    if (format === 'xlsx' && found !== 'xlsx') throw new FileRejected('xlsx_damaged', `the file is not an Excel workbook (.xlsx); it looks like ${found.toUpperCase()}`);
    if (format === 'xlsx' && typeof source === 'string') await close();
    if (format === 'xlsx') yield* xlsxFrom(source, bytes, limits, options.sheet, shaped);
    else if (format === 'ndjson') yield* ndjsonRows(bytes, limits, shaped);
    else yield* csvRows(bytes, limits, shaped);
  } finally {
    await close();
  }
}

/**
 * Opens a lender's file (CSV, XLSX or NDJSON; told from its first bytes unless stated) as a stream of rows and faults, in
 * memory that does not grow with the file. Nothing is dropped: whatever is not a blank line comes out as a row or as a
 * fault. A file that cannot be read as a whole ends the stream with {@link FileRejected}, which may come after rows.
 */
export function openRows(source: FileSource, options: OpenRowsOptions = {}): RowStream {
  let shape: FileShape | null = null;
  return {
    shape: () => shape,
    [Symbol.asyncIterator]: () => rows(source, options, (found) => void (shape = found)),
  };
}
