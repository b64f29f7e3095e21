import { createHmac, hash } from 'node:crypto';
import { encodePairs } from '../percent-encode.js';

export interface Acs3Request {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** As the Host header will say. */
  readonly host: string;
  readonly action: string;
  readonly version: string;
  /** Whole seconds count: `2026-11-24T10:02:03Z`. */
  readonly at: number;
  /** Never used twice. */
  readonly nonce: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Signed {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** RPC style: the parameters are the query of `POST /`, sorted by name, and signed with every `x-acs-*` header (Aliyun "V3 request and signature", ACS3-HMAC-SHA256). */
export function signAcs3(request: Acs3Request): Signed {
  const query = encodePairs(Object.entries(request.query).sort(([a], [b]) => (a < b ? -1 : 1)));
  const payload = hash('sha256', request.body, 'hex');
  const signed: Readonly<Record<string, string>> = {
    host: request.host, 'x-acs-action': request.action, 'x-acs-content-sha256': payload, 'x-acs-date': new Date(request.at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': request.nonce, 'x-acs-version': request.version,
  };
  const names = Object.keys(signed).sort();
  const canonical = ['POST', '/', query, ...names.map((name) => `${name}:${signed[name] as string}`), '', names.join(';'), payload].join('\n');
  const signature = createHmac('sha256', request.accessKeySecret).update(`ACS3-HMAC-SHA256\n${hash('sha256', canonical, 'hex')}`, 'utf8').digest('hex');
  return { path: `/?${query}`, headers: { ...signed, authorization: `ACS3-HMAC-SHA256 Credential=${request.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}` } };
}
