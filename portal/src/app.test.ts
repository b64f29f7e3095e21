import { describe, expect, it } from 'vitest';
import { browser, formsOf, post, type Page } from '../test/browser.js';
import { CODE, debtView, scriptedApi, TAIL, TOKEN } from '../test/scripted-api.js';
import { portalApp } from './app.js';

const ZH = { 'accept-language': 'zh-CN,zh;q=0.9' };

function portal(start: Parameters<typeof scriptedApi>[0] = {}, headers?: Record<string, string>, options: { secureCookies?: boolean; sandboxHints?: boolean } = {}) {
  const api = scriptedApi(start);
  const app = portalApp({ fetch: api.fetch, baseUrl: 'http://portal.invalid/api/portal', secureCookies: false, sandboxHints: false, ...options });
  return { api, app, reader: browser(app, headers) };
}

async function opened(start: Parameters<typeof scriptedApi>[0] = {}, headers?: Record<string, string>) {
  const set = portal(start, headers);
  const { reader } = set;
  await reader.submit(await reader.get('/'), '/check', { code: CODE });
  const debt = await reader.submit(await reader.get('/open'), '/open', { tail: TAIL });
  return { ...set, debt };
}

const textOf = (page: Page): string => page.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('is this message real?', () => {
  it('says who sent a known code, when, how, and about whom', async () => {
    const { reader } = portal();
    const found = await reader.submit(await reader.get('/'), '/check', { code: ` ${CODE.slice(0, 3)} ${CODE.slice(3)} ` });
    expect(found.http).toBe(200);
    expect(textOf(found)).toContain('This message is real');
    for (const fact of ['We sent it to a number ending 1234 on November 24, 2026', 'about your account with Harbour Consumer Finance', 'Text message', '王*明']) expect(textOf(found)).toContain(fact);
    expect(found.html).toContain('href="/open"');
  });

  it.each([['same', 'Every word that you pasted is ours.', 'This message is real'], ['more', 'Those are not from us', 'This message is real'], ['other', 'Treat what you got as false', 'The code is ours, but these are not our words']] as const)('compares a whole message, pasted: %s', async (words, said, title) => {
    const { reader, api } = portal();
    api.script.words = words;
    const text = `转发：\n【海港】核实 https://pay.example/v/${CODE}\n退订回TD`;
    const page = await reader.submit(await reader.get('/'), '/check', { code: '', text });
    expect(api.heard.at(-1)?.body).toEqual({ text });
    expect([page.http, textOf(page).includes(said), textOf(page).includes(title)]).toEqual([200, true, true]);
    // Nothing of the person, and no way on, where somebody else wrote the words.
    expect([page.html.includes('href="/open"'), textOf(page).includes('1234'), reader.jar.has('dw_code')]).toEqual(Array(3).fill(words !== 'other'));
    if (words === 'other') for (const advice of ['Do not pay', '12321', 'ic3.gov']) expect(textOf(page)).toContain(advice);
    expect(JSON.stringify([...reader.jar])).not.toContain('海港');
  });

  it('takes the whole link, pasted', async () => {
    const { reader, api } = portal();
    await reader.submit(await reader.get('/'), '/check', { code: `【海港】核实 https://pay.example/v/${CODE} 退订回TD` });
    expect(api.heard.at(-1)?.body).toEqual({ text: `【海港】核实 https://pay.example/v/${CODE} 退订回TD` });
    expect(reader.jar.get('dw_code')).toBe(CODE);
  });

  it.each([[undefined, ['12378', '12321', 'CFPB', 'Do not pay']], [ZH, ['12378', '12321', 'CFPB', '不要付款']]])('says what to do with an unknown one, and asks for nothing', async (headers, said) => {
    const { reader } = portal({}, headers);
    const found = await reader.submit(await reader.get('/'), '/check', { code: 'NOTOURS' });
    for (const words of said) expect(textOf(found)).toContain(words);
    expect(found.html).not.toMatch(/href="\/(open|pay)"/);
  });

  it('fills in the code of a link and does nothing else', async () => {
    const { reader, api } = portal();
    const home = await reader.get(`/v/${CODE}`);
    expect(formsOf(home.html)[0]?.fields['code']).toBe(CODE);
    expect(api.heard).toEqual([]);
    expect([...reader.jar.keys()]).toEqual(['dw_form']);
  });

  it('asks for a code when none was typed, with the error bound to its field', async () => {
    const { reader, api } = portal();
    const again = await reader.submit(await reader.get('/'), '/check', { code: '  ' });
    expect(again.http).toBe(422);
    expect(again.html).toMatch(/<input[^>]*id="code"[^>]*aria-describedby="code-help code-error"[^>]*aria-invalid="true"/);
    expect(again.html).toContain('role="alert"');
    expect(again.html).toContain('<title>Please check: ');
    expect(api.heard).toEqual([]);
  });
});

