import type { OpenAPIHono, z } from '@hono/zod-openapi';
import { STAGES, stageOf } from '../../domain/loan/delinquency.js';
import { readSlotId } from '../../domain/id/slot-id.js';
import { liftHold, placeHold } from '../../engine/desk/holds.js';
import { revealPoint } from '../../engine/desk/reveal.js';
import { Terminal } from '../../engine/ports/errors.js';
import type { DashboardReading } from '../../engine/ports/reading.js';
import { staffRoutes } from '../contract/staff.js';
import type { ApiDeps } from '../deps.js';
import { iso } from '../present.js';
import { presentCase, presentRow } from './present-case.js';
import { presentDecision, readDecisionId } from './present-decision.js';
import { requireRole, type StaffEnv } from './session.js';

function readCaseId(text: string): number {
  const id = readSlotId(text);
  if (id === null) throw new Terminal('not_found', `No case ${text.slice(0, 40)}. Check the number.`);
  return id;
}

function byStage(days: DashboardReading['byDays']) {
  return ['M0', ...STAGES.map((s) => s.name)].map((stage) => {
    const rows = days.filter((d) => stageOf(d.days) === stage);
    const balance = new Map<string, number>();
    for (const row of rows) balance.set(row.currency, (balance.get(row.currency) ?? 0) + row.minor);
    return { stage, cases: rows.reduce((sum, r) => sum + r.cases, 0), balance: [...balance].map(([currency, minor]) => ({ currency, minor })) };
  });
}

function contactDays(rows: DashboardReading['contactsByDay']) {
  const days = new Map<string, { date: string; sms: number; call: number; visit: number }>();
  for (const row of rows) {
    const day = days.get(row.date) ?? { date: row.date, sms: 0, call: 0, visit: 0 };
    if (row.channel === 'sms' || row.channel === 'call' || row.channel === 'visit') day[row.channel] += row.contacts;
    days.set(row.date, day);
  }
  return [...days.values()];
}

async function dashboard(deps: ApiDeps) {
  const now = deps.clock.now();
  const [d, plan] = await Promise.all([deps.reading.dashboard(now), deps.plans.released()]);
  const choice = (name: string) => d.choices.find((c) => c.choice === name)?.count ?? 0;
  return {
    asOf: iso(now),
    portfolio: { accounts: d.accounts, notOverdue: d.notOverdue, nothingOwed: d.nothingOwed, inCollection: d.inCollection, rowsRejected: d.rowsRejected, importRunning: d.importRunning },
    cases: { total: d.byState.reduce((sum, s) => (s.state === 'closed' ? sum : sum + s.cases), 0), byState: d.byState.map((s) => ({ ...s })), dueNow: d.dueNow, tasks: d.tasks },
    balance: [...d.balance], recovered: [...d.recovered], byStage: byStage(d.byDays), contactsByDay: contactDays(d.contactsByDay), paymentsByDay: [...d.paymentsByDay], repliesByKind: [...d.repliesByKind],
    blockedByRule: d.deniedBy.map((r) => ({ rule: r.rule, title: deps.ruleWords(r.rule).title, force: deps.ruleWords(r.rule).force, count: r.count })),
    decisions: { total: d.choices.reduce((sum, c) => sum + c.count, 0), contact: choice('contact'), defer: choice('defer'), task: choice('task'), none: choice('none') },
    plan: plan === null ? null : { plan: plan.plan, version: plan.version },
  };
}

const LIST_LIMIT = 50;

/** A telephone or identity number by its shape: seven digits or more and nothing but what people write between them. A case number has that shape too and goes the same way. */
function looksPersonal(search: string): boolean {
  const digits = search.replace(/\D/g, '').length;
  return digits >= 7 && /^[+\d\s().\-/]+[xX]?$/.test(search.trim());
}

async function listCases(deps: ApiDeps, q: z.infer<typeof staffRoutes.cases.request.query>) {
  const stage = q.stage === undefined ? undefined : STAGES.find((s) => s.name === q.stage);
  if (q.stage !== undefined && stage === undefined) throw new Terminal('bad_request', `No stage "${q.stage}". Use one of ${STAGES.map((s) => s.name).join(', ')}.`, 'stage');
  const found = await deps.reading.cases(
    {
      search: q.search, state: q.state, stage, creditor: q.creditor, country: q.country, flagged: q.flagged === undefined ? undefined : q.flagged === 'true',
      sort: q.sort ?? 'balance', order: q.order ?? 'desc', offset: Math.max(0, Number(q.cursor ?? 0) || 0), limit: q.limit ?? LIST_LIMIT,
    },
    deps.clock.now(),
  );
  return { items: found.items.map(presentRow), total: found.total, next: found.next };
}

