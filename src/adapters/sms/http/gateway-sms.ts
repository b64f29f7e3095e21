import { createHmac } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Clock } from '../../../engine/ports/clock.js';
import type { SendResult, TextChannel } from '../../../engine/ports/channel.js';
import { spendPermit } from '../../spend-permit.js';

export interface GatewayOptions {
  /** `https://sms.lender.example/texts`; plain `http` to this machine only. */
  readonly url: string;
  /** Shared with the gateway; signs what we send it and what it sends to the hooks. */
  readonly secret: string;
  /** Whole milliseconds for one text, from the connection to the end of the answer. */
  readonly timeoutMs: number;
}

/** Idle connections are closed before a gateway would close them: a request on a connection that ends at that moment could not be told from one that left. */
const IDLE_MS = 1_000;
const CONNECTIONS = 32;
const ANSWER_MAX = 16_000;
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

/** The status decides; what follows it may be cut off without making the answer less certain. */
function whole(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > ANSWER_MAX) response.destroy();
    });
    response.once('close', () => resolve(text));
    response.once('error', () => resolve(text));
  });
}

/**
 * True from the moment at which something may have been written: a connection that stands (for TLS: agreed), or one used
 * before. Only what fails earlier is certain not to have left.
 */
function watchConnection(request: ClientRequest, secure: boolean): () => boolean {
  let stands = false;
  request.once('socket', (socket) => {
    if (request.reusedSocket) stands = true;
    else socket.once(secure ? 'secureConnect' : 'connect', () => { stands = true; });
  });
  return () => stands;
}

/**
 * A gateway of the lender's own, by HTTP (docs/operating/sms-gateway.md). One signed POST for each attempt; never a second
 * one: what may have left is `unknown` (law 4), and what certainly has not is `refused`.
 */
export function gatewaySms(options: GatewayOptions, clock: Clock): TextChannel {
  const url = new URL(options.url);
  const secure = url.protocol === 'https:';
  const limits = { keepAlive: true, maxSockets: CONNECTIONS, timeout: IDLE_MS };
  const agent = secure ? new HttpsAgent(limits) : new HttpAgent(limits);
  return {
    provider: 'gateway',
    send(permit, outgoing) {
      const time = clock.now();
      const body = JSON.stringify({ key: outgoing.key, to: outgoing.to, text: outgoing.text });
      const headers = {
        'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body), 'idempotency-key': outgoing.key, 'x-dunwell-time': String(time), 'x-dunwell-signature': signText(options.secret, time, body),
      };
      return new Promise<SendResult>((resolve, reject) => {
        try {
          // Last of all, so that nothing that fails before it can waste it.
          spendPermit(permit, outgoing, time);
        } catch (error) {
          reject(error as Error);
          return;
        }
        const request = (secure ? httpsRequest : httpRequest)(url, { method: 'POST', agent, headers, timeout: options.timeoutMs });
        const stands = watchConnection(request, secure);
        const late = setTimeout(() => request.destroy(Object.assign(new Error('timeout'), { code: 'TIMEOUT' })), options.timeoutMs);
        const done = (result: SendResult) => {
          clearTimeout(late);
          resolve(result);
        };
        request.once('response', (response) => {
          void whole(response).then((text) => done(readAnswer(response.statusCode ?? 0, text, outgoing.key)));
        });
        request.on('error', (error: NodeJS.ErrnoException) => {
          const reason = (error.code ?? 'failed').toLowerCase();
          done(stands() ? { kind: 'unknown', reason } : { kind: 'refused', reason: `not_reached:${reason}` });
        });
        request.end(body);
      });
    },
  };
}
