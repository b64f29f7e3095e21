import { createHmac } from 'node:crypto';
import type { Clock } from '../../../engine/ports/clock.js';
import type { SendResult } from '../../../engine/ports/channel.js';
import type { SmsAccount } from '../account.js';
import { openPoster } from '../post.js';

export interface GatewayOptions {
  /** `https://sms.lender.example/texts`; plain `http` to this machine only. */
  readonly url: string;
  /** Shared with the gateway; signs what we send it and what it sends to the hooks. */
  readonly secret: string;
  /** Whole milliseconds for one text, from the connection to the end of the answer. */
  readonly timeoutMs: number;
}

/** Answers of the family "your fault" that do not say that nothing was taken: too slow, and a key that is known or in hand. */
const NOT_DEFINITE = new Set([408, 409]);

/** Hex HMAC-SHA-256 of `time.body`: who sent it, what, and when, so that an old request is worth nothing. */
export function signText(secret: string, time: number, body: string): string {
  return createHmac('sha256', secret).update(`${time}.${body}`, 'utf8').digest('hex');
}

function readAnswer(status: number, body: string, key: string): SendResult {
  if (status >= 200 && status < 300) {
    let ref: unknown;
    try {
      ref = (JSON.parse(body) as { readonly ref?: unknown } | null)?.ref;
    } catch {
      // Taken all the same: the status said so.
    }
    return { kind: 'sent', ref: typeof ref === 'string' && ref !== '' ? ref.slice(0, 100) : key };
  }
  if (status >= 400 && status < 500 && !NOT_DEFINITE.has(status)) return { kind: 'refused', reason: `http_${status}` };
  return { kind: 'unknown', reason: `http_${status}` };
}

/**
 * A gateway of the lender's own, by HTTP (docs/operating/sms-gateway.md). One signed POST for each attempt; never a second
 * one: what may have left is `unknown` (law 4), and what certainly has not is `refused`.
 */
export function gatewaySms(options: GatewayOptions, clock: Clock, name = 'gateway'): SmsAccount {
  const url = new URL(options.url);
  const poster = openPoster(options.url, options.timeoutMs, clock);
  return {
    provider: name,
    send(permit, outgoing) {
      const body = JSON.stringify({ key: outgoing.key, to: outgoing.to, text: outgoing.text });
      const write = (time: number) => ({
        path: `${url.pathname}${url.search}`, body,
        headers: { 'content-type': 'application/json; charset=utf-8', 'idempotency-key': outgoing.key, 'x-dunwell-time': String(time), 'x-dunwell-signature': signText(options.secret, time, body) },
      });
      return poster.post(permit, outgoing, write, (status, text) => readAnswer(status, text, outgoing.key));
    },
    start: () => undefined,
    close: () => poster.close(),
    state: () => poster.state(),
  };
}
