import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';

/** A face that can be embedded, and the characters that it has. */
export interface Face {
  /** TrueType, as the PDF takes it. */
  readonly ttf: Buffer;
  /** Whether the code point has a glyph of its own. */
  has(codePoint: number): boolean;
}

const WOFF = 0x774f4646;
const HEADER = 44;
const ENTRY = 20;
const TABLES_MAX = 64;

/**
 * A WOFF file as the TrueType it was made of (WOFF 1.0, 4–5): its tables inflated and laid side by side. Embedding the WOFF itself costs
 * fourteen seconds a letter, the WOFF2 a megabyte; this costs milliseconds, once. Throws when it is no WOFF.
 */
export function unwrapWoff(woff: Buffer): Buffer {
  const count = woff.length < HEADER ? 0 : woff.readUInt16BE(12);
  if (count === 0 || count > TABLES_MAX || woff.readUInt32BE(0) !== WOFF) throw new Error('font: not a WOFF file');
  const tables = Array.from({ length: count }, (_, i) => {
    const at = HEADER + i * ENTRY;
    const [offset, packed, length] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)];
    const bytes = woff.subarray(offset, offset + packed);
    return { tag: woff.subarray(at, at + 4), checksum: woff.readUInt32BE(at + 16), bytes: packed < length ? inflateSync(bytes, { maxOutputLength: length }) : bytes };
  });
  const power = Math.floor(Math.log2(count));
  const header = Buffer.alloc(12 + count * 16);
  header.writeUInt32BE(woff.readUInt32BE(4), 0);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(2 ** power * 16, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE(count * 16 - 2 ** power * 16, 10);
  const pieces = [header];
  let offset = header.length;
  for (const [i, { tag, checksum, bytes }] of tables.entries()) {
    tag.copy(header, 12 + i * 16);
    header.writeUInt32BE(checksum, 16 + i * 16);
    header.writeUInt32BE(offset, 20 + i * 16);
    header.writeUInt32BE(bytes.length, 24 + i * 16);
    const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
    bytes.copy(padded);
    pieces.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(pieces);
}

interface Segment {
  readonly first: number;
  readonly last: number;
  readonly glyph: (codePoint: number) => number;
}

/** Format 4: ranges of the basic plane (OpenType, cmap). */
function segmentsOf4(cmap: Buffer, at: number): readonly Segment[] {
  const count = cmap.readUInt16BE(at + 6) / 2;
  return Array.from({ length: count }, (_, i): Segment => {
    const [last, first] = [cmap.readUInt16BE(at + 14 + i * 2), cmap.readUInt16BE(at + 16 + count * 2 + i * 2)];
    const delta = cmap.readInt16BE(at + 16 + count * 4 + i * 2);
    const rangeAt = at + 16 + count * 6 + i * 2;
    const range = cmap.readUInt16BE(rangeAt);
    const glyph = (codePoint: number): number => {
      if (range === 0) return (codePoint + delta) & 0xffff;
      const where = rangeAt + range + (codePoint - first) * 2;
      const found = where + 2 <= cmap.length ? cmap.readUInt16BE(where) : 0;
      return found === 0 ? 0 : (found + delta) & 0xffff;
    };
    return { first, last, glyph };
  });
}

/** Format 12: ranges of every plane. */
function segmentsOf12(cmap: Buffer, at: number): readonly Segment[] {
  return Array.from({ length: cmap.readUInt32BE(at + 12) }, (_, i): Segment => {
    const where = at + 16 + i * 12;
    const [first, last, start] = [cmap.readUInt32BE(where), cmap.readUInt32BE(where + 4), cmap.readUInt32BE(where + 8)];
    return { first, last, glyph: (codePoint) => start + codePoint - first };
  });
}

/** The characters of a TrueType, from its own table; one whose glyph is the empty box (0) is none. Throws when the table cannot be read. */
export function coverageOf(ttf: Buffer): (codePoint: number) => boolean {
  const tables = Array.from({ length: ttf.readUInt16BE(4) }, (_, i) => 12 + i * 16);
  const entry = tables.find((at) => ttf.toString('latin1', at, at + 4) === 'cmap');
  if (entry === undefined) throw new Error('font: no cmap');
  const cmap = ttf.subarray(ttf.readUInt32BE(entry + 8), ttf.readUInt32BE(entry + 8) + ttf.readUInt32BE(entry + 12));
  const offsets = new Set(Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.readUInt32BE(8 + i * 8)));
  const segments = [...offsets].flatMap((at) => {
    const format = cmap.readUInt16BE(at);
    return format === 4 ? segmentsOf4(cmap, at) : format === 12 ? segmentsOf12(cmap, at) : [];
  });
  return (codePoint) => segments.some(({ first, last, glyph }) => codePoint >= first && codePoint <= last && glyph(codePoint) !== 0);
}

