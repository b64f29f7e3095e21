import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unescapeXlsx } from './xlsx-cell.js';
import { streamXml } from './xml-stream.js';

/** Strings kept in memory, in characters; those beyond go to disk. */
const MEMORY_CHARS_MAX = 4 << 20;
const BLOCK = 1 << 16;
const BLOCKS_KEPT = 64;

/**
 * The table of texts that the cells of a workbook point into. It may be most of the file, and cells may point anywhere,
 * so beyond a bound it is kept on disk and read in blocks; cells point mostly forward, so few blocks are read twice.
 */
export class SharedStrings {
  readonly #near: string[] = [];
  #nearChars = 0;
  /** Start of each string on disk, and the end of the last one. */
  #starts = new Float64Array(1024);
  #far = 0;
  #written = 0;
  #buffered: Buffer[] = [];
  #bufferedBytes = 0;
  #folder: string | null = null;
  #file = -1;
  readonly #blocks = new Map<number, Buffer>();
  readonly #tooLong = new Set<number>();

  get count(): number {
    return this.#near.length + this.#far;
  }

  add(text: string, tooLong = false): void {
    if (tooLong) this.#tooLong.add(this.count);
    const kept = tooLong ? '' : text;
    if (this.#far === 0 && this.#nearChars + kept.length <= MEMORY_CHARS_MAX) {
      this.#near.push(kept);
      this.#nearChars += kept.length + 16;
      return;
    }
    const bytes = Buffer.from(kept, 'utf8');
    if (this.#far + 1 >= this.#starts.length) {
      const grown = new Float64Array(this.#starts.length * 2);
      grown.set(this.#starts);
      this.#starts = grown;
    }
    this.#far += 1;
    this.#written += bytes.length;
    this.#starts[this.#far] = this.#written;
    this.#buffered.push(bytes);
    this.#bufferedBytes += bytes.length;
    if (this.#bufferedBytes >= BLOCK) this.#flush();
  }

  /** `null`: no such string. `tooLong`: it was beyond the limit and was not kept. */
  get(index: number): { readonly text: string; readonly tooLong: boolean } | null {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.count) return null;
    if (this.#tooLong.has(index)) return { text: '', tooLong: true };
    const near = this.#near[index];
    if (near !== undefined) return { text: near, tooLong: false };
    this.#flush();
    const at = index - this.#near.length;
    return { text: this.#read(this.#starts[at] ?? 0, this.#starts[at + 1] ?? 0), tooLong: false };
  }

  close(): void {
    if (this.#file !== -1) closeSync(this.#file);
    this.#file = -1;
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }

  #flush(): void {
    if (this.#bufferedBytes === 0) return;
    if (this.#file === -1) {
      this.#folder = mkdtempSync(join(tmpdir(), 'dunwell-'));
      this.#file = openSync(join(this.#folder, 'strings'), 'wx+', 0o600);
    }
    writeSync(this.#file, Buffer.concat(this.#buffered));
    this.#buffered = [];
    this.#bufferedBytes = 0;
  }

  #read(start: number, end: number): string {
    const parts: Buffer[] = [];
    for (let at = start; at < end; ) {
      const block = Math.floor(at / BLOCK);
      const from = at - block * BLOCK;
      const to = Math.min(BLOCK, end - block * BLOCK);
      parts.push(this.#block(block).subarray(from, to));
      at = block * BLOCK + to;
    }
    return (parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)).toString('utf8');
  }

  #block(block: number): Buffer {
    const kept = this.#blocks.get(block);
    if (kept !== undefined) {
      // Moved to the end: the first in the map is the one longest unused.
      this.#blocks.delete(block);
      this.#blocks.set(block, kept);
      return kept;
    }
    const bytes = Buffer.alloc(BLOCK);
    readSync(this.#file, bytes, 0, BLOCK, block * BLOCK);
    this.#blocks.set(block, bytes);
    if (this.#blocks.size > BLOCKS_KEPT) for (const oldest of this.#blocks.keys()) { this.#blocks.delete(oldest); break; }
    return bytes;
  }
}

/** Reads `sharedStrings.xml`. Phonetic hints (`rPh`) are not part of the text. */
export async function readSharedStrings(bytes: AsyncIterable<Uint8Array>, cellCharsMax: number, strings: SharedStrings): Promise<void> {
  let text = '';
  let chars = 0;
  let inText = false;
  let inHint = false;
  const handler = {
    open(name: string): void {
      if (name === 'si') {
        text = '';
        chars = 0;
      } else if (name === 'rPh') inHint = true;
      else if (name === 't') inText = !inHint;
    },
    text(part: string): void {
      if (!inText) return;
      chars += part.length;
      if (chars <= cellCharsMax) text += part;
    },
    close(name: string): void {
      if (name === 't') inText = false;
      else if (name === 'rPh') inHint = false;
      else if (name === 'si') strings.add(unescapeXlsx(text), chars > cellCharsMax);
    },
  };
  for await (const _ of streamXml(bytes, handler));
}
