import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
 * Makes the operator's key (32 random bytes, hex, mode 0600) unless it is there. The file appears whole and on the disk, or not at all.
 * Only for a database that was never used: a new key opens nothing that another has sealed.
 */
export function makeKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}`;
  rmSync(beside, { force: true });
  writeFileSync(beside, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(beside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another starter was first
  } finally {
    rmSync(beside, { force: true });
  }
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/**
 * The operator's key from its file. Losing it loses every name and number; keep a copy apart from the database.
 * `DUNWELL_KEY` (64 hex digits) takes its place.
 */
export function openFileKeys(path: string, fromEnvironment: string | undefined): Keys {
  if (fromEnvironment !== undefined) return keysFrom(readHexKey(fromEnvironment, 'DUNWELL_KEY'));
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Error(`key: ${path} is missing, and without it nothing that was sealed opens. Put back your copy, or pass it as DUNWELL_KEY. No new key was made.`, { cause: error });
    throw new Error(`key: ${path} cannot be read (${code ?? 'unknown'}). Let this user read it.`, { cause: error });
  }
  return keysFrom(readHexKey(text, path));
}

function readHexKey(text: string, where: string): Uint8Array {
  const hex = text.trim();
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error(`key: ${where} must hold 64 hex digits (32 bytes); found ${hex.length} characters. Restore it from your copy.`);
  return Buffer.from(hex, 'hex');
}
