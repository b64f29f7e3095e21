import { createHash } from 'node:crypto';
import type { Child } from 'hono/jsx';
import { ASSETS, asset } from '../asset/assets.js';
import { instantText } from '../format.js';
import type { Texts } from '../i18n/en.js';
import type { Language } from '../language.js';
import { Hidden } from '../page/layout.js';
import { squeeze } from '../style.css.js';
import { withLinks } from './link.js';
import { LIVE } from './live.js';
import { RECEIPTS, type SandboxNumber, type SandboxText } from './phone.js';
import { SANDBOX_STYLE } from './style.css.js';

export const QUICK_REPLIES = ['TD', 'STOP', '退订', '我明天还', 'I paid already'] as const;

/** What the sandbox pages know about their reader. */
export interface Watcher {
  readonly language: Language;
  readonly t: Texts;
  readonly base: string;
  /** This page's own path below `base`, and the query that it keeps. */
  readonly here: string;
  readonly form: string;
  readonly live: boolean;
  readonly assets: SandboxAssets;
}

export type SandboxAssets = ReturnType<typeof sandboxAssets>;
export function sandboxAssets(base: string) {
  return {
    style: asset(`${base}/assets`, 'phone', 'css', 'text/css; charset=utf-8', squeeze(SANDBOX_STYLE)),
    live: asset(`${base}/assets`, 'phone', 'js', 'text/javascript; charset=utf-8', LIVE),
  };
}

interface ShelfProps {
  readonly watcher: Watcher;
  readonly numbers: readonly (SandboxNumber & { readonly href: string })[];
  readonly search: string;
  readonly current?: string;
  readonly notice?: string | undefined;
}

/** A link back to this page with one thing changed. */
function withQuery(watcher: Watcher, name: string, value: string): string {
  const [path = '', query = ''] = watcher.here.split('?');
  const kept = new URLSearchParams(query);
  kept.set(name, value);
  return `${watcher.base}${path}?${kept.toString()}`;
}

function Frame({ watcher, title, one, children }: { readonly watcher: Watcher; readonly title: string; readonly one?: boolean; readonly children?: Child }) {
  const { t, base, assets } = watcher;
  return (
    <html lang={t.htmlLang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{`${title} · ${t.site}`}</title>
        <link rel="icon" href={ASSETS.mark.path} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.style.path} />
        <script src={assets.live.path} defer data-live={watcher.live ? 'on' : 'off'} data-fonts={ASSETS.fonts.path}></script>
      </head>
      <body>
        <a class="skip" href="#content">{t.skip}</a>
        <header class="top">
          <a class="brand" href={base}><img src={ASSETS.mark.path} alt="" width="28" height="28" />{t.sandbox.title}</a>
          <nav><a href="/">{t.footer.start}</a><a href={withQuery(watcher, 'lang', t.other.lang)} lang={t.other.htmlLang} hreflang={t.other.htmlLang}>{t.other.label}</a></nav>
        </header>
        <main id="content" class={one ? 'sheet one' : 'sheet'} tabindex={-1}>{children}</main>
        <noscript><link rel="stylesheet" href={ASSETS.fonts.path} /></noscript>
      </body>
    </html>
  );
}

