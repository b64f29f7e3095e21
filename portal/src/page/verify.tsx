import type { Verification } from '../api.js';
import { instantText } from '../format.js';
import { inLanguage } from '../i18n/texts.js';
import type { Reader } from '../visit.js';
import { Layout } from './layout.js';
import { ByCountry, Errors, Field, Form, List, Verdict, When, type Wrong } from './parts.js';

interface HomeProps {
  readonly reader: Reader;
  readonly code?: string;
  readonly prefilled?: boolean;
  readonly wrong?: readonly Wrong[];
  readonly notice?: string;
}

export function HomePage({ reader, code, prefilled, wrong = [], notice }: HomeProps) {
  const t = reader.t.home;
  return (
    <Layout reader={reader} title={t.title} wrong={wrong.length > 0}>
      {notice ? <p class="note" role="status">{notice}</p> : null}
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Errors reader={reader} wrong={wrong} />
      <Form reader={reader} action="/check" class="card">
        <Field id="code" label={t.code} help={t.codeHelp} value={code} wrong={wrong} input={{ class: 'code', autocomplete: 'off', autocapitalize: 'characters', autocorrect: 'off', spellcheck: 'false', maxlength: 4096 }} />
        {prefilled ? <p class="hint">{t.prefilled}</p> : <Field id="text" label={t.text} help={t.textHelp} rows={4} wrong={wrong} input={{ autocomplete: 'off', spellcheck: 'false', maxlength: 4096 }} />}
        <button class="main" type="submit">{t.check}</button>
      </Form>
      {reader.opened ? <p class="note">{t.opened} <a href="/debt">{t.toDebt}</a></p> : null}
      <section class="plain"><h2>{t.doubtTitle}</h2><p>{t.doubt}</p><p><a href="/help">{t.toHelp}</a></p></section>
      <section class="plain"><h2>{t.lawfulTitle}</h2><p>{t.lawful}</p><p><a href="/lawful">{t.toLawful}</a></p></section>
    </Layout>
  );
}

export function ResultPage({ reader, found }: { readonly reader: Reader; readonly found: Verification }) {
  if (!found.genuine) return <NotKnown reader={reader} />;
  return found.words === 'other' ? <NotOurWords reader={reader} found={found} /> : <Genuine reader={reader} found={found} />;
}

/** A number by its end, an e-mail address as it is masked; nothing of a letter. */
function sentTo(reader: Reader, { sentTo: to, channel }: Verification): string {
  return to === null ? '' : channel === 'email' ? to : reader.t.result.numberEnding(to);
}

function lead(reader: Reader, found: Verification): string {
  return reader.t.result.yesLead(inLanguage(found.creditor, reader.language) ?? reader.t.result.unknown, found.sentAt === null ? '' : instantText(found.sentAt, reader.language), sentTo(reader, found));
}

function Genuine({ reader, found }: { readonly reader: Reader; readonly found: Verification }) {
  const t = reader.t.result;
  const rows: readonly (readonly [string, unknown])[] = [
    [t.who, inLanguage(found.creditor, reader.language) ?? t.unknown],
    [t.when, found.sentAt === null ? t.unknown : <When reader={reader} at={found.sentAt} />],
    [t.channel, found.channel === null ? t.unknown : (reader.t.channels[found.channel] ?? found.channel)],
    ...(sentTo(reader, found) === '' ? [] : [[t.to, sentTo(reader, found)] as const]),
    [t.about, found.about === null ? t.unknown : <>{found.about} <small>{t.aboutHelp}</small></>],
  ];
  return (
    <Layout reader={reader} title={t.yesTitle}>
      <Verdict of="yes" title={t.yesTitle}><p>{lead(reader, found)}</p></Verdict>
      {found.words === 'same' ? <p class="note">{t.same}</p> : null}
      {found.words === 'more' ? <p class="note"><b>{t.more}</b></p> : null}
      {found.superseded ? <p class="note">{t.superseded}</p> : null}
      <dl class="card facts">{rows.map(([name, value]) => <div><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <h2>{t.nextTitle}</h2>
      <p><a class="main" href="/open">{t.see}</a></p>
      <p class="hint">{t.seeHelp}</p>
      <p>{t.notMe}</p>
    </Layout>
  );
}

/** Whoever wrote it had a message of ours and put its code under words of their own. */
function NotOurWords({ reader, found }: { readonly reader: Reader; readonly found: Verification }) {
  const t = reader.t.result;
  return (
    <Layout reader={reader} title={t.otherTitle}>
      <Verdict of="no" title={t.otherTitle}><p>{t.otherLead(inLanguage(found.creditor, reader.language) ?? t.unknown)}</p></Verdict>
      <ToDo reader={reader} />
    </Layout>
  );
}

function NotKnown({ reader }: { readonly reader: Reader }) {
  const t = reader.t.result;
  return (
    <Layout reader={reader} title={t.noTitle}>
      <Verdict of="no" title={t.noTitle}><p>{t.noLead}</p></Verdict>
      <p><a class="main" href="/">{t.tryAgain}</a></p>
      <ToDo reader={reader} />
    </Layout>
  );
}

function ToDo({ reader }: { readonly reader: Reader }) {
  const t = reader.t.result;
  return (
    <>
      <section class="card"><h2>{t.doTitle}</h2><List items={t.doList} /></section>
      <h2>{t.reportTitle}</h2>
      <ByCountry reader={reader} places={{ cn: reader.t.report.cnList, us: reader.t.report.usList }} />
    </>
  );
}

export function OpenPage({ reader, wrong = [] }: { readonly reader: Reader; readonly wrong?: readonly Wrong[] }) {
  const t = reader.t.open;
  return (
    <Layout reader={reader} title={t.title} wrong={wrong.length > 0}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Errors reader={reader} wrong={wrong} />
      <Form reader={reader} action="/open" class="card">
        <Field id="tail" label={t.tail} help={t.tailHelp} wrong={wrong} input={{ class: 'code short', autocomplete: 'off', autocapitalize: 'characters', autocorrect: 'off', spellcheck: 'false', maxlength: 8 }} />
        {reader.demo ? <p class="hint">{reader.t.demo.tail}</p> : null}
        <button class="main" type="submit">{t.open}</button>
        <p class="hint">{t.limit}</p>
      </Form>
      <section class="plain"><h2>{t.whyTitle}</h2><p>{t.why}</p></section>
    </Layout>
  );
}
