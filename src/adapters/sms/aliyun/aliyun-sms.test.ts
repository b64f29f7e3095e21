import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import dysms, { SendSmsRequest } from '@alicloud/dysmsapi20170525';
import { Config } from '@alicloud/openapi-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { house, NOW, outgoing, permitFor, SIGN, TEMPLATE_WORDING } from '../../../../test/fixtures/sms/account-world.js';
import { startAliyunCloud, type AliyunCloud } from '../../../../test/fixtures/sms/aliyun-cloud.js';
import type { Trouble } from '../../../../test/fixtures/sms/loopback.js';
import { openAliyun, type AliyunOptions } from './aliyun-sms.js';
import { signAcs3 } from './sign-acs3.js';

const KEYS = { accessKeyId: 'LTAI5tExampleOfAKeyId', accessKeySecret: 'an-example-of-a-secret-key' };
const OPTIONS = {
  ...KEYS, signName: SIGN, hookToken: 'q'.repeat(32), timeoutMs: 2_000,
  templates: [{ id: 'reminder', version: 3, language: 'zh', code: 'SMS_154950909', wording: TEMPLATE_WORDING.aliyun, places: { name: 'name', amount: 'amount', code: 'code' } }],
} as const satisfies AliyunOptions;

// The SDK takes the time of the machine; the counterpart takes what either says.
let cloudNow = (): number => NOW;
let cloud: AliyunCloud;
beforeEach(async () => {
  cloudNow = () => NOW;
  cloud = await startAliyunCloud({ ...KEYS, signName: SIGN, templates: { SMS_154950909: TEMPLATE_WORDING.aliyun }, now: () => cloudNow() });
});
afterEach(() => cloud.close());

const open = (more: Partial<AliyunOptions> = {}) => openAliyun('ali', { ...OPTIONS, endpoint: cloud.url, ...more }, house());
const bySdk = () => {
  cloudNow = () => Date.now();
  // A CommonJS module: its class is the default, or the default's default, by who loads it.
  const Client = ('default' in dysms ? dysms.default : dysms) as typeof dysms.default;
  // Keys that were given plainly: else the SDK signs one header more, which says from where it has them.
  const credential = { getCredential: async () => ({ ...KEYS, type: 'access_key' }) } as unknown as Config['credential'];
  const client = new Client(new Config({ endpoint: new URL(cloud.url).host, protocol: 'http', credential }) as never);
  return client.sendSms(new SendSmsRequest({
    phoneNumbers: '13800000001', signName: SIGN, templateCode: 'SMS_154950909', templateParam: JSON.stringify({ name: '王小明', amount: '500.00', code: 'K7P2' }), outId: 'c4398046511109-1',
  }));
};

describe('beside the official SDK', () => {
  it('the counterpart takes what the SDK signs, and shows the words', async () => {
    expect((await bySdk()).body).toMatchObject({ code: 'OK', bizId: cloud.texts[0]?.bizId });
    expect(cloud.texts).toMatchObject([{ phone: '13800000001', shown: outgoing().text, outId: 'c4398046511109-1' }]);
  });

  it('with the same time and nonce ours is the same signature over the same request', async () => {
    await bySdk();
    const [theirs] = cloud.seen;
    await open().send(permitFor(outgoing().text), outgoing());
    const ours = cloud.seen[1];
    expect([ours?.method, ours?.target, ours?.body]).toEqual([theirs?.method, theirs?.target, theirs?.body]);
    const header = (name: string): string => String(theirs?.headers[name]);
    const query = Object.fromEntries(new URLSearchParams(theirs?.target.slice(2)));
    const signed = signAcs3({ ...KEYS, host: header('host'), action: 'SendSms', version: '2017-05-25', at: Date.parse(header('x-acs-date')), nonce: header('x-acs-signature-nonce'), query, body: '' });
    expect(header('authorization')).toBe(signed.headers['authorization']);
    expect(signed.path).toBe(theirs?.target);
  });

  it('our key, signature and place are checked: any other secret is refused', async () => {
    expect(await open({ accessKeySecret: 'another' }).send(permitFor(outgoing().text), outgoing())).toEqual({ kind: 'refused', reason: 'signaturedoesnotmatch' });
    expect(await open({ accessKeyId: 'another' }).send(permitFor(outgoing().text), outgoing())).toEqual({ kind: 'refused', reason: 'invalidaccesskeyid.notfound' });
    expect(cloud.texts).toEqual([]);
  });
});

const instead = (status: number, body: unknown): Trouble => ({ instead: { status, body } });

