import type { Child } from 'hono/jsx';
import { ASSETS } from '../asset/assets.js';
import type { Reader } from '../visit.js';

interface LayoutProps {
  readonly reader: Reader;
  readonly title: string;
  /** True when the page was refused something that the reader can put right; said first by a screen reader. */
  readonly wrong?: boolean;
  /** In place of the link to the other language, where that would lose what the reader has written. */
  readonly language?: Child;
  readonly children?: Child;
}

/** Frame of every portal page. */
export function Layout({ reader, title, wrong, language, children }: LayoutProps) {
  const { t } = reader;
  return (
    <html lang={t.htmlLang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${wrong ? t.errorTitle : ''}${title} · ${t.site}`}</title>
        <link rel="icon" href={ASSETS.mark.path} type="image/svg+xml" />
        <link rel="stylesheet" href={ASSETS.style.path} />
        <script src={ASSETS.enhance.path} defer data-fonts={ASSETS.fonts.path}></script>
      </head>
      <body>
        <a class="skip" href="#content">{t.skip}</a>
        <header class="top">
          <a class="brand" href="/"><img src={ASSETS.mark.path} alt="" width="28" height="28" /><span><b>{t.site}</b> <small>{t.tagline}</small></span></a>
          {language ?? <a class="lang" href={`${reader.path}?lang=${t.other.lang}`} lang={t.other.htmlLang} hreflang={t.other.htmlLang}>{t.other.label}</a>}
        </header>
        {reader.demo ? <p class="demo">{t.demo.strip} <a href="/sandbox">{t.demo.phone}</a></p> : null}
        <main id="content" tabindex={-1}>{children}</main>
        <footer class="foot">
          <nav><a href="/help">{t.footer.help}</a><a href="/lawful">{t.footer.lawful}</a><a href="/">{t.footer.start}</a></nav>
          {reader.opened ? (
            <form method="post" action="/leave"><Hidden name="form" value={reader.form} /><button class="quiet" type="submit">{t.footer.leave}</button></form>
          ) : null}
          <p>{t.footer.about}</p>
        </footer>
        {/* Last, so that nothing waits for it; only for readers whose scripts cannot tell whether it is needed. */}
        <noscript><link rel="stylesheet" href={ASSETS.fonts.path} /></noscript>
      </body>
    </html>
  );
}

export function Hidden({ name, value }: { readonly name: string; readonly value: string }) {
  return <input type="hidden" name={name} value={value} />;
}
