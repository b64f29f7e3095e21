import { z } from '@hono/zod-openapi';
import { BilingualSchema, DateSchema, InstantSchema, MoneySchema } from './common.js';
import { MessageReadingSchema } from './readings.js';

export const StaffSchema = z
  .object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(['analyst', 'head', 'collector', 'auditor']) })
  .openapi('Staff');

export const SessionSchema = z.object({ staff: StaffSchema, csrf: z.string(), demo: z.boolean() }).openapi('Session');

export const CaseStateSchema = z.enum(['open', 'promised', 'disputed', 'hardship', 'stopped', 'closed', 'human']).openapi('CaseState');
export const ChannelSchema = z.enum(['sms', 'call', 'visit', 'email', 'mail']).openapi('ContactChannel');
export const ContactStateSchema = z
  .enum(['queued', 'waiting_for_person', 'attempting', 'sent', 'delivered', 'failed', 'unknown', 'refused', 'cancelled', 'expired', 'done'])
  .openapi('ContactState');

export const StageCountSchema = z.object({ stage: z.string(), cases: z.number().int(), balance: z.array(MoneySchema) }).openapi('StageCount');

export const DashboardSchema = z
  .object({
    asOf: InstantSchema,
    portfolio: z.object({
      accounts: z.number().int(), notOverdue: z.number().int(), nothingOwed: z.number().int(), inCollection: z.number().int(),
      rowsRejected: z.number().int(), importRunning: z.boolean(),
    }),
    cases: z.object({ total: z.number().int(), byState: z.array(z.object({ state: CaseStateSchema, cases: z.number().int() })), dueNow: z.number().int(), tasks: z.number().int() }),
    balance: z.array(MoneySchema),
    recovered: z.array(MoneySchema),
    byStage: z.array(StageCountSchema),
    contactsByDay: z.array(z.object({ date: DateSchema, sms: z.number().int(), call: z.number().int(), visit: z.number().int() })),
    paymentsByDay: z.array(z.object({ date: DateSchema, minor: z.number().int(), currency: z.string(), count: z.number().int() })),
    repliesByKind: z.array(z.object({ kind: z.string(), count: z.number().int() })),
    blockedByRule: z.array(z.object({ rule: z.string(), title: BilingualSchema, force: z.string(), count: z.number().int() })),
    decisions: z.object({ total: z.number().int(), contact: z.number().int(), defer: z.number().int(), task: z.number().int(), none: z.number().int() }),
    plan: z.object({ plan: z.string(), version: z.number().int() }).nullable(),
  })
  .openapi('Dashboard');

export const CaseRowSchema = z
  .object({
    id: z.string(), person: z.string().openapi({ description: 'masked name' }), creditor: z.string(), state: CaseStateSchema, stage: z.string(),
    daysPastDue: z.number().int(), balance: MoneySchema, debts: z.number().int(), country: z.string(), language: z.string(),
    lastContactAt: InstantSchema.nullable(), nextReviewAt: InstantSchema.nullable(), flagged: z.boolean(),
  })
  .openapi('CaseRow');
export const CaseListSchema = z.object({ items: z.array(CaseRowSchema), total: z.number().int(), next: z.string().nullable() }).openapi('CaseList');

export const PointSchema = z
  .object({ id: z.string(), kind: z.enum(['phone', 'email', 'address']), masked: z.string(), label: z.string(), source: z.string(), usable: z.boolean(), shared: z.boolean() })
  .openapi('Point');
export const PartySchema = z
  .object({
    id: z.string(), role: z.enum(['debtor', 'co_borrower', 'guarantor']), name: z.string().openapi({ description: 'masked' }), language: z.string(), country: z.string(),
    state: z.string(), timeZones: z.array(z.string()), points: z.array(PointSchema),
  })
  .openapi('Party');
export const LedgerEntrySchema = z
  .object({ seq: z.number().int(), kind: z.string(), amount: MoneySchema, dueOn: DateSchema.nullable(), effectiveOn: DateSchema, recordedAt: InstantSchema, source: z.string(), balanceAfter: MoneySchema })
  .openapi('LedgerEntry');
