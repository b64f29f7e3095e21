import type { Child } from 'hono/jsx';
import type { Money } from '../api.js';
import { instantText, moneyText } from '../format.js';
import type { Reader } from '../visit.js';
import { Hidden } from './layout.js';

/** What was wrong with a form: the field's id and a sentence that says how to put it right. */
export interface Wrong {
  readonly field: string;
  readonly text: string;
}

/** Errors first, each leading to its field. */
export function Errors({ reader, wrong }: { readonly reader: Reader; readonly wrong: readonly Wrong[] }) {
  if (wrong.length === 0) return null;
  return (
    <div class="errors" role="alert" tabindex={-1}>
      <h2>{reader.t.trouble.errors}</h2>
      <ul>{wrong.map((w) => <li>{w.field === '' ? w.text : <a href={`#${w.field}`}>{w.text}</a>}</li>)}</ul>
    </div>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly value?: string;
  readonly wrong: readonly Wrong[];
  /** Further attributes of the input. */
  readonly input?: Readonly<Record<string, string | number | boolean>>;
  readonly rows?: number;
}

/** A labelled input (or text area, with `rows`) with its help and its error. */
export function Field({ id, label, help, value, wrong, input, rows }: FieldProps) {
  const error = wrong.find((w) => w.field === id)?.text;
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const attributes = { id, name: id, ...(described ? { 'aria-describedby': described } : {}), ...(error ? { 'aria-invalid': 'true' as const } : {}), ...input };
  return (
    <div class={error ? 'field bad' : 'field'}>
      <label for={id}>{label}</label>
      {help ? <p class="hint" id={`${id}-help`}>{help}</p> : null}
      {error ? <p class="error" id={`${id}-error`}>{error}</p> : null}
      {rows === undefined ? <input type="text" value={value ?? ''} {...attributes} /> : <textarea rows={rows} {...attributes}>{value ?? ''}</textarea>}
    </div>
  );
}

interface FormProps {
  readonly reader: Reader;
  readonly action: string;
  /** Makes a double submit one act. */
  readonly act?: string;
  readonly class?: string;
  readonly children?: Child;
}

/** A form that carries the seal, and the idempotency key when it does something. */
export function Form({ reader, action, act, class: className, children }: FormProps) {
  return (
    <form method="post" action={action} class={className} novalidate>
      <Hidden name="form" value={reader.form} />
      {act === undefined ? null : <Hidden name="act" value={act} />}
      {children}
    </form>
  );
}

export function Amount({ reader, money }: { readonly reader: Reader; readonly money: Money }) {
  return <span class={money.minor < 0 ? 'money minus' : 'money'}>{moneyText(money, reader.language)}</span>;
}

export function When({ reader, at }: { readonly reader: Reader; readonly at: string }) {
  return <time datetime={at}>{instantText(at, reader.language)}</time>;
}

// Signs are drawn, not written: not every phone's font has them.
const SIGNS = { yes: 'M5 12.5l5 5L19.5 7', no: 'M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.3-1.7 2.6M12 18.8v.2', breach: 'M12 5v9M12 18.8v.2', back: 'M14 5l-7 7 7 7' } as const;

export function Sign({ of }: { readonly of: keyof typeof SIGNS }) {
  return <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={SIGNS[of]} /></svg>;
}

export function Verdict({ of, title, children }: { readonly of: 'yes' | 'no' | 'breach' | 'mild'; readonly title: string; readonly children?: Child }) {
  return <div class={`verdict ${of === 'breach' ? 'no' : of}`}><span class="sign"><Sign of={of === 'mild' ? 'no' : of} /></span><div><h1>{title}</h1>{children}</div></div>;
}

export function Back({ reader }: { readonly reader: Reader }) {
  return <p class="back"><a href="/debt"><Sign of="back" />{reader.t.back}</a></p>;
}

export function List({ items }: { readonly items: readonly string[] }) {
  return <ul>{items.map((item) => <li>{item}</li>)}</ul>;
}

type Places = { readonly cn: readonly string[]; readonly us: readonly string[] };

/** Addresses by country, the one of the reader's language first. */
export function ByCountry({ reader, places }: { readonly reader: Reader; readonly places: Places }) {
  const { report } = reader.t;
  const cn = <section><h3>{report.cn}</h3><List items={places.cn} /></section>;
  const us = <section><h3>{report.us}</h3><List items={places.us} /></section>;
  return <div class="pair">{reader.language === 'zh' ? [cn, us] : [us, cn]}</div>;
}
