import createClient from 'openapi-fetch';
import type { paths } from '../../../client/staff/schema.d.ts';
import { problemOf } from './problem.js';

export const BASE_URL = '/api/staff';
export const CSRF_HEADER = 'x-dunwell-csrf';

// The token lives in memory only: it belongs to the session that GET or POST /session described.
let token: string | null = null;
export function setCsrf(next: string | null): void {
  token = next;
}
export function csrf(): string | null {
  return token;
}

export const api = createClient<paths>({ baseUrl: BASE_URL, credentials: 'same-origin' });

api.use({
  onRequest({ request }) {
    if (request.method !== 'GET' && token !== null) request.headers.set(CSRF_HEADER, token);
    return request;
  },
});

/** The answer's body, or a thrown ProblemError. */
export async function unwrap<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined) throw problemOf(error, response.status);
  return data;
}
