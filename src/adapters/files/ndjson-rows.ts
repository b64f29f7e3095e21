import type { RawRow } from '../../domain/loan/placement.js';
import { FileRejected, type FileLimits, type FileShape, type RowFault, type RowFaultCode } from '../../engine/ports/files.js';
import { rowOf } from './csv-rows.js';
import { TextDecoding } from './decode-text.js';
import { CONTENT_CHARS_MAX } from './limits.js';
import { plainNumber, significantDigits } from './plain-number.js';
import { rowFault } from './row-fault.js';

/** Digits that a JSON number surely keeps on its way through a double. */
const EXACT_DIGITS = 15;

type Cells = { readonly ok: true; readonly columns: readonly string[]; readonly cells: readonly string[] } | { readonly ok: false; readonly fault: RowFaultCode; readonly column: string | null; readonly reason: string };

function refuse(fault: RowFaultCode, column: string | null, reason: string): Cells {
  return { ok: false, fault, column, reason };
}

function cellText(value: unknown): string | null {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' ? plainNumber(String(value)) : null;
}

function cellsOf(text: string, limits: FileLimits): Cells {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refuse('bad_json', null, 'the line is not valid JSON: each line must be one object, such as {"loan":"L-77","due":"1234.50"}');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return refuse('not_an_object', null, 'the line is not an object: each line must be one object with a value for each column');
  }
  const entries = Object.entries(parsed as Readonly<Record<string, unknown>>);
  if (entries.length > limits.columnsMax) return refuse('too_many_columns', null, `the object has ${entries.length} values, more than ${limits.columnsMax}`);
  const cells: string[] = [];
  for (const [key, value] of entries) {
    if (key === '__proto__' || key === '' || key.includes('\0')) return refuse('bad_key', null, 'the object has a key that cannot be a column name: rename it');
    if (typeof value === 'object' && value !== null) {
      return refuse('nested_value', key, `the value is ${Array.isArray(value) ? 'a list' : 'an object'}: write each of its parts as a column of its own, as text or number`);
    }
    const cell = cellText(value);
    if (cell === null || (typeof value === 'number' && significantDigits(cell) > EXACT_DIGITS)) {
      return refuse('inexact_number', key, `a number of more than ${EXACT_DIGITS} digits is not exact in JSON: write it as text, in quotes`);
    }
    if (cell.length > limits.cellCharsMax) return refuse('cell_too_long', key, `a cell is longer than ${limits.cellCharsMax} characters: shorten it`);
    if (cell.includes('\0')) return refuse('nul_byte', key, 'the text contains a NUL character: remove it');
    cells.push(cell);
  }
  return { ok: true, columns: entries.map(([key]) => key), cells };
}

/** One line that is being gathered; beyond the limit it is counted and not kept. */
interface Gathered {
  text: string;
  tooLong: boolean;
  bad: boolean;
}

function readLine(line: number, gathered: Gathered, limits: FileLimits): RawRow | RowFault | null {
  const text = gathered.text.trim();
  if (text === '' && !gathered.tooLong && !gathered.bad) return null;
  const place = { line, lineLast: line, content: gathered.text, contentCut: gathered.tooLong };
  if (gathered.tooLong) return rowFault('row_too_long', `the line is longer than ${limits.rowCharsMax} characters: shorten it`, place);
  if (gathered.bad) return rowFault('bad_bytes', "the line has bytes that are not valid in the file's encoding (UTF-8, or GB18030 for a file that is not UTF-8): save the whole file in UTF-8", place);
  const read = cellsOf(text, limits);
  return read.ok ? rowOf(line, read.columns, read.cells) : rowFault(read.fault, read.reason, { ...place, column: read.column });
}

/** Rows of a file with one JSON object per line. Numbers and booleans become text; `null` is a blank cell. */
export async function* ndjsonRows(bytes: AsyncIterable<Uint8Array>, limits: FileLimits, shaped: (shape: FileShape) => void): AsyncGenerator<RawRow | RowFault> {
  const decoding = new TextDecoding();
  let line = 1;
  let gathered: Gathered = { text: '', tooLong: false, bad: false };
  let columns: readonly string[] | null = null;
  let sawAny = false;
  const take = (): RawRow | RowFault | null => {
    const row = readLine(line, gathered, limits);
    line += 1;
    gathered = { text: '', tooLong: false, bad: false };
    if (row === null) return null;
    sawAny = true;
    if (columns === null && 'cells' in row) {
      columns = Object.keys(row.cells);
      shaped({ format: 'ndjson', columns, columnsFixed: false, encoding: decoding.encoding ?? 'utf-8', delimiter: null, sheet: null });
    }
    return row;
  };
  for await (const piece of decoding.pieces(bytes)) {
    for (let start = 0; start < piece.text.length; ) {
      const at = piece.text.indexOf('\n', start);
      const end = at === -1 ? piece.text.length : at;
      if (gathered.text.length + end - start > limits.rowCharsMax) {
        gathered.tooLong = true;
        gathered.text = (gathered.text + piece.text.slice(start, start + CONTENT_CHARS_MAX)).slice(0, CONTENT_CHARS_MAX);
      } else if (!gathered.tooLong) gathered.text += piece.text.slice(start, end);
      gathered.bad ||= piece.bad;
      start = end + 1;
      if (at === -1) break;
      if (!sawAny && gathered.text.trimStart().startsWith('[')) throw jsonArray();
      const row = take();
      if (row !== null) yield row;
    }
  }
  if (!sawAny && gathered.text.trimStart().startsWith('[')) throw jsonArray();
  const last = take();
  if (last !== null) yield last;
  if (!sawAny) throw new FileRejected('file_empty', 'the file is empty: it needs one JSON object per loan, each on a line of its own');
}

function jsonArray(): FileRejected {
  return new FileRejected('json_array', 'the file is one JSON list: write one object per line (NDJSON), without brackets around them and commas between them');
}
