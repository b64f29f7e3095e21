import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Instant } from '../../domain/time/instant.js';
import type { OutgoingText, SendResult } from '../../engine/ports/channel.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { Permit } from '../../law/permit.js';
import { spendPermit } from '../spend-permit.js';

/** What is written, once the instant is known. */
export interface Writing {
  /** Path and query, as they are signed. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the provider's answer means. `text` may be cut off: the status came whole, what follows it perhaps not. */
export type ReadAnswer = (status: number, text: string) => SendResult;

export interface Poster {
  /** Writes one request, once. Throws what the permit throws when it is stale or used; nothing has left then. */
  post(permit: Permit, outgoing: OutgoingText, write: (now: Instant) => Writing, read: ReadAnswer): Promise<SendResult>;
  /** By the last attempt. */
  state(): 'up' | 'down' | 'idle';
  /** Lets what is under way end. */
  close(): Promise<void>;
}

/** Idle connections are closed before a gateway would close them: a request on a connection that ends at that moment could not be told from one that left. */
const IDLE_MS = 1_000;
const CONNECTIONS = 32;
const ANSWER_MAX = 16_000;

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

/** Calls once, when the next octet would reach the other side: a connection that stands (for TLS: agreed), or one used before. What fails earlier is certain not to have left. */
function onceItStands(request: ClientRequest, secure: boolean, stands: () => void): void {
  request.once('socket', (socket) => {
    if (request.reusedSocket) stands();
    else socket.once(secure ? 'secureConnect' : 'connect', stands);
  });
}

/**
 * One POST for each attempt, to one provider; never a second one: what may have left is `unknown` (law 4), and what certainly
 * has not is `refused` as `not_reached:…`.
 * @param address `https://…`; its path is not used. Plain `http` is for this machine only, which whoever reads the settings checks.
 * @param timeoutMs for one text, from the connection to the end of the answer
 */
export function openPoster(address: string, timeoutMs: number, clock: Clock): Poster {
  const url = new URL(address);
  const secure = url.protocol === 'https:';
  const limits = { keepAlive: true, maxSockets: CONNECTIONS, timeout: IDLE_MS };
  const agent = secure ? new HttpsAgent(limits) : new HttpAgent(limits);
  const underWay = new Set<Promise<SendResult>>();
  let state: 'up' | 'down' | 'idle' = 'idle';

  const one = (permit: Permit, outgoing: OutgoingText, write: (now: Instant) => Writing, read: ReadAnswer) => new Promise<SendResult>((resolve, reject) => {
    let written = false;
    const request = (secure ? httpsRequest : httpRequest)(url, { method: 'POST', agent, timeout: timeoutMs });
    const late = setTimeout(() => request.destroy(Object.assign(new Error('timeout'), { code: 'TIMEOUT' })), timeoutMs);
    const done = (result: SendResult, seen: 'up' | 'down') => {
      clearTimeout(late);
      state = seen;
      resolve(result);
    };
    request.once('response', (response) => {
      const status = response.statusCode ?? 0;
      void whole(response).then((text) => done(read(status, text), status < 500 ? 'up' : 'down'));
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const reason = (error.code ?? 'failed').toLowerCase();
      done(written ? { kind: 'unknown', reason } : { kind: 'refused', reason: `not_reached:${reason}` }, 'down');
    });
    onceItStands(request, secure, () => {
      try {
        const now = clock.now();
        const { path, headers, body } = write(now);
        request.path = path;
        for (const [name, value] of Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) })) request.setHeader(name, value);
        // Last of all: what fails before it has not spent the permit, and another account may have it.
        spendPermit(permit, outgoing, now);
        written = true;
        request.end(body);
      } catch (error) {
        clearTimeout(late);
        reject(error as Error);
        request.destroy();
      }
    });
  });

  return {
    post(permit, outgoing, write, read) {
      const sending = one(permit, outgoing, write, read);
      underWay.add(sending);
      const gone = () => void underWay.delete(sending);
      sending.then(gone, gone);
      return sending;
    },
    state: () => state,
    async close() {
      await Promise.allSettled(underWay);
      agent.destroy();
    },
  };
}
