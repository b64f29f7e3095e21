import { randomUUID } from 'node:crypto';
import type { DebtView, Money } from '../api.js';
import { dateText, moneyText } from '../format.js';
import { decimalOf } from '../money.js';
import type { Fields } from '../fields.js';
import type { Reader } from '../visit.js';
import { Hidden, Layout } from './layout.js';
import { Back, Errors, Field, Form, type Wrong } from './parts.js';

interface SettleProps {
  readonly reader: Reader;
  readonly debt: DebtView;
  /** What was sent, when the form comes back; its key is kept when we cannot know whether the act happened. */
  readonly sent?: Fields;
  readonly keepKey?: boolean;
  readonly wrong?: readonly Wrong[];
}

const owedOf = (debt: DebtView): readonly Money[] => debt.total.filter((m) => m.minor > 0);

function keyFor(sent: Fields | undefined, keep: boolean | undefined, same: boolean): string {
  return keep && same && sent?.['act'] ? sent['act'] : randomUUID();
}

/** One field name per currency, so that two totals on a page do not share an id. */
export const amountField = (currency: string): string => `amount_${currency}`;

function AmountField({ reader, money, sent, wrong }: { readonly reader: Reader; readonly money: Money; readonly sent?: Fields | undefined; readonly wrong: readonly Wrong[] }) {
  const { amount: t } = reader.t;
  const id = amountField(money.currency);
  return (
    <>
      <Hidden name="currency" value={money.currency} />
      <Hidden name="limit" value={String(money.minor)} />
      <Field id={id} label={t.label(money.currency)} help={t.help(moneyText(money, reader.language))} value={sent?.[id]} wrong={wrong} input={{ inputmode: 'decimal', autocomplete: 'off', maxlength: 24 }} />
    </>
  );
}

export function PayPage({ reader, debt, sent, keepKey, wrong = [] }: SettleProps) {
  const t = reader.t.pay;
  const owed = owedOf(debt);
  return (
    <Layout reader={reader} title={t.title} wrong={wrong.length > 0}>
      <Back reader={reader} />
      <h1>{t.title}</h1>
      <p class="note practice"><b>{t.sandbox}</b></p>
      <Errors reader={reader} wrong={wrong} />
      {owed.length === 0 ? <p>{t.nothing}</p> : null}
      {owed.map((money) => {
        const same = sent?.['currency'] === money.currency;
        return (
          <>
            <section class="card">
              <h2>{t.fullTitle}</h2>
              <p>{t.full(moneyText(money, reader.language))}</p>
              <Form reader={reader} action="/pay" act={keyFor(sent, keepKey, same && sent?.['whole'] === decimalOf(money))}>
                <Hidden name="currency" value={money.currency} />
                <Hidden name="limit" value={String(money.minor)} />
                <Hidden name="whole" value={decimalOf(money)} />
                <button class="main" type="submit">{t.now}</button>
              </Form>
            </section>
            <section class="card">
              <h2>{t.partTitle}</h2>
              <p>{t.part}</p>
              <Form reader={reader} action="/pay" act={keyFor(sent, keepKey, same && !sent?.['whole'])}>
                <AmountField reader={reader} money={money} sent={same ? sent : undefined} wrong={wrong} />
                <button class="other" type="submit">{t.partNow}</button>
              </Form>
            </section>
          </>
        );
      })}
      <p class="hint">{t.after}</p>
    </Layout>
  );
}

export function PromisePage({ reader, debt, sent, keepKey, wrong = [] }: SettleProps) {
  const t = reader.t.promise;
  const owed = owedOf(debt);
  return (
    <Layout reader={reader} title={t.title} wrong={wrong.length > 0}>
      <Back reader={reader} />
      <h1>{t.title}</h1>
      <p class="lead">{owed.length === 0 ? t.nothing : t.lead}</p>
      <Errors reader={reader} wrong={wrong} />
      {owed.map((money) => {
        const same = sent?.['currency'] === money.currency;
        const on = `on_${money.currency}`;
        return (
          <Form reader={reader} action="/promise" act={keyFor(sent, keepKey, same)} class="card">
            <Hidden name="from" value={debt.asOf} />
            <Field id={on} label={t.on} help={t.onHelp} value={same ? sent?.[on] : undefined} wrong={wrong} input={{ type: 'date', min: debt.asOf, autocomplete: 'off' }} />
            <AmountField reader={reader} money={money} sent={same ? sent : undefined} wrong={wrong} />
            <button class="main" type="submit">{t.submit}</button>
          </Form>
        );
      })}
      {owed.length === 0 ? null : <p class="hint">{t.free}</p>}
    </Layout>
  );
}

/** The sentence for a date before the first one that may be promised. */
export const pastDate = (reader: Reader, from: string): string => reader.t.promise.pastDate(dateText(from, reader.language));
