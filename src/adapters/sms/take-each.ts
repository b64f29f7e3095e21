import { createHmac } from 'node:crypto';
import type { Log } from '../../engine/ports/clock.js';
import { Terminal } from '../../engine/ports/errors.js';
import { faultName } from '../../engine/ports/fault.js';
import type { HookAnswer, HookRequest } from '../../engine/ports/hook.js';
import { sameSecret } from './same-secret.js';

export type Fields = Readonly<Record<string, unknown>>;

/** How many are kept at a time: a provider waits less than a second for the answer to a hundred. */
const AT_ONCE = 10;

/** `again`: one could not be kept now, so the whole is to be sent again; what was kept is not kept twice. */
export type Taking = 'kept' | 'again';

/**
 * Hands in each element by itself. One that is no object, lacks something or is not of ours is told to the log and passed over, for
 * sending it again would change nothing; one that failed for the moment makes the whole to be sent again.
 */
export async function takeEach(account: string, what: string, elements: readonly unknown[], take: (element: Fields) => Promise<Taking>, log: Log): Promise<Taking> {
  let taking: Taking = 'kept';
  const one = async (element: unknown): Promise<void> => {
    try {
      if (typeof element !== 'object' || element === null || Array.isArray(element)) throw new Terminal('bad_request', 'Not an object.');
      if ((await take(element as Fields)) === 'again') taking = 'again';
    } catch (error) {
      const code = error instanceof Terminal ? error.code : faultName(error);
      if (error instanceof Terminal) log.info('sms_hook_passed_over', { account, what, code });
      else {
        taking = 'again';
        log.error('sms_hook_failed', { account, what, code });
      }
    }
  };
  for (let i = 0; i < elements.length; i += AT_ONCE) await Promise.all(elements.slice(i, i + AT_ONCE).map(one));
  return taking;
}

/** A field that must be there as a text (or a number written as one). */
export function must(fields: Fields, name: string, max: number): string {
  const value = fields[name];
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || text === '' || text.length > max) throw new Terminal('bad_request', `${name} is missing, or is no text of at most ${max} characters.`, name);
  return text;
}

/** Names what came without an id of its own, the same each time it comes; keyed, so that nobody can find the number by trying. */
export function nameOfArrival(secret: string, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts), 'utf8').digest('hex').slice(0, 32);
}

/**
 * Of a provider that does not sign: the address holds a secret, `<token>/<what>`. `null`: it is not ours, and is answered as if there were
 * no such address.
 */
export function behindToken(request: HookRequest, token: string): string | null {
  const [given, what, ...rest] = request.path.split('/');
  return given !== undefined && what !== undefined && rest.length === 0 && sameSecret(given, token) ? what : null;
}

/** `undefined`: no JSON. */
export function readJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

const JSON_TYPE = 'application/json; charset=utf-8';

export function jsonAnswer(status: HookAnswer['status'], body: Fields): HookAnswer {
  return { status, type: JSON_TYPE, body: JSON.stringify(body) };
}

/** At least this many characters: what guards a door that nobody signs for must not be guessed. */
export const TOKEN_MIN = 32;

/** Throws `bad_account`: what is wrong with the settings of an account, and where. */
export function checkAccount(name: string, problem: string | null): void {
  if (problem !== null) throw new Terminal('bad_account', `SMS account "${name}": ${problem}.`, name);
}

/** `null` when a token of the address can be used: unguessable, and safe in a path. */
export function tokenProblem(token: string): string | null {
  return new RegExp(`^[A-Za-z0-9_-]{${TOKEN_MIN},128}$`).test(token) ? null : `hookToken must be ${TOKEN_MIN} to 128 letters, digits, "-" or "_"`;
}
