import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcp, type AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Permit } from '../../../law/permit.js';
import { outgoing } from '../../../../test/fixtures/outgoing.js';
import { gatewaySms, signText } from './gateway-sms.js';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const NOW = 1_764_000_000_000;
const OUTGOING = outgoing({ to: '+8615400000001', text: '您好' });
const open: { close(): unknown }[] = [];
afterEach(() => { for (const one of open.splice(0)) one.close(); });

/** What the gate's own permit does, as far as a channel sees it. */
function permitFor(text: string, expires = NOW + 10_000): Permit & { readonly spent: () => number } {
  let spent = 0;
  return {
    consume(now: number, digest: string) {
      if (now >= expires) throw new Error('permit: expired; ask the gate again');
      expect(digest).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
      spent += 1;
    },
    spent: () => spent,
  } as unknown as Permit & { readonly spent: () => number };
}

async function listen(server: Server | ReturnType<typeof createTcp>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return (server.address() as AddressInfo).port;
}

interface Seen { readonly headers: IncomingMessage['headers']; readonly body: string }

async function gateway(answer: (response: ServerResponse, request: IncomingMessage) => void): Promise<{ readonly url: string; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const port = await listen(createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += String(chunk); });
    request.on('end', () => {
      seen.push({ headers: request.headers, body });
      answer(response, request);
    });
  }));
  return { url: `http://127.0.0.1:${port}/texts`, seen };
}

const send = (url: string, timeoutMs = 2_000, permit = permitFor(OUTGOING.text)) => gatewaySms({ url, secret: SECRET, timeoutMs }, { now: () => NOW }).send(permit, OUTGOING);
const status = (code: number, body = '') => (response: ServerResponse) => void response.writeHead(code).end(body);

describe('the lender\'s own gateway', () => {
  it.each([
    ['taken, with its own number', status(202, '{"ref":"G-77"}'), { kind: 'sent', ref: 'G-77' }],
    ['taken, without a number', status(200, 'OK'), { kind: 'sent', ref: 'c1-1' }],
    ['taken, and the answer is no object', status(200, 'null'), { kind: 'sent', ref: 'c1-1' }],
    ['taken, and the connection lost after the status', (r: ServerResponse) => { r.writeHead(202, { 'content-length': 100 }); r.write('{"ref"'); setTimeout(() => r.destroy(), 20); }, { kind: 'sent', ref: 'c1-1' }],
    ['refused', status(422, '{"why":"number"}'), { kind: 'refused', reason: 'http_422' }],
    ['refused: too many', status(429), { kind: 'refused', reason: 'http_429' }],
    ['our request came too slowly: perhaps the rest of it was read', status(408), { kind: 'unknown', reason: 'http_408' }],
    ['the key is in hand already', status(409), { kind: 'unknown', reason: 'http_409' }],
    ['failed after it had been read', status(500), { kind: 'unknown', reason: 'http_500' }],
    ['not available: a proxy may say so of what it passed on', status(503), { kind: 'unknown', reason: 'http_503' }],
    ['sent elsewhere: not followed', (r: ServerResponse) => void r.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(), { kind: 'unknown', reason: 'http_307' }],
    ['cut off without an answer', (r: ServerResponse) => void r.destroy(), { kind: 'unknown', reason: 'econnreset' }],
  ])('%s', async (_, answer, result) => {
    expect(await send((await gateway(answer)).url)).toEqual(result);
  });

  it('does not answer in time: it may have left', async () => {
    const { url, seen } = await gateway(() => undefined);
    expect(await send(url, 150)).toEqual({ kind: 'unknown', reason: 'timeout' });
    expect(seen).toHaveLength(1);
  });

  it('is not there: nothing was written, so nothing left, and another account may have the permit', async () => {
    const closed = createTcp();
    const port = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    const permit = permitFor(OUTGOING.text);
    expect(await send(`http://127.0.0.1:${port}/texts`, 2_000, permit)).toEqual({ kind: 'refused', reason: 'not_reached:econnrefused' });
    expect(permit.spent()).toBe(0);
  });

  it('speaks no TLS: nothing of ours was written', async () => {
    const port = await listen(createTcp((socket) => socket.end('not tls\r\n')));
    const permit = permitFor(OUTGOING.text);
    expect(await send(`https://127.0.0.1:${port}/texts`, 2_000, permit)).toMatchObject({ kind: 'refused' });
    expect(permit.spent()).toBe(0);
  });

  it('gets the key, the time and a signature over time and body, once', async () => {
    const { url, seen } = await gateway(status(202));
    const permit = permitFor(OUTGOING.text);
    await send(url, 2_000, permit);
    expect([seen.length, permit.spent()]).toEqual([1, 1]);
    const [{ headers, body }] = seen as [Seen];
    expect(JSON.parse(body)).toEqual({ key: OUTGOING.key, to: OUTGOING.to, text: OUTGOING.text });
    expect(headers).toMatchObject({ 'idempotency-key': 'c1-1', 'x-dunwell-time': String(NOW), 'x-dunwell-signature': signText(SECRET, NOW, body) });
  });

  it('is sent nothing under a permit that has died', async () => {
    const { url, seen } = await gateway(status(202));
    await expect(gatewaySms({ url, secret: SECRET, timeoutMs: 500 }, { now: () => NOW }).send(permitFor(OUTGOING.text, NOW), OUTGOING)).rejects.toThrow(/^permit: expired/);
    expect(seen).toEqual([]);
  });
});
