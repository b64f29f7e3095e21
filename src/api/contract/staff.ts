import { createRoute, z } from '@hono/zod-openapi';
import { body, InstantSchema, ok } from './common.js';
import * as s from './staff-schemas.js';
import { readingContract } from './readings.js';
import { templateContract } from './templates.js';

const id = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) });
const planVersion = z.object({
  plan: z.string().openapi({ param: { name: 'plan', in: 'path' } }),
  version: z.coerce.number().int().min(1).max(2 ** 31 - 1).openapi({ param: { name: 'version', in: 'path' } }),
});
const caseQuery = z.object({
  search: z.string().optional().openapi({ description: 'loan reference; a case, telephone or ID number goes to POST /cases/search' }),
  state: s.CaseStateSchema.optional(), stage: z.string().optional(), creditor: z.string().optional(), country: z.string().optional(), flagged: z.enum(['true', 'false']).optional(),
  sort: z.enum(['balance', 'days', 'next_review', 'id']).optional(), order: z.enum(['asc', 'desc']).optional(),
  cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).optional(),
});
const upload = {
  body: {
    required: true,
    content: { 'multipart/form-data': { schema: z.object({ creditorId: z.string(), file: z.any().openapi({ type: 'string', format: 'binary' }), mapping: z.string().optional(), format: z.enum(['csv', 'xlsx', 'ndjson']).optional() }) } },
  },
} as const;

