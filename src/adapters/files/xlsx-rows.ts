import type { CellFlag, RawRow } from '../../domain/loan/placement.js';
import { FileRejected, type FileLimits, type FileShape, type RowFault } from '../../engine/ports/files.js';
import { columnNames } from './columns.js';
import { rowOf } from './csv-rows.js';
import { rowFault } from './row-fault.js';
import { cellText, type CellText } from './xlsx-cell.js';
import { readSharedStrings, SharedStrings } from './xlsx-strings.js';
import { readWorkbook, type Workbook } from './xlsx-workbook.js';
import { streamXml, type XmlHandler } from './xml-stream.js';
import { ZipParts } from './zip-parts.js';

/** Cells of one row by position; a cell that was too long is `null`. */
interface SheetRow {
  readonly line: number;
  readonly cells: readonly (CellText | null | undefined)[];
}

/** `C5` → 2. Not a reference: -1. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,4}/.exec(reference)?.[0] ?? '';
  let n = 0;
  for (const letter of letters) n = n * 26 + letter.charCodeAt(0) - 64;
  return n - 1;
}

/** Turns the XML of a sheet into rows, one at a time. */
class SheetReader implements XmlHandler {
  readonly #book: Workbook;
  readonly #strings: SharedStrings;
  readonly #limits: FileLimits;
  readonly #take: (row: SheetRow) => void;
  #line = 0;
  #cells: (CellText | null | undefined)[] = [];
  #column = -1;
  #type = 'n';
  #style = 0;
  #value: string | null = null;
  #chars = 0;
  #hasFormula = false;
  #inValue = false;
  #inHint = false;

  constructor(book: Workbook, strings: SharedStrings, limits: FileLimits, take: (row: SheetRow) => void) {
    this.#book = book;
    this.#strings = strings;
    this.#limits = limits;
    this.#take = take;
  }

  open(name: string, a: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row': {
        const line = a['r'] === undefined ? this.#line + 1 : Number(a['r']);
        if (!Number.isSafeInteger(line) || line <= this.#line) throw new FileRejected('xlsx_bad_xml', 'the rows of the sheet are not in order: open it in a spreadsheet and save it anew as .xlsx');
        this.#line = line;
        this.#cells = [];
        this.#column = -1;
        return;
      }
      case 'c':
        this.#column = a['r'] === undefined ? this.#column + 1 : columnOf(a['r']);
        this.#type = a['t'] ?? 'n';
        this.#style = Number(a['s'] ?? 0);
        this.#value = null;
        this.#chars = 0;
        this.#hasFormula = false;
        return;
      case 'f':
        this.#hasFormula = true;
        return;
      case 'rPh':
        this.#inHint = true;
        return;
      case 'v':
      case 't':
        this.#inValue = !this.#inHint;
        this.#value ??= '';
        return;
    }
  }

  text(part: string): void {
    if (!this.#inValue || this.#value === null) return;
    this.#chars += part.length;
    if (this.#chars <= this.#limits.cellCharsMax) this.#value += part;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'rPh') this.#inHint = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.#take({ line: this.#line, cells: this.#cells });
  }

  #endCell(): void {
    const cell = this.#text();
    if (cell !== null && cell.text === '' && cell.flag === null) return;
    if (this.#column < 0) throw new FileRejected('xlsx_bad_xml', 'a cell of the sheet says no column: open it in a spreadsheet and save it anew as .xlsx');
    // One place beyond the limit is enough to say that there is too much.
    this.#cells[Math.min(this.#column, this.#limits.columnsMax)] = cell;
  }

  #text(): CellText | null {
    if (this.#chars > this.#limits.cellCharsMax) return null;
    if (this.#type === 's') {
      const shared = this.#value === null ? { text: '', tooLong: false } : this.#strings.get(Number(this.#value));
      if (shared === null) throw new FileRejected('xlsx_damaged', 'a cell points to a text that the workbook does not hold: open it in a spreadsheet and save it anew as .xlsx');
      return shared.tooLong ? null : { text: shared.text, flag: null };
    }
    const style = this.#book.styles[this.#style] ?? 'plain';
    return cellText({ type: this.#type, style, value: this.#value, hasFormula: this.#hasFormula }, this.#book.base);
  }
}

function isBlank(row: SheetRow): boolean {
  return row.cells.every((cell) => cell === undefined || (cell !== null && cell.flag === null && cell.text.trim() === ''));
}

function readRow(row: SheetRow, columns: readonly string[], limits: FileLimits): RawRow | RowFault {
  const texts = Array.from(row.cells, (cell) => cell?.text ?? '');
  const place = { line: row.line, lineLast: row.line, content: texts.join('\t') };
  const tooLong = Array.from(row.cells).indexOf(null);
  if (tooLong !== -1) {
    return rowFault('cell_too_long', `a cell is longer than ${limits.cellCharsMax} characters: shorten it`, { ...place, column: columns[tooLong] ?? null, contentCut: true });
  }
  if (row.cells.length > columns.length && texts.slice(columns.length).some((text) => text !== '')) {
    return rowFault('ragged_row', `the header has ${columns.length} columns, this row has ${row.cells.length}: remove what stands beyond the last column, or name the column`, place);
  }
  if (texts.reduce((sum, text) => sum + text.length, 0) > limits.rowCharsMax) return rowFault('row_too_long', `the row is longer than ${limits.rowCharsMax} characters: shorten it`, place);
  const raw = rowOf(row.line, columns, texts);
  const flags: CellFlag[] = [];
  row.cells.forEach((cell, i) => {
    const column = columns[i];
    if (column !== undefined && cell !== undefined && cell !== null && cell.flag !== null) flags.push({ column, code: cell.flag });
  });
  return flags.length === 0 ? raw : { ...raw, flags: [...flags, ...(raw.flags ?? [])] };
}

function headerNames(row: SheetRow, limits: FileLimits): readonly string[] {
  if (row.cells.includes(null)) throw new FileRejected('bad_header', `a column name in row ${row.line} is longer than ${limits.cellCharsMax} characters`);
  return columnNames(Array.from(row.cells, (cell) => cell?.text ?? ''), limits.columnsMax);
}

/** Rows of one sheet of an XLSX file on disk. Formulas are read as their saved results and never run. */
export async function* xlsxRows(path: string, limits: FileLimits, sheet: string | undefined, shaped: (shape: FileShape) => void): AsyncGenerator<RawRow | RowFault> {
  const zip = await ZipParts.open(path, limits);
  const strings = new SharedStrings();
  try {
    const book = await readWorkbook(zip, sheet);
    if (book.stringsPart !== null) await readSharedStrings(zip.bytes(book.stringsPart), limits.cellCharsMax, strings);
    let columns: readonly string[] | null = null;
    let ready: (RawRow | RowFault)[] = [];
    const reader = new SheetReader(book, strings, limits, (row) => {
      if (isBlank(row)) return;
      if (columns !== null) return void ready.push(readRow(row, columns, limits));
      columns = headerNames(row, limits);
      shaped({ format: 'xlsx', columns, columnsFixed: true, encoding: null, delimiter: null, sheet: book.sheetName });
    });
    for await (const _ of streamXml(zip.bytes(book.sheetPart), reader)) {
      if (ready.length === 0) continue;
      yield* ready;
      ready = [];
    }
    if (columns === null) throw new FileRejected('file_empty', 'the sheet is empty: it needs a row of column names and one row per loan');
  } finally {
    strings.close();
    zip.close();
  }
}
