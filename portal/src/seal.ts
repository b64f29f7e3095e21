import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Signs what goes to a browser and must come back unchanged. One key; the purpose keeps uses apart. */
export interface Seal {
  sign(purpose: 'form' | 'done', text: string): string;
  holds(purpose: 'form' | 'done', text: string, signature: string): boolean;
}

export function sealWith(secret: string | undefined): Seal {
  const key = secret ?? randomBytes(32);
  const sign: Seal['sign'] = (purpose, text) => createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url');
  return {
    sign,
    holds: (purpose, text, signature) => {
      const wanted = Buffer.from(sign(purpose, text));
      const given = Buffer.from(signature);
      return wanted.length === given.length && timingSafeEqual(wanted, given);
    },
  };
}

/** The random half that a browser keeps in a cookie. */
export function newNonce(): string {
  return randomBytes(18).toString('base64url');
}