function alertRoutes(app: OpenAPIHono<StaffEnv>, deps: ApiDeps): void {
  app.openapi(staffRoutes.alerts, async (c) => {
    const alerts = await deps.alerts();
    return c.json({ items: alerts.map((a) => ({ id: String(a.id), caseIds: a.caseIds.map(String), kinds: [...a.kinds], raisedAt: iso(a.raisedAt), toldAt: iso(a.toldAt) })) }, 200);
  });
  app.openapi(staffRoutes.acknowledgeAlert, async (c) => {
    const staff = requireRole(c, 'alert');
    const id = readSlotId(c.req.valid('param').id);
    if (id === null) throw new Terminal('not_found', 'No such alert.');
    return c.json({ at: iso(await deps.acknowledgeAlert(id, staff.id, c.req.valid('json').note)) }, 200);
  });
}

function agencyRoutes(app: OpenAPIHono<StaffEnv>, deps: ApiDeps): void {
  app.openapi(staffRoutes.agencies, async (c) => {
    const agencies = await deps.agencies.agencies();
    const items = await Promise.all(agencies.map(async (a) => ({
      id: a.id, name: { en: a.nameEn, zh: a.nameZh }, kind: a.kind, creditorId: a.creditorId, listed: a.listed, endedAt: iso(a.endedAt), ...(await deps.agencies.figures(a.id)),
    })));
    return c.json({ items }, 200);
  });
  app.openapi(staffRoutes.placeCase, async (c) => {
    const staff = requireRole(c, 'agency');
    const caseId = readCaseId(c.req.valid('param').id);
    const at = await deps.placeCase({ caseId, ...c.req.valid('json'), by: staff.id });
    await deps.settleNow(Math.floor(caseId / 2 ** 40));
    return c.json({ at: iso(at) }, 200);
  });
}

export function caseRoutes(app: OpenAPIHono<StaffEnv>, deps: ApiDeps): void {
  agencyRoutes(app, deps);
  alertRoutes(app, deps);
  app.openapi(staffRoutes.dashboard, async (c) => c.json(await dashboard(deps), 200));

  app.openapi(staffRoutes.cases, async (c) => {
    const query = c.req.valid('query');
    if (looksPersonal(query.search ?? '')) throw new Terminal('bad_request', 'A number may be a telephone or ID number, which must not stand in a URL. Send it to POST /cases/search.', 'search');
    return c.json(await listCases(deps, query), 200);
  });
  app.openapi(staffRoutes.searchCases, async (c) => c.json(await listCases(deps, c.req.valid('json')), 200));

  app.openapi(staffRoutes.case, async (c) => {
    const now = deps.clock.now();
    const file = await deps.reading.caseFile(readCaseId(c.req.valid('param').id), now);
    if (file === null) throw new Terminal('not_found', 'No such case.');
    return c.json(presentCase(deps, file, now, await deps.contactBudget(file.row.id)), 200);
  });

  app.openapi(staffRoutes.reveal, async (c) => {
    const staff = requireRole(c, 'reveal');
    const { caseId, reason } = c.req.valid('json');
    return c.json({ value: await revealPoint(deps, { pointId: readCaseId(c.req.valid('param').id), caseId: readCaseId(caseId), staffId: staff.id, reason }) }, 200);
  });

  app.openapi(staffRoutes.placeHold, async (c) => {
    const staff = requireRole(c, 'hold');
    const { kind, reason, until } = c.req.valid('json');
    const caseId = readCaseId(c.req.valid('param').id);
    const ends = until === null ? null : Date.parse(until);
    if (ends !== null && !Number.isFinite(ends)) throw new Terminal('bad_request', 'Not a date and time (ISO 8601).', 'until');
    const at = await placeHold(deps, { caseId, staffId: staff.id, reason, kind, until: ends });
    await deps.settleNow(Math.floor(caseId / 2 ** 40));
    return c.json({ id: kind, kind, reason, placedAt: iso(at), until: iso(ends) }, 200);
  });

  app.openapi(staffRoutes.liftHold, async (c) => {
    const { id, hold } = c.req.valid('param');
    // Contact that stopped because somebody may be in danger begins again by a trained person's word alone.
    const staff = requireRole(c, hold === 'distress' ? 'alert' : 'hold');
    const caseId = readCaseId(id);
    await liftHold(deps, { caseId, staffId: staff.id, reason: c.req.valid('json').reason, kind: hold });
    await deps.settleNow(Math.floor(caseId / 2 ** 40));
    return c.json({ lifted: true }, 200);
  });

  app.openapi(staffRoutes.decision, async (c) => {
    const id = readDecisionId(c.req.valid('param').id);
    const decision = id === null ? null : await deps.reading.decision(id.slot, id.seq);
    if (decision === null) throw new Terminal('not_found', 'No such decision. It is written as slot-number, e.g. 12-345.');
    return c.json(presentDecision(deps, decision), 200);
  });

  app.openapi(staffRoutes.replay, async (c) => {
    const id = readDecisionId(c.req.valid('param').id);
    if (id === null) throw new Terminal('not_found', 'No such decision. It is written as slot-number, e.g. 12-345.');
    const report = await deps.replay(id.slot, id.seq);
    return c.json({ same: report.same, difference: report.difference }, 200);
  });
}
