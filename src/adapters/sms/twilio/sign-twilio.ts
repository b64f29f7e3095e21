import { createHmac, hash } from 'node:crypto';
import { sameSecret } from '../same-secret.js';

type Params = readonly (readonly [string, string])[];

/** Base64 HMAC-SHA-1 under the auth token of the address, followed by each parameter's name and value, by name (Twilio "Webhooks security"). A name that comes several times counts each different value once. */
export function signTwilio(authToken: string, url: string, params: Params): string {
  const byName = new Map<string, Set<string>>();
  for (const [name, value] of params) byName.set(name, (byName.get(name) ?? new Set()).add(value));
  const text = [...byName.keys()].sort().flatMap((name) => [...(byName.get(name) as Set<string>)].sort().map((value) => `${name}${value}`)).join('');
  return createHmac('sha1', authToken).update(`${url}${text}`, 'utf8').digest('base64');
}

/** Twilio signs the address with the usual port or without it, whichever its back end writes. */
function spellings(url: string): readonly string[] {
  const match = /^(https?):\/\/([^/?#:]+|\[[^\]]*\])(:\d+)?(.*)$/s.exec(url);
  if (match === null) return [];
  const [, scheme, host, port, rest] = match;
  return [`${scheme}://${host}${rest}`, `${scheme}://${host}${port ?? (scheme === 'https' ? ':443' : ':80')}${rest}`];
}

/** Whether Twilio sent this form: `url` is the address as it stands at Twilio, query and all. */
export function fromTwilio(authToken: string, signature: string, url: string, params: Params): boolean {
  return spellings(url).map((spelling) => sameSecret(signature, signTwilio(authToken, spelling, params))).some((same) => same);
}

/** As {@link fromTwilio}, of a JSON body: its digest is in the query as `bodySHA256`, and the query is signed. */
export function jsonFromTwilio(authToken: string, signature: string, url: string, body: string): boolean {
  const digest = /[?&]bodySHA256=([0-9a-fA-F]{64})(?:&|$)/.exec(url)?.[1] ?? '';
  return sameSecret(digest.toLowerCase(), hash('sha256', body, 'hex')) && fromTwilio(authToken, signature, url, []);
}
