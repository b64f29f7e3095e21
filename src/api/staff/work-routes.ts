import type { OpenAPIHono } from '@hono/zod-openapi';
import { readSlotId } from '../../domain/id/slot-id.js';
import { approvePlan, releasePlan } from '../../engine/planning/approve.js';
import { Terminal } from '../../engine/ports/errors.js';
import type { ImportRecord } from '../../engine/ports/intake.js';
import type { PlanVersionRecord } from '../../engine/ports/plans.js';
import { staffRoutes } from '../contract/staff.js';
import type { ApiDeps, KeptFile } from '../deps.js';
import { iso } from '../present.js';
import { presentRow } from './present-case.js';
import { requireRole, type StaffEnv } from './session.js';
import { beginWords } from './words.js';
import { readUpload, type Upload } from './upload.js';

function presentImport(r: ImportRecord) {
  const { mappingDigest: _mappingDigest, startedAt, finishedAt, ...rest } = r;
  return { ...rest, startedAt: iso(startedAt), finishedAt: iso(finishedAt) };
}

async function presentPlan(deps: ApiDeps, r: PlanVersionRecord) {
  return {
    plan: r.plan, version: r.version, state: r.state, digest: r.digest, yaml: r.yaml, draftedBy: r.draftedBy, draftedAt: iso(r.draftedAt), approvedBy: r.approvedBy, releasedAt: iso(r.releasedAt),
    problems: r.state === 'draft' ? (await deps.planProblems(r.yaml)).map((p) => ({ where: p.where, problem: p.problem })) : [],
  };
}

async function mappingOf(deps: ApiDeps, upload: Upload): Promise<unknown> {
  if (upload.mapping === undefined || upload.mapping.trim() === '') {
    const saved = await deps.intake.mapping(upload.creditorId);
    if (saved === null) throw new Terminal('no_mapping', 'This creditor has no saved mapping. Give one, or save one first.', 'mapping');
    return saved;
  }
  try {
    return JSON.parse(upload.mapping) as unknown;
  } catch {
    throw new Terminal('bad_request', 'The mapping is not JSON. Check quotes and commas.', 'mapping');
  }
}

/** An upload as it arrives, straight to disk; the file is gone again when `work` is done. */
async function withUpload<T>(deps: ApiDeps, request: Request, work: (file: KeptFile, creditorId: string, mapping: unknown) => Promise<T>): Promise<T> {
  const upload = await readUpload(request, deps.spool);
  try {
    return await work({ name: upload.name, path: upload.spooled.path, format: upload.format }, upload.creditorId, await mappingOf(deps, upload));
  } finally {
    await upload.spooled.remove();
  }
}

function importRoutes(app: OpenAPIHono<StaffEnv>, deps: ApiDeps): void {
  app.openapi(staffRoutes.creditors, async (c) => {
    const items = await deps.intake.creditors();
    return c.json({ items: items.map((r) => ({ id: r.id, name: { en: r.nameEn, zh: r.nameZh }, jurisdiction: r.jurisdiction, hasMapping: r.hasMapping })) }, 200);
  });
  app.openapi(staffRoutes.mapping, async (c) => c.json({ mapping: (await deps.intake.mapping(c.req.valid('param').id)) ?? null }, 200));
  app.openapi(staffRoutes.saveMapping, async (c) => {
    requireRole(c, 'mapping');
    if (!(await deps.intake.creditors()).some((creditor) => creditor.id === c.req.valid('param').id)) throw new Terminal('not_found', 'No such creditor. Add it first.');
    await deps.intake.saveMapping(c.req.valid('param').id, c.req.valid('json').mapping, deps.clock.now());
    return c.json({ saved: true }, 200);
  });
  // Not through `openapi`, whose validator would read the whole file into memory; the contract's document is written from the same routes.
  app.post(staffRoutes.preview.path, async (c) => {
    requireRole(c, 'import');
    const preview = await withUpload(deps, c.req.raw, (file, _creditorId, mapping) => deps.previewFile(file, mapping));
    const errors = preview.sample.flatMap((row) => row.errors.map((e) => ({ line: row.line, ...e })));
    return c.json({
      columns: [...preview.columns], rowsRead: preview.rowsRead, errors, mappingErrors: [...preview.mappingErrors],
      sample: preview.sample.map((row) => ({ line: row.line, cells: { ...row.cells }, placement: row.placement, errors: row.errors.map((e) => ({ line: row.line, ...e })) })),
    });
  });
  app.post(staffRoutes.import.path, async (c) => {
    requireRole(c, 'import');
    return c.json(presentImport(await withUpload(deps, c.req.raw, (file, creditorId, mapping) => deps.importFile(creditorId, file, mapping))));
  });
  app.openapi(staffRoutes.imports, async (c) => c.json({ items: (await deps.intake.imports(100)).map(presentImport) }, 200));
  app.openapi(staffRoutes.importErrors, async (c) => {
    const found = await deps.intake.errors(c.req.valid('param').id, c.req.valid('query').limit ?? 200);
    return c.json({ total: found.total, items: found.items.flatMap((row) => row.remarks.map((e) => ({ line: row.line, column: e.column, code: e.code, reason: e.reason }))) }, 200);
  });
}

const DRY_RUN_ROWS = 500;

