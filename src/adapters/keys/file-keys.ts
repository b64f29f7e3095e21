import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Keys } from '../../engine/ports/keys.js';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Random bytes drawn many at a time: a call to the system for each nonce costs more than the sealing. */
let drawn = Buffer.alloc(0);

function nextNonce(): Buffer {
  if (drawn.length < NONCE_BYTES) drawn = randomBytes(NONCE_BYTES * 1_024);
  const nonce = drawn.subarray(0, NONCE_BYTES);
  drawn = drawn.subarray(NONCE_BYTES);
  return nonce;
}

function sealWith(key: Uint8Array, clear: Uint8Array): Uint8Array {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

function openWith(key: Uint8Array, sealed: Uint8Array): Buffer {
  const body = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(body.subarray(body.length - TAG_BYTES));
  return Buffer.concat([decipher.update(body.subarray(NONCE_BYTES, body.length - TAG_BYTES)), decipher.final()]);
}

/** Keys from 32 secret bytes: a wrapping key, an operator key and an index key are derived from them (HKDF-SHA-256). */
export function keysFrom(secret: Uint8Array): Keys {
  const derive = (use: string) => new Uint8Array(hkdfSync('sha256', secret, 'dunwell', use, KEY_BYTES));
  const wrapping = derive('wrap');
  const operator = derive('operator');
  const index = derive('index');
  // A person's fields are sealed one after another under the same wrapped key: unwrap it once per object, keep it no longer than that object lives.
  const unwrapped = new WeakMap<Uint8Array, Uint8Array>();
  const personKey = (wrapped: Uint8Array): Uint8Array => {
    const known = unwrapped.get(wrapped);
    if (known !== undefined) return known;
    const key = openWith(wrapping, wrapped);
    unwrapped.set(wrapped, key);
    return key;
  };
  return {
    newPersonKey: () => sealWith(wrapping, randomBytes(KEY_BYTES)),
    seal: (wrapped, clear) => sealWith(personKey(wrapped), Buffer.from(clear, 'utf8')),
    open: (wrapped, sealed) => openWith(personKey(wrapped), sealed).toString('utf8'),
    sealForOperator: (clear) => sealWith(operator, Buffer.from(clear, 'utf8')),
    openForOperator: (sealed) => openWith(operator, sealed).toString('utf8'),
    blind: (purpose, value) => createHmac('sha256', index).update(`${purpose}\0${value}`).digest('hex'),
  };
}

/**
 * The operator's key as a file (32 bytes, hex), made on first start with mode 0600. Losing it loses every name and
 * number; keep a copy apart from the database. `DUNWELL_KEY` (64 hex digits) takes its place.
 */
export function openFileKeys(path: string, fromEnvironment: string | undefined): Keys {
  if (fromEnvironment !== undefined) return keysFrom(readHexKey(fromEnvironment, 'DUNWELL_KEY'));
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return keysFrom(readHexKey(readFileSync(path, 'utf8'), path));
}

function readHexKey(text: string, where: string): Uint8Array {
  const hex = text.trim();
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error(`key: ${where} must hold 64 hex digits (32 bytes); found ${hex.length} characters. Restore it from your copy.`);
  return Buffer.from(hex, 'hex');
}
