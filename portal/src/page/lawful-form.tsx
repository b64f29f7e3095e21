import type { Child } from 'hono/jsx';
import type { Fields } from '../fields.js';
import type { LawfulTexts } from '../i18n/lawful-en.js';
import type { Reader } from '../visit.js';
import { Hidden, Layout } from './layout.js';
import { Errors, Field, type Wrong } from './parts.js';

type Words = Readonly<Record<string, string>>;

interface Part {
  readonly t: LawfulTexts;
  readonly sent: Fields;
  readonly wrong: readonly Wrong[];
}

interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly words: Words;
  readonly empty: string;
  readonly part: Part;
}

/** A labelled list to choose from; nothing chosen is said as `empty`. */
function Choice({ id, label, help, words, empty, part: { sent, wrong } }: ChoiceProps) {
  const error = wrong.find((w) => w.field === id)?.text;
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  // "I do not know" and nothing chosen are one answer: the empty one says it.
  const options = Object.entries(words).filter(([value]) => value !== 'unknown');
  return (
    <div class={error ? 'field bad' : 'field'}>
      <label for={id}>{label}</label>
      {help ? <p class="hint" id={`${id}-help`}>{help}</p> : null}
      {error ? <p class="error" id={`${id}-error`}>{error}</p> : null}
      <select id={id} name={id} {...(described ? { 'aria-describedby': described } : {})} {...(error ? { 'aria-invalid': 'true' as const } : {})}>
        <option value="">{empty}</option>
        {options.map(([value, word]) => <option value={value} selected={sent[id] === value}>{word}</option>)}
      </select>
    </div>
  );
}

function YesNo({ id, label, help, part }: { readonly id: string; readonly label: string; readonly help?: string; readonly part: Part }) {
  return <Choice id={id} label={label} {...(help === undefined ? {} : { help })} words={part.t.answers} empty={part.t.notKnown} part={part} />;
}

function Group({ title, lead, children }: { readonly title: string; readonly lead?: string; readonly children?: Child }) {
  return <fieldset class="card group"><legend><h2>{title}</h2></legend>{lead ? <p class="hint">{lead}</p> : null}{children}</fieldset>;
}

const text = (part: Part, id: string) => ({ id, value: part.sent[id] ?? '', wrong: part.wrong });

function Contact({ i, part }: { readonly i: number; readonly part: Part }) {
  const { t, sent, wrong } = part;
  const at = (name: string): string => `c${i}_${name}`;
  const rare = ['until', 'per', 'where', 'voice', 'people', 'asked', 'told', 'optout', 'collects'].map(at);
  const open = rare.some((id) => (sent[id] ?? '') !== '' || wrong.some((w) => w.field === id));
  return (
    <fieldset class="line">
      <legend><h3>{t.contact(i + 1)}</h3></legend>
      <Choice id={at('channel')} label={t.how} words={t.channels} empty={t.choose} part={part} />
      <div class="twin">
        <Field {...text(part, at('on'))} label={t.on} help={t.onHelp} input={{ type: 'date', autocomplete: 'off' }} />
        <Field {...text(part, at('time'))} label={t.time} help={t.timeHelp} input={{ type: 'time', autocomplete: 'off' }} />
      </div>
      <Field {...text(part, at('times'))} label={t.timesLabel} help={t.timesHelp} input={{ inputmode: 'numeric', autocomplete: 'off', maxlength: 2, class: 'short' }} />
      <Choice id={at('reached')} label={t.reached} words={Object.fromEntries(Object.entries(t.reachedWho).slice(1))} empty={t.reachedWho['borrower'] ?? ''} part={part} />
      <YesNo id={at('answered')} label={t.answered} part={part} />
      <details open={open}>
        <summary>{t.moreTitle}</summary>
        <div class="twin">
          <Field {...text(part, at('until'))} label={t.until} input={{ type: 'date', autocomplete: 'off' }} />
          <Choice id={at('per')} label={t.per} words={{ span: t.pers['span'] ?? '' }} empty={t.pers['day'] ?? ''} part={part} />
        </div>
        <Choice id={at('where')} label={t.where} words={t.wheres} empty={t.notKnown} part={part} />
        <Choice id={at('voice')} label={t.voice} words={t.voices} empty={t.notKnown} part={part} />
        <Field {...text(part, at('people'))} label={t.people} input={{ inputmode: 'numeric', autocomplete: 'off', maxlength: 2, class: 'short' }} />
        <Choice id={at('asked')} label={t.asked} words={t.askedWhat} empty={t.notKnown} part={part} />
        <YesNo id={at('told')} label={t.toldDebt} part={part} />
        <YesNo id={at('optout')} label={t.optOut} part={part} />
        <YesNo id={at('collects')} label={t.saidCollector} part={part} />
      </details>
    </fieldset>
  );
}

