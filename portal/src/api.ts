import createClient from 'openapi-fetch';
import type { components, paths } from '../../client/portal/schema.js';
import type { PortalOptions } from './options.js';

type Schemas = components['schemas'];
export type DebtView = Schemas['DebtView'];
export type Verification = Schemas['Verification'];
export type Done = Schemas['Done'];
export type Money = Schemas['Money'];
export type Bilingual = Schemas['Bilingual'];
export type Received = Schemas['Received'];
export type Lawfulness = Schemas['Lawfulness'];
export type SaidOfRule = Schemas['SaidOfRule'];
export type Medium = 'sms' | 'call' | 'visit' | 'all';
export type DisputeReason = 'not_mine' | 'amount' | 'paid_already' | 'other';

/** What the API said: a value, or the HTTP number and the code of its refusal (0: it could not be reached, or answered nonsense). */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly http: number; readonly code: string };

interface Raw<T> { readonly data?: T | undefined; readonly error?: Schemas['Problem'] | undefined; readonly response: Response }

async function answer<T>(call: () => Promise<Raw<T>>): Promise<Answer<T>> {
  try {
    const { data, error, response } = await call();
    if (response.ok && data !== undefined) return { ok: true, value: data };
    return { ok: false, http: response.ok ? 0 : response.status, code: error?.code ?? '' };
  } catch {
    // Unreachable or unreadable: we cannot know whether the act happened, so the caller keeps the same idempotency key.
    return { ok: false, http: 0, code: '' };
  }
}

/** The portal API as plain functions, one per act of the contract. */
export function portalApi(options: Pick<PortalOptions, 'fetch' | 'baseUrl'>) {
  const client = createClient<paths>({ baseUrl: options.baseUrl.replace(/\/$/, ''), fetch: options.fetch });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const keyed = (token: string, key: string) => ({ params: { header: { 'idempotency-key': key } }, headers: bearer(token) });
  return {
    verify: (asked: { readonly code: string } | { readonly text: string }) => answer(() => client.POST('/verify', { body: asked })),
    open: (code: string, idTail: string) => answer(() => client.POST('/session', { body: { code, idTail } })),
    debt: (token: string) => answer(() => client.GET('/debt', { headers: bearer(token) })),
    pay: (token: string, key: string, body: { amountMinor: number; currency: string }) => answer(() => client.POST('/payments', { ...keyed(token, key), body })),
    promise: (token: string, key: string, body: { amountMinor: number; currency: string; on: string }) => answer(() => client.POST('/promises', { ...keyed(token, key), body })),
    stop: (token: string, key: string, medium: Medium) => answer(() => client.POST('/stop', { ...keyed(token, key), body: { medium } })),
    dispute: (token: string, key: string, body: { reason: DisputeReason; words: string }) => answer(() => client.POST('/disputes', { ...keyed(token, key), body })),
    lawful: (received: Received, code?: string) => answer(() => client.POST('/lawful', { body: { received, ...(code === undefined ? {} : { keep: { code } }) } })),
    unsubscribe: (token: string) => answer(() => client.POST('/unsubscribe', { body: { token } })),
    hardship: (token: string, key: string, words: string) => answer(() => client.POST('/hardship', { ...keyed(token, key), body: { words } })),
  };
}
export type PortalApi = ReturnType<typeof portalApi>;