describe('opening the debt', () => {
  it('needs the four characters too, and keeps the key where no script and no other site can reach it', async () => {
    const { debt, reader } = await opened();
    expect(debt.http).toBe(200);
    expect(textOf(debt)).toContain('CN¥8,234.50');
    expect(reader.setCookies.find((line) => line.startsWith('dw_session='))).toMatch(/Max-Age=1800.*HttpOnly.*SameSite=Strict/);
    expect(debt.html).not.toContain(TOKEN);
  });

  it('reads an id tail written small or full-width', async () => {
    const { reader } = portal();
    await reader.submit(await reader.get('/'), '/check', { code: CODE });
    const debt = await reader.submit(await reader.get('/open'), '/open', { tail: '２０４x' });
    expect(textOf(debt)).toContain('My debt');
  });

  it('lets one try again, then says to wait', async () => {
    const { reader } = portal();
    await reader.submit(await reader.get('/'), '/check', { code: CODE });
    let page = await reader.get('/open');
    for (let tries = 0; tries < 3; tries += 1) {
      page = await reader.submit(page, '/open', { tail: '0000' });
      expect([page.http, textOf(page).includes('do not belong together')]).toEqual([422, true]);
    }
    page = await reader.submit(page, '/open', { tail: TAIL });
    expect(page.http).toBe(429);
    expect(textOf(page)).toContain('Too many wrong tries');
    expect(reader.jar.has('dw_session')).toBe(false);
  });

  it('says so when the lender holds no document to compare with', async () => {
    const { reader, api } = portal();
    await reader.submit(await reader.get('/'), '/check', { code: CODE });
    api.script.noId = true;
    expect(textOf(await reader.submit(await reader.get('/open'), '/open', { tail: TAIL }))).toContain('no ID document of yours on file');
  });

  it('shows no debt without it', async () => {
    const { reader, api } = portal();
    for (const path of ['/debt', '/contacts', '/pay', '/promise', '/dispute', '/stop']) expect(textOf(await reader.get(path)), path).toContain('Is this message real?');
    expect(api.heard).toEqual([]);
  });

  it('closes when the thirty minutes are over, and says why', async () => {
    const { reader, api } = await opened();
    api.script.expired = true;
    expect(textOf(await reader.get('/debt'))).toContain('closed after 30 minutes');
    expect(reader.jar.has('dw_session')).toBe(false);
  });

  it('can be closed by hand on a shared phone', async () => {
    const { reader, debt } = await opened();
    const home = await reader.submit(debt, '/leave');
    expect(textOf(home)).toContain('Nobody can see your debt on this phone now');
    expect([...reader.jar.keys()].filter((name) => ['dw_session', 'dw_code', 'dw_done'].includes(name))).toEqual([]);
  });
});

