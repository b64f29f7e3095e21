import type { FileLimits, RowFaultCode } from '../../engine/ports/files.js';
import { CONTENT_CHARS_MAX } from './limits.js';

/** One record as it was split. With a `fault`, `cells` are not to be trusted. */
export interface CsvRecord {
  readonly line: number;
  readonly lineLast: number;
  readonly cells: readonly string[];
  /** Cells in the record, of which only the first `columnsMax + 1` are kept. */
  readonly cellCount: number;
  readonly fault: RowFaultCode | null;
  /** Position of the cell at fault, from 0. */
  readonly faultCell: number;
  /** The record as it came; built only when asked for, before the next record is split. */
  content(): { readonly text: string; readonly cut: boolean };
}

type State = 'record' | 'cell' | 'plain' | 'quoted' | 'quote' | 'skip';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/**
 * Splits text into records as RFC 4180 has it, push by push, keeping no more than one record within its limits. Written
 * here and not taken from a library because of what must be survived: a cell of any length is skipped and not buffered,
 * one broken record does not end the file, and a record's line is the one that an editor shows.
 */
export class CsvSplitter {
  readonly #delimiter: number;
  readonly #limits: FileLimits;
  readonly #emit: (record: CsvRecord) => void;
  #state: State = 'record';
  #line: number;
  #afterCr = false;
  #sawNul = false;
  #endsInLine = true;
  #text = '';
  // The record at hand.
  #start = 0;
  #before = '';
  #beforeCut = false;
  #lineFirst = 0;
  #cells: string[] = [];
  #cellCount = 0;
  #cell = '';
  #cellChars = 0;
  #rowChars = 0;
  #fault: RowFaultCode | null = null;
  #faultCell = 0;