/** The whole of Chinese and Latin that nearly every letter needs; characters beyond it lie in a hundred slices, each with its own file. */
export const MAIN = 'noto-sans-sc-chinese-simplified';
const CHINESE = '@fontsource/noto-sans-sc';
/** Letters of Latin that the Chinese package leaves out, and Cyrillic and Greek. Not scripts that must be shaped: the setter would get them wrong. */
const EUROPEAN = '@fontsource/noto-sans';
const EUROPEAN_SLICES = ['latin-ext', 'vietnamese', 'cyrillic', 'greek'];

interface Slice {
  /** Of the file, within its package. */
  readonly name: string;
  readonly of: 'noto-sans-sc' | 'noto-sans';
  readonly ranges: readonly (readonly [number, number])[];
}

/** `U+4e00-4eff,U+5000` as CSS writes it. */
function readRanges(text: string): Slice['ranges'] {
  return text.split(',').flatMap((one) => {
    const match = /^\s*U\+([0-9a-f]{1,6})(?:-([0-9a-f]{1,6}))?\s*$/i.exec(one);
    const first = Number.parseInt(match?.[1] ?? '', 16);
    return match === null ? [] : [[first, match[2] === undefined ? first : Number.parseInt(match[2], 16)] as const];
  });
}

/** Noto Sans SC and Noto Sans (OFL) in as many files as its package has; each is unwrapped when a character first needs it. */
export class NotoFaces {
  readonly #faces = new Map<string, Face>();
  readonly #slices: readonly Slice[];
  readonly #resolve = createRequire(import.meta.url).resolve;

  constructor() {
    const listed = (name: string) => Object.entries(JSON.parse(readFileSync(this.#resolve(`${name}/unicode.json`), 'utf8')) as Readonly<Record<string, string>>);
    this.#slices = [
      ...listed(CHINESE).map(([name, ranges]): Slice => ({ name: name.replace(/[[\]]/g, ''), of: 'noto-sans-sc', ranges: readRanges(ranges) })),
      ...listed(EUROPEAN).filter(([name]) => EUROPEAN_SLICES.includes(name)).map(([name, ranges]): Slice => ({ name, of: 'noto-sans', ranges: readRanges(ranges) })),
    ];
  }

  face(name: string): Face {
    const known = this.#faces.get(name);
    if (known !== undefined) return known;
    const family = name.startsWith('noto-sans-sc-') ? CHINESE : EUROPEAN;
    const ttf = unwrapWoff(readFileSync(this.#resolve(`${family}/files/${name}-400-normal.woff`)));
    const face = { ttf, has: coverageOf(ttf) };
    this.#faces.set(name, face);
    return face;
  }

  /** Name of the face that has the character; `null` where none has. What the list promises is checked in the file itself. */
  nameFor(codePoint: number): string | null {
    if (this.face(MAIN).has(codePoint)) return MAIN;
    // What combines with the letter before it would stand beside it when it comes from another face.
    if (/\p{M}/u.test(String.fromCodePoint(codePoint))) return null;
    const listed = this.#slices.filter(({ ranges }) => ranges.some(([first, last]) => codePoint >= first && codePoint <= last));
    return listed.map(({ name, of }) => `${of}-${name}`).find((name) => this.face(name).has(codePoint)) ?? null;
  }
}

/** Pieces of text, each in one face; `missing`: characters that no face has. Line feeds and blanks belong to any face. */
export function inFaces(text: string, faces: NotoFaces): { readonly pieces: readonly { readonly text: string; readonly face: string }[]; readonly missing: readonly string[] } {
  const pieces: { text: string; face: string }[] = [];
  const missing = new Set<string>();
  for (const character of text) {
    const last = pieces.at(-1);
    const face = /^[\n ]$/.test(character) ? (last?.face ?? MAIN) : faces.nameFor(character.codePointAt(0) ?? 0);
    if (face === null) missing.add(character);
    else if (last !== undefined && last.face === face) last.text += character;
    else pieces.push({ text: character, face });
  }
  return { pieces, missing: [...missing] };
}