describe('my debt', () => {
  it('is shown line by line, with days, total, quiet times and what happens next', async () => {
    const { debt } = await opened({ debt: debtView({ state: 'promised', quiet: [{ kind: 'promise', since: '2026-11-20T00:00:00Z', until: '2026-12-01T00:00:00Z' }] }) });
    const text = textOf(debt);
    for (const words of ['65 days', 'CN¥6,123.00', '-CN¥1,000.00', 'Credit card', 'You promised a date', 'We do not remind you while we wait', 'September 20, 2026']) expect(text).toContain(words);
    expect(debt.html).toMatch(/<th scope="col">/);
  });

  it('speaks Chinese to a Chinese phone and remembers a choice made by hand', async () => {
    const { debt, reader } = await opened({}, ZH);
    expect(debt.html).toContain('<html lang="zh-CN">');
    for (const words of ['我的欠款', '65 天', '¥8,234.50', '海港消费金融']) expect(textOf(debt)).toContain(words);
    expect((await reader.get('/debt?lang=en')).html).toContain('<html lang="en">');
    expect((await reader.get('/debt')).html).toContain('<html lang="en">');
  });

  it('survives kinds and states that it has never heard of', async () => {
    const strange = debtView({ state: 'new_state', quiet: [{ kind: 'new_hold', since: '2026-11-20T00:00:00Z', until: null }] });
    strange.debts[0]?.lines.push({ on: '2026-11-03', kind: 'new_kind', amount: { minor: 5, currency: 'CNY' } });
    const { debt } = await opened({ debt: strange });
    expect(debt.http).toBe(200);
    expect(textOf(debt)).toContain('Other (new_kind)');
    expect(textOf(debt)).toContain('Contact is paused');
  });

  it('lists every contact, the newest first, with the rule that allowed it, and says where none is on record', async () => {
    const { reader } = await opened();
    const contacts = await reader.get('/contacts');
    expect(textOf(contacts)).toContain('GB/T 45251-2025 §5.3 (CN-T1)');
    expect(textOf(contacts)).toContain('No rule is on record');
    expect(contacts.html.indexOf('2026-11-24T06:30')).toBeLessThan(contacts.html.indexOf('2026-11-20T02:15'));
  });

  it('offers no payment when nothing is owed', async () => {
    const { debt } = await opened({ debt: debtView({ state: 'closed', total: [{ minor: 0, currency: 'CNY' }] }) });
    expect(debt.html).not.toContain('href="/pay"');
    expect(textOf(debt)).toContain('Nothing is owed');
  });
});

