import type { Context } from 'hono';
import type { PortalApi } from './api.js';
import { cookiesOf, type Cookies } from './cookies.js';
import { formSeal } from './guard.js';
import type { Texts } from './i18n/en.js';
import { TEXTS } from './i18n/texts.js';
import { chooseLanguage, languageOf, type Language } from './language.js';
import type { PortalOptions } from './options.js';
import type { Seal } from './seal.js';

/** What the pages need to know about the reader; no page sees the request. */
export interface Reader {
  readonly language: Language;
  readonly t: Texts;
  readonly path: string;
  /** The sealed half of the form token. */
  readonly form: string;
  /** Whether a debt is open in this browser, as far as its cookies say. */
  readonly opened: boolean;
  readonly demo: boolean;
}

/** One request, ready to be answered. */
export interface Visit {
  readonly c: Context;
  readonly api: PortalApi;
  readonly cookies: Cookies;
  readonly seal: Seal;
  readonly reader: Reader;
}

/** Reads the reader's language (and keeps a choice made by hand), cookies and form token. `sealed` false: a page whose forms do nothing, so that it sets no cookie for them. */
export function readerOf(c: Context, cookies: Cookies, seal: Seal, demo: boolean, sealed = true): Reader {
  const query = c.req.query('lang');
  const language = chooseLanguage({ query, cookie: cookies.read('dw_lang'), header: c.req.header('accept-language'), person: cookies.read('dw_person_lang') });
  if (languageOf(query) !== undefined) cookies.write('dw_lang', language);
  return { language, t: TEXTS[language], path: c.req.path, form: sealed ? formSeal(cookies, seal) : '', opened: cookies.read('dw_session') !== undefined, demo };
}

export function visitOf(c: Context, api: PortalApi, seal: Seal, options: PortalOptions, sealed = true): Visit {
  const cookies = cookiesOf(c, options.secureCookies);
  return { c, api, cookies, seal, reader: readerOf(c, cookies, seal, options.sandboxHints, sealed) };
}
