import fc from 'fast-check';
import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { house, NOW, outgoing, permitFor } from '../../../../test/fixtures/sms/account-world.js';
import type { Trouble } from '../../../../test/fixtures/sms/loopback.js';
import { startTwilioCloud, type TwilioCloud } from '../../../../test/fixtures/sms/twilio-cloud.js';
import { fromTwilio, jsonFromTwilio, signTwilio } from './sign-twilio.js';
import { openTwilio, type TwilioOptions } from './twilio-sms.js';

const KEYS = { accountSid: `AC${'0a'.repeat(16)}`, authToken: 'an-example-of-an-auth-token' };
const OPTIONS: TwilioOptions = { ...KEYS, from: '+15005550006', publicUrl: 'https://pay.example.com', timeoutMs: 2_000 };
/** Signs that a form writes otherwise than they are: every reserved one, spaces, both planes of Unicode. */
const TEXT = `Mrs O'Neil (acct *12), you owe $500.00 & "fees"! 您好 – 👍 +1~a_b-c.d\nReply STOP`;
const TO_US = outgoing({ to: '+12025550123', text: TEXT, country: 'US', language: 'en' });

let cloud: TwilioCloud;
beforeEach(async () => { cloud = await startTwilioCloud({ ...KEYS, from: OPTIONS.from }); });
afterEach(() => cloud.close());

const open = (more: Partial<TwilioOptions> = {}) => openTwilio('tw', { ...OPTIONS, endpoint: cloud.url, ...more }, house());

/** The official client, brought to this machine. */
function sdk() {
  class ToLoopback extends twilio.RequestClient {
    override request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]): ReturnType<typeof twilio.RequestClient.prototype.request<T>> {
      return super.request<T>({ ...options, uri: options.uri.replace('https://api.twilio.com', cloud.url) });
    }
  }
  return twilio(KEYS.accountSid, KEYS.authToken, { httpClient: new ToLoopback() });
}

