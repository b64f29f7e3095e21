import type { SendResult } from '../../../engine/ports/channel.js';
import { faultName } from '../../../engine/ports/fault.js';
import type { Hook } from '../../../engine/ports/hook.js';
import type { AccountDeps, SmsAccount } from '../account.js';
import { byStatus, jsonObject, refused, textOf, throttled, unknown } from '../answer.js';
import { openPoster } from '../post.js';
import { asRegistered, knownTemplates, mainlandNumber, registrationProblem, type RegisteredTemplate } from '../registered.js';
import { checkAccount, tokenProblem } from '../take-each.js';
import { signTc3, TC3_CONTENT_TYPE } from './sign-tc3.js';
import { tencentHook } from './tencent-hook.js';

export interface TencentOptions {
  /** Of a CAM user that may do `sms:SendSms` and nothing else. */
  readonly secretId: string;
  readonly secretKey: string;
  /** `ap-guangzhou`, `ap-beijing`, `ap-nanjing`. */
  readonly region: string;
  readonly sdkAppId: string;
  /** Without the brackets 【】 that Tencent Cloud puts around it. */
  readonly signName: string;
  /** Beside what the house has registered with this account; these come first. */
  readonly templates: readonly RegisteredTemplate[];
  /** Part of the address that Tencent Cloud calls back, for it does not sign what it sends. */
  readonly hookToken: string;
  /** For one text, in ms; 5000 unless told. */
  readonly timeoutMs?: number;
  readonly window?: number;
  /** `https://sms.tencentcloudapi.com` unless told. */
  readonly endpoint?: string;
}

const THROTTLED = /^(Request)?LimitExceeded\b/;
/** Said before a text is taken in hand. `FailedOperation` alone, and with `OtherError`, says nothing; `InternalError` may come after. */
const DEFINITE = /^(FailedOperation\.(?!OtherError)|InvalidParameter|MissingParameter|UnknownParameter|AuthFailure|Unauthorized|UnsupportedOperation|UnsupportedRegion|UnsupportedProtocol|InvalidAction|NoSuchVersion|IpNotInWhitelist|IpInBlacklist)/;

function byCode(code: string): SendResult {
  if (THROTTLED.test(code)) return throttled(code);
  return DEFINITE.test(code) ? refused(code) : unknown(code || 'answer_unreadable');
}

interface Said {
  readonly result: SendResult;
  /** What Tencent Cloud calls the text, as its receipts will. */
  readonly ref: string | null;
}

function readAnswer(status: number, text: string, to: string, key: string): Said {
  if (status < 200 || status >= 300) return { result: byStatus(status), ref: null };
  const response = jsonObject(JSON.stringify(jsonObject(text)?.['Response'] ?? null));
  const error = response?.['Error'] as { readonly Code?: unknown } | undefined;
  if (error !== undefined) return { result: byCode(textOf(error?.Code)), ref: null };
  const set = response?.['SendStatusSet'];
  // One status for each number; ours is one, however its number is written.
  const statuses = Array.isArray(set) ? (set as readonly (Readonly<Record<string, unknown>> | null)[]) : [];
  const mine = statuses.length === 1 ? statuses[0] : statuses.find((status) => status?.['PhoneNumber'] === to);
  if (mine === undefined || mine === null) return { result: unknown('answer_unreadable'), ref: null };
  if (mine['Code'] !== 'Ok') return { result: byCode(textOf(mine['Code'])), ref: null };
  const ref = textOf(mine['SerialNo'], 100);
  return { result: { kind: 'sent', ref: ref || key }, ref: ref || null };
}

/** A text that has left has left, whether or not its name could be kept; without it a receipt that names no key of ours finds nothing. */
async function keepRef(name: string, key: string, ref: string, { arrivals, log }: AccountDeps): Promise<void> {
  try {
    await arrivals.parts(name, key, [ref]);
  } catch (error) {
    log.error('sms_ref_not_kept', { account: name, attempt: key, code: faultName(error) });
  }
}

/** What makes these settings unusable; `null`: nothing. */
function problemOf(options: TencentOptions): string | null {
  return tokenProblem(options.hookToken) ?? registrationProblem(options.templates, 'tencent');
}

/**
 * Tencent Cloud SMS (2021-01-11, SendSms), mainland numbers. It has no idempotency: what may have left is `unknown` and never sent again. `SessionContext`
 * is our key; receipts repeat it only where Tencent Cloud has switched that on, so what it calls the text is kept too. Throws `bad_account`.
 */
export function openTencent(name: string, options: TencentOptions, deps: AccountDeps): SmsAccount & { readonly hook: Hook } {
  checkAccount(name, problemOf(options));
  const endpoint = options.endpoint ?? 'https://sms.tencentcloudapi.com';
  const { hostname } = new URL(endpoint);
  const poster = openPoster(endpoint, options.timeoutMs ?? 5_000, deps.clock);
  return {
    provider: name,
    ...(options.window === undefined ? {} : { window: options.window }),
    async send(permit, outgoing) {
      // What a phone elsewhere shows around the words is not known, so it cannot be judged.
      if (mainlandNumber(outgoing.to) === null) return { kind: 'refused', reason: 'country_not_served' };
      const templates = await knownTemplates(options.templates, () => deps.registered?.(name, 'tencent') ?? Promise.resolve([]));
      if (templates === null) return { kind: 'refused', reason: 'not_reached:registrations' };
      const registered = asRegistered(templates, 'tencent', options.signName, outgoing);
      if ('refused' in registered) return { kind: 'refused', reason: registered.refused };
      const body = JSON.stringify({
        PhoneNumberSet: [outgoing.to], SmsSdkAppId: options.sdkAppId, TemplateId: registered.code, SignName: options.signName, TemplateParamSet: registered.values.map(([, value]) => value),
        SessionContext: outgoing.key,
      });
      const write = (at: number) => ({
        path: '/', body,
        headers: {
          'content-type': TC3_CONTENT_TYPE, authorization: signTc3({ secretId: options.secretId, secretKey: options.secretKey, host: hostname, service: 'sms', at, body }), 'x-tc-action': 'SendSms',
          'x-tc-version': '2021-01-11', 'x-tc-timestamp': String(Math.floor(at / 1000)), 'x-tc-region': options.region,
        },
      });
      let ref: string | null = null;
      const result = await poster.post(permit, outgoing, write, (status, text) => {
        const said = readAnswer(status, text, outgoing.to, outgoing.key);
        ref = said.ref;
        return said.result;
      });
      if (ref !== null) await keepRef(name, outgoing.key, ref, deps);
      return result;
    },
    start: () => undefined,
    close: () => poster.close(),
    state: () => poster.state(),
    hook: tencentHook(name, options.hookToken, deps),
  };
}