describe('what a borrower can do', () => {
  it('pays all of it with one press, clearly in the sandbox, and gets a reference', async () => {
    const { reader, api } = await opened({ text: { en: 'It is in the ledger.', zh: '已经入账。' } });
    const pay = await reader.get('/pay');
    expect(textOf(pay)).toContain('No real money moves');
    const done = await reader.submit(pay, '/pay', {}, { whole: '8234.50' });
    expect(api.acts().map((a) => [a.path, a.token, a.body])).toEqual([['/payments', `Bearer ${TOKEN}`, { amountMinor: 823_450, currency: 'CNY' }]]);
    for (const words of ['Payment received', 'R-1', 'It is in the ledger.', 'no real money']) expect(textOf(done)).toContain(words);
  });

  it('pays a part, and refuses more than is owed while keeping what was typed', async () => {
    const { reader, api } = await opened();
    const pay = await reader.get('/pay');
    const again = await reader.submit(pay, '/pay', { amount_CNY: '9,000' }, { limit: '823450', amount_CNY: '' });
    expect(again.http).toBe(422);
    expect(textOf(again)).toContain('That is more than is owed');
    expect(again.html).toContain('value="9,000"');
    expect(api.acts()).toEqual([]);
    await reader.submit(again, '/pay', { amount_CNY: '50.5' }, { amount_CNY: '9,000' });
    expect(api.acts().map((a) => a.body)).toEqual([{ amountMinor: 5_050, currency: 'CNY' }]);
  });

  it('promises a date, and refuses a day that is past or is none', async () => {
    const { reader, api } = await opened();
    const form = await reader.get('/promise');
    for (const day of ['2026-11-23', '2026-02-30']) expect((await reader.submit(form, '/promise', { on_CNY: day, amount_CNY: '10' })).http).toBe(422);
    const done = await reader.submit(form, '/promise', { on_CNY: '2026年12月1日', amount_CNY: '10' });
    expect(textOf(done)).toContain('Promise noted');
    expect(api.acts().map((a) => [a.path, a.body])).toEqual([['/promises', { amountMinor: 1_000, currency: 'CNY', on: '2026-12-01' }]]);
  });

  it('disputes with a reason, and with words only if wanted', async () => {
    const { reader, api } = await opened();
    const form = await reader.get('/dispute');
    const again = await reader.submit(form, '/dispute', { words: 'I never had this card' });
    expect([again.http, again.html.includes('>I never had this card</textarea>')]).toEqual([422, true]);
    await reader.submit(again, '/dispute', { reason: 'not_mine' });
    expect(api.acts().map((a) => [a.path, a.body])).toEqual([['/disputes', { reason: 'not_mine', words: '' }]]);
  });

  it('says that it is hard without a word of explanation, and shows a crisis line to everyone', async () => {
    const { reader, api } = await opened();
    const done = await reader.submit(await reader.get('/hardship'), '/hardship');
    expect(textOf(done)).toContain('We have heard you');
    expect(api.acts().map((a) => [a.path, a.body])).toEqual([['/hardship', { words: '' }]]);
    for (const headers of [undefined, ZH]) {
      const open = await portal({}, headers).reader.get('/hardship');
      expect(open.html).toContain('href="tel:12356"');
      expect(open.html).toContain('href="tel:988"');
      expect(open.html).not.toContain('<textarea');
    }
  });

  it.each(['sms', 'call', 'visit', 'all'])('stops %s with one press', async (medium) => {
    const { reader, api } = await opened();
    const done = await reader.submit(await reader.get('/stop'), '/stop', {}, { medium });
    expect(textOf(done)).toContain('Contact stopped');
    expect(api.acts().map((a) => [a.path, a.body])).toEqual([['/stop', { medium }]]);
  });

  it('counts a double press once and shows the same receipt', async () => {
    const { reader, api } = await opened();
    const pay = await reader.get('/pay');
    const first = await reader.submit(pay, '/pay', {}, { whole: '8234.50' });
    const second = await reader.submit(pay, '/pay', {}, { whole: '8234.50' });
    expect(textOf(second)).toBe(textOf(first));
    expect(new Set(api.acts().map((a) => a.key)).size).toBe(1);
    expect(api.script.debt.total).toEqual([{ minor: 0, currency: 'CNY' }]);
  });

  it('gives every form of every page its own key', async () => {
    const { reader } = await opened();
    const keys: string[] = [];
    for (const path of ['/pay', '/promise', '/dispute', '/hardship', '/stop', '/pay']) keys.push(...formsOf((await reader.get(path)).html).flatMap((f) => f.fields['act'] ?? []));
    expect(keys).toHaveLength(11);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps the key when nobody knows whether it happened, and takes a new one when it surely did not', async () => {
    const { reader, api } = await opened();
    const form = await reader.get('/stop');
    const keyOf = (page: Page) => formsOf(page.html).find((f) => f.fields['medium'] === 'sms')?.fields['act'];
    api.script.broken = true;
    const down = await reader.submit(form, '/stop', {}, { medium: 'sms' });
    expect([down.http, keyOf(down)]).toEqual([503, keyOf(form)]);
    api.script.broken = false;
    api.script.refuse = 422;
    const refused = await reader.submit(form, '/stop', {}, { medium: 'sms' });
    expect(refused.http).toBe(422);
    expect(keyOf(refused)).not.toBe(keyOf(form));
  });

  it.each([[409, 'Nothing was done twice'], [429, 'Too many tries']])('explains a %i', async (refuse, words) => {
    const { reader, api } = await opened();
    api.script.refuse = refuse;
    const page = await reader.submit(await reader.get('/dispute'), '/dispute', { reason: 'other', words: 'long and careful' });
    expect([page.http, textOf(page).includes(words), page.html.includes('long and careful')]).toEqual([refuse, true, true]);
  });

  it('does not lose what was written when the page closed meanwhile', async () => {
    const { reader, api } = await opened();
    const form = await reader.get('/hardship');
    api.script.expired = true;
    const page = await reader.submit(form, '/hardship', { words: 'my mother is ill' });
    expect([page.http, page.html.includes('my mother is ill')]).toEqual([401, true]);
  });
});