describe('beside the official SDK', () => {
  it('the counterpart takes what the SDK sends, and ours is the same, byte for byte', async () => {
    const statusCallback = `https://pay.example.com/api/hooks/sms/tw/status?key=${TO_US.key}#rc=3&rp=5xx,ct,rt`;
    const made = await sdk().messages.create({ to: TO_US.to, from: OPTIONS.from, body: TEXT, statusCallback, validityPeriod: 30, smartEncoded: false });
    expect(made.sid).toBe(cloud.texts[0]?.sid);
    await open().send(permitFor(TEXT), TO_US);
    const [theirs, ours] = cloud.seen;
    expect([ours?.method, ours?.target, ours?.body]).toEqual([theirs?.method, theirs?.target, theirs?.body]);
    for (const name of ['authorization', 'content-type', 'accept']) expect(ours?.headers[name], name).toBe(theirs?.headers[name]);
    expect(cloud.texts[1]).toMatchObject({ body: TEXT, statusCallback, validityPeriod: '30' });
  });

  it('any text is written as the SDK writes it', async () => {
    const client = sdk();
    const account = open({ publicUrl: null });
    await fc.assert(fc.asyncProperty(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), async (text) => {
      const before = cloud.seen.length;
      await client.messages.create({ to: TO_US.to, from: OPTIONS.from, body: text, validityPeriod: 30, smartEncoded: false });
      await account.send(permitFor(text), { ...TO_US, text });
      expect(cloud.seen[before + 1]?.body).toBe(cloud.seen[before]?.body);
    }), { numRuns: 40 });
  });

  it.each([
    ['https, usual port unsaid', 'https://pay.example.com/api/hooks/sms/tw/inbound'], ['another port', 'https://pay.example.com:8443/api/hooks/sms/tw/inbound'],
    ['a query', 'https://pay.example.com/api/hooks/sms/tw/status?key=c1-1&x=%E6%82%A8'], ['plain http', 'http://127.0.0.1:8080/h'],
  ])('a form to %s: the SDK takes what we sign, and we take what the SDK takes', (_, url) => {
    const params = { From: '+12025550123', Body: TEXT, MessageSid: 'SM1', Empty: '' };
    const signature = signTwilio(KEYS.authToken, url, Object.entries(params));
    expect(signature).toBe(twilio.getExpectedTwilioSignature(KEYS.authToken, url, params));
    expect(cloud.form(url, params).headers['x-twilio-signature']).toBe(signature);
    // Twilio may sign with the usual port, or without any.
    const spelt = [url, url.replace(/^https:\/\/pay\.example\.com(?=\/)/, '$&:443'), url.replace(/:\d+(?=\/)/, '')];
    for (const signed of spelt) {
      const header = twilio.getExpectedTwilioSignature(KEYS.authToken, signed, params);
      expect(fromTwilio(KEYS.authToken, header, url, Object.entries(params)), signed).toBe(twilio.validateRequest(KEYS.authToken, header, url, params));
      expect(fromTwilio(KEYS.authToken, header, url, Object.entries(params)), signed).toBe(true);
    }
  });

  it('names that come twice, in any order', () => {
    const url = 'https://pay.example.com/h';
    const field = fc.record({ name: fc.constantFrom('MediaUrl', 'Body', 'A', 'a', ' '), value: fc.string({ maxLength: 5 }) });
    fc.assert(fc.property(fc.array(field, { maxLength: 8 }), (fields) => {
      const together: Record<string, string | string[]> = {};
      for (const { name, value } of fields) together[name] = name in together ? [together[name] as string | string[], value].flat() : value;
      expect(signTwilio(KEYS.authToken, url, fields.map(({ name, value }) => [name, value]))).toBe(twilio.getExpectedTwilioSignature(KEYS.authToken, url, together));
    }));
  });

  it('a JSON body goes by its digest in the query', () => {
    const body = JSON.stringify({ MessageSid: 'SM1', Body: TEXT });
    const { url, headers } = cloud.json('https://pay.example.com/h?key=c1-1', body);
    const signature = headers['x-twilio-signature'] as string;
    expect(jsonFromTwilio(KEYS.authToken, signature, url, body)).toBe(true);
    expect(twilio.validateRequestWithBody(KEYS.authToken, signature, url, body)).toBe(true);
    for (const [what, ours, theirs] of [
      ['another body', jsonFromTwilio(KEYS.authToken, signature, url, `${body} `), twilio.validateRequestWithBody(KEYS.authToken, signature, url, `${body} `)],
      ['another key', jsonFromTwilio('other', signature, url, body), twilio.validateRequestWithBody('other', signature, url, body)],
      ['no digest', jsonFromTwilio(KEYS.authToken, signTwilio(KEYS.authToken, 'https://pay.example.com/h', []), 'https://pay.example.com/h', body), false],
    ] as const) expect([what, ours, theirs]).toEqual([what, false, false]);
  });

  it('whatever is changed, neither takes it', () => {
    const url = 'https://pay.example.com/api/hooks/sms/tw/status?key=c1-1';
    const params = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    const { headers } = cloud.form(url, params);
    const signature = headers['x-twilio-signature'] as string;
    const changed = fc.oneof(
      fc.string({ maxLength: 12 }).map((value) => ({ url, params: { ...params, MessageStatus: value }, signature })),
      fc.string({ maxLength: 12 }).map((value) => ({ url: `${url}${encodeURIComponent(value)}`, params, signature })),
      fc.string({ maxLength: 30 }).map((value) => ({ url, params, signature: value })),
      fc.constantFrom('Extra', 'messageStatus').map((name) => ({ url, params: { ...params, [name]: 'x' }, signature })),
    ).filter((one) => JSON.stringify(one) !== JSON.stringify({ url, params, signature }));
    fc.assert(fc.property(changed, (one) => {
      expect(fromTwilio(KEYS.authToken, one.signature, one.url, Object.entries(one.params))).toBe(false);
      expect(twilio.validateRequest(KEYS.authToken, one.signature, one.url, one.params)).toBe(false);
    }));
  });
});

const instead = (status: number, body: unknown): Trouble => ({ instead: { status, body } });

