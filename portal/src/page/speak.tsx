import { randomUUID } from 'node:crypto';
import type { DisputeReason, Medium } from '../api.js';
import type { Fields } from '../fields.js';
import type { Reader } from '../visit.js';
import { Hidden, Layout } from './layout.js';
import { Back, ByCountry, Errors, Field, Form, type Wrong } from './parts.js';

interface SpeakProps {
  readonly reader: Reader;
  readonly sent?: Fields;
  readonly keepKey?: boolean;
  readonly wrong?: readonly Wrong[];
}

const keyOf = ({ sent, keepKey }: SpeakProps): string => (keepKey && sent?.['act']) || randomUUID();

export const REASONS: readonly DisputeReason[] = ['not_mine', 'amount', 'paid_already', 'other'];
export const MEDIA: readonly Medium[] = ['sms', 'call', 'visit', 'all'];

export function DisputePage(props: SpeakProps) {
  const { reader, sent, wrong = [] } = props;
  const t = reader.t.dispute;
  const error = wrong.find((w) => w.field === 'reason')?.text;
  return (
    <Layout reader={reader} title={t.title} wrong={wrong.length > 0}>
      <Back reader={reader} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Errors reader={reader} wrong={wrong} />
      <Form reader={reader} action="/dispute" act={keyOf(props)} class="card">
        <fieldset id="reason" class={error ? 'field bad' : 'field'} aria-describedby={error ? 'reason-error' : undefined}>
          <legend>{t.reason}</legend>
          {error ? <p class="error" id="reason-error">{error}</p> : null}
          {REASONS.map((reason) => (
            <label class="choice"><input type="radio" name="reason" value={reason} checked={sent?.['reason'] === reason} /> <span>{t.reasons[reason]}</span></label>
          ))}
        </fieldset>
        <Field id="words" label={t.words} help={t.wordsHelp} value={sent?.['words']} wrong={wrong} rows={4} input={{ maxlength: 4000 }} />
        <button class="main" type="submit">{t.submit}</button>
      </Form>
    </Layout>
  );
}

export function HardshipPage(props: SpeakProps & { readonly mayTell: boolean }) {
  const { reader, sent, wrong = [], mayTell } = props;
  const t = reader.t.hardship;
  return (
    <Layout reader={reader} title={t.title} wrong={wrong.length > 0}>
      {mayTell ? <Back reader={reader} /> : null}
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Errors reader={reader} wrong={wrong} />
      {mayTell ? (
        <Form reader={reader} action="/hardship" act={keyOf(props)} class="card">
          <Field id="words" label={t.words} help={t.wordsHelp} value={sent?.['words']} wrong={wrong} rows={4} input={{ maxlength: 4000 }} />
          <button class="main" type="submit">{t.submit}</button>
        </Form>
      ) : <p class="note">{t.openFirst} <a href="/">{reader.t.trouble.start}</a></p>}
      <CrisisNote reader={reader} />
      <h2>{t.freeTitle}</h2>
      <p>{t.freeLead}</p>
      <ByCountry reader={reader} places={{ cn: t.cnList, us: t.usList }} />
    </Layout>
  );
}

function CrisisNote({ reader }: { readonly reader: Reader }) {
  const t = reader.t.hardship;
  const cn = <li><a href="tel:12356">{t.crisisCn}</a></li>;
  const us = <li><a href="tel:988">{t.crisisUs}</a></li>;
  return (
    <section class="note care">
      <h2>{t.crisisTitle}</h2>
      <p>{t.crisis}</p>
      <ul>{reader.language === 'zh' ? [cn, us] : [us, cn]}</ul>
      <p><small>{t.crisisNow}</small></p>
    </section>
  );
}

export function StopPage({ reader, sent, keepKey, wrong = [] }: SpeakProps) {
  const t = reader.t.stop;
  const help: Record<Medium, string> = { sms: t.smsHelp, call: t.callHelp, visit: t.visitHelp, all: t.allHelp };
  return (
    <Layout reader={reader} title={t.title} wrong={wrong.length > 0}>
      <Back reader={reader} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Errors reader={reader} wrong={wrong} />
      {MEDIA.map((medium) => (
        <Form reader={reader} action="/stop" act={keepKey && sent?.['medium'] === medium && sent['act'] ? sent['act'] : randomUUID()} class="card">
          <Hidden name="medium" value={medium} />
          <button class="other" type="submit" aria-describedby={`${medium}-help`}>{t[medium]}</button>
          <p class="hint" id={`${medium}-help`}>{help[medium]}</p>
        </Form>
      ))}
      <p>{t.consequence}</p>
    </Layout>
  );
}
