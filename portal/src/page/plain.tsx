import type { Child } from 'hono/jsx';
import type { Bilingual } from '../api.js';
import { inLanguage } from '../i18n/texts.js';
import type { Reader } from '../visit.js';
import { Layout } from './layout.js';
import { ByCountry, List, Verdict } from './parts.js';

export const ACTS = ['pay', 'promise', 'dispute', 'hardship', 'stop'] as const;
export type Act = (typeof ACTS)[number];

/** The receipt of one act, as it travels in a signed cookie. */
export interface Receipt {
  readonly act: Act;
  readonly reference: string;
  readonly text: Bilingual | null;
}

export function DonePage({ reader, receipt }: { readonly reader: Reader; readonly receipt: Receipt | undefined }) {
  const t = reader.t.done;
  if (receipt === undefined) return <Layout reader={reader} title={t.none}><h1>{t.none}</h1><p><a href="/debt">{t.back}</a></p></Layout>;
  const text = inLanguage(receipt.text, reader.language);
  return (
    <Layout reader={reader} title={t[receipt.act]}>
      <Verdict of="yes" title={t[receipt.act]}>{text === undefined ? null : <p>{text}</p>}</Verdict>
      {receipt.act === 'pay' ? <p class="note practice">{t.sandbox}</p> : null}
      <dl class="card facts"><div><dt>{t.reference}</dt><dd class="ref">{receipt.reference}</dd></div></dl>
      <p class="hint">{t.keep}</p>
      <p><a class="main" href="/debt">{t.back}</a></p>
    </Layout>
  );
}

export function HelpPage({ reader }: { readonly reader: Reader }) {
  const { help: t, report, result } = reader.t;
  return (
    <Layout reader={reader} title={t.title}>
      <h1>{t.title}</h1>
      <section class="card"><h2>{t.realTitle}</h2><List items={t.realList} /></section>
      <section class="card"><h2>{t.falseTitle}</h2><List items={result.doList} /></section>
      <section class="card"><h2>{t.rightsTitle}</h2><List items={t.rightsList} /></section>
      <section><h2>{t.hardTitle}</h2><p><a href="/hardship">{t.hard}</a></p></section>
      <section><h2>{t.complainTitle}</h2><p>{t.complain}</p><ByCountry reader={reader} places={{ cn: report.cnList, us: report.usList }} /></section>
      <section><h2>{t.privacyTitle}</h2><p>{t.privacy}</p></section>
    </Layout>
  );
}

export type Trouble = 'form' | 'down' | 'once' | 'not' | 'many' | 'missing' | 'link';

/** A refusal in plain words, with what the reader had written so that it is not lost. */
export function TroublePage({ reader, trouble, written, children }: { readonly reader: Reader; readonly trouble: Trouble; readonly written?: string | undefined; readonly children?: Child }) {
  const t = reader.t.trouble;
  const [title, text] = ({
    form: [t.formTitle, t.form], down: [t.downTitle, t.down], once: [t.onceTitle, t.once], not: [t.notTitle, t.not], many: [t.notTitle, t.tooMany], missing: [t.missingTitle, t.missing], link: [t.linkTitle, t.link],
  } as const)[trouble];
  const toDebt = trouble !== 'missing' && reader.opened;
  return (
    <Layout reader={reader} title={title}>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {written ? <div class="field"><label for="written">{t.written}</label><textarea id="written" rows={4} readonly>{written}</textarea></div> : null}
      {children}
      <p><a class="main" href={toDebt ? '/debt' : '/'}>{toDebt ? reader.t.back : t.start}</a></p>
    </Layout>
  );
}
