import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { house, SIGN, type Kept } from '../../../test/fixtures/sms/account-world.js';
import type { Hook, HookAnswer } from '../../engine/ports/hook.js';
import { openAliyun } from './aliyun/aliyun-sms.js';
import { openTencent } from './tencent/tencent-sms.js';
import { signTwilio } from './twilio/sign-twilio.js';
import { openTwilio } from './twilio/twilio-sms.js';

const TOKEN = 'hQ3vR8mZt0Xk2nPw7sYb5dLf9gCj1aEu';
const KEY = 'c4398046511109-1';
const AUTH = 'an-example-of-an-auth-token';
const PUBLIC = 'https://pay.example.com';

const aliyun = (kept: Kept): Hook => openAliyun('ali', { accessKeyId: 'a', accessKeySecret: 'b', signName: SIGN, templates: [], hookToken: TOKEN }, kept).hook;
const tencent = (kept: Kept): Hook => openTencent('tx', { secretId: 'a', secretKey: 'b', region: 'ap-guangzhou', sdkAppId: '1', signName: SIGN, templates: [], hookToken: TOKEN }, kept).hook;
const twilio = (kept: Kept): Hook => openTwilio('tw', { accountSid: `AC${'0a'.repeat(16)}`, authToken: AUTH, from: '+15005550006', publicUrl: PUBLIC }, kept).hook;

