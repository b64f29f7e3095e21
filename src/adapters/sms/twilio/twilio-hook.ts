import { Terminal } from '../../../engine/ports/errors.js';
import { faultName } from '../../../engine/ports/fault.js';
import type { Hook, HookAnswer, HookRequest } from '../../../engine/ports/hook.js';
import type { ReceiptState } from '../../../engine/ports/arrivals.js';
import type { AccountDeps } from '../account.js';
import { jsonObject } from '../answer.js';
import { must } from '../take-each.js';
import { fromTwilio, jsonFromTwilio } from './sign-twilio.js';

/** Behind the address of a receipt: sent again three times where we failed or did not answer (Twilio "Connection overrides"); by itself Twilio repeats only what it could not connect for. Never reaches us. */
export const STATUS_OVERRIDES = '#rc=3&rp=5xx,ct,rt';

/** What a status means to us; one that is not here is on its way, and nothing new. */
const STATES: Readonly<Record<string, ReceiptState>> = { sent: 'sent', delivered: 'delivered', read: 'delivered', undelivered: 'failed', failed: 'failed', canceled: 'failed' };

type Params = readonly (readonly [string, string])[];

const empty = (status: HookAnswer['status']): HookAnswer => ({ status, type: 'text/plain; charset=utf-8', body: '' });
/** TwiML that says nothing back: answers leave through the gate, never from here. */
const SILENT: HookAnswer = { status: 200, type: 'text/xml; charset=utf-8', body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>' };

interface Signer {
  readonly authToken: string;
  readonly publicUrl: string | null;
}

/** The parameters, once they are known to be Twilio's; else `null`. */
function readSigned(request: HookRequest, { authToken, publicUrl }: Signer): Params | null {
  const signature = request.header('x-twilio-signature') ?? '';
  // The address as Twilio has it: a proxy in front of us may have changed name, port and scheme, never path and query.
  const url = `${publicUrl ?? ''}${request.target}`;
  if ((request.header('content-type') ?? '').startsWith('application/json')) {
    if (!jsonFromTwilio(authToken, signature, url, request.body)) return null;
    return Object.entries(jsonObject(request.body) ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  }
  const params = [...new URLSearchParams(request.body)];
  return fromTwilio(authToken, signature, url, params) || fromTwilio(authToken, signature, `${url}${STATUS_OVERRIDES}`, params) ? params : null;
}

/**
 * Where somebody opted out at Twilio (`OptOutType`) the text begins with STOP, whatever word they used: Twilio blocks the number from
 * then on, and our reader may not know the word. What else it is to mean, the reader decides.
 */
function textOfReply(fields: Readonly<Record<string, string>>): string {
  const text = fields['Body'] ?? '';
  return fields['OptOutType'] === 'STOP' && text.trim().toUpperCase() !== 'STOP' ? `STOP\n${text}` : text;
}

/** Twilio's webhooks: `status?key=…` for what becomes of a text, `inbound` for texts that come in. Both are signed with the auth token. */
export function twilioHook(name: string, signer: Signer, { arrivals, log }: AccountDeps): Hook {
  const status = async (fields: Readonly<Record<string, string>>, request: HookRequest): Promise<HookAnswer> => {
    const state = STATES[must(fields, 'MessageStatus', 40)];
    if (state === undefined) return empty(204);
    const providerKey = new URL(request.target, 'http://door').searchParams.get('key') ?? '';
    await arrivals.receipt(name, { id: `${must(fields, 'MessageSid', 40)}:${state}`, providerKey, state });
    return empty(204);
  };
  const inbound = async (fields: Readonly<Record<string, string>>): Promise<HookAnswer> => {
    const from = must(fields, 'From', 40);
    if (!/^\+[1-9]\d{6,14}$/.test(from)) throw new Terminal('bad_request', 'Not from a telephone number.', 'From');
    await arrivals.reply(name, { id: must(fields, 'MessageSid', 40), from, text: textOfReply(fields) });
    return SILENT;
  };
  return {
    async take(request) {
      const take = request.path === 'status' ? status : request.path === 'inbound' ? inbound : null;
      if (take === null) return empty(404);
      const params = readSigned(request, signer);
      if (params === null) return empty(401);
      try {
        return await take(Object.fromEntries(params), request);
      } catch (error) {
        const code = error instanceof Terminal ? error.code : faultName(error);
        if (!(error instanceof Terminal)) {
          log.error('sms_hook_failed', { account: name, what: request.path, code });
          return empty(503);
        }
        log.info('sms_hook_passed_over', { account: name, what: request.path, code });
        return empty(code === 'bad_request' ? 400 : 404);
      }
    },
  };
}
