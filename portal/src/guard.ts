import type { Context, MiddlewareHandler } from 'hono';
import type { Cookies } from './cookies.js';
import { newNonce, type Seal } from './seal.js';

const CSP = [
  "default-src 'none'", "style-src 'self'", "script-src 'self'", "font-src 'self'", "img-src 'self'", "connect-src 'self'",
  "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
].join('; ');

/** Headers of every page: nothing from elsewhere, nothing kept, nothing told to others. */
export function pageHeaders(secure: boolean): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const set = (name: string, value: string) => { c.res.headers.set(name, value); };
    set('content-security-policy', CSP);
    set('cache-control', 'no-store');
    set('referrer-policy', 'no-referrer');
    set('x-content-type-options', 'nosniff');
    set('x-frame-options', 'DENY');
    set('x-robots-tag', 'noindex, nofollow, noarchive');
    set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), interest-cohort=()');
    set('cross-origin-opener-policy', 'same-origin');
    set('cross-origin-resource-policy', 'same-origin');
    set('vary', 'Accept-Language, Cookie');
    if (secure) set('strict-transport-security', 'max-age=31536000');
  };
}

/** The sealed half that every form carries; gives the browser its own half when it has none. */
export function formSeal(cookies: Cookies, seal: Seal): string {
  let nonce = cookies.read('dw_form');
  if (nonce === undefined || !/^[\w-]{20,40}$/.test(nonce)) {
    nonce = newNonce();
    cookies.write('dw_form', nonce);
  }
  return seal.sign('form', nonce);
}

/**
 * Whether a POST came from a page of ours. The seal decides; what the browser says about its origin can only refuse.
 * `Origin: null` is what browsers send under our own `no-referrer`, so it says nothing either way.
 */
export function fromOurPage(c: Context, cookies: Cookies, seal: Seal, given: string): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== 'null') {
    const hosts = [c.req.header('host'), c.req.header('x-forwarded-host'), new URL(c.req.url).host];
    if (!URL.canParse(origin) || !hosts.includes(new URL(origin).host)) return false;
  }
  const nonce = cookies.read('dw_form');
  return nonce !== undefined && seal.holds('form', nonce, given);
}
