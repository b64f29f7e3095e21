import type { RawRow } from '../../domain/loan/placement.js';

export type FileFormat = 'csv' | 'xlsx' | 'ndjson';

/** A file on this machine, or bytes as they arrive. Either is read once, from the front, in constant memory. */
export type FileSource = string | AsyncIterable<Uint8Array>;

/** Bounds on what a file may ask of this machine. Beyond a row bound the row is refused; beyond a file bound, the file. */
export interface FileLimits {
  /** Characters in one cell; a longer one makes its row a fault, and the cell is not kept. */
  readonly cellCharsMax: number;
  /** Characters in one row. */
  readonly rowCharsMax: number;
  readonly columnsMax: number;
  /** Entries in a zip (XLSX). */
  readonly zipEntriesMax: number;
  /** Bytes that may come out of a zip, over all the parts read. */
  readonly zipInflatedBytesMax: number;
  /** Inflated to compressed bytes of one part, judged once it has given 16 MiB. */
  readonly zipRatioMax: number;
  /** Bytes that a stream may spool to disk (an XLSX cannot be read from the front). */
  readonly spoolBytesMax: number;
}

/**
 * `ragged_row`, `cell_too_long`, `row_too_long`, `too_many_columns`, `unterminated_quote`, `text_after_quote`, `nul_byte`, `bad_bytes`: CSV.
 * `bad_json`, `not_an_object`, `nested_value`, `inexact_number`, `bad_key`: NDJSON.
 */
export type RowFaultCode =
  | 'ragged_row' | 'cell_too_long' | 'row_too_long' | 'too_many_columns' | 'unterminated_quote' | 'text_after_quote' | 'nul_byte' | 'bad_bytes'
  | 'bad_json' | 'not_an_object' | 'nested_value' | 'inexact_number' | 'bad_key';

/** A row that could not be split into cells. It counts as one rejected row. */
export interface RowFault {
  readonly line: number;
  /** The last line that the fault covers: more than `line` when a quote ran on. */
  readonly lineLast: number;
  readonly fault: RowFaultCode;
  /** The lender's column, where the fault lies in one. */
  readonly column: string | null;
  /** Words that a stranger can act on; repeats no cell. */
  readonly reason: string;
  /** The row as it came, up to 64 Ki characters, to be kept sealed. May hold personal data. */
  readonly content: string;
  /** Whether `content` is less than the whole row. */
  readonly contentCut: boolean;
}

/** What is known about a file once its first row has been asked for. */
export interface FileShape {
  readonly format: FileFormat;
  /** Names as cells carry them. A header that stands twice is `name#1`, `name#2`; one without a name is `#3` by position. */
  readonly columns: readonly string[];
  /** False for NDJSON, where `columns` are those of the first row and others may leave some out. */
  readonly columnsFixed: boolean;
  /** `utf-8`, `utf-16le`, `utf-16be`, `gb18030`; `null` for XLSX. */
  readonly encoding: string | null;
  readonly delimiter: ',' | ';' | '\t' | '|' | null;
  /** Name of the sheet read (XLSX). */
  readonly sheet: string | null;
}

/** Rows and faults in the order of the file. Ends with {@link FileRejected} when the file as a whole cannot be read. */
export interface RowStream extends AsyncIterable<RawRow | RowFault> {
  /** `null` until the first row has been asked for. */
  shape(): FileShape | null;
}

export interface OpenRowsOptions {
  /** Default: told from the first bytes. */
  readonly format?: FileFormat;
  readonly limits?: Partial<FileLimits>;
  /** XLSX: which sheet; default the first that is not hidden. */
  readonly sheet?: string;
}

/** Opens a lender's file as rows. */
export type OpenRows = (source: FileSource, options?: OpenRowsOptions) => RowStream;

/** A file kept on disk while it is read, with the digest of its bytes. */
export interface SpooledFile {
  readonly path: string;
  /** SHA-256, lower-case hex. */
  readonly digest: string;
  readonly bytes: number;
  /** Deletes the file; safe to call twice. */
  remove(): Promise<void>;
}

export type FileRejectedCode =
  | 'file_missing' | 'file_empty' | 'file_too_large' | 'bad_header' | 'too_many_columns' | 'not_a_table' | 'xls_old_or_locked' | 'compressed' | 'json_array'
  | 'xlsx_damaged' | 'xlsx_locked' | 'xlsx_no_sheet' | 'xlsx_bad_xml' | 'zip_bomb';

/** The file as a whole cannot be read. The text says what is wrong and what to do; it names no file and repeats no cell. */
export class FileRejected extends Error {
  override readonly name = 'FileRejected';
  readonly code: FileRejectedCode;
  constructor(code: FileRejectedCode, reason: string, options?: { readonly cause?: unknown }) {
    super(reason, options);
    this.code = code;
  }
}

export function isRowFault(item: RawRow | RowFault): item is RowFault {
  return 'fault' in item;
}
