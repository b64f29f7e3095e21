import { assert } from '../assert.js';

/** Crockford's base 32: no I, L, O, U, so that a code read aloud or copied by hand is still right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/**
 * The code a borrower types to check that a contact is ours: two characters tell the slot, eight carry 40 bits of a
 * keyed digest of the contact, so that it can neither be guessed in the tries the portal allows nor tell anything.
 * `hexDigest`: at least 10 hex digits.
 */
export function verifyCode(slot: number, hexDigest: string): string {
  assert(slot >= 0 && slot < 256 && /^[0-9a-f]{10}/.test(hexDigest), 'verify code: a slot and a hex digest');
  let bits = BigInt(`0x${hexDigest.slice(0, 10)}`);
  let tail = '';
  for (let i = 0; i < 8; i += 1) {
    tail = (ALPHABET[Number(bits & 31n)] as string) + tail;
    bits >>= 5n;
  }
  return `${ALPHABET[slot >> 5] as string}${ALPHABET[slot & 31] as string}${tail}`;
}

/** A code as a person typed it (spaces, dashes, lower case, o for 0, i or l for 1): its canonical form and slot; `null` when it cannot be one. */
export function readVerifyCode(typed: string): { readonly code: string; readonly slot: number } | null {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s\-–—.]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (code.length !== LENGTH || [...code].some((c) => !ALPHABET.includes(c))) return null;
  const slot = ALPHABET.indexOf(code[0] as string) * 32 + ALPHABET.indexOf(code[1] as string);
  return slot < 256 ? { code, slot } : null;
}
