import type { Context } from 'hono';

/** What boot hands to the portal. The portal knows the API only as something that answers requests. */
export interface PortalOptions {
  /** Answers a request to the portal API: the real network, or the API app itself in the same process. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Where the portal API lives for `fetch`, such as `http://127.0.0.1:8080/api/portal`. */
  readonly baseUrl: string;
  /** True behind HTTPS: cookies get `Secure` and the `__Host-` prefix, answers get HSTS. */
  readonly secureCookies: boolean;
  /** True in the demo only: says where the sandbox phone is and where to find the made-up ID tail. */
  readonly sandboxHints: boolean;
  /** Where a request comes from, for counting tries; behind a proxy, boot reads the header that the proxy sets. By default the peer of the socket. */
  readonly placeOf?: (c: Context) => string | undefined;
  /** Signs forms. Several processes behind one address must share it; one process may leave it out. */
  readonly secret?: string;
}
