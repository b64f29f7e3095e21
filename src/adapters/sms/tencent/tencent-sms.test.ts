import { Agent } from 'node:http';
import tencentcloud from 'tencentcloud-sdk-nodejs-sms';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { house, NOW, outgoing, permitFor, SIGN, TEMPLATE_WORDING } from '../../../../test/fixtures/sms/account-world.js';
import type { Trouble } from '../../../../test/fixtures/sms/loopback.js';
import { startTencentCloud, type TencentCloud } from '../../../../test/fixtures/sms/tencent-cloud.js';
import { signTc3 } from './sign-tc3.js';
import { openTencent, type TencentOptions } from './tencent-sms.js';

const KEYS = { secretId: 'AKIDexampleOfASecretId', secretKey: 'an-example-of-a-secret-key' };
const OPTIONS = {
  ...KEYS, region: 'ap-guangzhou', sdkAppId: '1400006666', signName: SIGN, hookToken: 'q'.repeat(32), timeoutMs: 2_000,
  templates: [{ id: 'reminder', version: 3, language: 'zh', code: '1110', wording: TEMPLATE_WORDING.tencent, places: { '1': 'name', '2': 'amount', '3': 'code' } }],
} as const satisfies TencentOptions;

// The SDK takes the time of the machine; the counterpart takes what either says.
let cloudNow = (): number => NOW;
let cloud: TencentCloud;
beforeEach(async () => {
  cloudNow = () => NOW;
  cloud = await startTencentCloud({ ...KEYS, sdkAppId: '1400006666', signName: SIGN, templates: { '1110': TEMPLATE_WORDING.tencent }, now: () => cloudNow() });
});
afterEach(() => cloud.close());

const open = (more: Partial<TencentOptions> = {}, kept = house()) => openTencent('tx', { ...OPTIONS, endpoint: cloud.url, ...more }, kept);

/** To the true name, which this agent finds on this machine: the SDK takes the service that it signs for from the name. */
function bySdk() {
  cloudNow = () => Date.now();
  const lookup = (_: string, options: { readonly all?: boolean }, done: (error: null, address: unknown, family?: number) => void): void => (options.all === true ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4));
  const agent = new Agent({ lookup } as object);
  const client = new tencentcloud.sms.v20210111.Client({
    credential: KEYS, region: 'ap-guangzhou', profile: { httpProfile: { endpoint: `sms.tencentcloudapi.com:${new URL(cloud.url).port}`, protocol: 'http://', agent } },
  });
  return client.SendSms({ PhoneNumberSet: ['+8613800000001'], SmsSdkAppId: '1400006666', TemplateId: '1110', SignName: SIGN, TemplateParamSet: ['王小明', '500.00', 'K7P2'], SessionContext: 'c4398046511109-1' });
}

describe('beside the official SDK', () => {
  it('the counterpart takes what the SDK signs, and shows the words', async () => {
    expect((await bySdk()).SendStatusSet).toMatchObject([{ Code: 'Ok', SerialNo: cloud.texts[0]?.serialNo }]);
    expect(cloud.texts).toMatchObject([{ phone: '+8613800000001', shown: outgoing().text, session: 'c4398046511109-1' }]);
  });

  it('with the same time ours is the same signature over the same bytes', async () => {
    await bySdk();
    const [theirs] = cloud.seen;
    await open().send(permitFor(outgoing().text), outgoing());
    const ours = cloud.seen[1];
    expect([ours?.method, ours?.target, ours?.body]).toEqual([theirs?.method, theirs?.target, theirs?.body]);
    for (const name of ['content-type', 'x-tc-action', 'x-tc-version', 'x-tc-region']) expect(ours?.headers[name], name).toBe(theirs?.headers[name]);
    const at = Number(theirs?.headers['x-tc-timestamp']) * 1000;
    expect(signTc3({ ...KEYS, host: 'sms.tencentcloudapi.com', service: 'sms', at, body: theirs?.body ?? '' })).toBe(theirs?.headers['authorization']);
  });

  it('any other secret is refused', async () => {
    expect(await open({ secretKey: 'another' }).send(permitFor(outgoing().text), outgoing())).toEqual({ kind: 'refused', reason: 'authfailure.signaturefailure' });
    expect(cloud.texts).toEqual([]);
  });
});

const error = (code: string): Trouble => ({ instead: { status: 200, body: { Response: { Error: { Code: code, Message: '+8613800000001' }, RequestId: 'x' } } } });
const status = (code: string): Trouble => ({ instead: { status: 200, body: { Response: { SendStatusSet: [{ SerialNo: '', PhoneNumber: '+8613800000002', Code: 'Ok' }, { SerialNo: '', PhoneNumber: '+8613800000001', Code: code, Message: 'x' }], RequestId: 'x' } } } });
const took = (httpStatus: number, body: unknown): Trouble => ({ takenBut: { status: httpStatus, body } });