function planRoutes(app: OpenAPIHono<StaffEnv>, deps: ApiDeps): void {
  app.openapi(staffRoutes.plans, async (c) => c.json({ items: await Promise.all((await deps.plans.versions()).map((r) => presentPlan(deps, r))) }, 200));
  app.openapi(staffRoutes.draftPlan, async (c) => {
    const staff = requireRole(c, 'plan');
    const { yaml } = c.req.valid('json');
    const name = deps.planName(yaml);
    const problems = await deps.planProblems(yaml);
    if (name === null) throw new Terminal('bad_plan', `The plan has no name that can be read. ${problems[0]?.where ?? ''} ${problems[0]?.problem ?? ''}`.trim(), 'yaml');
    return c.json(await presentPlan(deps, await deps.plans.draft(name, yaml, deps.digest(yaml), staff.id, deps.clock.now())), 200);
  });
  app.openapi(staffRoutes.dryRun, async (c) => {
    requireRole(c, 'plan');
    const { plan, version } = c.req.valid('param');
    const limit = c.req.valid('json').limit ?? DRY_RUN_ROWS;
    const [report, current] = await Promise.all([deps.dryRun(plan, version), deps.plans.released()]);
    const line = (l: { readonly choice: string; readonly channel: string | null; readonly step: string | null; readonly at: number | null } | null) =>
      l === null ? null : l.choice === 'none' ? 'none' : `${l.choice} ${l.channel ?? ''} ${l.step ?? ''} ${l.at === null ? '' : new Date(l.at).toISOString()}`.trim();
    const changed = [...report.diff.rows].sort((a, b) => Number(a.change === 'same') - Number(b.change === 'same'));
    return c.json(
      {
        plan, version, asOf: iso(report.at), against: current?.plan === plan ? current.version : null, reviewed: report.reviewed,
        summary: { ...report.choices, byChannel: { ...report.byChannel }, byReason: { ...report.byReason } }, diff: { ...report.diff.counts },
        rows: changed.slice(0, limit).map((row) => ({ caseId: row.caseId, person: '', stage: '', change: row.change, now: line(row.after) ?? 'none', before: line(row.before), why: [...(row.after?.reasons ?? [])] })),
      },
      200,
    );
  });
  app.openapi(staffRoutes.approvePlan, async (c) => {
    const staff = requireRole(c, 'approve');
    const { plan, version } = c.req.valid('param');
    return c.json(await presentPlan(deps, await approvePlan(deps, plan, version, staff.id)), 200);
  });
  app.openapi(staffRoutes.releasePlan, async (c) => {
    requireRole(c, 'release');
    const { plan, version } = c.req.valid('param');
    return c.json(await presentPlan(deps, await releasePlan(deps, plan, version)), 200);
  });
}

function readContactId(text: string): number {
  const id = readSlotId(text);
  if (id === null) throw new Terminal('not_found', 'No such task.');
  return id;
}

function taskRoutes(app: OpenAPIHono<StaffEnv>, deps: ApiDeps): void {
  app.openapi(staffRoutes.tasks, async (c) => {
    const tasks = await deps.reading.tasks(deps.clock.now(), 200);
    return c.json(
      {
        items: tasks.map((t) => {
          const row = presentRow(t.row);
          return {
            contactId: String(t.contactId), caseId: row.id, person: row.person, channel: t.channel, step: t.step, reasons: [...t.reasons], notBefore: iso(t.notBefore), notAfter: iso(t.notAfter),
            balance: row.balance, daysPastDue: row.daysPastDue, stage: row.stage,
          };
        }),
      },
      200,
    );
  });
  app.openapi(staffRoutes.startTask, async (c) => {
    const staff = requireRole(c, 'task');
    const started = await deps.startTask(readContactId(c.req.valid('param').id), staff.id, c.req.valid('query').staff ?? null);
    return c.json(
      {
        allowed: started.allowed, decisionId: `${started.slot}-${started.decisionSeq}`, dial: started.dial,
        say: started.allowed ? beginWords(started.channel, false) : null,
        refusedBy: [
          ...started.verdict.findings.map((f) => ({ rule: f.rule, title: deps.ruleWords(f.rule).title, outcome: f.outcome, code: f.code, citation: f.citation, force: f.force, confidence: f.confidence, until: iso(f.until), missing: [...(f.missing ?? [])] })),
          ...started.content.map((f) => ({ rule: f.rule, title: f.title, outcome: 'prohibited' as const, code: f.code, citation: f.citation, force: f.force, confidence: f.confidence, until: null, missing: [] })),
        ],
        earliest: iso(started.earliest),
      },
      200,
    );
  });
  app.openapi(staffRoutes.taskOutcome, async (c) => {
    const staff = requireRole(c, 'task');
    const { outcome, promiseOn } = c.req.valid('json');
    const contactId = readContactId(c.req.valid('param').id);
    await deps.taskOutcome(contactId, staff.id, { outcome, promiseOn: promiseOn ?? null });
    await deps.settleNow(Math.floor(contactId / 2 ** 40));
    return c.json({ recorded: true }, 200);
  });
}

export function workRoutes(app: OpenAPIHono<StaffEnv>, deps: ApiDeps): void {
  importRoutes(app, deps);
  planRoutes(app, deps);
  taskRoutes(app, deps);
  app.openapi(staffRoutes.tick, async (c) => {
    requireRole(c, 'tick');
    const report = await deps.tick();
    return c.json({ ...report, at: iso(report.at) }, 200);
  });
  app.openapi(staffRoutes.audit, async (c) => {
    const report = await deps.verifyChains();
    return c.json({ slots: report.slots, records: report.records, ok: report.firstBad === null, firstBad: report.firstBad }, 200);
  });
}
