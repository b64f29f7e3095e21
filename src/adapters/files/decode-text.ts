import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { FileRejected } from '../../engine/ports/files.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Text in the order of the file. `bad`: its bytes are not valid in the file's encoding; then it holds one line, or part of one. */
export interface TextPiece {
  readonly text: string;
  readonly bad: boolean;
}

/** Bytes weighed before an encoding is chosen, from the first byte that is not ASCII. */
const WEIGH_BYTES = 1 << 20;
/** A line longer than this is decoded in parts. */
const LINE_BYTES_MAX = 1 << 18;
const LF = 0x0a;
const REPLACEMENT = '\ufffd';

/**
 * Decodes a file whose encoding nobody stated. A byte order mark decides. Without one, plain ASCII flows through, and the
 * first other bytes are weighed line by line: UTF-8 if they are all valid UTF-8, else GB18030 unless more lines speak for
 * UTF-8 (so that one broken line does not turn a UTF-8 file into GB18030). A line that the chosen encoding
 * cannot read is marked, never guessed. Line feeds cut both encodings safely: no multi-byte character contains one.
 */
export class TextDecoding {
  #encoding: Encoding | null = null;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #carry: Buffer = Buffer.alloc(0);

  /** `null` while only ASCII was seen. */
  get encoding(): Encoding | null {
    return this.#encoding;
  }