export const DebtSchema = z
  .object({
    id: z.string(), ref: z.string(), product: z.string(), balance: MoneySchema, oldestDueOn: DateSchema.nullable(), daysPastDue: z.number().int(), stage: z.string(),
    flags: z.array(z.string()), ledger: z.array(LedgerEntrySchema), pauses: z.array(z.object({ from: DateSchema, to: DateSchema.nullable(), reason: z.string() })),
  })
  .openapi('Debt');
export const ContactSchema = z
  .object({
    id: z.string(), channel: ChannelSchema, state: ContactStateSchema, step: z.string(), template: z.string(), pointMasked: z.string(), text: z.string().nullable(),
    queuedAt: InstantSchema, notBefore: InstantSchema.nullable(), sentAt: InstantSchema.nullable(), decisionId: z.string(), attempts: z.number().int(),
  })
  .openapi('Contact');
export const TimelineItemSchema = z
  .object({ at: InstantSchema, kind: z.string(), title: BilingualSchema, detail: z.string().nullable(), decisionId: z.string().nullable() })
  .openapi('TimelineItem');
export const AlertSchema = z
  .object({ id: z.string(), caseIds: z.array(z.string()), kinds: z.array(z.string()).openapi({ description: 'self_harm, violence, illness, death, minor; unknown' }), raisedAt: InstantSchema, toldAt: InstantSchema.nullable().openapi({ description: 'when the pager took it' }) })
  .openapi('Alert');
export const HoldSchema = z
  .object({ id: z.string(), kind: z.string(), reason: z.string(), placedAt: InstantSchema, until: InstantSchema.nullable() }).openapi('Hold');
export const DecisionRowSchema = z
  .object({ id: z.string(), at: InstantSchema, stage: z.enum(['review', 'dispatch']), choice: z.string(), outcome: z.string(), rules: z.array(z.string()), reason: BilingualSchema })
  .openapi('DecisionRow');
export const BudgetSchema = z
  .object({
    channel: ChannelSchema, allowed: z.boolean(), earliest: InstantSchema.nullable(), refusedBy: z.array(z.object({ rule: z.string(), title: BilingualSchema, force: z.string() })),
    caps: z.array(z.object({
      rule: z.string(), title: BilingualSchema, citation: z.string(), force: z.string(), max: z.number().int(), days: z.number().int(), left: z.number().int(), freeAt: InstantSchema.nullable(),
    })),
  })
  .openapi('ContactBudget');
export const CaseSchema = z
  .object({
    row: CaseRowSchema, parties: z.array(PartySchema), debts: z.array(DebtSchema), contacts: z.array(ContactSchema), timeline: z.array(TimelineItemSchema),
    holds: z.array(HoldSchema), readings: z.array(MessageReadingSchema).openapi({ description: 'messages of the person, newest first, as they are taken to mean now' }), decisions: z.array(DecisionRowSchema), nextStep: BilingualSchema,
    budget: z.array(BudgetSchema).openapi({ description: 'what is left to reach the person now, whoever spent the rest' }),
    allowed: z.array(z.object({ action: z.string(), allowed: z.boolean(), why: z.union([BilingualSchema, z.null()]) })),
  })
  .openapi('Case');

export const FindingSchema = z
  .object({
    rule: z.string(), title: BilingualSchema, outcome: z.string(), code: z.string(), citation: z.string(), force: z.string(), confidence: z.string(),
    until: InstantSchema.nullable(), missing: z.array(z.string()),
  })
  .openapi('Finding');
export const DecisionSchema = z
  .object({
    id: z.string(), caseId: z.string(), at: InstantSchema, stage: z.enum(['review', 'dispatch']), choice: z.string(), reason: BilingualSchema,
    planVersion: z.string().nullable(), planDigest: z.string().nullable(), codeVersion: z.string(), tzVersion: z.string(),
    proposals: z.array(z.object({
      step: z.string(), channel: z.string(), reasons: z.array(z.string()), proposedAt: InstantSchema, outcome: z.string(),
      findings: z.array(FindingSchema), satisfied: z.array(z.object({ rule: z.string(), title: BilingualSchema, citation: z.string(), force: z.string() })),
      earliest: InstantSchema.nullable(), movedBy: z.array(z.string()),
    })),
    packs: z.array(z.object({ pack: z.string(), version: z.string(), digest: z.string() })),
    facts: z.unknown(), slot: z.number().int(), seq: z.number().int(), digest: z.string(), previousDigest: z.string(),
  })
  .openapi('Decision');

