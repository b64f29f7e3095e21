// How a text travels by SMS: its alphabet, how many segments it costs, where it is cut. GSM 7-bit default alphabet and its
// extension table: 3GPP TS 23.038 §6.2.1; a text in parts: 3GPP TS 23.040 §9.2.3.24 (a user data header in each part).

/** Index = code. The code 0x1B is the escape to the extension table, and no character of its own. */
const BASIC = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1BÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENSION: Readonly<Record<string, number>> = { '\f': 0x0A, '^': 0x14, '{': 0x28, '}': 0x29, '\\': 0x2F, '[': 0x3C, '~': 0x3D, ']': 0x3E, '|': 0x40, '€': 0x65 };
const ESCAPE = 0x1B;
const CODES: ReadonlyMap<string, readonly number[]> = new Map([
  ...[...BASIC].map((char, code): [string, readonly number[]] => [char, [code]]).filter(([char]) => char !== '\x1B'),
  ...Object.entries(EXTENSION).map(([char, code]): [string, readonly number[]] => [char, [ESCAPE, code]]),
]);
const EXTENDED: ReadonlyMap<number, string> = new Map(Object.entries(EXTENSION).map(([char, code]) => [code, char]));

/** `gsm7`: units are septets; a character of the extension table takes two. `ucs2`: units are 16 bits; one beyond the BMP takes two. */
export type SmsAlphabet = 'gsm7' | 'ucs2';

/** Bits of the number that ties the parts of one text together: its header takes 6 octets or 7. */
export type ReferenceBits = 8 | 16;

/** Units of a text in one piece, and of each part of one in several. */
const ROOM: Readonly<Record<SmsAlphabet, { readonly whole: number; readonly part: Readonly<Record<ReferenceBits, number>> }>> = {
  gsm7: { whole: 160, part: { 8: 153, 16: 152 } },
  ucs2: { whole: 70, part: { 8: 67, 16: 66 } },
};

