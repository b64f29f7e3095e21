import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// OWASP Password Storage: scrypt N 2^15, r 8, p 3 (32 MiB) is one of its equal settings.
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 128 * 2 ** 20 } as const;

function derive(password: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => scrypt(password.normalize('NFKC'), salt, 32, COST, (error, key) => (error === null ? resolve(key) : reject(error))));
}

/** `scrypt$salt$key`, hex. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('hex')}$${(await derive(password, salt)).toString('hex')}`;
}

/** Takes the same time whether or not the person exists: pass `null` for nobody. */
export async function checkPassword(password: string, hash: string | null): Promise<boolean> {
  const [kind, salt, key] = (hash ?? `scrypt$${'00'.repeat(16)}$${'00'.repeat(32)}`).split('$');
  if (kind !== 'scrypt' || salt === undefined || key === undefined) return false;
  const derived = await derive(password, Buffer.from(salt, 'hex'));
  return timingSafeEqual(derived, Buffer.from(key, 'hex')) && hash !== null;
}
