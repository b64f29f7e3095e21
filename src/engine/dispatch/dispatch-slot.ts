import { delinquency } from '../../domain/loan/delinquency.js';
import { money } from '../../domain/money/money.js';
import { maskRef } from '../../domain/party/mask.js';
import { verifyCode } from '../../domain/contact/verify-code.js';
import { amountWords } from '../../domain/contact/amount-words.js';
import { findTemplate, render, textLanguage } from '../../domain/contact/templates.js';
import { MS_PER_HOUR, type Instant, type LocalDate } from '../../domain/time/instant.js';
import { lintText, type ContentFinding } from '../../law/content/lint.js';
import { refusing } from '../../law/content/publish.js';
import type { Facts, LawEvent } from '../../law/facts.js';
import { earliestLawfulInstant, gate } from '../../law/gate.js';
import type { Permit } from '../../law/permit.js';
import { prepare } from '../../law/prepared.js';
import { contentContext } from '../facts/content-context.js';
import { lawFacts, proposedContact } from '../facts/law-facts.js';
import { localDateOf } from '../facts/local-date.js';
import { providerKey } from '../../domain/contact/provider-key.js';
import { dispatchRecord, type Pins } from '../audit/decision-record.js';
import type { OutgoingText, SendResult, TextChannel } from '../ports/channel.js';
import type { Clock, Log } from '../ports/clock.js';
import type { Pace } from './pace.js';
import { faultName } from '../ports/fault.js';
import type { Digest, Keys } from '../ports/keys.js';
import { ABANDONED_AFTER_MS, type AttemptResult, type CaseRecord, type ContactRecord, type DispatchCommit, type Dossier, type Lease, type NewDecision, type NewEvent, type Reservation, type Store } from '../ports/store.js';

/** What a text says of the lender and where it can be checked. */
export interface Letterhead {
  readonly nameEn: string;
  readonly nameZh: string;
  readonly phone: string;
}

export interface DispatchDeps {
  readonly store: Store;
  readonly channel: TextChannel;
  readonly keys: Keys;
  readonly digest: Digest;
  readonly clock: Clock;
  readonly log: Log;
  readonly letterheads: ReadonlyMap<string, Letterhead>;
  /** Address of the portal, without a trailing slash. */
  readonly portalUrl: string;
  /** How many texts leave at once; one for all slots of a process, for it is the provider's speed. */
  readonly pace: Pace;
  /** Named pauses, where a test stops or kills the process. */
  readonly pauseAt?: (point: 'reserved' | 'sent') => Promise<void>;
}

export interface DispatchReport {
  readonly dispatched: number;
  readonly refused: number;
  /** More may wait than one batch. */
  readonly full: boolean;
}

interface Ready {
  readonly contact: ContactRecord;
  readonly attemptNo: number;
  readonly permit: Permit;
  readonly outgoing: OutgoingText;
}

interface Plan {
  readonly commit: DispatchCommit;
  readonly ready: readonly Ready[];
}

/**
 * What is owed now, from the ledger: the sum in a text is never older than the text (CN-M1). Account, sum and days are of
 * one debt, the oldest; a sum of several beside one account's number would be wrong about both. The page shows them all.
 */
function textSlots(deps: DispatchDeps, record: CaseRecord, dossier: Dossier, code: string, now: Instant) {
  const person = dossier.persons.get(record.personId);
  const asOf = localDateOf(now, person?.timeZone ?? null);
  const debts = dossier.debts.get(record.id) ?? [];
  const readings = debts.map((d) => ({ debt: d, reading: delinquency(d.entries, d.pauses, asOf) })).filter((d) => d.reading.balanceMinor > 0);
  const oldest = [...readings].sort((a, b) => b.reading.daysPastDue - a.reading.daysPastDue)[0];
  const letterhead = deps.letterheads.get(record.creditorId);
  const language = person?.language ?? 'en';
  return {
    language: textLanguage(language, person?.country ?? ''), spoken: language, asOf,
    slots: {
      lender: language === 'zh' ? (letterhead?.nameZh ?? '') : (letterhead?.nameEn ?? ''), phone: letterhead?.phone ?? '',
      debt_tail: oldest === undefined ? '' : maskRef(oldest.debt.ref), amount: oldest === undefined ? '' : amountWords(money(oldest.reading.balanceMinor, oldest.debt.currency), language), as_of: asOf,
      days: String(oldest?.reading.daysPastDue ?? 0), link: `${deps.portalUrl}/v/${code}`,
    },
  };
}

interface Draft {
  readonly decisions: NewDecision[];
  readonly reservations: Reservation[];
  readonly events: NewEvent[];
  readonly states: { id: number; state: string }[];
  readonly cases: { id: number; nextReviewAt: Instant | null }[];
  /** Persons whose cases must be settled. */
  readonly touched: number[];
  readonly ready: Ready[];
}

