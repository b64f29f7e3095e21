import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Puts a telephone number into an address without showing it; the same number gives the same address while the process lives. */
export interface AddressSeal {
  seal(text: string): string;
  /** `undefined` for anything that this process did not seal. */
  open(sealed: string): string | undefined;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function addressSeal(): AddressSeal {
  const key = randomBytes(32);
  return {
    seal: (text) => {
      // The nonce comes from the text, so that one number has one address: two texts never share a nonce by chance.
      const nonce = createHmac('sha256', key).update(text).digest().subarray(0, NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed) => {
      const all = Buffer.from(sealed, 'base64url');
      if (all.length <= NONCE_BYTES + TAG_BYTES) return undefined;
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, NONCE_BYTES));
        cipher.setAuthTag(all.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([cipher.update(all.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
