import { randomUUID } from 'node:crypto';
import type { SendResult } from '../../../engine/ports/channel.js';
import type { Hook } from '../../../engine/ports/hook.js';
import type { AccountDeps, SmsAccount } from '../account.js';
import { byStatus, jsonObject, refused, textOf, throttled, unknown } from '../answer.js';
import { openPoster } from '../post.js';
import { asRegistered, knownTemplates, mainlandNumber, registrationProblem, type RegisteredTemplate } from '../registered.js';
import { checkAccount, tokenProblem } from '../take-each.js';
import { aliyunHook } from './aliyun-hook.js';
import { signAcs3 } from './sign-acs3.js';

export interface AliyunOptions {
  /** Of a RAM user that may do `dysms:SendSms` and nothing else. */
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Without the brackets 【】 that Aliyun puts around it. */
  readonly signName: string;
  /** Beside what the house has registered with this account; these come first. */
  readonly templates: readonly RegisteredTemplate[];
  /** Part of the address to which Aliyun pushes, for it does not sign what it pushes. */
  readonly hookToken: string;
  /** For one text, in ms; 5000 unless told. */
  readonly timeoutMs?: number;
  readonly window?: number;
  /** `https://dysmsapi.aliyuncs.com` unless told. */
  readonly endpoint?: string;
}

const THROTTLED = /^(Throttling\b|isv\.(BUSINESS|DAY|MONTH)_LIMIT_CONTROL)/;
/** Aliyun's own trouble: said after the request was taken in hand, so the text may have left. */
const DEFINITE = /^(isv\.(?!SYSTEM)|isp\.RAM_PERMISSION_DENY$)/;

function readAnswer(status: number, text: string, key: string): SendResult {
  const answer = jsonObject(text);
  const code = textOf(answer?.['Code']);
  if (status >= 200 && status < 300) {
    if (code === 'OK') return { kind: 'sent', ref: textOf(answer?.['BizId'], 100) || key };
    if (THROTTLED.test(code)) return throttled(code);
    return DEFINITE.test(code) ? refused(code) : unknown(code || 'answer_unreadable');
  }
  if (status >= 400 && status < 500 && THROTTLED.test(code)) return throttled(code);
  const said = byStatus(status);
  return said.kind === 'refused' && code !== '' && status !== 429 ? refused(code) : said;
}

/** What makes these settings unusable; `null`: nothing. */
function problemOf(options: AliyunOptions): string | null {
  return tokenProblem(options.hookToken) ?? registrationProblem(options.templates, 'aliyun');
}

/**
 * Aliyun SMS (dysmsapi 2017-05-25, SendSms), mainland numbers. It has no idempotency: what may have left is `unknown` and never sent
 * again. `OutId` is our key, which its receipts repeat. Throws `bad_account`.
 */
export function openAliyun(name: string, options: AliyunOptions, deps: AccountDeps): SmsAccount & { readonly hook: Hook } {
  checkAccount(name, problemOf(options));
  const endpoint = options.endpoint ?? 'https://dysmsapi.aliyuncs.com';
  const { host } = new URL(endpoint);
  const poster = openPoster(endpoint, options.timeoutMs ?? 5_000, deps.clock);
  return {
    provider: name,
    ...(options.window === undefined ? {} : { window: options.window }),
    async send(permit, outgoing) {
      const to = mainlandNumber(outgoing.to);
      if (to === null) return { kind: 'refused', reason: 'country_not_served' };
      const templates = await knownTemplates(options.templates, () => deps.registered?.(name, 'aliyun') ?? Promise.resolve([]));
      if (templates === null) return { kind: 'refused', reason: 'not_reached:registrations' };
      const registered = asRegistered(templates, 'aliyun', options.signName, outgoing);
      if ('refused' in registered) return { kind: 'refused', reason: registered.refused };
      const query = {
        OutId: outgoing.key, PhoneNumbers: to, SignName: options.signName, TemplateCode: registered.code,
        ...(registered.values.length === 0 ? {} : { TemplateParam: JSON.stringify(Object.fromEntries(registered.values)) }),
      };
      const write = (at: number) => {
        const signed = signAcs3({ accessKeyId: options.accessKeyId, accessKeySecret: options.accessKeySecret, host, action: 'SendSms', version: '2017-05-25', at, nonce: randomUUID(), query, body: '' });
        return { path: signed.path, headers: { ...signed.headers, accept: 'application/json' }, body: '' };
      };
      return poster.post(permit, outgoing, write, (status, text) => readAnswer(status, text, outgoing.key));
    },
    start: () => undefined,
    close: () => poster.close(),
    state: () => poster.state(),
    hook: aliyunHook(name, options.hookToken, deps),
  };
}
