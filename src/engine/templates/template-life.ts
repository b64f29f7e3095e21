import { bodyProblems } from '../../domain/contact/body-problems.js';
import { BUILT_IN_TEMPLATES } from '../../domain/contact/built-in-templates.js';
import { substituteForGsm } from '../../domain/contact/sms-segments.js';
import { BUILT_IN_BOOK } from '../../domain/contact/template-book.js';
import type { ContentApproval, Template, TemplateChannel, TextLanguage } from '../../domain/contact/templates.js';
import { publishingProblems, templateFindings, type TemplateFinding } from '../../law/content/publish.js';
import type { Clock } from '../ports/clock.js';
import { Terminal } from '../ports/errors.js';
import type { Digest } from '../ports/keys.js';
import type { PlanStore } from '../ports/plans.js';
import type { TemplateStore, TemplateVersionRecord } from '../ports/templates.js';

export interface TemplateDeps {
  readonly templates: TemplateStore;
  readonly plans: PlanStore;
  readonly clock: Clock;
  readonly digest: Digest;
  /** Ids of the templates that a plan's text names. */
  readonly templatesOfPlan: (yaml: string) => readonly string[];
}

/** What an author writes. */
export interface TemplateText {
  readonly id: string;
  readonly channel: TemplateChannel;
  readonly texts: Template['texts'];
}

/** What a second person answers of what the rules leave to a person. */
export type Answer = Pick<ContentApproval, 'rule' | 'code' | 'why'>;

const ID = /^[a-z][a-z0-9-]{1,59}$/;
const ACCOUNT = /^[a-z0-9][a-z0-9_-]{0,59}$/i;
const CODE_MAX = 100;

const builtIn = (id: string): Template | undefined => BUILT_IN_TEMPLATES.find((one) => one.id === id);

/** One finding in both languages, for whoever must mend the text. */
export function findingWords({ template, language, finding }: TemplateFinding): string {
  const words = finding.matched === '' ? '' : ` "${finding.matched}"`;
  return `the text "${template}" (${language}) may not go out: ${finding.rule} ${finding.code}${words}: ${finding.title.en}. ${finding.instead.en} / 文本不得发出：${finding.title.zh}。${finding.instead.zh} [${finding.citation}]`;
}

/** The first thing that keeps a template's words from going out, in words; `null`: nothing. Without `approved`, what a person may answer for does not count. */
export function refusalOf(template: Template, approving: boolean): { readonly where: string; readonly problem: string } | null {
  const own = bodyProblems(template)[0];
  if (own !== undefined) return { where: `texts.${own.language}`, problem: `${own.code}${own.matched === '' ? '' : ` "${own.matched}"`}: ${own.words.en} / ${own.words.zh}` };
  const found = approving ? publishingProblems(template)[0] : templateFindings(template).find(({ finding }) => finding.severity === 'block');
  return found === undefined ? null : { where: `texts.${found.language}`, problem: findingWords(found) };
}

async function found(deps: TemplateDeps, id: string, version: number): Promise<TemplateVersionRecord> {
  const record = await deps.templates.version(id, version);
  if (record !== null) return record;
  if (builtIn(id)?.version === version) throw new Terminal('built_in', `${id}@${version} comes with the code: it is always there and changes with it. Draft a version of your own.`);
  throw new Terminal('not_found', `No template ${id} version ${version}.`);
}

const inState = (record: TemplateVersionRecord, state: string): Terminal => new Terminal('not_allowed_in_state', `${record.id}@${record.version} is ${record.state}; it must be ${state}.`);
const changed = new Terminal('not_allowed_in_state', 'Someone else changed this version just now. Load it again.');

