import { BUILT_IN_BOOK, type TemplateBook } from '../domain/contact/template-book.js';
import { BUILT_IN_TEMPLATES } from '../domain/contact/built-in-templates.js';
import { bodyProblems } from '../domain/contact/body-problems.js';
import type { Template } from '../domain/contact/templates.js';
import { publishingProblems, type TemplateFinding } from '../law/content/publish.js';
import { parseYaml } from '../adapters/files/yaml-text.js';
import { Terminal } from '../engine/ports/errors.js';
import type { PlanStore, PlanVersionRecord } from '../engine/ports/plans.js';
import type { PlanInForce } from '../engine/review/review-slot.js';
import { readPlan } from '../strategy/plan/read-plan.js';
import type { Plan } from '../strategy/plan/plan.js';
import { VERSION } from './config.js';

/** A plan's text, read: the plan, or everything that is wrong with it and on which line. */
export interface PlanText {
  readonly plan: Plan | null;
  readonly problems: readonly { readonly where: string; readonly problem: string; readonly line: number | null }[];
}

/** The part of a plan's text, once its shape is checked, that names templates. */
interface ReadLadders {
  readonly ladders: Readonly<Record<string, readonly { readonly template: string }[]>>;
}

/** Steps whose text may not be published: what the rules of content find in it and nobody may approve, or nobody has. */
function textProblems(plan: ReadLadders, book: TemplateBook): readonly { readonly where: string; readonly problem: string }[] {
  return Object.entries(plan.ladders).flatMap(([name, steps]) => steps.flatMap((step, i) => {
    const template = book.find(step.template);
    return (template === null ? [] : publishingProblems(template)).map((one) => ({ where: `$.ladders.${name}[${i}].template`, problem: findingWords(one) }));
  }));
}

/** One finding in both languages, for whoever must mend the text. */
function findingWords({ template, language, finding }: TemplateFinding): string {
  const words = finding.matched === '' ? '' : ` "${finding.matched}"`;
  return `the text "${template}" (${language}) may not go out: ${finding.rule} ${finding.code}${words}: ${finding.title.en}. ${finding.instead.en} / 文本不得发出：${finding.title.zh}。${finding.instead.zh} [${finding.citation}]`;
}

/** The start stops at a text of the house that its own rules refuse. Throws {@link Terminal}. */
export function checkTemplates(templates: readonly Template[] = BUILT_IN_TEMPLATES): void {
  const own = templates.flatMap((template) => bodyProblems(template).map((problem) => `the body "${template.id}" (${problem.language}) ${problem.code} "${problem.matched}": ${problem.words.en}`))[0];
  if (own !== undefined) throw new Terminal('text_refused', own);
  const first = templates.flatMap(publishingProblems)[0];
  if (first !== undefined) throw new Terminal('text_refused', findingWords(first));
}

export function readPlanText(yaml: string, book: TemplateBook = BUILT_IN_BOOK): PlanText {
  const parsed = parseYaml(yaml, 'plan');
  if (!parsed.ok) return { plan: null, problems: parsed.problems.map((p) => ({ where: p.where, problem: p.problem, line: p.at?.line ?? null })) };
  const reading = readPlan(parsed.value, book.inForce);
  if (reading.ok) {
    const refused = textProblems(parsed.value as ReadLadders, book).map((p) => ({ ...p, line: parsed.placeOf(p.where)?.line ?? null }));
    return { plan: refused.length === 0 ? reading.plan : null, problems: refused };
  }
  return { plan: null, problems: reading.problems.map((p) => ({ where: p.where, problem: p.problem, line: parsed.placeOf(p.where)?.line ?? null })) };
}

/** Plans by digest, read once: a version never changes. */
export function planReader() {
  const known = new Map<string, Plan>();
  return (record: PlanVersionRecord): Plan => {
    const found = known.get(record.digest);
    if (found !== undefined) return found;
    const { plan, problems } = readPlanText(record.yaml);
    if (plan === null) throw new Terminal('bad_plan', `Plan ${record.plan} version ${record.version} cannot be read: ${problems[0]?.where ?? ''} ${problems[0]?.problem ?? ''}`);
    known.set(record.digest, plan);
    return plan;
  };
}

/** The plan in force with the texts it sends and the versions that decisions pin. */
export function planInForce(plans: PlanStore, planOf: (record: PlanVersionRecord) => Plan, bookNow: () => Promise<TemplateBook>): () => Promise<PlanInForce | null> {
  return async () => {
    const record = await plans.released();
    if (record === null) return null;
    return { plan: planOf(record), book: await bookNow(), pins: { code: VERSION, tz: process.versions.tz ?? 'unknown', plan: record.plan, planVersion: record.version, planDigest: record.digest.slice(0, 16) } };
  };
}

export function planProblems(yaml: string): readonly { readonly where: string; readonly problem: string }[] {
  return readPlanText(yaml).problems.map((p) => ({ where: p.line === null ? p.where : `${p.where} (line ${p.line})`, problem: p.problem }));
}

/** The name that a draft goes by, even one with problems. */
export function planName(yaml: string): string | null {
  const parsed = parseYaml(yaml, 'plan');
  const name = parsed.ok && typeof parsed.value === 'object' && parsed.value !== null ? (parsed.value as { name?: unknown }).name : undefined;
  return typeof name === 'string' && name !== '' ? name : null;
}