/** Staff surface, under `/api/staff`. Session cookie; every write carries the `x-dunwell-csrf` header. */
export const staffRoutes = {
  signIn: createRoute({ method: 'post', path: '/session', request: body(z.object({ email: z.string(), password: z.string() })), responses: ok(s.SessionSchema, 'Signed in') }),
  session: createRoute({ method: 'get', path: '/session', responses: ok(s.SessionSchema, 'Who is signed in') }),
  signOut: createRoute({ method: 'delete', path: '/session', responses: ok(z.object({ signedOut: z.boolean() }), 'Signed out') }),
  dashboard: createRoute({ method: 'get', path: '/dashboard', responses: ok(s.DashboardSchema, 'Figures of the portfolio') }),
  cases: createRoute({ method: 'get', path: '/cases', request: { query: caseQuery }, responses: ok(s.CaseListSchema, 'Cases') }),
  searchCases: createRoute({
    method: 'post', path: '/cases/search', request: body(caseQuery.extend({ search: z.string().openapi({ description: 'case number, loan reference, or exact telephone or ID number, looked up by blind index' }) })),
    responses: ok(s.CaseListSchema, 'Cases; the search is in the body, so that a number never stands in a URL'),
  }),
  case: createRoute({ method: 'get', path: '/cases/{id}', request: { params: id }, responses: ok(s.CaseSchema, 'One case') }),
  reveal: createRoute({ method: 'post', path: '/points/{id}/reveal', request: { params: id, ...body(z.object({ caseId: z.string(), reason: z.string().min(3) })) }, responses: ok(z.object({ value: z.string() }), 'The number or address in clear; the reveal is recorded') }),
  placeHold: createRoute({ method: 'post', path: '/cases/{id}/holds', request: { params: id, ...body(z.object({ kind: z.string(), reason: z.string().min(3), until: z.string().nullable() })) }, responses: ok(s.HoldSchema, 'Hold placed') }),
  liftHold: createRoute({ method: 'post', path: '/cases/{id}/holds/{hold}/lift', request: { params: id.extend({ hold: z.string().openapi({ param: { name: 'hold', in: 'path' } }) }), ...body(z.object({ reason: z.string().min(3) })) }, responses: ok(z.object({ lifted: z.boolean() }), 'Hold lifted') }),
  decision: createRoute({ method: 'get', path: '/decisions/{id}', request: { params: id }, responses: ok(s.DecisionSchema, 'One decision and its why') }),
  replay: createRoute({ method: 'post', path: '/decisions/{id}/replay', request: { params: id }, responses: ok(z.object({ same: z.boolean(), difference: z.string().nullable() }), 'The decision, decided again from its recorded facts') }),
  agencies: createRoute({ method: 'get', path: '/agencies', responses: ok(z.object({ items: z.array(s.AgencySchema) }), 'Agencies and the lender\'s own systems, with what they reserved and what they did without asking') }),
  placeCase: createRoute({
    method: 'post', path: '/cases/{id}/agency',
    request: { params: id, ...body(z.object({ agencyId: z.string(), act: z.enum(['place', 'notice', 'recall']).openapi({ description: 'place with the agency; note that the borrower was told (CN-C13); recall' }), reason: z.string().min(3) })) },
    responses: ok(z.object({ at: InstantSchema }), 'Done'),
  }),
  creditors: createRoute({ method: 'get', path: '/creditors', responses: ok(z.object({ items: z.array(s.CreditorSchema) }), 'Creditors') }),
  mapping: createRoute({ method: 'get', path: '/creditors/{id}/mapping', request: { params: id }, responses: ok(z.object({ mapping: z.unknown().nullable() }), 'The saved mapping') }),
  saveMapping: createRoute({ method: 'put', path: '/creditors/{id}/mapping', request: { params: id, ...body(z.object({ mapping: z.unknown() })) }, responses: ok(z.object({ saved: z.boolean() }), 'Mapping saved') }),
  preview: createRoute({ method: 'post', path: '/imports/preview', request: upload, responses: ok(s.PreviewSchema, 'What the first rows would become; nothing is written') }),
  import: createRoute({ method: 'post', path: '/imports', request: upload, responses: ok(s.ImportSchema, 'The import, finished') }),
  imports: createRoute({ method: 'get', path: '/imports', responses: ok(z.object({ items: z.array(s.ImportSchema) }), 'Imports, newest first') }),
  importErrors: createRoute({ method: 'get', path: '/imports/{id}/errors', request: { params: id, query: z.object({ limit: z.coerce.number().int().min(1).max(1000).optional() }) }, responses: ok(z.object({ items: z.array(s.RowErrorSchema), total: z.number().int() }), 'Rows rejected and why') }),
  plans: createRoute({ method: 'get', path: '/plans', responses: ok(z.object({ items: z.array(s.PlanVersionSchema) }), 'All versions of all plans') }),
  draftPlan: createRoute({ method: 'post', path: '/plans', request: body(z.object({ yaml: z.string() })), responses: ok(s.PlanVersionSchema, 'A draft, with its problems') }),
  dryRun: createRoute({ method: 'post', path: '/plans/{plan}/{version}/dry-run', request: { params: planVersion, ...body(z.object({ limit: z.number().int().min(1).max(5000).optional() })) }, responses: ok(s.DryRunSchema, 'Who would be contacted, how, why and why not') }),
  approvePlan: createRoute({ method: 'post', path: '/plans/{plan}/{version}/approve', request: { params: planVersion }, responses: ok(s.PlanVersionSchema, 'Approved by a second person') }),
  releasePlan: createRoute({ method: 'post', path: '/plans/{plan}/{version}/release', request: { params: planVersion }, responses: ok(s.PlanVersionSchema, 'Released') }),
  ...readingContract,
  ...templateContract,
  tick: createRoute({ method: 'post', path: '/tick', responses: ok(s.TickSchema, 'One turn of the journey, now') }),
  audit: createRoute({ method: 'get', path: '/audit', responses: ok(s.AuditSchema, 'The decision chains, verified') }),
  alerts: createRoute({ method: 'get', path: '/alerts', responses: ok(z.object({ items: z.array(s.AlertSchema) }), 'People who may be in danger and whom nobody has looked after yet, longest waiting first') }),
  acknowledgeAlert: createRoute({ method: 'post', path: '/alerts/{id}/acknowledge', request: { params: id, ...body(z.object({ note: z.string().min(3).max(2000) })) }, responses: ok(z.object({ at: InstantSchema }), 'A trained person has looked; the hold stays until it is lifted') }),
  tasks: createRoute({ method: 'get', path: '/tasks', responses: ok(z.object({ items: z.array(s.TaskSchema) }), 'Calls and visits that wait for a person') }),
  startTask: createRoute({ method: 'post', path: '/contacts/{id}/start', request: { params: id, query: z.object({ staff: z.coerce.number().int().min(1).max(20).optional().openapi({ description: 'how many go, for a visit; unknown is not enough (CN-V1)' }) }) }, responses: ok(s.StartedSchema, 'The gate, asked at the moment of action') }),
  taskOutcome: createRoute({ method: 'post', path: '/contacts/{id}/outcome', request: { params: id, ...body(z.object({ outcome: z.enum(['conversation', 'no_answer', 'voicemail', 'busy', 'not_in_service', 'wrong_person', 'promise', 'refused', 'visited_met', 'visited_not_met']), note: z.string().max(2000).optional(), promiseOn: z.string().optional(), promiseMinor: z.number().int().optional() })) }, responses: ok(z.object({ recorded: z.boolean() }), 'Outcome recorded') }),
} as const;