  async *pieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<TextPiece> {
    let head: Buffer | null = Buffer.alloc(0);
    let utf16: Utf16Decoding | null = null;
    for await (const chunk of source) {
      let bytes: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      if (head !== null) {
        head = Buffer.concat([head, bytes]);
        if (head.length < 4) continue;
        bytes = this.#takeMark(head);
        head = null;
      }
      if (this.#encoding === 'utf-16le' || this.#encoding === 'utf-16be') yield* (utf16 ??= new Utf16Decoding(this.#encoding)).push(bytes);
      else yield* this.#push(bytes);
    }
    if (head !== null && head.length > 0) {
      const bytes = this.#takeMark(head);
      if (this.#encoding === 'utf-16le' || this.#encoding === 'utf-16be') yield* (utf16 ??= new Utf16Decoding(this.#encoding)).push(bytes);
      else yield* this.#push(bytes);
    }
    if (utf16 !== null) yield* utf16.end();
    yield* this.#end();
  }

  #takeMark(head: Buffer): Buffer {
    const [a, b, c, d] = head;
    if (a === 0xff && b === 0xfe && c === 0 && d === 0) {
      throw new FileRejected('not_a_table', 'the file is encoded in UTF-32: save it as UTF-8 and send it again');
    }
    if (a === 0xef && b === 0xbb && c === 0xbf) {
      this.#encoding = 'utf-8';
      return head.subarray(3);
    }
    if (a === 0xff && b === 0xfe) this.#encoding = 'utf-16le';
    else if (a === 0xfe && b === 0xff) this.#encoding = 'utf-16be';
    if (this.#encoding !== null) return head.subarray(2);
    // Without a mark, Latin letters in UTF-16 still show as every other byte zero.
    if (a !== 0 && b === 0 && c !== 0 && d === 0) this.#encoding = 'utf-16le';
    else if (a === 0 && b !== 0 && c === 0 && d !== 0) this.#encoding = 'utf-16be';
    return head;
  }

  *#push(bytes: Buffer): Generator<TextPiece> {
    if (this.#encoding !== null) return yield* this.#decided(bytes);
    if (this.#heldBytes === 0 && isAscii(bytes)) return yield { text: bytes.toString('latin1'), bad: false };
    this.#held.push(Buffer.from(bytes));
    this.#heldBytes += bytes.length;
    if (this.#heldBytes >= WEIGH_BYTES) yield* this.#decide(false);
  }

  *#decide(atEnd: boolean): Generator<TextPiece> {
    const held = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    this.#encoding = weigh(held, atEnd);
    yield* this.#decided(held);
  }

  *#decided(bytes: Buffer): Generator<TextPiece> {
    const block = this.#carry.length === 0 ? bytes : Buffer.concat([this.#carry, bytes]);
    let cut = block.lastIndexOf(LF) + 1;
    if (cut === 0 && block.length >= LINE_BYTES_MAX) cut = this.#encoding === 'utf-8' ? cutUtf8(block) : cutGb18030(block);
    // The source may reuse its chunk, so what is kept is copied.
    this.#carry = Buffer.from(block.subarray(cut));
    if (cut > 0) yield* decodeLines(block.subarray(0, cut), this.#encoding === 'utf-8');
  }

  *#end(): Generator<TextPiece> {
    if (this.#heldBytes > 0) yield* this.#decide(true);
    if (this.#carry.length > 0) yield* decodeLines(this.#carry, this.#encoding === 'utf-8');
    this.#carry = Buffer.alloc(0);
  }
}

function decode(bytes: Buffer, utf8: boolean): TextPiece {
  if (utf8) return { text: bytes.toString('utf8'), bad: !isUtf8(bytes) };
  const text = iconv.decode(bytes, 'gb18030');
  return { text, bad: text.includes(REPLACEMENT) };
}

function* decodeLines(block: Buffer, utf8: boolean): Generator<TextPiece> {
  const whole = decode(block, utf8);
  if (!whole.bad) return yield whole;
  for (const line of linesOf(block)) yield decode(line, utf8);
}

function* linesOf(block: Buffer): Generator<Buffer> {
  for (let start = 0; start < block.length; ) {
    const end = block.indexOf(LF, start) + 1 || block.length;
    yield block.subarray(start, end);
    start = end;
  }
}

/**
 * Lines speak for an encoding that alone can read them. UTF-8 also gets those with a character of three bytes or more
 * that GB18030 could read too: GB18030 text falls into that form by accident next to never, while the other way round
 * half of all short lines do.
 */
function weigh(held: Buffer, atEnd: boolean): Encoding {
  if (isUtf8(held.subarray(0, cutUtf8(held)))) return 'utf-8';
  let utf8 = 0;
  let gb18030 = 0;
  const complete = atEnd ? held.length : held.lastIndexOf(LF) + 1;
  for (const line of linesOf(complete === 0 ? held : held.subarray(0, complete))) {
    if (isAscii(line)) continue;
    const asGb18030 = !decode(line, false).bad;
    if (isUtf8(line)) utf8 += !asGb18030 || line.some((byte) => byte >= 0xe0) ? 1 : 0.25;
    else if (asGb18030) gb18030 += 1;
  }
  return utf8 > gb18030 ? 'utf-8' : 'gb18030';
}

/** Length of the longest prefix that does not end inside a UTF-8 character. */
function cutUtf8(block: Buffer): number {
  for (let back = 1; back <= 4 && back <= block.length; back += 1) {
    const byte = block[block.length - back] ?? 0;
    if (byte < 0x80) return block.length;
    if (byte < 0xc0) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return size > back ? block.length - back : block.length;
  }
  return block.length;
}

/** The same for GB18030, whose characters can only be told apart from the front. */
function cutGb18030(block: Buffer): number {
  let i = 0;
  while (i < block.length) {
    const lead = block[i] ?? 0;
    const second = block[i + 1] ?? 0;
    const size = lead < 0x81 || lead === 0xff ? 1 : second >= 0x30 && second <= 0x39 ? 4 : 2;
    if (i + size > block.length) return i === 0 ? block.length : i;
    i += size;
  }
  return i;
}

class Utf16Decoding {
  readonly #decoder: ReturnType<typeof iconv.getDecoder>;
  #carry = '';
  #odd = false;

  constructor(encoding: 'utf-16le' | 'utf-16be') {
    this.#decoder = iconv.getDecoder(encoding);
  }

  *push(bytes: Buffer): Generator<TextPiece> {
    if (bytes.length % 2 === 1) this.#odd = !this.#odd;
    let text = this.#carry + this.#decoder.write(bytes);
    this.#carry = '';
    // The second half of a pair may be in the next chunk.
    if (/[\ud800-\udbff]$/.test(text)) {
      this.#carry = text.slice(-1);
      text = text.slice(0, -1);
    }
    yield* marked(text);
  }

  *end(): Generator<TextPiece> {
    const text = this.#carry + (this.#decoder.end() ?? '').replaceAll(REPLACEMENT, '');
    if (text !== '' || this.#odd) yield* marked(this.#odd ? `${text}\ud800` : text);
  }
}

function* marked(text: string): Generator<TextPiece> {
  if (text === '') return;
  if (!/\p{Surrogate}/u.test(text)) return yield { text, bad: false };
  for (const line of text.split(/(?<=\n)/)) {
    const bad = /\p{Surrogate}/u.test(line);
    yield { text: bad ? line.replace(/\p{Surrogate}/gu, REPLACEMENT) : line, bad };
  }
}
