import { readSlotId, type SlotId } from '../id/slot-id.js';
import { readProviderKey } from './provider-key.js';

/** Keyed digest for a purpose, hex: `Keys.blind`. */
export type Sign = (purpose: string, value: string) => string;

/** 96 bits: far beyond guessing, and short enough that a local part of 64 octets (RFC 5321, 4.5.3.1.1) still holds the lender's own name. */
const TAG_DIGITS = 24;
const ATTEMPT = 'mail-attempt';
const POINT = 'mail-point';

/** Without an early end, so that the time tells nothing of how much was right. */
function same(a: string, b: string): boolean {
  let differs = a.length ^ b.length;
  for (let i = 0; i < b.length; i += 1) differs |= a.charCodeAt(i % Math.max(1, a.length)) ^ b.charCodeAt(i);
  return differs === 0;
}

/**
 * What makes an attempt known again in a Message-ID, a return path and a reply address, and cannot be made by anybody else. Only digits,
 * lower case letters, `-` and `.`: mail systems fold the case of what they bounce.
 */
export function attemptToken(key: string, sign: Sign): string {
  return `${key}.${sign(ATTEMPT, key).slice(0, TAG_DIGITS)}`;
}

/** Our key of the attempt, `null` for what we never made. */
export function readAttemptToken(text: string, sign: Sign): { readonly key: string; readonly contactId: SlotId } | null {
  const match = /^(c\d{1,16}-\d{1,3})\.([0-9a-f]{24})$/.exec(text.toLowerCase());
  const key = match?.[1] ?? '';
  const read = readProviderKey(key);
  return match === null || read === null || !same(match[2] ?? '', sign(ATTEMPT, key).slice(0, TAG_DIGITS)) ? null : { key, contactId: read.contactId };
}

/** What the link to unsubscribe holds: an e-mail point, no person's data, and not to be guessed. */
export function pointToken(pointId: string, sign: Sign): string {
  return `${pointId}.${sign(POINT, pointId).slice(0, TAG_DIGITS)}`;
}

/** The point that a link to unsubscribe is of, `null` for what we never made. */
export function readPointToken(text: string, sign: Sign): SlotId | null {
  const match = /^(\d{1,16})\.([0-9a-f]{24})$/.exec(text);
  const id = match === null ? null : readSlotId(match[1] ?? '');
  return match === null || id === null || !same(match[2] ?? '', sign(POINT, match[1] ?? '').slice(0, TAG_DIGITS)) ? null : id;
}

const TAG = /^([^+@]+)\+([^+@]+)@([^@]+)$/;

/** `dunwell@bounces.bank.example` with the token: `dunwell+c17-1.0f…@bounces.bank.example` (sub-addressing, RFC 5233). */
export function taggedAddress(address: string, token: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${token}${address.slice(at)}`;
}

/** What stands behind the plus, `null` where an address is not the given one with something behind it. */
export function tagOf(tagged: string, address: string): string | null {
  const match = TAG.exec(tagged.toLowerCase());
  return match !== null && `${match[1] ?? ''}@${match[3] ?? ''}` === address.toLowerCase() ? (match[2] ?? null) : null;
}
