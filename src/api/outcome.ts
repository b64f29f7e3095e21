import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Retryable, Terminal } from '../engine/ports/errors.js';
import type { Log } from '../engine/ports/clock.js';
import { faultName } from '../engine/ports/fault.js';

/** The only map from outcomes to HTTP. A code that is not listed is 422: readable, but not acceptable. */
const STATUS: Readonly<Record<string, 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429>> = {
  bad_request: 400, bad_signature: 401, sign_in: 401, sign_in_demo: 401, wrong_credentials: 401, session_over: 401, csrf: 403, not_your_role: 403, second_person: 403,
  not_found: 404, unknown_attempt: 404, unknown_loan: 404, unknown_link: 404, unknown_provider: 404, agency_ended: 403, agency_not_listed: 403, reused_key: 409, not_allowed_in_state: 409, not_approved: 409, in_use: 409, built_in: 409, too_large: 413, too_many_tries: 429,
};

export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly where?: string;
  readonly request?: string;
}

/** Header in which the outermost door says which request this is, and in which the answer does. */
export const REQUEST_ID = 'x-request-id';

function bodyOf(c: Context, code: string, detail: string, where?: string): Problem {
  const request = c.req.header(REQUEST_ID);
  return { code, detail, ...(where === undefined ? {} : { where }), ...(request === undefined ? {} : { request }) };
}

export function problem(c: Context, code: string, detail: string, where?: string) {
  return c.json(bodyOf(c, code, detail, where), STATUS[code] ?? 422);
}

/** Turns whatever was thrown into one problem; what nobody foresaw says nothing of its inside and is logged by name only. */
export function onError(log: Log) {
  return (error: Error, c: Context) => {
    if (error instanceof Terminal) return problem(c, error.code, error.message, error.where);
    if (error.name === 'FileRejected' && 'code' in error) return problem(c, String(error.code), error.message);
    if (error instanceof HTTPException) return c.json(bodyOf(c, 'bad_request', error.message || 'The request cannot be read.'), error.status);
    if (error instanceof Retryable) return c.json(bodyOf(c, 'try_again', 'Busy for a moment. Try again.'), 503);
    log.error('request_failed', { path: c.req.routePath, error: faultName(error) });
    return c.json(bodyOf(c, 'unexpected', 'Something unexpected failed here. Nothing was changed. Try again, and tell the operator if it stays.'), 500);
  };
}

interface HookResult {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] };
}

/** A request that does not fit the contract: which field, and what it should be. */
export function onInvalid(result: HookResult, c: Context) {
  if (result.success) return undefined;
  const issue = result.error?.issues[0];
  return problem(c, 'bad_request', issue?.message ?? 'The request does not fit the contract.', issue?.path.map(String).join('.'));
}