/** The next version of a template, with whatever problems: it goes nowhere yet. Look-alikes in a text message give way here, so that what is approved is what leaves. */
export async function draftTemplate(deps: TemplateDeps, { id, channel, texts }: TemplateText, by: string): Promise<TemplateVersionRecord> {
  if (!ID.test(id)) throw new Terminal('bad_request', `"${id}" is no id. Use 2 to 60 of a-z, 0-9 and -, a letter first.`, 'id');
  const before = builtIn(id) ?? (await deps.templates.versions()).find((one) => one.id === id);
  if (before !== undefined && before.channel !== channel) throw new Terminal('bad_request', `"${id}" is a template for ${before.channel}; a plan that names it means that. Take another id.`, 'channel');
  const plain = channel === 'sms' ? { en: substituteForGsm(texts.en), zh: substituteForGsm(texts.zh), 'zh-US': substituteForGsm(texts['zh-US']) } : texts;
  return deps.templates.draft({ id, channel, texts: plain, digest: deps.digest(JSON.stringify([channel, plain.en, plain.zh, plain['zh-US']])), after: builtIn(id)?.version ?? 0 }, by, deps.clock.now());
}

/** Lays a draft before a second person. Throws where anything in it blocks; what the rules leave to a person is for that second one. */
export async function submitTemplate(deps: TemplateDeps, id: string, version: number): Promise<TemplateVersionRecord> {
  const record = await found(deps, id, version);
  if (record.state !== 'draft') throw inState(record, 'a draft');
  const refusal = refusalOf(record, false);
  if (refusal !== null) throw new Terminal('text_refused', refusal.problem, refusal.where);
  const linted = await deps.templates.lint(id, version, deps.clock.now());
  if (linted === null) throw changed;
  return linted;
}

/** Approval by a second person, who answers for what the rules ask about. The database refuses the author too. From then on it may go out, and is in force where it is the newest. */
export async function approveTemplate(deps: TemplateDeps, id: string, version: number, by: string, answers: readonly Answer[] = []): Promise<TemplateVersionRecord> {
  const record = await found(deps, id, version);
  if (record.draftedBy === by) throw new Terminal('second_person', 'You drafted this version; another person must approve it.');
  if (record.state !== 'linted') throw inState(record, 'submitted');
  const approved = answers.map(({ rule, code, why }): ContentApproval => ({ rule, code, by, why }));
  // With the rules of today: they may have changed since it was submitted.
  const refusal = refusalOf({ ...record, approved }, true);
  if (refusal !== null) throw new Terminal('text_refused', refusal.problem, refusal.where);
  const done = await deps.templates.approve(id, version, by, approved, deps.clock.now());
  if (done === null) throw changed;
  return done;
}

/** Takes a version back: nothing more is sent by it. Refused where the plan in force names it and nothing would stand in its place. */
export async function retireTemplate(deps: TemplateDeps, id: string, version: number, by: string): Promise<TemplateVersionRecord> {
  const record = await found(deps, id, version);
  if (record.state === 'retired') throw inState(record, 'in use');
  const others = (await deps.templates.approved()).some((one) => one.id === id && one.version !== version);
  if (record.state === 'approved' && !others && BUILT_IN_BOOK.find(id) === null) {
    const plan = await deps.plans.released();
    if (plan !== null && deps.templatesOfPlan(plan.yaml).includes(id)) throw new Terminal('in_use', `The plan in force (${plan.plan}@${plan.version}) names "${id}". Approve another version of it, or release a plan without it, first.`);
  }
  const retired = await deps.templates.retire(id, version, by, deps.clock.now());
  if (retired === null) throw changed;
  return retired;
}

export interface ToRegister {
  readonly language: TextLanguage;
  readonly account: string;
  readonly code: string;
}

/** Keeps by which code an account of a provider knows a version, the house's own or an approved one. */
export async function registerTemplate(deps: TemplateDeps, id: string, version: number, { language, account, code }: ToRegister, by: string): Promise<void> {
  if (builtIn(id)?.version !== version) {
    const record = await found(deps, id, version);
    if (record.state !== 'approved') throw inState(record, 'approved');
  }
  if (!ACCOUNT.test(account)) throw new Terminal('bad_request', `"${account}" is no name of an account.`, 'account');
  if (!/^[!-~]+$/.test(code) || code.length > CODE_MAX) throw new Terminal('bad_request', 'The code is what the provider calls the template: printable characters, at most 100.', 'code');
  await deps.templates.register({ template: id, version, language, account, code, by, at: deps.clock.now() });
}
