import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, outgoing, permitFor } from '../../../../test/fixtures/sms/account-world.js';
import { openTwilio, type TwilioOptions } from './twilio-sms.js';

// Prism holds every request against an OpenAPI document, and answers with its examples; it keeps nothing and calls nobody. The document here
// is our own reading of Twilio's reference. TWILIO_OPENAPI names another: Twilio's own (github.com/twilio/twilio-oai), where it is at hand.
const DOCUMENT = process.env['TWILIO_OPENAPI'] ?? 'test/fixtures/sms/twilio-messages.openapi.json';
const KEYS = { accountSid: `AC${'0a'.repeat(16)}`, authToken: 'an-example-of-an-auth-token' };
const OPTIONS: TwilioOptions = { ...KEYS, from: '+15005550006', publicUrl: 'https://pay.example.com', timeoutMs: 5_000 };
const TEXT = outgoing({ to: '+12025550123', text: 'Mrs O\'Neil, you owe $500.00 & more 您好 👍\nReply STOP', country: 'US', language: 'en' });

let prism: ChildProcess;
let endpoint = '';
beforeAll(async () => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  prism = spawn(process.execPath, ['node_modules/@stoplight/prism-cli/dist/index.js', 'mock', '--host', '127.0.0.1', '--port', String(port), DOCUMENT], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += String(chunk);
      if (said.includes('Prism is listening')) resolve();
    };
    prism.stdout?.on('data', hear);
    prism.stderr?.on('data', hear);
    prism.once('exit', (code) => reject(new Error(`Prism ended with ${code}: ${said.slice(0, 500)}`)));
  });
  endpoint = `http://127.0.0.1:${port}`;
}, 60_000);
afterAll(() => void prism.kill());

const send = (more: Partial<TwilioOptions> = {}, text = TEXT) => openTwilio('tw', { ...OPTIONS, endpoint, ...more }, house()).send(permitFor(text.text), text);

describe('what we send to Twilio, held against its contract', () => {
  it('is taken: from a number, from a service, with receipts and without', async () => {
    for (const more of [{}, { publicUrl: null }, { from: `MG${'1b'.repeat(16)}` }, { validitySeconds: 36_000 }]) expect(await send(more)).toMatchObject({ kind: 'sent', ref: expect.stringMatching(/^(SM|MM)[0-9a-f]{32}$/) });
  });

  it('is held against it indeed: the official SDK passes, and what it may not send does not', async () => {
    class ToPrism extends twilio.RequestClient {
      override request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]): ReturnType<typeof twilio.RequestClient.prototype.request<T>> {
        return super.request<T>({ ...options, uri: options.uri.replace('https://api.twilio.com', endpoint) });
      }
    }
    const client = twilio(KEYS.accountSid, KEYS.authToken, { httpClient: new ToPrism() });
    expect((await client.messages.create({ to: TEXT.to, from: OPTIONS.from, body: TEXT.text })).sid).toMatch(/^SM/);
    const raw = (path: string, form: Readonly<Record<string, string>>) =>
      fetch(`${endpoint}${path}`, { method: 'POST', headers: { authorization: `Basic ${Buffer.from('a:b').toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(form).toString() }).then(({ status }) => status);
    const path = `/2010-04-01/Accounts/${KEYS.accountSid}/Messages.json`;
    expect(await raw(path, { To: TEXT.to, From: OPTIONS.from, Body: 'x' })).toBe(201);
    expect(await raw(path, { From: OPTIONS.from, Body: 'x' })).toBe(422);
    expect(await raw(path, { To: TEXT.to, From: OPTIONS.from, Body: 'x', ValidityPeriod: 'soon' })).toBe(422);
    expect(await raw(path.replace('AC', 'XX'), { To: TEXT.to, From: OPTIONS.from, Body: 'x' })).toBe(422);
  });
});