describe('safety', () => {
  const PAGES = ['/', `/v/${CODE}`, '/result', '/open', '/debt', '/contacts', '/pay', '/promise', '/dispute', '/hardship', '/stop', '/done', '/help'];

  it('sends strict headers with every page, and nothing inline that they would forbid', async () => {
    const { reader } = await opened();
    for (const path of PAGES) {
      const { headers, html } = await reader.get(path);
      const csp = headers.get('content-security-policy') ?? '';
      expect(csp, path).toContain("default-src 'none'");
      expect(csp).not.toContain('unsafe');
      for (const [name, value] of [['referrer-policy', 'no-referrer'], ['cache-control', 'no-store'], ['x-content-type-options', 'nosniff'], ['x-frame-options', 'DENY']]) expect(headers.get(name ?? '')).toBe(value);
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle="|\son[a-z]+="|<style/i);
      expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    }
  });

  it('refuses a form that did not come from its own page', async () => {
    const { reader, api, app } = await opened();
    const form = formsOf((await reader.get('/stop')).html).find((f) => f.action === '/stop')?.fields ?? {};
    const { form: seal = '', ...bare } = form;
    const attempts: [string, RequestInit][] = [
      ['no seal', post(bare)],
      ['wrong seal', post({ ...form, form: `${seal.slice(0, -2)}xx` })],
      ['other origin', { ...post(form), headers: { ...post(form).headers, origin: 'https://evil.example' } }],
      ['other site', { ...post(form), headers: { ...post(form).headers, 'sec-fetch-site': 'cross-site' } }],
      ['sibling site', { ...post(form), headers: { ...post(form).headers, 'sec-fetch-site': 'same-site' } }],
    ];
    for (const [name, init] of attempts) expect((await reader.raw('/stop', init)).status, name).toBe(403);
    const stranger = await app.request('/stop', { ...post(form), headers: { ...post(form).headers, cookie: `dw_session=${TOKEN}` } });
    expect(stranger.status).toBe(403);
    expect(api.acts()).toEqual([]);
    // And the same form, as a browser under `no-referrer` sends it, is taken.
    expect((await reader.raw('/stop', { ...post(form), headers: { ...post(form).headers, origin: 'null', 'sec-fetch-site': 'same-origin' } })).status).toBe(303);
  });

  it('guards every form there is', async () => {
    const { app } = portal();
    for (const path of ['/check', '/open', '/leave', '/pay', '/promise', '/dispute', '/hardship', '/stop']) expect((await app.request(path, post({ code: CODE }))).status, path).toBe(403);
  });

  it('refuses what is not a plain form, or too large a one', async () => {
    const { reader } = await opened();
    expect((await reader.raw('/stop', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(413);
    expect((await reader.raw('/dispute', post({ words: 'x'.repeat(70_000) }))).status).toBe(413);
  });

  it('puts no person, amount, token or reference into an address', async () => {
    const { reader } = await opened();
    await reader.submit(await reader.get('/pay'), '/pay', {}, { whole: '8234.50' });
    await reader.submit(await reader.get('/dispute'), '/dispute', { reason: 'other', words: 'about Wang' });
    for (const path of reader.visited) expect(path).toMatch(/^\/(check|open|result|debt|pay|dispute|done)?$/);
  });

  it('shows hostile text as text', async () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(2)>';
    const view = debtView({ name: evil, creditor: { en: evil, zh: evil }, contacts: [{ at: evil, channel: evil, state: evil, basis: [{ rule: evil, title: { en: evil, zh: evil }, citation: evil }] }] });
    view.debts = [{ ...view.debts[0]!, ref: evil, product: evil, lines: [{ on: evil, kind: evil, amount: { minor: 1, currency: evil } }] }];
    const { reader, debt } = await opened({ debt: view, text: { en: evil, zh: evil } });
    const done = await reader.submit(await reader.get('/hardship'), '/hardship', { words: evil });
    const again = await reader.submit(await reader.get('/dispute'), '/dispute', { words: evil });
    for (const page of [debt, await reader.get('/contacts'), await reader.get('/result'), done, again, await reader.get('/pay')]) {
      expect(page.html).not.toMatch(/<img src=x|<script>/);
      expect(formsOf(page.html).length).toBeGreaterThan(0);
    }
    expect((await reader.get(`/v/${encodeURIComponent(evil)}`)).html).not.toContain('alert(1)');
  });

  it('does not believe a receipt that it did not sign', async () => {
    const { reader } = portal();
    const forged = Buffer.from(JSON.stringify({ act: 'pay', reference: 'R-FORGED', text: null })).toString('base64url');
    reader.jar.set('dw_done', `${forged}.${'x'.repeat(43)}`);
    expect((await reader.get('/done')).html).not.toContain('R-FORGED');
  });

  it('marks cookies for HTTPS when told so', async () => {
    const { reader } = portal({}, undefined, { secureCookies: true });
    const { headers } = await reader.get('/');
    expect(reader.setCookies.length).toBeGreaterThan(0);
    for (const line of reader.setCookies) expect(line).toMatch(/^__Host-dw_.*Secure/);
    expect(headers.get('strict-transport-security')).toContain('max-age');
  });

  it('stays calm when the API is down', async () => {
    const { reader, api } = await opened();
    api.script.broken = true;
    for (const path of ['/debt', '/result']) {
      const page = await reader.get(path);
      expect([page.http, textOf(page).includes('The fault is on our side')]).toEqual([503, true]);
    }
  });
});

describe('a cheap phone', () => {
  it('gets every page with its style, script and mark in under 60 KB', async () => {
    const { reader, app } = await opened();
    let assets = 0;
    const { html } = await reader.get('/debt');
    for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/portal-assets\/[^"]+)"/g)) {
      const response = await app.request(path);
      expect(response.headers.get('cache-control')).toContain('immutable');
      assets += (await response.arrayBuffer()).byteLength;
    }
    expect(assets).toBeGreaterThan(1_000);
    for (const path of ['/', '/result', '/debt', '/contacts', '/pay', '/dispute', '/hardship', '/stop', '/help']) expect(assets + Buffer.byteLength((await reader.get(path)).html), path).toBeLessThan(60 * 1024);
  });

  it('gets the Chinese font in subsets, only from here, and only when it asks', async () => {
    const { app, reader } = portal({}, ZH);
    const { html } = await reader.get('/');
    expect(html).toMatch(/<noscript><link rel="stylesheet" href="\/portal-fonts\.css\?[0-9a-f]+"\/?><\/noscript>/);
    const response = await app.request('/portal-fonts.css', { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const css = await (await app.request('/portal-fonts.css')).text();
    expect(css.match(/@font-face/g)?.length).toBeGreaterThan(150);
    expect(css).toContain('unicode-range:');
    for (const [, url = ''] of css.matchAll(/url\(([^)]*)\)/g)) expect(url).toMatch(/^\/fonts\/noto-sans-sc-[\w-]+\.woff2$/);
  });

  it('shows demo hints only in the demo', async () => {
    expect((await portal().reader.get('/')).html).not.toContain('/sandbox');
    expect((await portal({}, undefined, { sandboxHints: true }).reader.get('/')).html).toContain('href="/sandbox"');
  });
});