describe('one text by Tencent Cloud', () => {
  it('leaves once, in the very words, under our key; its name there is kept before it counts as sent', async () => {
    const [permit, kept] = [permitFor(outgoing().text), house()];
    expect(await open({}, kept).send(permit, outgoing())).toEqual({ kind: 'sent', ref: cloud.texts[0]?.serialNo });
    expect(permit.spent()).toBe(1);
    expect(cloud.texts).toMatchObject([{ shown: outgoing().text, session: outgoing().key }]);
    expect(kept.arrived).toEqual([['parts', 'tx', [outgoing().key, cloud.texts[0]?.serialNo]]]);
  });

  it('has left when its name could not be kept', async () => {
    const kept = house();
    kept.failOnce();
    expect(await open({}, kept).send(permitFor(outgoing().text), outgoing())).toMatchObject({ kind: 'sent' });
    expect(kept.lines).toEqual([`sms_ref_not_kept {"account":"tx","attempt":"${outgoing().key}","code":"Error"}`]);
  });

  it.each([
    ['not registered', outgoing({ template: { ...outgoing().template, id: 'other' } }), 'not_registered'],
    ['other words', outgoing({ text: `${outgoing().text} ` }), 'wording_differs'],
    ['a number elsewhere', outgoing({ to: '+85212345678' }), 'country_not_served'],
  ])('%s: refused before anything leaves, the permit unspent', async (_, text, reason) => {
    const permit = permitFor(text.text);
    expect(await open().send(permit, text)).toEqual({ kind: 'refused', reason });
    expect([permit.spent(), cloud.seen.length]).toEqual([0, 0]);
  });

  it.each<readonly [string, Trouble, object, number]>([
    ['number unknown, said for this number', status('InvalidParameterValue.IncorrectPhoneNumber'), { kind: 'refused', reason: 'invalidparametervalue.incorrectphonenumber' }, 0],
    ['too many a day for this number', status('LimitExceeded.PhoneNumberDailyLimit'), { kind: 'refused', reason: 'throttled:limitexceeded.phonenumberdailylimit' }, 0],
    ['template unknown', error('FailedOperation.TemplateIncorrectOrUnapproved'), { kind: 'refused', reason: 'failedoperation.templateincorrectorunapproved' }, 0],
    ['in the list of those who want none', error('FailedOperation.PhoneNumberInBlacklist'), { kind: 'refused', reason: 'failedoperation.phonenumberinblacklist' }, 0],
    ['not allowed', error('UnauthorizedOperation.SmsSdkAppIdVerifyFail'), { kind: 'refused', reason: 'unauthorizedoperation.smssdkappidverifyfail' }, 0],
    ['too fast', error('RequestLimitExceeded'), { kind: 'refused', reason: 'throttled:requestlimitexceeded' }, 0],
    ['failed, and no word how', error('FailedOperation'), { kind: 'unknown', reason: 'failedoperation' }, 0],
    ['failed otherwise', error('FailedOperation.OtherError'), { kind: 'unknown', reason: 'failedoperation.othererror' }, 0],
    ['too slow within', took(200, { Response: { Error: { Code: 'InternalError.Timeout' }, RequestId: 'x' } }), { kind: 'unknown', reason: 'internalerror.timeout' }, 1],
    ['says nothing of our number', took(200, { Response: { SendStatusSet: [], RequestId: 'x' } }), { kind: 'unknown', reason: 'answer_unreadable' }, 1],
    ['says nothing at all', took(200, 'null'), { kind: 'unknown', reason: 'answer_unreadable' }, 1],
    ['its own trouble, by status', took(502, 'bad gateway'), { kind: 'unknown', reason: 'http_502' }, 1],
    ['cut off after it was taken', 'taken_then_cut', { kind: 'unknown', reason: 'econnreset' }, 1],
    ['half an answer', 'taken_then_half', { kind: 'unknown', reason: 'answer_unreadable' }, 1],
    ['no answer in time', 'taken_then_silent', { kind: 'unknown', reason: 'timeout' }, 1],
  ])('%s', async (_, trouble, result, left) => {
    cloud.next(trouble);
    expect(await open({ timeoutMs: 250 }).send(permitFor(outgoing().text), outgoing())).toEqual(result);
    expect([cloud.seen.length, cloud.texts.length]).toEqual([1, left]);
  });

  it('the key is of the UTC day', async () => {
    for (const at of [Date.UTC(2026, 11, 31, 23, 59, 59, 999), Date.UTC(2027, 0, 1)]) {
      cloudNow = () => at;
      const account = openTencent('tx', { ...OPTIONS, endpoint: cloud.url }, { ...house(), clock: { now: () => at } });
      expect(await account.send(permitFor(outgoing().text, at + 1), outgoing())).toMatchObject({ kind: 'sent' });
    }
  });
});