function Said({ i, part }: { readonly i: number; readonly part: Part }) {
  const { t, sent, wrong } = part;
  const at = (name: string): string => `s${i}_${name}`;
  const rare = ['medium', 'place', 'from', 'to', 'intime'].map(at);
  const open = rare.some((id) => (sent[id] ?? '') !== '' || wrong.some((w) => w.field === id));
  return (
    <fieldset class="line">
      <legend><h3>{t.said(i + 1)}</h3></legend>
      <Choice id={at('what')} label={t.saidWhat} words={t.saids} empty={t.saidNothing} part={part} />
      <div class="twin">
        <Field {...text(part, at('on'))} label={t.saidOn} input={{ type: 'date', autocomplete: 'off' }} />
        <Choice id={at('form')} label={t.saidForm} words={t.forms} empty={t.notKnown} part={part} />
      </div>
      <details open={open}>
        <summary>{t.moreSaid}</summary>
        <Choice id={at('medium')} label={t.medium} words={t.media} empty={t.choose} part={part} />
        <Choice id={at('place')} label={t.place} words={t.places} empty={t.choose} part={part} />
        <div class="twin">
          <Field {...text(part, at('from'))} label={t.from} input={{ type: 'time', autocomplete: 'off' }} />
          <Field {...text(part, at('to'))} label={t.to} input={{ type: 'time', autocomplete: 'off' }} />
        </div>
        <YesNo id={at('intime')} label={t.inTime} part={part} />
      </details>
    </fieldset>
  );
}

/** The other language with all that was written: a press sends the form (or what is carried) and shows it again. */
export function SwitchLanguage({ reader: { t }, inForm }: { readonly reader: Reader; readonly inForm: string }) {
  return <span class="lang"><button class="quiet" type="submit" form={inForm} formaction={`/lawful?lang=${t.other.lang}`} {...(inForm === 'told' ? { name: 'edit', value: 'yes' } : {})} lang={t.other.htmlLang}>{t.other.label}</button></span>;
}

interface FormPageProps {
  readonly reader: Reader;
  readonly t: LawfulTexts;
  readonly sent: Fields;
  readonly contacts: number;
  readonly saids: number;
  readonly wrong?: readonly Wrong[];
}

/** The whole form on one page. It is sent in the body, never in an address, and nothing of it is kept between two pages but in the form itself. */
export function LawfulFormPage({ reader, t, sent, contacts, saids, wrong = [] }: FormPageProps) {
  const part: Part = { t, sent, wrong };
  return (
    <Layout reader={reader} title={t.title} wrong={wrong.length > 0} language={<SwitchLanguage reader={reader} inForm="told" />}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <p>{t.promise}</p>
      <Errors reader={reader} wrong={wrong} />
      <form method="post" action="/lawful" id="told" novalidate autocomplete="off">
        {/* Enter in a field sends the form, not one of the buttons that add a line. */}
        <button class="enter" type="submit" tabindex={-1} aria-hidden="true">{t.submit}</button>
        <Hidden name="c_lines" value={String(contacts)} />
        <Hidden name="s_lines" value={String(saids)} />
        <p class="note">{t.unsure} {t.anyone}</p>
        <Group title={t.placeTitle}>
          <Choice id="country" label={t.country} words={t.countries} empty={t.choose} part={part} />
          <div class="twin">
            <Field {...text(part, 'state')} label={t.state} help={t.stateHelp} input={{ maxlength: 2, autocapitalize: 'characters', class: 'short' }} />
            <Field {...text(part, 'city')} label={t.city} help={t.cityHelp} input={{ maxlength: 60 }} />
          </div>
        </Group>
        <Group title={t.whoTitle}>
          <Choice id="collector" label={t.collector} words={t.collectors} empty={t.notKnown} part={part} />
          <YesNo id="announced" label={t.announced} part={part} />
          <Choice id="debt" label={t.debt} words={t.debts} empty={t.notKnown} part={part} />
        </Group>
        <Group title={t.contactsTitle}>
          {Array.from({ length: contacts }, (_, i) => <Contact i={i} part={part} />)}
          <button class="other" type="submit" name="more" value="c">{t.addContact}</button>
        </Group>
        <Group title={t.actsTitle} lead={t.actsHelp}>
          <div class="field">
            {Object.entries(t.acts).map(([act, word]) => (
              <label class="choice"><input type="checkbox" name={`act_${act}`} value="on" checked={(sent[`act_${act}`] ?? '') !== ''} /> <span>{word}</span></label>
            ))}
          </div>
          <YesNo id="too_old" label={t.tooOld} part={part} />
        </Group>
        <Group title={t.textTitle}><Field {...text(part, 'text')} label={t.text} help={t.textHelp} rows={5} input={{ maxlength: 4000 }} /></Group>
        <Group title={t.saidTitle}>
          {Array.from({ length: saids }, (_, i) => <Said i={i} part={part} />)}
          <button class="other" type="submit" name="more" value="s">{t.addSaid}</button>
        </Group>
        <Group title={t.agreedTitle}>
          <YesNo id="agreed_hours" label={t.agreedHours} part={part} />
          <YesNo id="agreed_often" label={t.agreedOften} part={part} />
          <YesNo id="agreed_medium" label={t.agreedMedium} help={t.agreedMediumHelp} part={part} />
          <YesNo id="reachable" label={t.reachable} part={part} />
        </Group>
        <Group title={t.noteTitle}><Field {...text(part, 'note')} label={t.note} help={t.noteHelp} rows={3} input={{ maxlength: 4000 }} /></Group>
        <button class="main" type="submit">{t.submit}</button>
      </form>
    </Layout>
  );
}
