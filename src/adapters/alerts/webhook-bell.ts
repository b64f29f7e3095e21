import { createHmac } from 'node:crypto';
import type { Bell } from '../../engine/ports/alerts.js';
import type { Clock } from '../../engine/ports/clock.js';

export interface BellOptions {
  /** `https://pager.lender.example/dunwell`; plain `http` to this machine only. */
  readonly url: string;
  /** Signs what is sent, as texts to the gateway are signed. */
  readonly secret: string;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;

/** Hex HMAC-SHA-256 of `time.body`. */
export function signAlert(secret: string, time: number, body: string): string {
  return createHmac('sha256', secret).update(`${time}.${body}`, 'utf8').digest('hex');
}

/** A webhook of the lender's pager. Any answer of the family 2xx means that it was taken; a redirect is none, for a secret would follow it. */
export function webhookBell({ url, secret, timeoutMs = TIMEOUT_MS }: BellOptions, clock: Clock): Bell {
  return {
    async ring({ id, kinds, raisedAt, link }) {
      const body = JSON.stringify({ event: 'person_in_distress', id, kinds, raisedAt: new Date(raisedAt).toISOString(), link });
      const time = clock.now();
      const answer = await fetch(url, {
        method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(timeoutMs),
        headers: { 'content-type': 'application/json; charset=utf-8', 'idempotency-key': `alert-${id}`, 'x-dunwell-time': String(time), 'x-dunwell-signature': signAlert(secret, time, body) },
      });
      await answer.body?.cancel();
      return answer.ok;
    },
  };
}
