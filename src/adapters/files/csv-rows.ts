import type { CellFlag, RawRow } from '../../domain/loan/placement.js';
import { FileRejected, type FileLimits, type FileShape, type RowFault, type RowFaultCode } from '../../engine/ports/files.js';
import { columnNames } from './columns.js';
import { CsvSplitter, type CsvRecord } from './csv-splitter.js';
import { TextDecoding, type TextPiece } from './decode-text.js';
import { isFormulaLike } from './escape.js';
import { rowFault } from './row-fault.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];
/** Text looked at to tell the delimiter. */
const SNIFF_CHARS = 1 << 16;

/** How often each delimiter stands outside quotes, per line. */
function countsPerLine(text: string, complete: boolean): ReadonlyMap<Delimiter, number>[] {
  const lines: Map<Delimiter, number>[] = [];
  let counts = new Map<Delimiter, number>();
  let quoted = false;
  let empty = true;
  for (const c of text) {
    if (c === '"') quoted = !quoted;
    if (!quoted && (c === '\n' || c === '\r')) {
      if (!empty) lines.push(counts);
      counts = new Map();
      empty = true;
      if (lines.length === 20) return lines;
      continue;
    }
    empty = false;
    const delimiter = DELIMITERS.find((d) => d === c);
    if (!quoted && delimiter !== undefined) counts.set(delimiter, (counts.get(delimiter) ?? 0) + 1);
  }
  if (!empty && (complete || lines.length === 0)) lines.push(counts);
  return lines;
}

/** The delimiter that stands in the header and most evenly in the lines after it; a comma when none does. */
export function sniffDelimiter(text: string, complete: boolean): Delimiter {
  const lines = countsPerLine(text, complete);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const header = lines[0]?.get(delimiter) ?? 0;
    const even = lines.filter((line) => (line.get(delimiter) ?? 0) === header).length / Math.max(1, lines.length);
    const score = header * even;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

interface Opening {
  readonly delimiter: Delimiter;
  readonly lineFirst: number;
  readonly rest: string;
}

/** Excel writes `sep=;` above the header to say which delimiter it used. */
function opening(text: string, complete: boolean): Opening {
  const stated = /^sep=([,;\t|])(\r\n|\r|\n)/i.exec(text);
  const delimiter = DELIMITERS.find((d) => d === stated?.[1]);
  if (stated !== null && delimiter !== undefined) return { delimiter, lineFirst: 2, rest: text.slice(stated[0].length) };
  return { delimiter: sniffDelimiter(text, complete), lineFirst: 1, rest: text };
}

const REASONS: Readonly<Record<string, (record: CsvRecord, limits: FileLimits) => string>> = {
  cell_too_long: (_, limits) => `a cell is longer than ${limits.cellCharsMax} characters: shorten it`,
  row_too_long: (_, limits) => `the row is longer than ${limits.rowCharsMax} characters: shorten it`,
  unterminated_quote: (r) => `a quote (") opens here and is never closed, so lines ${r.line} to ${r.lineLast} could not be told apart: close the quote, or double it ("") if it belongs to the text`,
  text_after_quote: (r) => `a quoted cell goes on after its closing quote (lines ${r.line} to ${r.lineLast} were read as one row): double each quote ("") that belongs to the text`,
  nul_byte: () => 'a cell contains a NUL byte: the file is damaged here; export it again',
  bad_bytes: () => "the line has bytes that are not valid in the file's encoding (UTF-8, or GB18030 for a file that is not UTF-8): save the whole file in one encoding",
};

function faultOf(record: CsvRecord, fault: RowFaultCode, columns: readonly string[], limits: FileLimits): RowFault {
  const { text, cut } = record.content();
  const reason = REASONS[fault]?.(record, limits) ?? fault;
  const column = fault === 'bad_bytes' || fault === 'row_too_long' ? null : (columns[record.faultCell] ?? null);
  return rowFault(fault, reason, { line: record.line, lineLast: record.lineLast, column, content: text, contentCut: cut });
}

function raggedOf(record: CsvRecord, columns: readonly string[]): RowFault {
  const { text, cut } = record.content();
  const reason = `the header has ${columns.length} columns, this row has ${record.cellCount}: check for a delimiter inside a cell that is not quoted, or a missing cell`;
  return rowFault('ragged_row', reason, { line: record.line, lineLast: record.lineLast, content: text, contentCut: cut });
}

/** Cells by column, with what was noticed about them. */
export function rowOf(line: number, columns: readonly string[], cells: readonly string[]): RawRow {
  const named: Record<string, string> = {};
  let flags: CellFlag[] | null = null;
  for (let i = 0; i < columns.length; i += 1) {
    const column = columns[i] ?? '';
    const text = cells[i] ?? '';
    named[column] = text;
    if (text !== '' && isFormulaLike(text)) (flags ??= []).push({ column, code: 'formula_like' });
  }
  return flags === null ? { line, cells: named } : { line, cells: named, flags };
}

function headerOf(record: CsvRecord, limits: FileLimits): readonly string[] {
  if (record.fault === 'nul_byte') throw new FileRejected('not_a_table', 'the first row contains NUL bytes: the file is not text, or it is damaged');
  if (record.fault !== null) throw new FileRejected('bad_header', `the row of column names (line ${record.line}) cannot be read: ${REASONS[record.fault]?.(record, limits) ?? record.fault}`);
  return columnNames(record.cellCount > record.cells.length ? Array.from({ length: record.cellCount }, (_, i) => record.cells[i] ?? '') : record.cells, limits.columnsMax);
}

/** Rows of a CSV file; the delimiter and the encoding are told from the file. */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>, limits: FileLimits, shaped: (shape: FileShape) => void): AsyncGenerator<RawRow | RowFault> {
  const decoding = new TextDecoding();
  let columns: readonly string[] | null = null;
  let delimiter: Delimiter = ',';
  let ready: (RawRow | RowFault)[] = [];
  const onRecord = (record: CsvRecord): void => {
    if (columns === null) {
      columns = headerOf(record, limits);
      return;
    }
    if (record.fault !== null) ready.push(faultOf(record, record.fault, columns, limits));
    else if (record.cellCount !== columns.length) ready.push(raggedOf(record, columns));
    else ready.push(rowOf(record.line, columns, record.cells));
  };
  let splitter: CsvSplitter | null = null;
  const held: TextPiece[] = [];
  let heldChars = 0;
  const open = (complete: boolean): CsvSplitter => {
    const { delimiter: found, lineFirst, rest } = opening(held.map((piece) => piece.text).join(''), complete);
    delimiter = found;
    const opened = new CsvSplitter(found, limits, lineFirst, onRecord);
    let skip = heldChars - rest.length;
    for (const piece of held) {
      const text = piece.text.slice(skip);
      skip -= piece.text.length - text.length;
      opened.push(text, piece.bad);
    }
    held.length = 0;
    return opened;
  };
  const report = (): void => {
    if (columns !== null) shaped({ format: 'csv', columns, columnsFixed: true, encoding: decoding.encoding ?? 'utf-8', delimiter, sheet: null });
  };
  for await (const piece of decoding.pieces(bytes)) {
    if (splitter !== null) splitter.push(piece.text, piece.bad);
    else {
      held.push(piece);
      heldChars += piece.text.length;
      if (heldChars >= SNIFF_CHARS) splitter = open(false);
    }
    if (ready.length === 0) continue;
    report();
    yield* ready;
    ready = [];
  }
  splitter ??= open(true);
  splitter.end();
  if (columns === null) throw new FileRejected('file_empty', 'the file is empty: it needs a row of column names and one row per loan');
  report();
  yield* ready;
}
