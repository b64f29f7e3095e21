import { forbidden } from '../../domain/case/allowed.js';
import { standingEvents } from '../../domain/case/standing-events.js';
import { holdsInForce } from '../../domain/case/holds.js';
import { delinquency, stageOf } from '../../domain/loan/delinquency.js';
import { formatMinor } from '../../domain/money/money.js';
import { toLocal } from '../../domain/time/zone.js';
import type { ChannelBudget } from '../../engine/desk/contact-budget.js';
import type { CaseFile, CaseReading, DecisionSummary } from '../../engine/ports/reading.js';
import type { ApiDeps, Words } from '../deps.js';
import { iso } from '../present.js';
import { reviewReason } from './present-decision.js';
import { presentReading } from './reading-routes.js';
import { channelWords, contactWords, eventWords } from './words.js';

export function presentRow(row: CaseReading) {
  return {
    id: String(row.id), person: row.person, creditor: row.creditorId, state: row.state, stage: row.state === 'closed' ? '—' : stageOf(row.daysPastDue), daysPastDue: row.daysPastDue,
    balance: { minor: row.balanceMinor, currency: row.currency }, debts: row.debts, country: row.country ?? 'unknown', language: row.language,
    lastContactAt: iso(row.lastContactAt), nextReviewAt: iso(row.nextReviewAt), flagged: row.flagged,
  };
}

function presentDebt(debt: CaseFile['debts'][number], asOf: string) {
  const reading = delinquency(debt.ledger, debt.pauses, asOf);
  let running = 0;
  return {
    id: String(debt.id), ref: debt.ref, product: debt.product, balance: { minor: reading.balanceMinor, currency: debt.currency }, oldestDueOn: reading.oldestDueOn,
    daysPastDue: reading.daysPastDue, stage: stageOf(reading.daysPastDue), flags: [...debt.flags], pauses: debt.pauses.map((p) => ({ ...p })),
    ledger: debt.ledger.map((e) => {
      running += e.amountMinor;
      return {
        seq: e.seq, kind: e.kind, amount: { minor: e.amountMinor, currency: debt.currency }, dueOn: e.dueOn, effectiveOn: e.effectiveOn, recordedAt: iso(e.recordedAt), source: e.source,
        balanceAfter: { minor: running, currency: debt.currency },
      };
    }),
  };
}

export function presentDecisionRow(deps: ApiDeps, d: DecisionSummary) {
  const record = JSON.parse(d.record) as Record<string, unknown>;
  return { id: `${d.slot}-${d.seq}`, at: iso(d.at), stage: d.stage, choice: d.choice, outcome: d.outcome, rules: deniedRules(record), reason: reviewReason(deps, d.stage, d.choice, record) };
}

function deniedRules(record: Record<string, unknown>): string[] {
  const judged = (record['judged'] ?? []) as { verdict: { findings: { rule: string }[] } }[];
  return [...new Set(judged.flatMap((j) => j.verdict.findings.map((f) => f.rule)))];
}

function timeline(file: CaseFile) {
  const items: { at: number; kind: string; title: Words; detail: string | null; decisionId: string | null }[] = [];
  items.push({ at: file.openedAt, kind: 'opened', title: { en: 'Case opened', zh: '案件入催' }, detail: null, decisionId: null });
  if (file.closedAt !== null) items.push({ at: file.closedAt, kind: 'closed', title: { en: 'Case closed: nothing is owed', zh: '案件出催：已结清' }, detail: null, decisionId: null });
  for (const event of file.events) {
    const title = eventWords(event.type, event.data);
    items.push({ at: event.at, kind: event.type, title, detail: (event.data['detail'] as string | undefined) ?? null, decisionId: null });
  }
  for (const contact of file.contacts) {
    items.push({
      at: contact.sentAt ?? contact.queuedAt, kind: 'contact', title: contactWords(contact.channel, contact.state),
      detail: contact.step, decisionId: `${Math.floor(contact.id / 2 ** 40)}-${contact.decisionSeq}`,
    });
  }
  for (const debt of file.debts) {
    for (const entry of debt.ledger) {
      if (entry.kind === 'charge') continue;
      items.push({ at: entry.recordedAt, kind: entry.kind, title: { en: entry.kind === 'payment' ? 'Payment' : 'Ledger entry', zh: entry.kind === 'payment' ? '还款' : '账目变动' }, detail: `${debt.currency} ${formatMinor(entry.amountMinor, debt.currency)} (${entry.source})`, decisionId: null });
    }
  }
  return items.sort((a, b) => b.at - a.at).map((i) => ({ ...i, at: iso(i.at) }));
}

