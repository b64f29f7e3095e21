import { createHmac, hash } from 'node:crypto';

export interface Tc3Request {
  readonly secretId: string;
  readonly secretKey: string;
  /** Without a port, as the official SDKs sign it. */
  readonly host: string;
  readonly service: string;
  readonly at: number;
  readonly body: string;
}

export const TC3_CONTENT_TYPE = 'application/json';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();

/** The `Authorization` header of one `POST /` with a JSON body (Tencent Cloud API 3.0, TC3-HMAC-SHA256); the key is derived for the UTC day. */
export function signTc3({ secretId, secretKey, host, service, at, body }: Tc3Request): string {
  const seconds = Math.floor(at / 1000);
  const scope = `${new Date(seconds * 1000).toISOString().slice(0, 10)}/${service}/tc3_request`;
  const canonical = ['POST', '/', '', `content-type:${TC3_CONTENT_TYPE}`, `host:${host}`, '', 'content-type;host', hash('sha256', body, 'hex')].join('\n');
  const toSign = ['TC3-HMAC-SHA256', String(seconds), scope, hash('sha256', canonical, 'hex')].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((from, part) => hmac(from, part), `TC3${secretKey}`);
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=content-type;host, Signature=${hmac(key, toSign).toString('hex')}`;
}
