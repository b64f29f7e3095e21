import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import { readSlotId } from '../../domain/id/slot-id.js';
import type { OutsideContact } from '../../engine/agencies/outside-contact.js';
import type { CaseOrDebt } from '../../engine/agencies/placed-debts.js';
import type { RecordedVerdict } from '../../engine/audit/decision-record.js';
import type { AgencyRecord } from '../../engine/ports/agencies.js';
import { Terminal } from '../../engine/ports/errors.js';
import { agencyRoutes } from '../contract/agency.js';
import type { ApiDeps } from '../deps.js';
import { onError, onInvalid, problem } from '../outcome.js';
import { iso } from '../present.js';
import { beginWords } from '../staff/words.js';

interface AgencyEnv {
  Variables: { agency: AgencyRecord };
}

const BODY_MAX = 20_000;
const CASES_LIMIT = 100;

function requireAgency(deps: ApiDeps) {
  return createMiddleware<AgencyEnv>(async (c, next) => {
    const token = /^Bearer ([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '')?.[1];
    const agency = token === undefined ? null : await deps.agencies.byToken(deps.digest(token));
    if (agency === null || agency.endedAt !== null) throw new Terminal('sign_in', 'Send the token that `dunwell agency add` gave: Authorization: Bearer … . One that has ended opens nothing.');
    c.set('agency', agency);
    return next();
  });
}

type Asked = z.infer<(typeof agencyRoutes.reserve.request.body.content)['application/json']['schema']>;

function readId(text: string, where: string): number {
  const id = readSlotId(text);
  if (id === null) throw new Terminal('not_found', 'No such id.', where);
  return id;
}

function readAbout(asked: Pick<Asked, 'caseId' | 'creditorId' | 'debtRef'>): CaseOrDebt {
  if (asked.caseId !== undefined && asked.debtRef === undefined) return { caseId: readId(asked.caseId, 'caseId') };
  if (asked.caseId === undefined && asked.creditorId !== undefined && asked.debtRef !== undefined) return { creditorId: asked.creditorId, debtRef: asked.debtRef };
  throw new Terminal('bad_request', 'Name the case (caseId), or one debt (creditorId and debtRef).', 'caseId');
}

function readContact(asked: Omit<Asked, 'caseId' | 'creditorId' | 'debtRef'>): OutsideContact {
  if (asked.channel === 'call' && asked.voice === undefined) throw new Terminal('bad_request', 'Say who speaks: human, robot, prerecorded or ai_generated.', 'voice');
  return {
    channel: asked.channel, pointId: asked.pointId === undefined ? null : readId(asked.pointId, 'pointId'), collector: asked.collectorId ?? null, voice: asked.voice ?? 'robot',
    staff: asked.staff ?? null, place: asked.place ?? null, template: asked.template ?? null,
  };
}

function readInstant(text: string, where: string): number {
  const at = Date.parse(text);
  if (!Number.isFinite(at)) throw new Terminal('bad_request', 'Not a date and time (ISO 8601).', where);
  return at;
}

function presentFindings(deps: ApiDeps, findings: RecordedVerdict['findings']) {
  return findings.map((f) => {
    const words = deps.ruleWords(f.rule);
    return { rule: f.rule, title: words.title, outcome: f.outcome, code: f.code, citation: words.citation, force: words.force, confidence: words.confidence, until: iso(f.until), missing: [...(f.missing ?? [])] };
  });
}

/** The surface of agencies and of the lender's own systems, under `/api/agency`. */
export function agencyApi(deps: ApiDeps): OpenAPIHono<AgencyEnv> {
  const app = new OpenAPIHono<AgencyEnv>({ defaultHook: onInvalid });
  app.use(secureHeaders());
  app.use(bodyLimit({ maxSize: BODY_MAX, onError: (c) => problem(c, 'too_large', 'The request is too large.') }));
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store');
    return next();
  });
  app.use(requireAgency(deps));
  app.openapi(agencyRoutes.cases, async (c) => {
    const { after, limit } = c.req.valid('query');
    const size = limit ?? CASES_LIMIT;
    const items = await deps.agencies.placedCases(c.get('agency'), after === undefined ? 0 : readId(after, 'after'), size);
    return c.json({
      items: items.map((one) => ({ ...one, caseId: String(one.caseId), debts: one.debts.map((d) => ({ ...d, id: String(d.id) })), points: one.points.map((p) => ({ ...p, id: String(p.id) })) })),
      next: items.length < size ? null : String(items.at(-1)?.caseId ?? ''),
    }, 200);
  });
  app.openapi(agencyRoutes.reserve, async (c) => {
    const asked = c.req.valid('json');
    const r = await deps.reserveContact(c.get('agency'), { about: readAbout(asked), contact: readContact(asked) }, c.req.valid('header')['idempotency-key']);
    return c.json({
      allowed: r.allowed, reservationId: r.reservationId === null ? null : String(r.reservationId), token: r.token, expiresAt: iso(r.expiresAt), decisionId: `${r.slot}-${r.decisionSeq}`,
      caseId: String(r.caseId), outcome: r.outcome, refusedBy: presentFindings(deps, r.findings), earliest: iso(r.earliest), movedBy: [...r.movedBy], dial: r.dial,
      say: r.allowed ? beginWords(r.channel, c.get('agency').kind === 'agency') : null, repeated: r.repeated,
    }, 200);
  });
  app.openapi(agencyRoutes.outcome, async (c) => {
    const { token, outcome, promiseOn, beganAt } = c.req.valid('json');
    const contactId = readId(c.req.valid('param').id, 'id');
    const told = await deps.tellReservation(c.get('agency'), contactId, { token, outcome, promiseOn: promiseOn ?? null, beganAt: beganAt === undefined ? null : readInstant(beganAt, 'beganAt') });
    await deps.settleNow(Math.floor(contactId / 2 ** 40));
    return c.json(told, 200);
  });
  app.openapi(agencyRoutes.report, async (c) => {
    const asked = c.req.valid('json');
    const { externalId, at, outcome, promiseOn, ...rest } = asked;
    const r = await deps.reportContact(c.get('agency'), { externalId, about: readAbout(rest), contact: readContact(rest), at: readInstant(at, 'at'), outcome, promiseOn: promiseOn ?? null });
    await deps.settleNow(r.slot);
    return c.json({ counted: true, decisionId: `${r.slot}-${r.decisionSeq}`, wouldHaveBeen: r.outcome, brokenRules: presentFindings(deps, r.findings), repeated: r.repeated }, 200);
  });
  app.onError(onError(deps.log));
  app.notFound((c) => problem(c, 'not_found', 'No such route. See /openapi/agency.json.'));
  return app;
}
