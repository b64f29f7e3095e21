import { BUILT_IN_BOOK, templateBook, templateRef, type TemplateBook } from '../domain/contact/template-book.js';
import { BUILT_IN_TEMPLATES } from '../domain/contact/built-in-templates.js';
import type { Template } from '../domain/contact/templates.js';
import { publishingProblems } from '../law/content/publish.js';
import { parseYaml } from '../adapters/files/yaml-text.js';
import { Terminal } from '../engine/ports/errors.js';
import type { PlanStore, PlanVersionRecord } from '../engine/ports/plans.js';
import type { TemplateStore } from '../engine/ports/templates.js';
import { findingWords, refusalOf } from '../engine/templates/template-life.js';
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

/** The start stops at a text of the house that its own rules refuse. Throws {@link Terminal}. */
export function checkTemplates(templates: readonly Template[] = BUILT_IN_TEMPLATES): void {
  const first = templates.map((template) => refusalOf(template, true)).find((refusal) => refusal !== null);
  if (first !== undefined) throw new Terminal('text_refused', first.problem);
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

/**
 * Plans by digest, read once: a version never changes. Every template that there ever was counts as known here, and its words are not asked
 * about: whether they may go out is asked of each text that leaves, and one that may not must not stop the others.
 */
export function planReader(templates: Pick<TemplateStore, 'versions'>) {
  const known = new Map<string, Plan>();
  return async (record: PlanVersionRecord): Promise<Plan> => {
    const found = known.get(record.digest);
    if (found !== undefined) return found;
    const parsed = parseYaml(record.yaml, 'plan');
    const reading = parsed.ok ? readPlan(parsed.value, [...BUILT_IN_TEMPLATES, ...(await templates.versions())]) : null;
    if (reading === null || !reading.ok) throw new Terminal('bad_plan', `Plan ${record.plan} version ${record.version} cannot be read: ${reading?.problems[0]?.where ?? ''} ${reading?.problems[0]?.problem ?? 'no YAML'}`);
    known.set(record.digest, reading.plan);
    return reading.plan;
  };
}

/** The book in force, asked for anew each time; the same value while nothing changed, so that what was worked out of it is not worked out again. */
export function bookReader(templates: Pick<TemplateStore, 'approved'>): () => Promise<TemplateBook> {
  let known = { refs: '', book: BUILT_IN_BOOK };
  return async () => {
    const approved = await templates.approved();
    const refs = approved.map(templateRef).join(' ');
    if (refs !== known.refs) known = { refs, book: templateBook(approved) };
    return known.book;
  };
}

/** Ids of the templates that a plan's text names; none where it cannot be read. */
export function templatesOfPlan(yaml: string): readonly string[] {
  const parsed = parseYaml(yaml, 'plan');
  const ladders = parsed.ok ? (parsed.value as Partial<ReadLadders> | null)?.ladders : undefined;
  return Object.values(ladders ?? {}).flatMap((steps) => (Array.isArray(steps) ? (steps as readonly { readonly template?: unknown }[]) : []).map((step) => String(step.template)));
}

/** The plan in force with the texts it sends and the versions that decisions pin. */
export function planInForce(plans: PlanStore, planOf: (record: PlanVersionRecord) => Promise<Plan>, bookNow: () => Promise<TemplateBook>): () => Promise<PlanInForce | null> {
  return async () => {
    const record = await plans.released();
    if (record === null) return null;
    return { plan: await planOf(record), book: await bookNow(), pins: { code: VERSION, tz: process.versions.tz ?? 'unknown', plan: record.plan, planVersion: record.version, planDigest: record.digest.slice(0, 16) } };
  };
}

/** What is wrong with a plan's text, and with the texts of the book that its steps would send. */
export function planProblems(yaml: string, book: TemplateBook): readonly { readonly where: string; readonly problem: string }[] {
  return readPlanText(yaml, book).problems.map((p) => ({ where: p.line === null ? p.where : `${p.where} (line ${p.line})`, problem: p.problem }));
}

/** The name that a draft goes by, even one with problems. */
export function planName(yaml: string): string | null {
  const parsed = parseYaml(yaml, 'plan');
  const name = parsed.ok && typeof parsed.value === 'object' && parsed.value !== null ? (parsed.value as { name?: unknown }).name : undefined;
  return typeof name === 'string' && name !== '' ? name : null;
}