/** What look-alikes become in the GSM alphabet, so that one curly quote does not halve what a segment holds. Meaning never changes: letters keep their accents. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  ...same('‘’‚‛′´`', "'"), ...same('“”„‟″«»', '"'), ...same('‐‑‒–—―−', '-'), ...same('\t\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000', ' '),
  ...same('\u200B\u2060\uFEFF\u00AD', ''), ...same('\u2028\u2029', '\n'), ...same('•·', '-'), '…': '...', '×': 'x', '⁄': '/',
};

function same(chars: string, becomes: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...chars].map((char) => [char, becomes]));
}

/** One look-alike that was met, what it becomes, and how often. */
export interface Substitution {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

export interface SmsSegments {
  readonly alphabet: SmsAlphabet;
  /** At least 1, for an empty text too. */
  readonly segments: number;
  /** Of the text, in units of its alphabet; the headers of parts are not counted. */
  readonly units: number;
  /** Units that still fit into the last segment. */
  readonly left: number;
  /** What `substituteForGsm` would change; empty when the text would stay UCS-2 none the less. */
  readonly substitutions: readonly Substitution[];
}

/** `gsm7` when every character has a place in the default alphabet or its extension. */
export function smsAlphabet(text: string): SmsAlphabet {
  for (const char of text) if (!CODES.has(char)) return 'ucs2';
  return 'gsm7';
}

const unitsOf = (char: string, alphabet: SmsAlphabet): number => (alphabet === 'gsm7' ? (CODES.get(char)?.length ?? 1) : char.length);

/** The text cut into what each segment carries; one element for a text in one piece. Neither an escape nor a surrogate pair is torn. */
export function smsParts(text: string, bits: ReferenceBits = 8): { readonly alphabet: SmsAlphabet; readonly parts: readonly string[] } {
  const alphabet = smsAlphabet(text);
  const cut = cutAt(text, alphabet, bits);
  return { alphabet, parts: cut.map(({ start }, i) => text.slice(start, cut[i + 1]?.start)) };
}

function cutAt(text: string, alphabet: SmsAlphabet, bits: ReferenceBits): readonly { readonly start: number; readonly units: number }[] {
  const { whole, part } = ROOM[alphabet];
  let total = 0;
  for (const char of text) total += unitsOf(char, alphabet);
  if (total <= whole) return [{ start: 0, units: total }];
  const cuts = [];
  let [start, at, units] = [0, 0, 0];
  for (const char of text) {
    const takes = unitsOf(char, alphabet);
    if (units + takes > part[bits]) {
      cuts.push({ start, units });
      [start, units] = [at, 0];
    }
    units += takes;
    at += char.length;
  }
  return [...cuts, { start, units }];
}

/** A letter and its combining marks, which most writing systems of GSM have as one character. */
const COMPOSABLE = /\p{L}\p{M}+/gu;

function substituted(text: string): { readonly text: string; readonly list: readonly Substitution[] } {
  const counts = new Map<string, { readonly to: string; count: number }>();
  const note = (from: string, to: string): string => {
    if (from === to) return from;
    const known = counts.get(from);
    if (known === undefined) counts.set(from, { to, count: 1 });
    else known.count += 1;
    return to;
  };
  const composed = text.replace(COMPOSABLE, (letter) => note(letter, letter.normalize('NFC')));
  const plain = [...composed].map((char) => note(char, CODES.has(char) ? char : LOOKALIKES[char] ?? char)).join('');
  if (smsAlphabet(plain) === 'ucs2') return { text, list: [] };
  return { text: plain, list: [...counts].map(([from, { to, count }]) => ({ from, to, count })) };
}

/** The text with look-alikes in the GSM alphabet, when that makes it GSM-7 whole; else the text as it was. To be done before the text is judged. */
export function substituteForGsm(text: string): string {
  return substituted(text).text;
}

/** What the text costs by SMS, as it stands. */
export function smsSegments(text: string, bits: ReferenceBits = 8): SmsSegments {
  const alphabet = smsAlphabet(text);
  const cut = cutAt(text, alphabet, bits);
  const room = cut.length === 1 ? ROOM[alphabet].whole : ROOM[alphabet].part[bits];
  return {
    alphabet, segments: cut.length, units: cut.reduce((sum, { units }) => sum + units, 0), left: room - (cut.at(-1)?.units ?? 0),
    substitutions: alphabet === 'gsm7' ? [] : substituted(text).list,
  };
}

/** A GSM-7 text as SMPP carries it: one septet an octet, not packed (SMPP 3.4 §5.2.19, data_coding 0). Throws on a character outside the alphabet. */
export function gsm7Octets(text: string): Uint8Array {
  const octets: number[] = [];
  for (const char of text) {
    const codes = CODES.get(char);
    if (codes === undefined) throw new Error(`no place in the GSM alphabet for U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
    octets.push(...codes);
  }
  return Uint8Array.from(octets);
}

/** Octets of one septet each as text. An escape before a code that the extension table lacks shows the code of the basic table (TS 23.038 §6.2.1.1). */
export function textOfGsm7(octets: Uint8Array): string {
  let text = '';
  for (let i = 0; i < octets.length; i++) {
    const code = (octets[i] ?? 0) & 0x7F;
    if (code !== ESCAPE) {
      text += BASIC[code] ?? '';
      continue;
    }
    i += 1;
    const next = octets[i];
    if (next !== undefined) text += EXTENDED.get(next & 0x7F) ?? ((next & 0x7F) === ESCAPE ? ' ' : BASIC[next & 0x7F] ?? '');
  }
  return text;
}

/** A text in 16-bit units, the high octet first (UCS-2 as SMPP carries it, data_coding 8; pairs of surrogates stay pairs). */
export function ucs2Octets(text: string): Uint8Array {
  const octets = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    octets[2 * i] = unit >> 8;
    octets[2 * i + 1] = unit & 0xFF;
  }
  return octets;
}

/** 16-bit units, the high octet first, as text; an odd octet at the end is left out. */
export function textOfUcs2(octets: Uint8Array): string {
  let text = '';
  for (let i = 0; i + 1 < octets.length; i += 2) text += String.fromCharCode(((octets[i] ?? 0) << 8) | (octets[i + 1] ?? 0));
  return text;
}
