import { decodeBytes, decodeWords } from './charset.js';

/** Bounds within which a mail is read (RFC 2045 to 2047, 5322). What lies beyond is left unread, and never makes reading throw. */
export const MIME_LIMITS = { depth: 8, parts: 100, headerBytes: 256_000, headerLines: 1_000, valueChars: 16_000, boundaryChars: 200 } as const;

export interface MimePart {
  /** By lower-case name, in their order; folded lines are one. Not decoded. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** `text/plain` and so on, in lower case. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Decoded from its transfer encoding; of a multipart empty. */
  readonly body: Buffer;
  /** Of a multipart, and of an enclosed message its one root. */
  readonly parts: readonly MimePart[];
}

interface Budget {
  parts: number;
}

const LF = 10;
const CR = 13;

/** Header lines up to the first empty one; `end` is where the body begins. Damaged lines are passed over. */
function readHeaders(bytes: Buffer): { readonly headers: Map<string, string[]>; readonly end: number } {
  const headers = new Map<string, string[]>();
  let at = 0;
  let last: string[] | null = null;
  for (let lines = 0; at < bytes.length && lines < MIME_LIMITS.headerLines && at < MIME_LIMITS.headerBytes; lines += 1) {
    const found = bytes.indexOf(LF, at);
    const next = found < 0 ? bytes.length : found + 1;
    const until = found > at && bytes[found - 1] === CR ? found - 1 : found < 0 ? bytes.length : found;
    const line = decodeBytes(bytes.subarray(at, Math.min(until, at + MIME_LIMITS.valueChars)), 'utf-8');
    at = next;
    if (line === '') return { headers, end: at };
    const index = (last?.length ?? 0) - 1;
    if (/^[ \t]/.test(line)) {
      if (last !== null) last[index] = `${last[index] ?? ''} ${line.trim()}`.slice(0, MIME_LIMITS.valueChars);
      continue;
    }
    const match = /^([!-9;-~]{1,100})[ \t]*:(.*)$/s.exec(line);
    if (match === null) {
      last = null;
      continue;
    }
    const name = (match[1] ?? '').toLowerCase();
    last = headers.get(name) ?? [];
    last.push((match[2] ?? '').trim());
    headers.set(name, last);
  }
  return { headers, end: at };
}

/** `text/plain; charset=utf-8; name*0*=UTF-8''a; name*1=b` (RFC 2045, 5.1; RFC 2231): the value and the parameters, names in lower case. */
export function readParameters(value: string): { readonly value: string; readonly parameters: ReadonlyMap<string, string> } {
  const parameters = new Map<string, string>();
  const first = value.indexOf(';');
  const head = (first < 0 ? value : value.slice(0, first)).replace(/\([^()]*\)/g, '').trim().toLowerCase();
  if (first >= 0) {
    for (const [, name = '', quoted, plain] of value.slice(first).slice(0, 4_000).matchAll(/;\s*([^\s=;"]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.){0,2000})"|([^;\s]{0,2000}))/gs)) {
      const text = quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/gs, '$1');
      const key = name.toLowerCase().replace(/\*(\d+)?\*?$/, '');
      if (key !== '') parameters.set(key, ((parameters.get(key) ?? '') + text).slice(0, 2_000));
    }
  }
  return { value: head, parameters };
}

/** RFC 2045, 6.7. Damaged escapes stand as they are. */
function decodeQuotedPrintable(bytes: Buffer): Buffer {
  // Blanks at the end of a line were added on the way.
  const text = bytes.toString('latin1').split('\n').map((line) => line.trimEnd()).join('\r\n').replaceAll('=\r\n', '');
  return Buffer.from(text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
}

function decodeTransfer(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(bytes.toString('latin1'), 'base64');
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(bytes) : bytes;
}

/** The bodies between boundary lines (RFC 2046, 5.1.1); one that is never closed ends with the mail. */
function splitAt(bytes: Buffer, boundary: string, most: number): readonly Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const found: Buffer[] = [];
  let start = -1;
  for (let at = bytes.indexOf(mark); at >= 0 && found.length < most; at = bytes.indexOf(mark, at + mark.length)) {
    if (at > 0 && bytes[at - 1] !== LF) continue;
    const after = at + mark.length;
    const closes = bytes[after] === 0x2d && bytes[after + 1] === 0x2d;
    const lineEnd = bytes.indexOf(LF, after);
    // A longer boundary that begins with this one is another.
    const rest = bytes.subarray(closes ? after + 2 : after, lineEnd < 0 ? bytes.length : lineEnd).toString('latin1').trim();
    if (rest !== '') continue;
    if (start >= 0) {
      const end = at > 0 && bytes[at - 2] === CR ? at - 2 : at - 1;
      found.push(bytes.subarray(start, Math.max(start, end)));
    }
    start = closes || lineEnd < 0 ? -1 : lineEnd + 1;
    if (closes) break;
  }
  if (start >= 0 && found.length < most) found.push(bytes.subarray(start));
  return found;
}

const ENCLOSED = new Set(['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/rfc822-headers', 'message/global-headers']);

function readPart(bytes: Buffer, depth: number, budget: Budget): MimePart {
  budget.parts -= 1;
  const { headers, end } = readHeaders(bytes);
  const { value, parameters } = readParameters(headers.get('content-type')?.[0] ?? 'text/plain');
  const type = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(value) ? value : 'text/plain';
  const encoding = (headers.get('content-transfer-encoding')?.[0] ?? '').trim().toLowerCase();
  const rest = bytes.subarray(end);
  const boundary = (parameters.get('boundary') ?? '').slice(0, MIME_LIMITS.boundaryChars);
  const deeper = depth < MIME_LIMITS.depth;
  if (type.startsWith('multipart/') && boundary !== '' && deeper) {
    const parts: MimePart[] = [];
    for (const piece of splitAt(rest, boundary, Math.max(0, budget.parts))) {
      if (budget.parts <= 0) break;
      parts.push(readPart(piece, depth + 1, budget));
    }
    return { headers, type, parameters, body: Buffer.alloc(0), parts };
  }
  const body = decodeTransfer(rest, encoding);
  const parts = ENCLOSED.has(type) && deeper && budget.parts > 0 ? [readPart(body, depth + 1, budget)] : [];
  return { headers, type, parameters, body, parts };
}

/** A mail in its parts. Never throws; what is damaged or beyond {@link MIME_LIMITS} is read as far as it goes. */
export function readMime(bytes: Buffer): MimePart {
  // The line with which a mailbox file begins a mail is no header.
  const from = bytes.subarray(0, 5).toString('latin1') === 'From ' ? bytes.indexOf(LF) + 1 : 0;
  return readPart(bytes.subarray(from), 0, { parts: MIME_LIMITS.parts });
}

/** First header of the name, encoded words decoded (RFC 2047); empty where there is none. */
export const headerOf = (part: MimePart, name: string): string => decodeWords(part.headers.get(name)?.[0] ?? '');

/** Text of a leaf, decoded by its charset. */
export const textOf = (part: MimePart): string => decodeBytes(part.body, part.parameters.get('charset') ?? 'utf-8');

/** The part itself and all within it, outermost first; not into enclosed messages unless asked. */
export function partsOf(part: MimePart, intoMessages = false): readonly MimePart[] {
  return [part, ...(ENCLOSED.has(part.type) && !intoMessages ? [] : part.parts.flatMap((one) => partsOf(one, intoMessages)))];
}