  constructor(delimiter: string, limits: FileLimits, lineFirst: number, emit: (record: CsvRecord) => void) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#limits = limits;
    this.#line = lineFirst;
    this.#emit = emit;
  }

  push(text: string, bad: boolean): void {
    this.#text = text;
    this.#start = 0;
    if (text.includes('\0')) this.#sawNul = true;
    if (bad && this.#state !== 'record') this.#setFault('bad_bytes');
    this.#endsInLine = !/[\r\n]/.test(text.slice(-1));
    let i = 0;
    while (i < text.length) i = this.#step(text, i, bad);
    if (this.#state === 'record') return;
    // The record goes on in the next text: keep the little of it that a fault may have to show.
    const room = CONTENT_CHARS_MAX - this.#before.length;
    const rest = text.length - this.#start;
    if (room > 0) this.#before += text.slice(this.#start, this.#start + Math.min(room, rest));
    if (rest > room) this.#beforeCut = true;
  }

  end(): void {
    this.#text = '';
    this.#start = 0;
    if (this.#state === 'record') return;
    if (this.#state === 'quoted') {
      this.#setFault('unterminated_quote');
      if (!this.#endsInLine) this.#line -= 1;
    }
    this.#endCell();
    this.#endRecord(0);
  }

  /** Takes what one state can take from position `i`, and says where the next one goes on. */
  #step(text: string, i: number, bad: boolean): number {
    switch (this.#state) {
      case 'record':
        return this.#beginRecord(text, i, bad);
      case 'cell':
        if (text.charCodeAt(i) === QUOTE) {
          this.#state = 'quoted';
          return i + 1;
        }
        this.#state = 'plain';
        return i;
      case 'plain':
        return this.#plain(text, i);
      case 'quoted':
        return this.#quoted(text, i);
      case 'quote':
        return this.#afterQuote(text, i);
      case 'skip':
        return this.#skip(text, i);
    }
  }

  #beginRecord(text: string, i: number, bad: boolean): number {
    if (this.#afterCr) {
      this.#afterCr = false;
      if (text.charCodeAt(i) === LF) {
        this.#start = i + 1;
        return i + 1;
      }
    }
    this.#start = i;
    this.#before = '';
    this.#beforeCut = false;
    this.#lineFirst = this.#line;
    this.#cells = [];
    this.#cellCount = 0;
    this.#rowChars = 0;
    this.#fault = bad ? 'bad_bytes' : null;
    this.#faultCell = 0;
    this.#cell = '';
    this.#cellChars = 0;
    this.#state = 'cell';
    return i;
  }

  #plain(text: string, from: number): number {
    let i = from;
    for (; i < text.length; i += 1) {
      const c = text.charCodeAt(i);
      if (c === this.#delimiter || c === LF || c === CR) break;
    }
    this.#append(text, from, i);
    return i === text.length ? i : this.#boundary(text, i);
  }

  /** A delimiter or a line end at `i`. */
  #boundary(text: string, i: number): number {
    this.#endCell();
    const c = text.charCodeAt(i);
    if (c === this.#delimiter) this.#state = 'cell';
    else this.#endLine(c, i);
    return i + 1;
  }

  #quoted(text: string, from: number): number {
    const at = text.indexOf('"', from);
    const to = at === -1 ? text.length : at;
    this.#countLines(text, from, to);
    this.#append(text, from, to);
    if (at === -1) return to;
    this.#afterCr = false;
    this.#state = 'quote';
    return at + 1;
  }

  #afterQuote(text: string, i: number): number {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      this.#append('"', 0, 1);
      this.#state = 'quoted';
      return i + 1;
    }
    if (c === this.#delimiter || c === LF || c === CR) return this.#boundary(text, i);
    if (c === SPACE) return i + 1;
    this.#setFault('text_after_quote');
    this.#state = 'skip';
    return i;
  }

  #skip(text: string, from: number): number {
    for (let i = from; i < text.length; i += 1) {
      const c = text.charCodeAt(i);
      if (c !== LF && c !== CR) continue;
      this.#endCell();
      this.#endLine(c, i);
      return i + 1;
    }
    return text.length;
  }

  #endLine(c: number, i: number): void {
    this.#endRecord(i);
    this.#line += 1;
    this.#afterCr = c === CR;
  }

  #countLines(text: string, from: number, to: number): void {
    for (let i = from; i < to; i += 1) {
      const c = text.charCodeAt(i);
      if (c === CR || (c === LF && !this.#afterCr)) this.#line += 1;
      this.#afterCr = c === CR;
    }
  }

  #append(text: string, from: number, to: number): void {
    const length = to - from;
    if (length === 0) return;
    this.#cellChars += length;
    this.#rowChars += length;
    if (this.#cellChars > this.#limits.cellCharsMax) {
      this.#cell = '';
      this.#setFault('cell_too_long');
    } else if (this.#rowChars > this.#limits.rowCharsMax) {
      this.#cell = '';
      this.#setFault('row_too_long');
    } else if (this.#fault === null) this.#cell += from === 0 && to === text.length ? text : text.slice(from, to);
  }

  #setFault(fault: RowFaultCode): void {
    // What a broken quote does to the rest of a record explains the record better than its length.
    const outranks = fault === 'unterminated_quote' || fault === 'text_after_quote';
    if (this.#fault !== null && !outranks) return;
    this.#fault = fault;
    this.#faultCell = this.#cellCount;
  }

  #endCell(): void {
    if (this.#sawNul && this.#cell.includes('\0')) this.#setFault('nul_byte');
    if (this.#cells.length <= this.#limits.columnsMax) this.#cells.push(this.#cell);
    this.#cellCount += 1;
    this.#cell = '';
    this.#cellChars = 0;
  }

  #endRecord(end: number): void {
    this.#state = 'record';
    this.#afterCr = false;
    const text = this.#text;
    const start = this.#start;
    const before = this.#before;
    const beforeCut = this.#beforeCut;
    // Lines, and rows of delimiters, that hold nothing are not rows.
    if (this.#fault === null && this.#cellCount === this.#cells.length && this.#cells.every((cell) => cell === '' || cell.trim() === '')) return;
    this.#emit({
      line: this.#lineFirst, lineLast: this.#line, cells: this.#cells, cellCount: this.#cellCount, fault: this.#fault, faultCell: this.#faultCell,
      content: () => {
        const room = CONTENT_CHARS_MAX - before.length;
        return { text: before + text.slice(start, Math.min(end, start + Math.max(0, room))), cut: beforeCut || end - start > room };
      },
    });
  }
}
