import type { DebtView } from '../api.js';
import { dateText } from '../format.js';
import { inLanguage } from '../i18n/texts.js';
import type { Reader } from '../visit.js';
import { Layout } from './layout.js';
import { Amount, Back, When } from './parts.js';

interface DebtProps {
  readonly reader: Reader;
  readonly debt: DebtView;
}
type OneDebt = DebtView['debts'][number];

export function DebtPage({ reader, debt }: DebtProps) {
  const t = reader.t.debt;
  const owing = debt.total.some((m) => m.minor > 0);
  return (
    <Layout reader={reader} title={t.title}>
      <h1>{t.title}</h1>
      <section class="card sum">
        <p>{t.greeting(debt.name)}</p>
        {owing ? <><h2>{t.owed}</h2>{debt.total.map((m) => <p class="big"><Amount reader={reader} money={m} /></p>)}</> : <h2>{t.nothing}</h2>}
        <p class="hint">{`${t.to}${reader.language === 'zh' ? '：' : ': '}${inLanguage(debt.creditor, reader.language) ?? reader.t.result.unknown}`}<br />{t.asOf(dateText(debt.asOf, reader.language))}</p>
      </section>
      <section><h2>{t.nextTitle}</h2><p>{reader.t.next[debt.state] ?? reader.t.next['other']}</p></section>
      <Quiet reader={reader} debt={debt} />
      <Choices reader={reader} owing={owing} />
      <section>
        <h2>{t.linesTitle}</h2>
        {debt.debts.map((one) => <OneDebtCard reader={reader} one={one} />)}
        <p class="hint">{t.signs}</p>
      </section>
      <p class="more"><a href="/contacts">{t.contacts}</a><br /><span class="hint">{t.contactsHelp}</span></p>
    </Layout>
  );
}

function Choices({ reader, owing }: { readonly reader: Reader; readonly owing: boolean }) {
  const t = reader.t.debt;
  return (
    <nav aria-labelledby="choices">
      <h2 id="choices">{t.actionsTitle}</h2>
      <ul class="choices">
        {owing ? <><li><a class="main" href="/pay">{t.pay}</a></li><li><a class="other" href="/promise">{t.promise}</a></li></> : null}
        <li><a class="other" href="/hardship">{t.hardship}</a></li>
        <li><a class="other" href="/dispute">{t.dispute}</a></li>
        <li><a class="other" href="/stop">{t.stop}</a></li>
      </ul>
    </nav>
  );
}

function Quiet({ reader, debt }: DebtProps) {
  if (debt.quiet.length === 0) return null;
  const { debt: t, holds, holdOther } = reader.t;
  return (
    <section class="note">
      <h2>{t.quietTitle}</h2>
      <ul>
        {debt.quiet.map((q) => (
          <li><b>{holds[q.kind] ?? holdOther}</b><br /><small>{t.quietSince} <When reader={reader} at={q.since} />{q.until === null ? null : <><br />{t.quietUntil} <When reader={reader} at={q.until} /></>}</small></li>
        ))}
      </ul>
    </section>
  );
}

function OneDebtCard({ reader, one }: { readonly reader: Reader; readonly one: OneDebt }) {
  const t = reader.t.debt;
  const { lines, lineOther, products } = reader.t;
  const { language } = reader;
  return (
    <article class="card">
      <h3>{t.debtTitle(products[one.product] ?? one.product, one.ref)}</h3>
      <dl class="facts">
        <div><dt>{t.due}</dt><dd>{one.dueOn === null ? t.noDue : dateText(one.dueOn, language)}</dd></div>
        <div><dt>{t.past}</dt><dd>{one.daysPastDue > 0 ? t.days(one.daysPastDue) : t.notLate}</dd></div>
      </dl>
      {one.lines.length === 0 ? <p>{t.noLines}</p> : (
        <table>
          <caption>{t.caption}</caption>
          <thead><tr><th scope="col">{t.on}</th><th scope="col">{t.what}</th><th scope="col" class="num">{t.amount}</th></tr></thead>
          <tbody>
            {one.lines.map((line) => (
              <tr><td>{line.on}</td><td>{lines[line.kind] ?? lineOther(line.kind)}</td><td class="num"><Amount reader={reader} money={line.amount} /></td></tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row" colspan={2}>{t.sum}</th><td class="num"><Amount reader={reader} money={one.balance} /></td></tr></tfoot>
        </table>
      )}
      {one.lines.length === 0 ? <p>{t.balance} <Amount reader={reader} money={one.balance} /></p> : null}
    </article>
  );
}

export function ContactsPage({ reader, debt }: DebtProps) {
  const { contacts: t, channels, contactStates, otherWord } = reader.t;
  const newest = [...debt.contacts].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Layout reader={reader} title={t.title}>
      <Back reader={reader} />
      <h1>{t.title}</h1>
      <p class="lead">{newest.length === 0 ? t.none : t.lead}</p>
      <ol class="contacts">
        {newest.map((contact) => (
          <li class="card">
            <p><b>{channels[contact.channel] ?? otherWord}</b> <span class="tag">{contactStates[contact.state] ?? otherWord}</span><br /><When reader={reader} at={contact.at} /></p>
            {contact.basis.length === 0 ? <p class="hint">{t.noBasis}</p> : (
              <details>
                <summary>{t.basis}</summary>
                <ul>{contact.basis.map((rule) => <li>{inLanguage(rule.title, reader.language) ?? rule.rule}<br /><small>{`${rule.citation} (${rule.rule})`}</small></li>)}</ul>
              </details>
            )}
          </li>
        ))}
      </ol>
      {newest.length === 0 ? null : <p>{t.wrong} <a href="/help">{reader.t.footer.help}</a></p>}
    </Layout>
  );
}