const to = (hook: Hook, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<HookAnswer> =>
  hook.take({ path: path.split('?')[0] as string, target: `/api/hooks/sms/x/${path}`, header: (name) => headers[name], body: typeof body === 'string' ? body : JSON.stringify(body) });

const report = (more: object = {}) => ({ phone_number: '13800000001', send_time: '2026-11-24 10:02:03', report_time: '2026-11-24 10:02:07', success: true, err_code: 'DELIVERED', err_msg: 'x', sms_size: '1', biz_id: '900619^0', out_id: KEY, ...more });
const up = (more: object = {}) => ({ phone_number: '13800000001', send_time: '2026-11-24 10:03:00', content: '我15号发工资就还500', dest_code: '1234', sequence_id: '77', ...more });
const status = (more: object = {}) => ({ user_receive_time: '2026-11-24 10:02:07', nationcode: '86', mobile: '13800000001', report_status: 'SUCCESS', errmsg: 'DELIVRD', description: 'x', sid: '5000:1', ...more });
const reply = (more: object = {}) => ({ extend: '', mobile: '13800000001', nationcode: '86', sign: SIGN, text: 'TD', time: 1_795_000_000, ...more });

describe('what Aliyun pushes', () => {
  it('is kept one by one, under our own key', async () => {
    const kept = house();
    expect(await to(aliyun(kept), `${TOKEN}/report`, [report(), report({ out_id: 'c4398046511110-1', biz_id: '900620^0', success: false })])).toMatchObject({ status: 200, body: '{"code":0,"msg":"OK"}' });
    expect(kept.arrived).toEqual([
      ['receipt', 'ali', { id: '900619^0:delivered', providerKey: KEY, state: 'delivered' }], ['receipt', 'ali', { id: '900620^0:failed', providerKey: 'c4398046511110-1', state: 'failed' }],
    ]);
  });

  it.each([
    ['13800000001', '+8613800000001'], ['8613800000001', '+8613800000001'], ['+8613800000001', '+8613800000001'], ['008613800000001', '+8613800000001'], ['12800000001', null], ['1380000000', null], ['85212345678', null], ['', null],
  ])('a text from %s is from %s', async (phone, from) => {
    const kept = house();
    expect((await to(aliyun(kept), `${TOKEN}/up`, [up({ phone_number: phone })])).status).toBe(200);
    expect(kept.arrived.map(([, , reply]) => (reply as { readonly from?: string }).from)).toEqual(from === null ? [] : [from]);
  });

  it('two texts under one sequence number are two, the same pushed again is one', async () => {
    const kept = house();
    for (const element of [up(), up(), up({ content: '退订' })]) await to(aliyun(kept), `${TOKEN}/up`, [element]);
    expect(kept.arrived.map(([, , reply]) => (reply as { readonly text: string }).text)).toEqual(['我15号发工资就还500', '退订']);
    expect(JSON.stringify(kept.arrived.map(([, , reply]) => (reply as { readonly id: string }).id))).not.toContain('13800000001');
  });

  it.each([
    ['no object', 'x'], ['null', null], ['a list', []], ['a report without our key', report({ out_id: undefined })], ['of another system of the lender\'s', report({ out_id: 'otp-99' })], ['neither true nor false', report({ success: 'maybe' })],
    ['a key of a page', report({ out_id: 'c'.repeat(101) })],
  ])('%s does not lose the others, and is not asked for again', async (_, bad) => {
    const kept = house({ keys: [KEY] });
    expect((await to(aliyun(kept), `${TOKEN}/report`, [bad, report(), bad])).status).toBe(200);
    expect(kept.arrived).toHaveLength(1);
    expect(kept.lines).toHaveLength(2);
  });

  it('one that cannot be kept now makes all to be sent again, and nothing is kept twice', async () => {
    const kept = house();
    kept.failOnce();
    const batch = Array.from({ length: 25 }, (_, i) => report({ out_id: `c4398046511109-${i}`, biz_id: `${i}^0` }));
    expect((await to(aliyun(kept), `${TOKEN}/report`, batch)).status).toBe(503);
    expect(kept.arrived).toHaveLength(24);
    expect((await to(aliyun(kept), `${TOKEN}/report`, batch)).status).toBe(200);
    expect(kept.arrived).toHaveLength(25);
  });
});

describe('what Tencent Cloud calls back', () => {
  it('goes by our key where it is told, else by what Tencent Cloud calls the text', async () => {
    const kept = house();
    await kept.arrivals.parts('tx', KEY, ['5000:1']);
    expect(await to(tencent(kept), `${TOKEN}/status`, [status({ ext: KEY }), status({ report_status: 'FAIL' })])).toMatchObject({ status: 200, body: '{"result":0,"errmsg":"OK"}' });
    expect(kept.arrived.slice(1)).toEqual([['receipt', 'tx', { id: '5000:1:delivered', providerKey: KEY, state: 'delivered' }], ['byRef', 'tx', { id: '5000:1:failed', ref: '5000:1', state: 'failed' }]]);
  });

  it('faster than the answer that names the text: it is to say it again, and the others are kept', async () => {
    const kept = house();
    await kept.arrivals.parts('tx', KEY, ['5000:1']);
    const batch = [status({ sid: '5000:2' }), status()];
    expect(await to(tencent(kept), `${TOKEN}/status`, batch)).toMatchObject({ status: 503 });
    await kept.arrivals.parts('tx', 'c4398046511110-1', ['5000:2']);
    expect(await to(tencent(kept), `${TOKEN}/status`, batch)).toMatchObject({ status: 200 });
    expect(kept.arrived.filter(([what]) => what === 'byRef').map(([, , one]) => (one as { readonly ref: string }).ref)).toEqual(['5000:1', '5000:2']);
  });

  it.each([['86', '13800000001', '+8613800000001'], ['+86', '13800000001', '+8613800000001'], ['1', '2025550123', '+12025550123'], ['86', 'abc', null], ['', '13800000001', null]])('a reply from (%s) %s is from %s', async (nationcode, mobile, from) => {
    const kept = house();
    expect((await to(tencent(kept), `${TOKEN}/reply`, reply({ nationcode, mobile }))).status).toBe(200);
    expect(kept.arrived.map(([, , one]) => (one as { readonly from?: string }).from)).toEqual(from === null ? [] : [from]);
  });

  it('the same reply again is one; the same words a second later are another', async () => {
    const kept = house();
    for (const one of [reply(), reply(), reply({ time: 1_795_000_001 })]) await to(tencent(kept), `${TOKEN}/reply`, one);
    expect(kept.arrived).toHaveLength(2);
  });
});

const form = (path: string, params: Readonly<Record<string, string>>, auth = AUTH) => {
  const url = `${PUBLIC}/api/hooks/sms/x/${path}`;
  return { body: new URLSearchParams(params).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signTwilio(auth, url, Object.entries(params)) } };
};
const signed = (hook: Hook, path: string, params: Readonly<Record<string, string>>, auth = AUTH) => {
  const { body, headers } = form(path, params, auth);
  return to(hook, path, body, headers);
};
const inbound = (more: object = {}) => ({ MessageSid: 'SM1', From: '+12025550123', To: '+15005550006', Body: 'I get paid Friday', ...more });