describe('one text by Twilio', () => {
  it('leaves once; its receipts are asked for by our key', async () => {
    const permit = permitFor(TEXT);
    expect(await open().send(permit, TO_US)).toEqual({ kind: 'sent', ref: cloud.texts[0]?.sid });
    expect([permit.spent(), cloud.texts.length]).toEqual([1, 1]);
  });

  it('asks for no receipts where nobody can reach us, and lets a service choose the number', async () => {
    await open({ publicUrl: null, from: `MG${'1b'.repeat(16)}` }).send(permitFor(TEXT), TO_US);
    const form = new URLSearchParams(cloud.seen[0]?.body);
    expect([form.get('StatusCallback'), form.get('From'), form.get('MessagingServiceSid')]).toEqual([null, null, `MG${'1b'.repeat(16)}`]);
  });

  it('sends with an API key of its own where there is one', async () => {
    await open({ apiKey: { sid: 'SK1', secret: 's' } }).send(permitFor(TEXT), TO_US);
    expect(cloud.seen[0]?.headers['authorization']).toBe(`Basic ${Buffer.from('SK1:s').toString('base64')}`);
  });

  it.each<readonly [string, Trouble, object, number]>([
    ['number unknown', instead(400, { code: 21211, message: 'The To number +12025550123 is not valid', status: 400 }), { kind: 'refused', reason: 'twilio_21211' }, 0],
    ['opted out at Twilio', instead(400, { code: 21610, message: 'x', status: 400 }), { kind: 'refused', reason: 'twilio_21610' }, 0],
    ['no rights', instead(401, { code: 20003 }), { kind: 'refused', reason: 'twilio_20003' }, 0],
    ['too fast', instead(429, { code: 20429 }), { kind: 'refused', reason: 'throttled:twilio_20429' }, 0],
    ['too fast, and no word', instead(429, ''), { kind: 'refused', reason: 'throttled:http_429' }, 0],
    ['refused, and no word why', instead(403, 'null'), { kind: 'refused', reason: 'http_403' }, 0],
    ['sent elsewhere: not followed', instead(307, ''), { kind: 'unknown', reason: 'http_307' }, 0],
    ['a proxy was too slow', { takenBut: { status: 408, body: { code: 21211 } } }, { kind: 'unknown', reason: 'http_408' }, 1],
    ['in conflict', { takenBut: { status: 409, body: { code: 1 } } }, { kind: 'unknown', reason: 'http_409' }, 1],
    ['its own trouble', { takenBut: { status: 500, body: { code: 20500 } } }, { kind: 'unknown', reason: 'http_500' }, 1],
    ['its own trouble, behind a proxy', { takenBut: { status: 503, body: '<html>' } }, { kind: 'unknown', reason: 'http_503' }, 1],
    ['made, and half an answer: the status has said so', 'taken_then_half', { kind: 'sent', ref: TO_US.key }, 1],
    ['cut off after it was taken', 'taken_then_cut', { kind: 'unknown', reason: 'econnreset' }, 1],
    ['no answer in time', 'taken_then_silent', { kind: 'unknown', reason: 'timeout' }, 1],
  ])('%s', async (_, trouble, result, left) => {
    cloud.next(trouble);
    expect(await open({ timeoutMs: 250 }).send(permitFor(TEXT), TO_US)).toEqual(result);
    // Never a second request, whatever came: Twilio knows no key by which it could tell one from the other.
    expect([cloud.seen.length, cloud.texts.length]).toEqual([1, left]);
  });

  it('is sent nothing under a permit that has died, or for other words', async () => {
    await expect(open().send(permitFor(TEXT, NOW), TO_US)).rejects.toThrow(/^permit: expired/);
    await expect(open().send(permitFor('other'), TO_US)).rejects.toThrow(/^permit: other words/);
    expect(cloud.seen).toEqual([]);
  });

  it.each([['an account that is none', { accountSid: 'SK1' }, /accountSid must be AC/], ['a wait of no time', { validitySeconds: 0 }, /validitySeconds must be/], ['a wait too long', { validitySeconds: 36_001 }, /validitySeconds must be/]])('%s stops the start', (_, more, message) => {
    expect(() => open(more)).toThrow(message);
  });
});
