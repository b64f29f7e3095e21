import type { Bilingual, Lawfulness, Received, SaidOfRule } from '../api.js';
import type { Fields } from '../fields.js';
import { dateText } from '../format.js';
import type { LawfulTexts } from '../i18n/lawful-en.js';
import { inLanguage } from '../i18n/texts.js';
import type { Language } from '../language.js';
import type { Reader } from '../visit.js';
import { Hidden, Layout } from './layout.js';
import { SwitchLanguage } from './lawful-form.js';
import { Verdict } from './parts.js';

interface AnswerProps {
  readonly reader: Reader;
  readonly t: LawfulTexts;
  readonly answer: Lawfulness;
  readonly received: Received;
  readonly sent: Fields;
  /** The complaint was asked for with a code that is not ours. */
  readonly codeUnknown?: boolean;
}

const said = (words: Bilingual, language: Language): string => inLanguage(words, language) ?? '';
const cited = (rule: SaidOfRule, language: Language): string => (language === 'zh' ? rule.citationZh : rule.citation);

function Rule({ rule, reader, t }: { readonly rule: SaidOfRule; readonly reader: Reader; readonly t: LawfulTexts }) {
  const { language } = reader;
  const joined = (list: readonly Bilingual[]): string => list.map((one) => said(one, language)).join(language === 'zh' ? '；' : '; ');
  return (
    <li class="card rule">
      <h3>{said(rule.title, language)}</h3>
      <p><span class="tag">{t.forces[rule.force] ?? rule.force}</span>{rule.contacts.length > 0 ? <> <span class="tag">{t.about(rule.contacts.join(language === 'zh' ? '、' : ', '))}</span></> : null}</p>
      {rule.quote === undefined ? null : <p>{t.aboutText} <q>{rule.quote}</q></p>}
      {rule.dependsOn.length > 0 ? <p><b>{t.depends}</b> {joined(rule.dependsOn)}</p> : null}
      {rule.notes.map((note) => <p>{said(note, language)}</p>)}
      <p class="hint">{cited(rule, language)}<br />{t.sure}: {t.confidences[rule.confidence] ?? rule.confidence} · {t.ruleId}: {rule.rule}</p>
    </li>
  );
}

interface RulesProps {
  readonly title: string;
  readonly lead?: string;
  readonly rules: readonly SaidOfRule[];
  readonly reader: Reader;
  readonly t: LawfulTexts;
  readonly folded?: boolean;
}

function Rules({ title, lead, rules, reader, t, folded }: RulesProps) {
  if (rules.length === 0) return null;
  const list = <>{lead ? <p class="hint">{lead}</p> : null}<ul class="rules">{rules.map((rule) => <Rule rule={rule} reader={reader} t={t} />)}</ul></>;
  if (folded) return <details class="folded"><summary><h2>{title} ({rules.length})</h2></summary>{list}</details>;
  return <section><h2>{title}</h2>{list}</section>;
}

/** What the short words on the cards mean, each kind that occurs once. */
function Legend({ rules, language, t }: { readonly rules: readonly SaidOfRule[]; readonly language: Language; readonly t: LawfulTexts }) {
  const once = <K extends 'force' | 'confidence'>(key: K): readonly SaidOfRule[] => rules.filter((rule, i) => rules.findIndex((other) => other[key] === rule[key]) === i);
  if (rules.length === 0) return null;
  return (
    <details class="folded">
      <summary><h2>{t.legendTitle}</h2></summary>
      <dl class="legend">
        {once('force').map((rule) => <div><dt>{t.forces[rule.force] ?? rule.force}</dt><dd>{said(rule.forceWords, language)}</dd></div>)}
        {once('confidence').map((rule) => <div><dt>{t.sure}: {t.confidences[rule.confidence] ?? rule.confidence}</dt><dd>{said(rule.confidenceWords, language)}</dd></div>)}
      </dl>
    </details>
  );
}

/** One line of the description, for the reader to find "contact 2" again. */
function lineText(contact: NonNullable<Received['contacts']>[number], t: LawfulTexts, language: Language): string {
  const until = contact.until === undefined || contact.until === contact.on ? '' : ` – ${dateText(contact.until, language)}`;
  const times = (contact.times ?? 1) === 1 ? '' : `${t.times(contact.times ?? 1)}${until === '' ? '' : ` (${t.pers[contact.per ?? 'day'] ?? ''})`}`;
  return [t.channels[contact.channel] ?? contact.channel, `${dateText(contact.on, language)}${until}`, contact.time ?? '', times, contact.reached === undefined ? '' : (t.reachedWho[contact.reached] ?? '')].filter((word) => word !== '').join(language === 'zh' ? '，' : ', ');
}

