/** What boot hands to the portal. The portal knows the API only as something that answers requests. */
export interface PortalOptions {
  /** Answers a request to the portal API: the real network, or the API app itself in the same process. Adds who asks, where the API limits tries. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Where the portal API lives for `fetch`, such as `http://127.0.0.1:8080/api/portal`. */
  readonly baseUrl: string;
  /** True behind HTTPS: cookies get `Secure` and the `__Host-` prefix, answers get HSTS. */
  readonly secureCookies: boolean;
  /** True in the demo only: says where the sandbox phone is and where to find the made-up ID tail. */
  readonly sandboxHints: boolean;
  /** Signs forms. Several processes behind one address must share it; one process may leave it out. */
  readonly secret?: string;
}