function Live({ watcher }: { readonly watcher: Watcher }) {
  const t = watcher.t.sandbox;
  const href = withQuery(watcher, 'live', watcher.live ? 'off' : 'on');
  return (
    <p class="live">{watcher.live ? t.liveOn : t.liveOff}<a href={href}>{watcher.live ? t.turnOff : t.turnOn}</a> <a href={`${watcher.base}${watcher.here}`}>{t.refresh}</a></p>
  );
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

function Shelf({ watcher, numbers, search, current, notice }: ShelfProps) {
  const t = watcher.t.sandbox;
  return (
    <section class="shelf" aria-label={t.back}>
      {notice ? <p class="note" role="status">{notice}</p> : null}
      <form method="post" action={`${watcher.base}/search`} class="searching" role="search">
        <Hidden name="form" value={watcher.form} />
        <div><label for="search">{t.search}</label><input id="search" name="search" type="search" value={search} inputmode="tel" autocomplete="off" placeholder={t.searchHelp} /></div>
        <button class="other" type="submit">{t.find}</button>
      </form>
      {search === '' ? null : <p><a href={watcher.base}>{t.clear}</a></p>}
      <div id="phones" data-live={digest([numbers, current])}>
        {numbers.length === 0 ? <p class="wait">{search === '' ? t.none : t.noMatch}</p> : (
          <ul class="phones">
            {numbers.map((phone) => (
              <li>
                <a href={phone.href} aria-current={phone.number === current ? 'page' : undefined}>
                  <span class="row"><b>{phone.number}</b>{phone.unread > 0 ? <span class="fresh">{t.unread(phone.unread)}</span> : null}</span>
                  <span class="last">{phone.last}</span>
                  <small>{instantText(phone.lastAt, watcher.language)}</small>
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

export function ListPage(props: ShelfProps) {
  const { watcher } = props;
  const t = watcher.t.sandbox;
  return (
    <Frame watcher={watcher} title={t.title}>
      <h1>{t.title}</h1>
      <div class="intro"><p>{t.lead}</p><Live watcher={watcher} /></div>
      <Shelf {...props} />
      <p class="wait">{t.picked}</p>
    </Frame>
  );
}

interface PhoneProps extends ShelfProps {
  readonly number: string;
  /** Where forms of this phone go. */
  readonly action: string;
  readonly texts: readonly SandboxText[];
  readonly error?: string | undefined;
}

export function PhonePage(props: PhoneProps) {
  const { watcher, number, texts } = props;
  const t = watcher.t.sandbox;
  const hint = texts.findLast((text) => text.hint !== undefined)?.hint;
  return (
    <Frame watcher={watcher} title={t.title} one>
      <h1>{t.title}</h1>
      <p class="back"><a href={watcher.base}>{t.back}</a></p>
      <Shelf {...props} current={number} />
      <div class="screen">
        <section class="device" aria-label={t.phone(number)}>
          <div class="glass">
            <header><h2>{number}</h2></header>
            <Thread {...props} />
            <Answer {...props} />
          </div>
        </section>
        <div class="side">
          {hint === undefined ? null : (
            <aside class="note" aria-label={t.hintTitle}>
              <h2>{t.hintTitle}</h2>
              <p>{t.hint}</p>
              <dl class="facts"><div><dt>{t.hintName}</dt><dd>{hint.name}</dd></div><div><dt>{t.hintTail}</dt><dd class="tail">{hint.idTail}</dd></div></dl>
            </aside>
          )}
          <Live watcher={watcher} />
        </div>
      </div>
    </Frame>
  );
}

function Thread({ watcher, texts, action }: PhoneProps) {
  const t = watcher.t.sandbox;
  return (
    <ol class="texts" id="texts" data-live={digest(texts)} tabindex={0} aria-label={t.title}>
      {texts.length === 0 ? <li>{t.empty}</li> : null}
      {texts.map((text) => (
        <li class={text.direction}>
          <p class="bubble">{withLinks(text.text).map((part) => (part.href === undefined ? part.text : <a href={part.href}>{part.text}</a>))}</p>
          <div class="under">
            <span>{`${text.direction === 'in' ? t.fromYou : t.fromUs} · ${instantText(text.at, watcher.language)}`}</span>
            {text.direction === 'in' ? null : <span class={text.state}>{t.states[text.state]}</span>}
            {text.direction === 'in' ? null : (
              <details>
                <summary>{t.receipts}</summary>
                <form method="post" action={`${action}/receipt`} class="receipts">
                  <Hidden name="form" value={watcher.form} />
                  <Hidden name="id" value={text.id} />
                  {RECEIPTS.map((kind) => <button type="submit" name="kind" value={kind}>{t.receiptKinds[kind]}</button>)}
                </form>
              </details>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Answer({ watcher, action, error }: PhoneProps) {
  const t = watcher.t.sandbox;
  return (
    <div class="answer">
      <form method="post" action={`${action}/reply`} class="quick" aria-label={t.quick}>
        <Hidden name="form" value={watcher.form} />
        {QUICK_REPLIES.map((text) => <button type="submit" name="text" value={text}>{text}</button>)}
      </form>
      <form method="post" action={`${action}/reply`} class="writing" novalidate>
        <Hidden name="form" value={watcher.form} />
        <label for="text">{t.reply}</label>
        {error === undefined ? null : <p class="error" id="text-error" role="alert">{error}</p>}
        <textarea id="text" name="text" rows={1} maxlength={1000} aria-describedby={error === undefined ? undefined : 'text-error'} aria-invalid={error === undefined ? undefined : 'true'}></textarea>
        <button class="main" type="submit">{t.send}</button>
      </form>
    </div>
  );
}
