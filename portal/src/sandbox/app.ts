import { Hono, type Context } from 'hono';
import { serveAssets } from '../asset/assets.js';
import { cookiesOf } from '../cookies.js';
import { readFields, type Fields } from '../fields.js';
import { formSeal, fromOurPage, pageHeaders } from '../guard.js';
import { TEXTS } from '../i18n/texts.js';
import { chooseLanguage, languageOf } from '../language.js';
import { page } from '../route/answer.js';
import { sealWith } from '../seal.js';
import { addressSeal } from './address.js';
import { ListPage, PhonePage, sandboxAssets, type Watcher } from './pages.js';
import { RECEIPTS, type SandboxPhone } from './phone.js';

export type { SandboxPhone, SandboxNumber, SandboxText, ReceiptKind } from './phone.js';

export interface SandboxOptions {
  readonly phone: SandboxPhone;
  /** Where boot mounts this: `root.route('/sandbox', sandboxApp(…))`. */
  readonly base?: string;
  readonly secureCookies?: boolean;
}

const LIST_MOST = 60;
const TEXT_MOST = 1000;

/** The sandbox phones, to be mounted at `/sandbox`, in development and demo only. The portal serves its fonts and mark. */
export function sandboxApp({ phone, base = '/sandbox', secureCookies = false }: SandboxOptions): Hono {
  const app = new Hono();
  const seal = sealWith(undefined);
  const addresses = addressSeal();
  const assets = sandboxAssets(base);
  const headers = pageHeaders(secureCookies);
  const pathOf = (number: string): string => `/p/${addresses.seal(number)}`;

  function watch(c: Context, here: string): Watcher {
    const cookies = cookiesOf(c, secureCookies);
    const query = c.req.query('lang');
    const language = chooseLanguage({ query, cookie: cookies.read('dw_lang'), header: c.req.header('accept-language') });
    if (languageOf(query) !== undefined) cookies.write('dw_lang', language);
    return { language, t: TEXTS[language], base, here, form: formSeal(cookies, seal), live: c.req.query('live') !== 'off', assets };
  }

  /** The list, narrowed by what stands sealed in the address, and what it needs to show. */
  async function shelf(c: Context) {
    const search = addresses.open(c.req.query('s') ?? '') ?? '';
    const numbers = await phone.numbers({ ...(search === '' ? {} : { search }), limit: LIST_MOST });
    return { search, numbers: numbers.map((one) => ({ ...one, href: `${base}${pathOf(one.number)}` })) };
  }
  const kept = (c: Context): string => {
    const query = new URLSearchParams(['s', 'live'].flatMap((name) => ((value) => (value === undefined ? [] : [[name, value]]))(c.req.query(name)))).toString();
    return query === '' ? '' : `?${query}`;
  };

  async function show(c: Context, number: string, error?: string): Promise<Response> {
    const watcher = watch(c, `${pathOf(number)}${kept(c)}`);
    const [texts, rest] = await Promise.all([phone.thread(number), shelf(c)]);
    return page(c, PhonePage({ watcher, ...rest, number, action: `${base}${pathOf(number)}`, texts, error }), error === undefined ? 200 : 422);
  }

  app.get('/', headers, async (c) => {
    const watcher = watch(c, kept(c));
    const gone = c.req.query('gone') === undefined ? undefined : watcher.t.sandbox.gone;
    return page(c, ListPage({ watcher, ...(await shelf(c)), notice: gone }));
  });
  app.get('/p/:sealed', headers, (c) => {
    const number = addresses.open(c.req.param('sealed'));
    return number === undefined ? c.redirect(`${base}?gone`, 303) : show(c, number);
  });

  const posted = (path: string, act: (c: Context, fields: Fields) => Promise<Response>) => {
    app.post(path, headers, async (c) => {
      const fields = await readFields(c);
      if (fields === undefined || !fromOurPage(c, cookiesOf(c, secureCookies), seal, fields['form'] ?? '')) return c.text(TEXTS[watch(c, '').language].trouble.form, 403);
      return act(c, fields);
    });
  };
  posted('/search', (c, fields) => {
    const search = (fields['search'] ?? '').trim().slice(0, 40);
    return Promise.resolve(c.redirect(search === '' ? base : `${base}?s=${addresses.seal(search)}`, 303));
  });
  posted('/p/:sealed/reply', async (c, fields) => {
    const number = addresses.open(c.req.param('sealed') ?? '');
    if (number === undefined) return c.redirect(`${base}?gone`, 303);
    const text = (fields['text'] ?? '').trim().slice(0, TEXT_MOST);
    if (text === '') return show(c, number, watch(c, '').t.sandbox.noReply);
    await phone.reply(number, text);
    return c.redirect(`${base}${pathOf(number)}`, 303);
  });
  posted('/p/:sealed/receipt', async (c, fields) => {
    const number = addresses.open(c.req.param('sealed') ?? '');
    const kind = RECEIPTS.find((one) => one === fields['kind']);
    if (number === undefined || kind === undefined) return c.redirect(`${base}?gone`, 303);
    // Only a text of this very phone: an id from elsewhere does nothing.
    if ((await phone.thread(number)).some((text) => text.id === fields['id'] && text.direction === 'out')) await phone.receipt(fields['id'] ?? '', kind);
    return c.redirect(`${base}${pathOf(number)}`, 303);
  });
  // Said plainly and logged nowhere here: what failed may hold a number or a text.
  app.onError((_error, c) => c.text(TEXTS[watch(c, '').language].trouble.down, 503));
  serveAssets(app, Object.values(assets).map((one) => ({ ...one, path: one.path.slice(base.length) })));
  return app;
}