describe('what Twilio sends', () => {
  it.each([
    ['queued', null], ['accepted', null], ['sending', null], ['scheduled', null], ['sent', 'sent'], ['delivered', 'delivered'], ['read', 'delivered'], ['undelivered', 'failed'], ['failed', 'failed'], ['canceled', 'failed'], ['of next year', null],
  ])('a status %s is %s', async (said, state) => {
    const kept = house();
    expect(await signed(twilio(kept), `status?key=${KEY}`, { MessageSid: 'SM1', MessageStatus: said })).toMatchObject({ status: 204 });
    expect(kept.arrived).toEqual(state === null ? [] : [['receipt', 'tw', { id: `SM1:${state}`, providerKey: KEY, state }]]);
  });

  it('answers a text with TwiML that says nothing', async () => {
    const kept = house();
    expect(await signed(twilio(kept), 'inbound', inbound())).toEqual({ status: 200, type: 'text/xml; charset=utf-8', body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>' });
    expect(kept.arrived).toEqual([['reply', 'tw', { id: 'SM1', from: '+12025550123', text: 'I get paid Friday' }]]);
  });

  it.each([
    ['STOP', 'STOP', 'STOP'], ['stop ', 'STOP', 'stop '], ['baja', 'STOP', 'STOP\nbaja'], ['help', 'HELP', 'help'], ['start', 'START', 'start'], ['stop', undefined, 'stop'],
  ])('"%s" with OptOutType %s reads as "%s"', async (Body, OptOutType, text) => {
    const kept = house();
    await signed(twilio(kept), 'inbound', inbound({ Body, ...(OptOutType === undefined ? {} : { OptOutType }) }) as Readonly<Record<string, string>>);
    expect(kept.arrived.map(([, , one]) => (one as { readonly text: string }).text)).toEqual([text]);
  });

  it('is taken as JSON too, by the digest in the address', async () => {
    const kept = house();
    const body = JSON.stringify(inbound());
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(body))).toString('hex');
    const path = `inbound?bodySHA256=${digest}`;
    const headers = { 'content-type': 'application/json', 'x-twilio-signature': signTwilio(AUTH, `${PUBLIC}/api/hooks/sms/x/${path}`, []) };
    expect(await to(twilio(kept), path, body, headers)).toMatchObject({ status: 200 });
    expect(await to(twilio(kept), path, `${body} `, headers)).toMatchObject({ status: 401 });
    expect(kept.arrived).toHaveLength(1);
  });

  it.each([
    ['another token', (hook: Hook) => signed(hook, 'inbound', inbound(), 'other')], ['no signature', (hook: Hook) => to(hook, 'inbound', form('inbound', inbound()).body)],
    ['signed for another of our texts', (hook: Hook) => to(hook, 'status?key=c4398046511110-1', form(`status?key=${KEY}`, { MessageSid: 'SM1', MessageStatus: 'delivered' }).body, form(`status?key=${KEY}`, { MessageSid: 'SM1', MessageStatus: 'delivered' }).headers)],
  ])('%s: nothing is kept', async (_, send) => {
    const kept = house();
    expect(await send(twilio(kept))).toMatchObject({ status: 401 });
    expect([kept.arrived, kept.lines]).toEqual([[], []]);
  });

  it.each([
    ['of no attempt of ours', `status?key=c4398046511110-1`, { MessageSid: 'SM1', MessageStatus: 'delivered' }, 404], ['without our key', 'status', { MessageSid: 'SM1', MessageStatus: 'delivered' }, 404],
    ['without its own name', `status?key=${KEY}`, { MessageStatus: 'delivered' }, 400], ['from no telephone number', 'inbound', inbound({ From: 'whatsapp:+12025550123' }), 400], ['to no address of ours', 'voice', inbound(), 404],
  ] as const)('%s: told so, for good', async (_, path, params, expected) => {
    const kept = house({ keys: [KEY] });
    expect(await signed(twilio(kept), path, params as Readonly<Record<string, string>>)).toMatchObject({ status: expected });
    expect(kept.arrived).toEqual([]);
  });

  it('what cannot be kept now is asked for again', async () => {
    const kept = house();
    kept.failOnce();
    expect(await signed(twilio(kept), 'inbound', inbound())).toMatchObject({ status: 503 });
    expect(await signed(twilio(kept), 'inbound', inbound())).toMatchObject({ status: 200 });
    expect(kept.arrived).toHaveLength(1);
  });
});

describe('anybody', () => {
  it.each([
    ['no token', 'report'], ['a token too short', `${TOKEN.slice(1)}/report`], ['a token too long', `${TOKEN}x/report`], ['another token', `${'x'.repeat(32)}/report`], ['more path', `${TOKEN}/report/x`], ['no event', `${TOKEN}/`], ['another event', `${TOKEN}/delete`],
  ])('who does not know the address finds nothing: %s', async (_, path) => {
    for (const open of [aliyun, tencent]) {
      const kept = house();
      expect((await to(open(kept), path, [report(), status()])).status).toBe(404);
      expect([kept.arrived, kept.lines]).toEqual([[], []]);
    }
  });

  it('who knows it and sends rubbish breaks nothing', async () => {
    const kept = house({ keys: [] });
    const hooks = [[aliyun(kept), 'report'], [aliyun(kept), 'up'], [tencent(kept), 'status'], [tencent(kept), 'reply']] as const;
    const rubbish = fc.oneof(fc.string({ maxLength: 60 }), fc.json(), fc.array(fc.dictionary(fc.constantFrom('out_id', 'success', 'biz_id', 'sid', 'mobile', 'nationcode', 'report_status', '__proto__'), fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant({ a: [] })))).map((all) => JSON.stringify(all)));
    await fc.assert(fc.asyncProperty(fc.constantFrom(...hooks), rubbish, async ([hook, what], body) => {
      const { status: code } = await to(hook, `${TOKEN}/${what}`, body);
      expect([200, 400, 503]).toContain(code);
    }));
    // Nothing that anybody wrote stands in the log.
    expect(kept.lines.filter((line) => !/^sms_hook_passed_over \{"account":"(ali|tx)","what":"(report|up|status|reply)","code":"(bad_request|unknown_attempt)"\}$/.test(line))).toEqual([]);
  });
});
