import iconv from 'iconv-lite';
import { smsAlphabet, textOfUcs2, ucs2Octets } from '../../../domain/contact/sms-segments.js';

/** Msg_Fmt: ASCII, UCS-2, GB 18030 (called GBK by the specification); 4 is binary (§7.4.3.1). */
export const FORMAT = { ascii: 0, ucs2: 8, gbk: 15 } as const;

/** What one SUBMIT carries. */
export interface Part {
  readonly format: number;
  readonly content: Uint8Array;
}

/** "Below 160 octets" for ASCII, "at most 140" for the rest (§7.4.3.1, Msg_Length). */
const ASCII_OCTETS_MAX = 159;
const UCS2_WHOLE = 70;
/** 140 octets less six of header, in 16-bit units (3GPP TS 23.040 §9.2.3.24.1). */
const UCS2_PART = 67;
/** More would be a letter. */
export const PARTS_MAX = 20;

/** In both ASCII and the alphabet of the telephone, so that no gateway must guess: printable ASCII without the grave accent. */
const plainAscii = (text: string): boolean => /^[\x20-\x7e\n]*$/.test(text) && smsAlphabet(text) === 'gsm7';

function cutUcs2(text: string): readonly string[] {
  if (text.length <= UCS2_WHOLE) return [text];
  const parts: string[] = [];
  let part = '';
  for (const char of text) {
    // A pair of surrogates is one character and stays together.
    if (part.length + char.length > UCS2_PART) {
      parts.push(part);
      part = '';
    }
    part += char;
  }
  return [...parts, part];
}

/** Segments that a text takes by CMPP: ASCII in one piece up to 159, all else in units of 70, or 67 where it is cut. */
export const cmppSegments = (text: string): number => (plainAscii(text) && text.length <= ASCII_OCTETS_MAX ? 1 : cutUcs2(text).length);

/** The text as SUBMITs carry it. In several parts each begins with a header of six octets: concatenation, 8-bit reference (3GPP TS 23.040 §9.2.3.24.1). */
export function partsOf(text: string, reference: number): readonly Part[] {
  if (plainAscii(text) && text.length <= ASCII_OCTETS_MAX) return [{ format: FORMAT.ascii, content: Buffer.from(text, 'latin1') }];
  const cut = cutUcs2(text);
  if (cut.length === 1) return [{ format: FORMAT.ucs2, content: ucs2Octets(text) }];
  return cut.map((part, i) => ({ format: FORMAT.ucs2, content: Buffer.concat([Buffer.of(5, 0, 3, reference & 0xff, cut.length, i + 1), ucs2Octets(part)]) }));
}

/** Which part of which text, as a user data header says; `null`: whole. */
export interface Concatenation {
  readonly reference: number;
  readonly total: number;
  readonly number: number;
}

interface Received {
  /** `null`: nothing that a person wrote (binary, a card's data). */
  readonly text: string | null;
  readonly part: Concatenation | null;
}

/** Information elements 0 (8-bit reference) and 8 (16-bit); another element is passed over. A header that does not add up is none. */
function readHeader(content: Uint8Array): { readonly octets: number; readonly part: Concatenation | null } | null {
  const octets = 1 + (content[0] ?? 0);
  if (content.length < octets || octets === 1) return null;
  let part: Concatenation | null = null;
  for (let at = 1; at < octets; ) {
    const [element, length] = [content[at] ?? 0, content[at + 1] ?? 0];
    const value = content.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    if (at > octets || value.length !== length) return null;
    const wide = element === 8 && length === 4;
    if (!wide && !(element === 0 && length === 3)) continue;
    const [total = 0, number = 0] = value.subarray(length - 2);
    if (number < 1 || number > total) return null;
    part = total === 1 ? null : { reference: wide ? ((value[0] ?? 0) << 8) | (value[1] ?? 0) : (value[0] ?? 0), total, number };
  }
  return { octets, part };
}

function textOf(format: number, octets: Uint8Array): string | null {
  if (format === FORMAT.ucs2) return textOfUcs2(octets);
  if (format === FORMAT.gbk) return iconv.decode(Buffer.from(octets), 'gb18030');
  return format === FORMAT.ascii ? Buffer.from(octets).toString('latin1') : null;
}

/** What a DELIVER carries, by its TP_udhi and Msg_Fmt. Never throws: octets that mean nothing become replacement characters. */
export function readContent(tpUdhi: number, format: number, content: Uint8Array): Received {
  const header = (tpUdhi & 1) === 1 ? readHeader(content) : null;
  return { text: textOf(format, content.subarray(header?.octets ?? 0)), part: header?.part ?? null };
}
