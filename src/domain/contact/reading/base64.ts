const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648, section 4), padded; the pure floors have no Buffer. */
export function toBase64(bytes: Uint8Array): string {
  const out: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] ?? 0, bytes[i + 1], bytes[i + 2]];
    const all = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out.push(LETTERS[(all >> 18) & 63] ?? '', LETTERS[(all >> 12) & 63] ?? '', b === undefined ? '=' : (LETTERS[(all >> 6) & 63] ?? ''), c === undefined ? '=' : (LETTERS[all & 63] ?? ''));
  }
  return out.join('');
}

/** The reverse of {@link toBase64}; what is no letter of it counts as zero bits. */
export function fromBase64(text: string): Uint8Array {
  const codes = new Uint8Array(128);
  for (let i = 0; i < 64; i += 1) codes[LETTERS.charCodeAt(i)] = i;
  const bare = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((bare.length * 3) / 4));
  for (let i = 0, at = 0; i < bare.length; i += 4) {
    const code = (k: number): number => codes[bare.charCodeAt(i + k) & 127] ?? 0;
    const all = (code(0) << 18) | (code(1) << 12) | ((i + 2 < bare.length ? code(2) : 0) << 6) | (i + 3 < bare.length ? code(3) : 0);
    for (const shift of [16, 8, 0]) if (at < bytes.length) bytes[at++] = (all >> shift) & 255;
  }
  return bytes;
}