/** What the very text that will be sent says, by the rules of the person's place. Nothing is asked of a text that could not be rendered: it is not sent. */
function contentOf(deps: DispatchDeps, facts: Facts, record: CaseRecord, wording: string, on: LocalDate, language: 'zh' | 'en'): readonly ContentFinding[] {
  if (wording === '') return [];
  const letterhead = deps.letterheads.get(record.creditorId);
  return lintText(wording, contentContext(facts, 'sms', language, on, [letterhead?.nameZh ?? '', letterhead?.nameEn ?? ''], [letterhead?.phone ?? '']));
}

/** A text that may not be sent would be refused again every hour: the case waits for a person instead, who sees which rule. */
function holdForPerson(draft: Draft, contact: ContactRecord, tz: string, rules: readonly string[], now: Instant): void {
  draft.events.push({
    personId: contact.personId, sourceKey: `content:${contact.id}:${contact.attempts + 1}`,
    event: { type: 'hold_placed', at: now, tz, hold: 'awaiting_person', contactId: String(contact.id), detail: `content:${rules.join(',')}` },
  });
  draft.touched.push(contact.personId);
}

/** The second half of the pair: the gate again, on facts read in the transaction that reserves the attempt. */
function judgeContact(deps: DispatchDeps, draft: Draft, contact: ContactRecord, record: CaseRecord, dossier: Dossier, reservedHere: readonly LawEvent[], to: { number: string; keyWrapped: Uint8Array } | null, now: Instant, pins: Pins): void {
  const base = lawFacts(record, dossier);
  const facts: Facts = reservedHere.length === 0 ? base : prepare({ ...base, events: [...base.events, ...reservedHere] });
  const attemptNo = contact.attempts + 1;
  const code = verifyCode(Math.floor(contact.id / 2 ** 40), deps.keys.blind('verify-code', `${contact.id}`));
  const { language, spoken, asOf, slots } = textSlots(deps, record, dossier, code, now);
  const template = findTemplate(contact.template);
  const text = template === null ? null : render(template, language, slots);
  const wording = text !== null && text.ok ? text.text : '';
  const content = contentOf(deps, facts, record, wording, asOf, spoken);
  const refusedBy = refusing(content, template);
  // Of the text that was linted, and no other: the permit carries it.
  const textDigest = deps.digest(wording);
  const proposed = proposedContact('sms', now, record, dossier, contact.pointId, contact.template);
  const outcome = gate(facts, proposed, { contactId: String(contact.id), attemptNo, personId: String(record.personId), pointId: String(contact.pointId), channel: contact.channel, textDigest });
  const sendable = outcome.permit !== null && wording !== '' && refusedBy.length === 0 && to !== null && record.state === 'open';
  const earliest = sendable || outcome.verdict.outcome === 'allowed' ? null : earliestLawfulInstant(facts, proposed, now);
  const index = draft.decisions.length;
  draft.decisions.push({
    at: now, stage: 'dispatch', caseId: record.id, personId: record.personId, choice: sendable ? 'send' : 'refuse', outcome: sendable ? 'allowed' : outcome.permit === null ? outcome.verdict.outcome : refusedBy.length > 0 ? 'content' : 'no_text',
    deniedBy: [...new Set([...outcome.verdict.findings.map((f) => f.rule), ...refusedBy])], record: dispatchRecord({ contact, facts, proposed, verdict: outcome.verdict, earliest, textDigest, content, pins }),
  });
  if (!sendable || outcome.permit === null || to === null) {
    draft.states.push({ id: contact.id, state: 'refused' });
    draft.cases.push({ id: record.id, nextReviewAt: earliest?.kind === 'at' ? earliest.at : now + MS_PER_HOUR });
    // Only when nothing else stood against it: what the gate refuses may say something else by the time it is lawful.
    if (outcome.permit !== null && refusedBy.length > 0) holdForPerson(draft, contact, proposed.tz, refusedBy, now);
    return;
  }
  draft.reservations.push({
    contactId: contact.id, personId: record.personId, attemptNo, provider: deps.channel.provider, verifyCode: code, textSealed: deps.keys.seal(to.keyWrapped, wording), textDigest, decision: index,
  });
  draft.events.push({
    personId: record.personId, sourceKey: `attempt:${contact.id}:${attemptNo}`,
    event: { type: 'sms', at: now, tz: proposed.tz, channel: 'sms', debtIds: proposed.debtIds, ...(proposed.number === undefined ? {} : { number: proposed.number }), contactId: String(contact.id), detail: contact.step },
  });
  draft.ready.push({ contact, attemptNo, permit: outcome.permit, outgoing: { to: to.number, text: wording, key: providerKey(contact.id, attemptNo) } });
}

