import { delinquency } from '../../domain/loan/delinquency.js';
import type { Intent } from '../../domain/contact/reading/reading.js';
import { startOfLocalDay } from '../../domain/time/zone.js';
import { MS_PER_DAY, type Instant } from '../../domain/time/instant.js';
import { UNKNOWN } from '../../domain/unknown.js';
import { quietOfHold, type CaseFacts, type HistoryItem, type HistoryState, type QuietFact, type ReplyFact, type StepChannel } from '../../strategy/case-facts.js';
import type { CaseRecord, PastContact, DebtRecord, Dossier, PointRecord } from '../ports/store.js';
import type { LawEvent } from '../../law/facts.js';
import { localDateOf } from './local-date.js';

const STATE: Readonly<Record<string, HistoryState>> = {
  queued: 'queued', waiting_for_person: 'queued', attempting: 'queued', sent: 'sent', delivered: 'delivered', failed: 'failed', unknown: 'unknown', done: 'done',
  refused: 'not_made', cancelled: 'not_made', expired: 'not_made',
};

/** What a person told of a call or visit, as strategy counts it. */
const OUTCOME: Readonly<Record<string, HistoryState>> = {
  conversation: 'conversation', promise: 'conversation', no_answer: 'no_answer', voicemail: 'no_answer', busy: 'no_answer', not_in_service: 'failed', wrong_person: 'no_answer',
  refused: 'refused', visited_met: 'visited', visited_not_met: 'not_met',
};

function historyItem(contact: PastContact): HistoryItem {
  const told = contact.outcome === null ? undefined : OUTCOME[contact.outcome];
  return { step: contact.step, channel: contact.channel as StepChannel, at: contact.sentAt ?? contact.queuedAt, state: told ?? STATE[contact.state] ?? 'unknown' };
}

type HeldEvent = LawEvent & { readonly detail?: string; readonly promised?: { readonly minor: number | null } };

/** Every hold ever placed, with the instant at which it ended or will end. */
function quietFacts(events: readonly LawEvent[]): readonly QuietFact[] {
  const facts: QuietFact[] = [];
  for (const event of events) {
    if (event.type !== 'hold_placed' || event.hold === undefined) continue;
    const lifted = events.find((e) => e.type === 'hold_lifted' && e.hold === event.hold && e.at >= event.at);
    const ends = [event.until, lifted?.at].filter((t): t is number => t !== undefined);
    facts.push({ kind: quietOfHold(event.hold), since: event.at, until: ends.length === 0 ? null : Math.min(...ends) });
  }
  return facts;
}

const NOT_REPLIES = new Set(['portal']);

function replies(events: readonly LawEvent[]): readonly ReplyFact[] {
  return events.flatMap((event) => {
    const kind = (event as HeldEvent).detail;
    return (event.type === 'consumer_sms' || event.type === 'consumer_email') && kind !== undefined && !NOT_REPLIES.has(kind) ? [{ kind: kind as Intent, at: event.at }] : [];
  });
}

interface Paid {
  readonly at: Instant;
  /** Minor units; less than nothing for one that was taken back. */
  readonly minor: number;
}

function payments(debts: readonly DebtRecord[], tz: string): readonly Paid[] {
  return debts.flatMap((d) => d.entries.filter((e) => e.kind === 'payment' || e.kind === 'reversal').map((e) => ({ at: startOfLocalDay(tz, e.effectiveOn), minor: -e.amountMinor }))).sort((a, b) => a.at - b.at);
}

/** Contact stood still because the person may have been in danger. */
function inDistress(events: readonly LawEvent[], at: Instant): boolean {
  const last = events.findLast((e) => (e.type === 'hold_placed' || e.type === 'hold_lifted') && e.hold === 'distress' && e.at <= at);
  return last?.type === 'hold_placed';
}

/** Promises whose day (and grace) passed before the sum promised was paid; where none was said, before anything was. Distress breaks no promise. */
function brokenPromises(events: readonly LawEvent[], paid: readonly Paid[], now: Instant): readonly Instant[] {
  return events.flatMap((e) => {
    if (e.type !== 'hold_placed' || e.hold !== 'promise' || e.until === undefined || e.until > now) return [];
    const until = e.until;
    if (inDistress(events, until)) return [];
    const kept = paid.filter(({ at }) => at >= e.at - MS_PER_DAY && at < until).reduce((sum, { minor }) => sum + minor, 0);
    return kept >= ((e as HeldEvent).promised?.minor ?? 1) ? [] : [until];
  });
}

const usable = (points: readonly PointRecord[], kind: PointRecord['kind']): number => points.filter((p) => p.kind === kind && p.usable).length;

/** All that strategy may read about one case, as of the transaction that read the dossier. */
export function caseFacts(record: CaseRecord, dossier: Dossier, now: Instant): CaseFacts {
  const person = dossier.persons.get(record.personId);
  const tz = person?.timeZone ?? 'UTC';
  const asOf = localDateOf(now, tz);
  const debts = dossier.debts.get(record.id) ?? [];
  const points = dossier.points.get(record.personId) ?? [];
  const events = dossier.events.get(record.personId) ?? [];
  const readings = debts.map((d) => ({ currency: d.currency, reading: delinquency(d.entries, d.pauses, asOf) }));
  const balances = new Map<string, number>();
  for (const { currency, reading } of readings) balances.set(currency, (balances.get(currency) ?? 0) + reading.balanceMinor);
  const paid = payments(debts, tz);
  return {
    caseId: String(record.id), personId: String(record.personId), creditorId: record.creditorId,
    country: person?.country ?? UNKNOWN, language: person?.language ?? UNKNOWN, openedAt: record.openedAt, asOf: now,
    daysPastDue: readings.length === 0 ? UNKNOWN : Math.max(...readings.map((r) => r.reading.daysPastDue)),
    balances: [...balances].map(([currency, minor]) => ({ currency, minor })),
    products: [...new Set(debts.map((d) => d.product))], debtsCount: debts.length,
    points: { phone: usable(points, 'phone'), address: usable(points, 'address'), email: usable(points, 'email') },
    history: (dossier.contacts.get(record.id) ?? []).map(historyItem),
    replies: replies(events), quiet: quietFacts(events), brokenPromises: brokenPromises(events, paid, now), lastPaymentAt: paid.findLast(({ minor }) => minor > 0)?.at ?? null,
    lastVerdicts: [],
  };
}