function nextStep(file: CaseFile): Words {
  const live = file.contacts.find((c) => c.state === 'queued' || c.state === 'waiting_for_person');
  const why = forbidden(file.row.state, 'contact');
  if (why !== null) return why;
  if (live !== undefined) return { en: `A contact by ${channelWords(live.channel).en} waits (${live.step}).`, zh: `待执行：${channelWords(live.channel).zh}（${live.step}）。` };
  return file.row.nextReviewAt === null ? { en: 'No review is set.', zh: '未设定复核时间。' } : { en: 'Waiting for the next review.', zh: '等待下次复核。' };
}

function presentBudget(deps: ApiDeps, budget: ChannelBudget) {
  return {
    channel: budget.channel, allowed: budget.allowed, earliest: iso(budget.earliest),
    refusedBy: budget.refusedBy.map((rule) => ({ rule, title: deps.ruleWords(rule).title, force: deps.ruleWords(rule).force })),
    caps: budget.caps.map((cap) => {
      const { title, citation, force } = deps.ruleWords(cap.rule);
      return { rule: cap.rule, title, citation, force, max: cap.max, days: cap.days, left: cap.left, freeAt: iso(cap.freeAt) };
    }),
  };
}

/** One case as the console shows it. Everything shown as a figure is computed here from the ledger, not read from a projection. */
export function presentCase(deps: ApiDeps, file: CaseFile, now: number, budget: readonly ChannelBudget[]) {
  const asOf = toLocal(file.timeZone ?? 'UTC', now).date;
  const events = standingEvents(file.events.map((e) => ({ type: e.type, at: e.at, ...(e.data as { hold?: string; until?: number; detail?: string; reading?: string; about?: string }) })));
  const holds = holdsInForce(events, now);
  return {
    row: presentRow(file.row),
    parties: file.parties.map((p) => ({ ...p, id: String(p.id), country: p.country ?? 'unknown', state: p.state ?? 'unknown', timeZones: [...p.timeZones], points: p.points.map((t) => ({ ...t, id: String(t.id) })) })),
    debts: file.debts.map((d) => presentDebt(d, asOf)),
    contacts: file.contacts.map((c) => ({
      id: String(c.id), channel: c.channel, state: c.state, step: c.step, template: c.template, pointMasked: c.pointMasked, text: c.text, queuedAt: iso(c.queuedAt), notBefore: iso(c.notBefore),
      sentAt: iso(c.sentAt), decisionId: `${Math.floor(c.id / 2 ** 40)}-${c.decisionSeq}`, attempts: c.attempts,
    })),
    timeline: timeline(file),
    holds: holds.map((h) => ({ id: h.kind, kind: h.kind, reason: events.find((e) => e.hold === h.kind && e.at === h.since)?.detail ?? '', placedAt: iso(h.since), until: iso(h.until) })),
    readings: file.readings.map(presentReading),
    decisions: file.decisions.map((d) => presentDecisionRow(deps, d)),
    nextStep: nextStep(file),
    budget: budget.map((b) => presentBudget(deps, b)),
    allowed: (['contact', 'place_hold', 'lift_hold', 'reveal'] as const).map((action) => ({ action, allowed: forbidden(file.row.state, action) === null, why: forbidden(file.row.state, action) })),
  };
}
