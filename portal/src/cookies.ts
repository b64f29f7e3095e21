import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** Everything that the portal keeps in a browser. None of it names a person. */
export type CookieName =
  | 'dw_session' // the key to the debt, 30 minutes
  | 'dw_code' // the code being checked, so that it need not stand in an address
  | 'dw_done' // the last receipt shown, signed
  | 'dw_form' // the random half of the form seal
  | 'dw_lang' // the language chosen by hand
  | 'dw_person_lang'; // the language that the lender has on record

const HALF_HOUR_S = 30 * 60;
const YEAR_S = 365 * 24 * 3600;
const LIFE_S: Record<CookieName, number | undefined> = { dw_session: HALF_HOUR_S, dw_code: HALF_HOUR_S, dw_done: HALF_HOUR_S, dw_form: undefined, dw_lang: YEAR_S, dw_person_lang: HALF_HOUR_S };
// A link from a text arrives from outside: these two may come along then, because neither opens anything.
const LAX: ReadonlySet<CookieName> = new Set(['dw_form', 'dw_lang']);

export interface Cookies {
  read(name: CookieName): string | undefined;
  write(name: CookieName, value: string): void;
  drop(name: CookieName): void;
}

export function cookiesOf(c: Context, secure: boolean): Cookies {
  const prefix = secure ? ({ prefix: 'host' } as const) : {};
  return {
    read: (name) => (secure ? getCookie(c, name, 'host') : getCookie(c, name)) || undefined,
    write: (name, value) => {
      const maxAge = LIFE_S[name];
      setCookie(c, name, value, { ...prefix, path: '/', httpOnly: true, sameSite: LAX.has(name) ? 'Lax' : 'Strict', secure, ...(maxAge === undefined ? {} : { maxAge }) });
    },
    drop: (name) => {
      deleteCookie(c, name, { ...prefix, path: '/', secure });
    },
  };
}