/** The answer as plain text, to be copied into a message or a complaint. */
export function answerText({ reader: { language }, t, answer, received }: AnswerProps): string {
  const lines = (title: string, rules: readonly SaidOfRule[]): readonly string[] => rules.length === 0 ? [] : ['', title, ...rules.flatMap((rule) => [
    `- ${said(rule.title, language)}${rule.contacts.length === 0 ? '' : ` (${t.about(rule.contacts.join(', '))})`}`, `  ${t.article}: ${cited(rule, language)}`, `  ${said(rule.forceWords, language)}`,
    ...(rule.quote === undefined ? [] : [`  ${t.aboutText} ${rule.quote}`]), ...(rule.dependsOn.length === 0 ? [] : [`  ${t.depends} ${rule.dependsOn.map((one) => said(one, language)).join('; ')}`]), ...rule.notes.map((note) => `  ${said(note, language)}`),
  ])];
  return [
    said(answer.summaryWords, language), ...answer.remarks.map((one) => said(one, language)), ...((received.contacts ?? []).length === 0 ? [] : ['', t.youSaid, ...(received.contacts ?? []).map((one, i) => `${i + 1}. ${lineText(one, t, language)}`)]),
    ...lines(t.breaksTitle, answer.breaks), ...lines(t.cannotTitle, answer.cannotSay), ...lines(t.orderTitle, answer.inOrder), '', t.stepsTitle, ...answer.steps.map((step) => `- ${said(step.text, language)}`), '', said(answer.notAdvice, language),
  ].join('\n');
}

/** What was sent, carried on in the form, for it is kept nowhere else. */
function Carried({ sent }: { readonly sent: Fields }) {
  return <>{Object.entries(sent).filter(([name, value]) => value !== '' && !['more', 'edit', 'code', 'keep', 'form'].includes(name)).map(([name, value]) => <Hidden name={name} value={value} />)}</>;
}

function Help({ reader, t, answer }: Pick<AnswerProps, 'reader' | 't' | 'answer'>) {
  return <section class="note care"><h2>{answer.helpFirst ? t.helpFirst : t.helpTitle}</h2><p>{t.helpLead}</p><ul>{answer.helplines.map((one) => <li><b>{said(one, reader.language)}</b></li>)}</ul></section>;
}

function Keep({ reader, t, answer, sent, codeUnknown }: AnswerProps) {
  if (answer.kept !== null) {
    return <section class="card" role="status"><h2>{t.keptTitle}</h2><p>{said(answer.kept.text, reader.language)}</p><p>{t.reference}: <b class="ref">{answer.kept.reference}</b></p></section>;
  }
  return (
    <section class="noprint">
      <h2>{t.keepTitle}</h2>
      <p>{t.keepLead}</p>
      <form method="post" action="/lawful" class="card" novalidate autocomplete="off">
        <Carried sent={sent} />
        <Hidden name="keep" value="yes" />
        <div class={codeUnknown ? 'field bad' : 'field'}>
          <label for="code">{t.keepCode}</label>
          {codeUnknown ? <p class="error" id="code-error" role="alert">{t.keepWrong}</p> : null}
          <input type="text" id="code" name="code" class="code" autocapitalize="characters" spellcheck={false} maxlength={300} {...(codeUnknown ? { 'aria-invalid': 'true' as const, 'aria-describedby': 'code-error' } : {})} />
        </div>
        <button class="other" type="submit">{t.keepSubmit}</button>
      </form>
    </section>
  );
}

export function LawfulAnswerPage(props: AnswerProps) {
  const { reader, t, answer, received, sent } = props;
  const { language } = reader;
  const names = answer.jurisdictions.map((name) => t.names[name] ?? name).join(language === 'zh' ? '、' : ', ');
  const contacts = received.contacts ?? [];
  return (
    <Layout reader={reader} title={t.title} language={<SwitchLanguage reader={reader} inForm="carried" />}>
      {answer.helpFirst ? <Help reader={reader} t={t} answer={answer} /> : null}
      <Verdict of={answer.summary === 'nothing_found' ? 'mild' : answer.breaks.length > 0 ? 'breach' : 'no'} title={said(answer.summaryWords, language)}><p>{said(answer.notAdvice, language)}</p></Verdict>
      {answer.remarks.map((one) => <p class="hint">{said(one, language)}</p>)}
      {names === '' ? null : <p class="hint">{t.jurisdictions}: {names}</p>}
      {contacts.length > 0 ? <section><h2>{t.youSaid}</h2><ol>{contacts.map((one) => <li>{lineText(one, t, language)}</li>)}</ol></section> : null}
      <Rules title={t.breaksTitle} rules={answer.breaks} reader={reader} t={t} />
      <Rules title={t.cannotTitle} lead={t.cannotLead} rules={answer.cannotSay} reader={reader} t={t} folded={answer.breaks.length > 0} />
      <section><h2>{t.stepsTitle}</h2><ul class="steps">{answer.steps.map((step) => <li>{said(step.text, language)}{step.confidence === 'low' ? <> <small>{t.check}</small></> : null}</li>)}</ul></section>
      {answer.helpFirst ? null : <Help reader={reader} t={t} answer={answer} />}
      <Rules title={t.orderTitle} rules={answer.inOrder} reader={reader} t={t} folded />
      <Rules title={t.practiceTitle} rules={answer.goodPractice} reader={reader} t={t} folded />
      <Legend rules={[...answer.breaks, ...answer.cannotSay, ...answer.inOrder]} language={language} t={t} />
      <Keep {...props} />
      <section class="noprint">
        <h2>{t.copyTitle}</h2>
        <p>{t.copyHelp}</p>
        <div class="field"><label for="copy">{t.copyLabel}</label><textarea id="copy" rows={6} readonly>{answerText(props)}</textarea></div>
        <form method="post" action="/lawful" id="carried" autocomplete="off"><Carried sent={sent} /><button class="main" type="submit" name="edit" value="yes">{t.change}</button></form>
        <p><a href="/lawful">{t.again}</a></p>
      </section>
    </Layout>
  );
}