async function reserve(deps: DispatchDeps, lease: Lease, pins: Pins, now: Instant, limit: number): Promise<Plan | null> {
  return deps.store.inSlot(lease.slot, lease, async (transaction) => {
    await transaction.abandonAttempts(now - ABANDONED_AFTER_MS, now);
    const contacts = await transaction.queuedContacts(now, limit);
    if (contacts.length === 0) return null;
    await transaction.lockPersons(contacts.map((c) => c.personId));
    const cases = await transaction.cases([...new Set(contacts.map((c) => c.caseId))]);
    const dossier = await transaction.dossier(cases);
    const caseOf = new Map(cases.map((c) => [c.id, c]));
    const sealed = await transaction.sealedPoints(contacts.flatMap((c) => (c.pointId === null ? [] : [c.pointId])));
    const draft: Draft = { decisions: [], reservations: [], events: [], states: [], cases: [], touched: [], ready: [] };
    const reservedOf = new Map<number, readonly LawEvent[]>();
    for (const contact of contacts) {
      const record = caseOf.get(contact.caseId);
      if (record === undefined || contact.notAfter <= now || contact.state !== 'queued') {
        draft.states.push({ id: contact.id, state: 'expired' });
        draft.cases.push({ id: contact.caseId, nextReviewAt: now });
        continue;
      }
      const point = contact.pointId === null ? undefined : sealed.get(contact.pointId);
      const to = point === undefined ? null : { number: deps.keys.open(point.keyWrapped, point.sealed), keyWrapped: point.keyWrapped };
      // Two contacts to one person in the same batch: the second sees the first (law 4).
      const reservedHere = reservedOf.get(record.personId) ?? [];
      const [decided, told] = [draft.decisions.length, draft.events.length];
      try {
        judgeContact(deps, draft, contact, record, dossier, reservedHere, to, now, pins);
        if (draft.events.length > told) reservedOf.set(record.personId, [...reservedHere, ...draft.events.slice(told).map((e): LawEvent => e.event)]);
      } catch (error) {
        // It is refused, without a decision that never took effect, and its case reviewed again; the others go on.
        draft.decisions.length = decided;
        deps.log.error('dispatch_failed', { contact: contact.id, error: faultName(error) });
        draft.states.push({ id: contact.id, state: 'refused' });
        draft.cases.push({ id: record.id, nextReviewAt: now + MS_PER_HOUR });
      }
    }
    const commit: DispatchCommit = { now, decisions: draft.decisions, reservations: draft.reservations, events: draft.events, contactStates: draft.states, cases: draft.cases };
    await transaction.commitDispatch(commit);
    if (draft.touched.length > 0) await transaction.touch(draft.touched);
    return { commit, ready: draft.ready };
  });
}

async function send(deps: DispatchDeps, one: Ready): Promise<AttemptResult> {
  let result: SendResult;
  try {
    result = await deps.channel.send(one.permit, one.outgoing);
  } catch (error) {
    // It may have left: counted as made, never sent again blindly. A spent or stale permit throws before anything leaves.
    const stale = error instanceof Error && error.message.startsWith('permit:');
    deps.log.error('send_failed', { contact: one.contact.id, stale });
    result = stale ? { kind: 'refused', reason: 'stale_permit' } : { kind: 'unknown', reason: 'threw' };
  }
  return { contactId: one.contact.id, attemptNo: one.attemptNo, kind: result.kind, ref: result.kind === 'sent' ? result.ref : result.reason };
}

const WINDOW = 10;

/** Reserve and commit, then send, then record. Death at any point loses nothing and sends nothing twice. */
export async function dispatchSlot(deps: DispatchDeps, lease: Lease, pins: Pins): Promise<DispatchReport> {
  const now = deps.clock.now();
  const limit = deps.pace.batch;
  const plan = await reserve(deps, lease, pins, now, limit);
  if (plan === null) return { dispatched: 0, refused: 0, full: false };
  await deps.pauseAt?.('reserved');
  const results: AttemptResult[] = [];
  const began = deps.clock.now();
  for (let i = 0; i < plan.ready.length; i += WINDOW) results.push(...(await Promise.all(plan.ready.slice(i, i + WINDOW).map((one) => send(deps, one)))));
  deps.pace.sent(results.length, deps.clock.now() - began);
  await deps.pauseAt?.('sent');
  // Recorded without the lease: what the provider said is a fact, whoever holds the slot now.
  if (results.length > 0) await deps.store.inSlot(lease.slot, null, (transaction) => transaction.recordResults(deps.clock.now(), results));
  const refused = results.filter((r) => r.kind === 'refused').length;
  return { dispatched: results.length - refused, refused: plan.commit.contactStates.length + refused, full: results.length + plan.commit.contactStates.length >= limit };
}
