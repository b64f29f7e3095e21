import { createHash } from 'node:crypto';
import type { OutgoingText } from '../../engine/ports/channel.js';
import type { Permit } from '../../law/permit.js';

export const TEXT = 'Your account is overdue. See what you owe and what you can do, or reply STOP. Code 123456.';
const FROM = { nameEn: 'Lender', nameZh: '某', phone: '' };
const DIGEST = createHash('sha256').update(TEXT).digest('hex');

export const benchText = (count: number): OutgoingText => ({
  channel: 'sms', to: '+8613800000000', text: TEXT, key: `c${count}-1`, country: 'CN', language: 'en', code: '123456', template: { id: 'bench', version: 1, language: 'en', values: {} }, from: FROM,
});

/** As the gate's own checks them: the words, the time, once. The gate itself is measured by `bench:gate`. */
export function benchPermit(outgoing: OutgoingText, now: number): Permit {
  let used = false;
  const expiresAt = now + 10_000;
  return {
    claims: { contactId: outgoing.key, attemptNo: 1, personId: '1', pointId: '1', channel: 'sms', textDigest: DIGEST, issuedAt: now, expiresAt },
    consume(at: number, digest: string) {
      if (used || at >= expiresAt || digest !== DIGEST) throw new Error('permit: refused');
      used = true;
    },
  } as unknown as Permit;
}