export const AgencySchema = z
  .object({
    id: z.string(), name: BilingualSchema, kind: z.enum(['agency', 'system']), creditorId: z.string().nullable(), listed: z.boolean(), endedAt: InstantSchema.nullable(),
    reserved: z.number().int(), unpermitted: z.number().int().openapi({ description: 'contacts made without leave, or after it had ended' }),
  })
  .openapi('Agency');
export const CreditorSchema = z.object({ id: z.string(), name: BilingualSchema, jurisdiction: z.string(), hasMapping: z.boolean() }).openapi('Creditor');
export const RowErrorSchema = z
  .object({ line: z.number().int(), column: z.string().nullable(), code: z.string(), reason: z.string() }).openapi('RowError');
export const ImportSchema = z
  .object({
    id: z.string(), creditorId: z.string(), fileName: z.string(), digest: z.string(), startedAt: InstantSchema, finishedAt: InstantSchema.nullable(), state: z.enum(['running', 'done', 'failed']),
    rows: z.number().int(), accepted: z.number().int(), rejected: z.number().int(), unchanged: z.number().int(), updated: z.number().int(), flagged: z.number().int(),
    inCollection: z.number().int(), nothingOwed: z.number().int(), notOverdue: z.number().int(), failure: z.string().nullable(),
  })
  .openapi('Import');
export const PreviewSchema = z
  .object({
    columns: z.array(z.string()), rowsRead: z.number().int(),
    sample: z.array(z.object({ line: z.number().int(), cells: z.record(z.string(), z.string()), placement: z.unknown().nullable(), errors: z.array(RowErrorSchema) })),
    errors: z.array(RowErrorSchema), mappingErrors: z.array(z.string()),
  })
  .openapi('Preview');

export const PlanVersionSchema = z
  .object({
    plan: z.string(), version: z.number().int(), state: z.enum(['draft', 'approved', 'released', 'retired']), digest: z.string(), yaml: z.string(),
    draftedBy: z.string(), draftedAt: InstantSchema, approvedBy: z.string().nullable(), releasedAt: InstantSchema.nullable(), problems: z.array(z.object({ where: z.string(), problem: z.string() })),
  })
  .openapi('PlanVersion');
export const DryRunSchema = z
  .object({
    plan: z.string(), version: z.number().int(), asOf: InstantSchema, against: z.number().int().nullable(), reviewed: z.number().int(),
    summary: z.object({ contact: z.number().int(), defer: z.number().int(), task: z.number().int(), none: z.number().int(), byChannel: z.record(z.string(), z.number().int()), byReason: z.record(z.string(), z.number().int()) }),
    diff: z.object({ same: z.number().int(), added: z.number().int(), removed: z.number().int(), changed: z.number().int() }),
    rows: z.array(z.object({ caseId: z.string(), person: z.string(), stage: z.string(), change: z.enum(['same', 'added', 'removed', 'changed']), now: z.string(), before: z.string().nullable(), why: z.array(z.string()) })),
  })
  .openapi('DryRun');
export const TickSchema = z
  .object({ at: InstantSchema, inbound: z.number().int(), settled: z.number().int(), reviewed: z.number().int(), queued: z.number().int(), dispatched: z.number().int(), refused: z.number().int(), deferred: z.number().int(), failures: z.number().int() })
  .openapi('Tick');
export const AuditSchema = z
  .object({ slots: z.number().int(), records: z.number().int(), ok: z.boolean(), firstBad: z.object({ slot: z.number().int(), seq: z.number().int(), problem: z.string() }).nullable() })
  .openapi('Audit');
export const TaskSchema = z
  .object({ contactId: z.string(), caseId: z.string(), person: z.string(), channel: ChannelSchema, step: z.string(), reasons: z.array(z.string()), notBefore: InstantSchema.nullable(), notAfter: InstantSchema.nullable(), balance: MoneySchema, daysPastDue: z.number().int(), stage: z.string() })
  .openapi('Task');
export const StartedSchema = z
  .object({ allowed: z.boolean(), decisionId: z.string(), dial: z.string().nullable(), say: z.union([BilingualSchema, z.null()]), refusedBy: z.array(FindingSchema), earliest: InstantSchema.nullable() })
  .openapi('Started');
