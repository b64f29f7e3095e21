import type { SendResult } from '../../../engine/ports/channel.js';
import type { Hook } from '../../../engine/ports/hook.js';
import type { AccountDeps, SmsAccount } from '../account.js';
import { byStatus, jsonObject, refused, throttled } from '../answer.js';
import { encodePairs } from '../percent-encode.js';
import { openPoster } from '../post.js';
import { checkAccount } from '../take-each.js';
import { STATUS_OVERRIDES, twilioHook } from './twilio-hook.js';

export interface TwilioOptions {
  readonly accountSid: string;
  /** Signs what Twilio sends us. Sends too, where there is no `apiKey`. */
  readonly authToken: string;
  /** To send with, so that a key can be withdrawn by itself. */
  readonly apiKey?: { readonly sid: string; readonly secret: string };
  /** A number in E.164 or a sender name; or a Messaging Service (`MG…`), which chooses. */
  readonly from: string;
  /** How Twilio reaches our doors, an origin without a path; `null`: it is not to be reached, and no receipts come. */
  readonly publicUrl: string | null;
  /** How long a text may wait in Twilio's queue, in seconds: after it Twilio drops it, for it was judged for now. 30 unless told. */
  readonly validitySeconds?: number;
  /** For one text, in ms; 5000 unless told. */
  readonly timeoutMs?: number;
  readonly window?: number;
  /** `https://api.twilio.com` unless told. */
  readonly endpoint?: string;
}

const SID = /^(SM|MM)[0-9a-f]{32}$/;

function readAnswer(status: number, text: string, key: string): SendResult {
  const answer = jsonObject(text);
  if (status >= 200 && status < 300) {
    const sid = answer?.['sid'];
    // Made, whatever was cut off after the status.
    return { kind: 'sent', ref: typeof sid === 'string' && SID.test(sid) ? sid : key };
  }
  const said = byStatus(status);
  const code = answer?.['code'];
  if (said.kind !== 'refused' || typeof code !== 'number') return said;
  return status === 429 ? throttled(`twilio_${code}`) : refused(`twilio_${code}`);
}

/** What makes these settings unusable; `null`: nothing. */
function problemOf(options: TwilioOptions): string | null {
  if (!/^AC[0-9a-f]{32}$/.test(options.accountSid)) return 'accountSid must be AC and 32 hex digits';
  const validity = options.validitySeconds ?? 30;
  return Number.isInteger(validity) && validity >= 1 && validity <= 36_000 ? null : 'validitySeconds must be a whole number from 1 to 36000';
}

/**
 * Twilio Programmable Messaging (2010-04-01, Messages). It has no idempotency key: what may have left is `unknown` and never sent again.
 * Our key is in the address of the receipts, which Twilio signs. Throws `bad_account`.
 */
export function openTwilio(name: string, options: TwilioOptions, deps: AccountDeps): SmsAccount & { readonly hook: Hook } {
  checkAccount(name, problemOf(options));
  const poster = openPoster(options.endpoint ?? 'https://api.twilio.com', options.timeoutMs ?? 5_000, deps.clock);
  const user = options.apiKey ?? { sid: options.accountSid, secret: options.authToken };
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', authorization: `Basic ${Buffer.from(`${user.sid}:${user.secret}`, 'utf8').toString('base64')}` };
  return {
    provider: name,
    ...(options.window === undefined ? {} : { window: options.window }),
    async send(permit, outgoing) {
      const callback = options.publicUrl === null ? [] : [['StatusCallback', `${options.publicUrl}/api/hooks/sms/${name}/status?key=${outgoing.key}${STATUS_OVERRIDES}`] as const];
      const body = encodePairs([
        ['To', outgoing.to], ...callback, ['ValidityPeriod', String(options.validitySeconds ?? 30)],
        // The words were judged as they are: nobody is to put others in their place.
        ['SmartEncoded', 'false'], [/^MG[0-9a-f]{32}$/.test(options.from) ? 'MessagingServiceSid' : 'From', options.from], ['Body', outgoing.text],
      ]);
      const write = () => ({ path: `/2010-04-01/Accounts/${options.accountSid}/Messages.json`, headers, body });
      return poster.post(permit, outgoing, write, (status, text) => readAnswer(status, text, outgoing.key));
    },
    start: () => undefined,
    close: () => poster.close(),
    state: () => poster.state(),
    hook: twilioHook(name, options, deps),
  };
}
