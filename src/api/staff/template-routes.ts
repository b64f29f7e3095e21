import type { OpenAPIHono } from '@hono/zod-openapi';
import { BUILT_IN_TEMPLATES } from '../../domain/contact/built-in-templates.js';
import { templateRef } from '../../domain/contact/template-book.js';
import { TEMPLATE_SLOTS, type Template } from '../../domain/contact/templates.js';
import type { Instant } from '../../domain/time/instant.js';
import { Terminal } from '../../engine/ports/errors.js';
import type { TemplateRegistration, TemplateVersionRecord } from '../../engine/ports/templates.js';
import { checkTemplate, type TemplateCheck } from '../../engine/templates/check-template.js';
import { approveTemplate, draftTemplate, registerTemplate, retireTemplate, submitTemplate } from '../../engine/templates/template-life.js';
import { staffRoutes } from '../contract/staff.js';
import type { ApiDeps } from '../deps.js';
import { iso } from '../present.js';
import { requireRole, type StaffEnv } from './session.js';

const at = (instant: Instant | null): string | null => (instant === null ? null : iso(instant));

function presentVersion(template: Template | TemplateVersionRecord, inForce: boolean, registrations: readonly TemplateRegistration[]) {
  const { id, version, channel, texts } = template;
  const kept = 'state' in template ? template : null;
  return {
    id, version, channel, texts: { ...texts }, inForce, state: kept?.state ?? ('built_in' as const), draftedBy: kept?.draftedBy ?? null, draftedAt: at(kept?.draftedAt ?? null), lintedAt: at(kept?.lintedAt ?? null), approvedBy: kept?.approvedBy ?? null,
    approvedAt: at(kept?.approvedAt ?? null), retiredBy: kept?.retiredBy ?? null, retiredAt: at(kept?.retiredAt ?? null), answers: (template.approved ?? []).map((one) => ({ ...one })),
    registrations: registrations.filter((one) => one.template === id && one.version === version).map(({ language, account, code, by, at: when }) => ({ language, account, code, by, at: iso(when) })),
  };
}

function presentCheck(deps: Pick<ApiDeps, 'smsCosts'>, { problems, findings, previews }: TemplateCheck) {
  return {
    problems: problems.map((one) => ({ ...one, words: { ...one.words } })),
    findings: findings.map(({ language, finding, stands }) => ({
      language, rule: finding.rule, code: finding.code, severity: finding.severity, matched: finding.matched, title: { ...finding.title }, instead: { ...finding.instead }, citation: finding.citation, force: finding.force, confidence: finding.confidence, stands,
    })),
    previews: previews.map(({ segments, substitutions, ...rest }) => ({
      ...rest, segments: segments === null ? null : { alphabet: segments.alphabet, segments: segments.segments, units: segments.units, left: segments.left }, substitutions: substitutions.map((one) => ({ ...one })),
      costs: segments === null ? [] : deps.smsCosts(rest.country, segments.segments).map((one) => ({ ...one })),
    })),
  };
}

async function versionsWithin(deps: ApiDeps) {
  const [kept, registrations, book] = await Promise.all([deps.templates.versions(), deps.templates.registrations(), deps.templateBook()]);
  const inForce = new Set(book.inForce.map(templateRef));
  const all: (Template | TemplateVersionRecord)[] = [...kept, ...BUILT_IN_TEMPLATES];
  return all.sort((a, b) => (a.id === b.id ? b.version - a.version : a.id < b.id ? -1 : 1)).map((one) => ({ template: one, view: presentVersion(one, inForce.has(templateRef(one)), registrations) }));
}

async function whole(deps: ApiDeps, { id, version }: { readonly id: string; readonly version: number }) {
  const found = (await versionsWithin(deps)).find((one) => one.template.id === id && one.template.version === version);
  if (found === undefined) throw new Terminal('not_found', `No template ${id} version ${version}.`);
  return { ...found.view, check: presentCheck(deps, checkTemplate(found.template)) };
}

/** Texts of the house: written, laid before a second person, approved, registered, taken back. */
export function templateRoutes(app: OpenAPIHono<StaffEnv>, deps: ApiDeps): void {
  app.openapi(staffRoutes.templates, async (c) => c.json({ items: (await versionsWithin(deps)).map((one) => one.view), variables: [...TEMPLATE_SLOTS] }, 200));
  app.openapi(staffRoutes.template, async (c) => c.json(await whole(deps, c.req.valid('param')), 200));
  app.openapi(staffRoutes.checkTemplate, (c) => c.json(presentCheck(deps, checkTemplate({ id: 'unsaved', version: 0, ...c.req.valid('json') })), 200));
  app.openapi(staffRoutes.draftTemplate, async (c) => {
    const staff = requireRole(c, 'template');
    return c.json(await whole(deps, await draftTemplate(deps, c.req.valid('json'), staff.id)), 200);
  });
  app.openapi(staffRoutes.submitTemplate, async (c) => {
    requireRole(c, 'template');
    const { id, version } = c.req.valid('param');
    return c.json(await whole(deps, await submitTemplate(deps, id, version)), 200);
  });
  app.openapi(staffRoutes.approveTemplate, async (c) => {
    const staff = requireRole(c, 'approve');
    const { id, version } = c.req.valid('param');
    return c.json(await whole(deps, await approveTemplate(deps, id, version, staff.id, c.req.valid('json').answers)), 200);
  });
  app.openapi(staffRoutes.registerTemplate, async (c) => {
    const staff = requireRole(c, 'template');
    const { id, version } = c.req.valid('param');
    await registerTemplate(deps, id, version, c.req.valid('json'), staff.id);
    return c.json(await whole(deps, { id, version }), 200);
  });
  app.openapi(staffRoutes.retireTemplate, async (c) => {
    const staff = requireRole(c, 'template');
    const { id, version } = c.req.valid('param');
    return c.json(await whole(deps, await retireTemplate(deps, id, version, staff.id)), 200);
  });
}