describe('one text by Aliyun', () => {
  it('leaves once, in the very words, under our key', async () => {
    const permit = permitFor(outgoing().text);
    expect(await open().send(permit, outgoing())).toEqual({ kind: 'sent', ref: cloud.texts[0]?.bizId });
    expect(permit.spent()).toBe(1);
    expect(cloud.texts).toMatchObject([{ shown: outgoing().text, outId: outgoing().key }]);
  });

  it.each([
    ['not registered', outgoing({ template: { ...outgoing().template, version: 9 } }), 'not_registered'],
    ['other words', outgoing({ text: `${outgoing().text}!` }), 'wording_differs'],
    ['a number in the USA that looks like one in China', outgoing({ to: '+13105551234' }), 'country_not_served'],
  ])('%s: refused before anything leaves, the permit unspent', async (_, text, reason) => {
    const permit = permitFor(text.text);
    expect(await open().send(permit, text)).toEqual({ kind: 'refused', reason });
    expect([permit.spent(), cloud.seen.length]).toEqual([0, 0]);
  });

  it('what is registered cannot be asked now: nothing left, another account may be asked', async () => {
    const permit = permitFor(outgoing().text);
    const account = openAliyun('ali', { ...OPTIONS, endpoint: cloud.url }, { ...house(), registered: () => Promise.reject(new Error('away')) });
    expect(await account.send(permit, outgoing())).toEqual({ kind: 'refused', reason: 'not_reached:registrations' });
    expect([permit.spent(), cloud.seen.length]).toEqual([0, 0]);
  });

  it.each<readonly [string, Trouble, object, number]>([
    ['number unknown', instead(200, { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: '13800000001', RequestId: 'x' }), { kind: 'refused', reason: 'isv.mobile_number_illegal' }, 0],
    ['no rights', instead(200, { Code: 'isp.RAM_PERMISSION_DENY' }), { kind: 'refused', reason: 'isp.ram_permission_deny' }, 0],
    ['too often', instead(200, { Code: 'isv.BUSINESS_LIMIT_CONTROL' }), { kind: 'refused', reason: 'throttled:isv.business_limit_control' }, 0],
    ['the day is full', instead(200, { Code: 'isv.DAY_LIMIT_CONTROL' }), { kind: 'refused', reason: 'throttled:isv.day_limit_control' }, 0],
    ['too fast', instead(400, { Code: 'Throttling.User' }), { kind: 'refused', reason: 'throttled:throttling.user' }, 0],
    ['too fast, by status', instead(429, 'slow down'), { kind: 'refused', reason: 'throttled:http_429' }, 0],
    ['refused, and no word why', instead(403, '<html>'), { kind: 'refused', reason: 'http_403' }, 0],
    ['its own trouble', { takenBut: { status: 200, body: { Code: 'isp.SYSTEM_ERROR' } } }, { kind: 'unknown', reason: 'isp.system_error' }, 1],
    ['a code that is not known', { takenBut: { status: 200, body: { Code: 'NEW.CODE' } } }, { kind: 'unknown', reason: 'new.code' }, 1],
    ['its own trouble, by status', { takenBut: { status: 503, body: { Code: 'ServiceUnavailable' } } }, { kind: 'unknown', reason: 'http_503' }, 1],
    ['a proxy was too slow', { takenBut: { status: 408, body: { Code: 'isv.MOBILE_NUMBER_ILLEGAL' } } }, { kind: 'unknown', reason: 'http_408' }, 1],
    ['cut off after it was taken', 'taken_then_cut', { kind: 'unknown', reason: 'econnreset' }, 1],
    ['half an answer', 'taken_then_half', { kind: 'unknown', reason: 'answer_unreadable' }, 1],
    ['no answer in time', 'taken_then_silent', { kind: 'unknown', reason: 'timeout' }, 1],
  ])('%s', async (_, trouble, result, left) => {
    cloud.next(trouble);
    expect(await open({ timeoutMs: 250 }).send(permitFor(outgoing().text), outgoing())).toEqual(result);
    expect([cloud.seen.length, cloud.texts.length]).toEqual([1, left]);
  });

  it('is not there: nothing left, another account may be asked', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const account = open({ endpoint: `http://127.0.0.1:${port}` });
    expect(account.state()).toBe('idle');
    expect(await account.send(permitFor(outgoing().text), outgoing())).toEqual({ kind: 'refused', reason: 'not_reached:econnrefused' });
    expect(account.state()).toBe('down');
  });

  it('is sent nothing under a permit that has died', async () => {
    await expect(open().send(permitFor(outgoing().text, NOW), outgoing())).rejects.toThrow(/^permit: expired/);
    expect(cloud.seen).toEqual([]);
  });

  it('a nonce is never used twice', async () => {
    const account = open();
    const texts = Array.from({ length: 20 }, (_, i) => outgoing({ key: `c4398046511109-${i}` }));
    const results = await Promise.all(texts.map((text) => account.send(permitFor(text.text), text)));
    expect(results.every((result) => result.kind === 'sent')).toBe(true);
    expect(new Set(cloud.seen.map((raw) => raw.headers['x-acs-signature-nonce'])).size).toBe(20);
    await account.close();
  });

  it.each([
    ['a token that can be guessed', { hookToken: 'short' }, /hookToken must be 32/],
    ['a template without its places', { templates: [{ ...OPTIONS.templates[0], places: {} }] }, /reminder\/3\/zh: the wording has a place name/],
  ])('%s stops the start', (_, more, message) => expect(() => open(more)).toThrow(message));
});
