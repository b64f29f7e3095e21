import { delinquency } from '../../domain/loan/delinquency.js';
import { startOfLocalDay, toLocal } from '../../domain/time/zone.js';
import { MS_PER_DAY, MS_PER_HOUR, type Instant } from '../../domain/time/instant.js';
import { localDateOf } from '../facts/local-date.js';
import type { NewAlert } from '../ports/alerts.js';
import type { Log } from '../ports/clock.js';
import { faultName } from '../ports/fault.js';
import { RECEIPT_KINDS } from '../ports/inbound-kind.js';
import type { CaseRecord, DebtRecord, Dossier, InboundCommit, InboundRecord, Lease, LedgerWrite, NewEvent, SlotTransaction, Store } from '../ports/store.js';
import { byMail, isAutomatic, readUnsubscribe, undeliverable } from './read-mail.js';
import { readPortalAct } from './read-portal-act.js';
import { readTextReply } from './read-inbound.js';

interface Reading {
  readonly meaning: Readonly<Record<string, unknown>>;
  readonly events?: readonly NewEvent[];
  readonly ledger?: readonly LedgerWrite[];
  readonly receipt?: InboundCommit['receipts'][number];
}

type Body = Readonly<Record<string, unknown>>;

/** A payment covers the oldest due debt first; what is left over stays on the last, as a credit. */
function allocate(minor: number, debts: readonly DebtRecord[], asOf: string): readonly { readonly debtId: number; readonly minor: number }[] {
  const owed = debts
    .map((d) => ({ id: d.id, reading: delinquency(d.entries, d.pauses, asOf) }))
    .filter((d) => d.reading.balanceMinor > 0)
    .sort((a, b) => b.reading.daysPastDue - a.reading.daysPastDue || a.id - b.id);
  const parts: { debtId: number; minor: number }[] = [];
  let left = minor;
  for (const debt of owed) {
    const part = Math.min(left, debt.reading.balanceMinor);
    if (part > 0) parts.push({ debtId: debt.id, minor: part });
    left -= part;
  }
  const last = parts.at(-1);
  if (left > 0 && last !== undefined) last.minor += left;
  else if (left > 0 && debts[0] !== undefined) parts.push({ debtId: debts[0].id, minor: left });
  return parts;
}

/** What somebody must be woken for; `null`: nothing. By any word of distress in the meaning, whatever else is in it. */
function distressKinds(meaning: Readonly<Record<string, unknown>>): readonly string[] | null {
  const intents = meaning['intents'];
  const told = Array.isArray(intents) ? (intents as readonly (string | { readonly intent?: unknown; readonly kinds?: unknown })[]) : [];
  const one = told.find((intent) => (typeof intent === 'string' ? intent : intent.intent) === 'distress');
  if (meaning['kind'] !== 'distress' && one === undefined) return null;
  const kinds = typeof one === 'object' && Array.isArray(one.kinds) ? one.kinds.map(String) : Array.isArray(meaning['kinds']) ? meaning['kinds'].map(String) : [];
  return kinds.length === 0 ? ['unknown'] : kinds;
}

/** Words of a person, to be answered or met with silence by the stage that does nothing else. */
const REPLIES: readonly InboundRecord['kind'][] = ['sms_reply', 'email_reply'];

/** A partial payment keeps the case quiet this long: the money may be the first of more. */
const PAYMENT_QUIET_DAYS = 3;

function readPayment(inbound: InboundRecord, body: Body, cases: readonly CaseRecord[], dossier: Dossier, tz: string): Reading {
  const minor = body['amountMinor'] as number;
  // What has arrived is not of tomorrow, whatever the date is where the bank stands: it counts from today where the borrower is, or the case would stay open until somebody looked again.
  const today = localDateOf(inbound.receivedAt, tz);
  const stated = body['paidOn'] as string | undefined;
  const paidOn = stated === undefined || stated > today ? today : stated;
  const ofCase = cases.flatMap((c) => (body['caseId'] === undefined || body['caseId'] === c.id ? (dossier.debts.get(c.id) ?? []) : []));
  // Money for a named loan is that loan's alone, also where the loan is in no case and so has no ledger here.
  const debts = body['debtId'] === undefined ? ofCase : ofCase.filter((d) => d.id === body['debtId']);
  if (debts.some((d) => d.currency !== body['currency'])) return { meaning: { kind: 'payment_refused', why: 'currency' } };
  const [named] = body['debtId'] === undefined ? [] : debts;
  const parts = named !== undefined ? [{ debtId: named.id, minor }] : minor > 0 ? allocate(minor, debts, paidOn) : [];
  const ledger = parts.map((part): LedgerWrite => ({
    debtId: part.debtId,
    entry: { kind: part.minor > 0 ? 'payment' : 'reversal', amountMinor: -part.minor, dueOn: null, effectiveOn: paidOn },
    source: inbound.provider, sourceKey: `inbound:${inbound.id}:${part.debtId}`,
  }));
  const event: NewEvent = {
    personId: inbound.personId as number, sourceKey: `inbound:${inbound.id}:hold`,
    event: { type: 'hold_placed', at: inbound.receivedAt, tz, hold: 'paid', until: inbound.receivedAt + PAYMENT_QUIET_DAYS * MS_PER_DAY, detail: 'payment' },
  };
  return { meaning: { kind: ledger.length === 0 ? 'payment_unplaced' : 'payment', minor }, ledger, events: minor > 0 ? [event] : [] };
}

function readReceipt(inbound: InboundRecord, body: Body): Reading {
  const state = body['state'];
  const contactId = inbound.contactId;
  if (contactId === null || (state !== 'delivered' && state !== 'failed' && state !== 'expired')) return { meaning: { kind: `receipt:${String(state)}` } };
  const [part, parts] = [body['part'], body['parts']];
  const ofParts = typeof part === 'number' && typeof parts === 'number' ? { part, parts } : {};
  return { meaning: { kind: `receipt:${state}` }, receipt: { contactId, state: state === 'delivered' ? 'delivered' : 'failed', at: inbound.receivedAt, ...ofParts } };
}

function readOne(inbound: InboundRecord, cases: readonly CaseRecord[], dossier: Dossier): Reading {
  const personId = inbound.personId as number;
  const tz = dossier.persons.get(personId)?.timeZone ?? 'UTC';
  const body = JSON.parse(inbound.body) as Body;
  if (RECEIPT_KINDS.includes(inbound.kind)) return { ...readReceipt(inbound, body), events: undeliverable(inbound, body, { personId, tz }) };
  if (inbound.kind === 'unsubscribe') return readUnsubscribe(inbound, body, { personId, tz });
  if (isAutomatic(inbound, body)) return { meaning: { kind: 'auto_reply' } };
  if (inbound.kind === 'payment') return readPayment(inbound, body, cases, dossier, tz);
  const context = replyContext(inbound.receivedAt, personId, tz, cases, dossier);
  if (inbound.kind === 'portal') return readPortalAct(inbound, body, context);
  const read = readTextReply(inbound, String(body['text']), context);
  return inbound.kind === 'email_reply' ? byMail(read) : read;
}

/** What the reader of replies may know: when it arrived where the person is, and what they owe. */
export function replyContext(receivedAt: Instant, personId: number, tz: string, cases: readonly CaseRecord[], dossier: Dossier) {
  const receivedOn = localDateOf(receivedAt, tz);
  const debts = cases.flatMap((c) => dossier.debts.get(c.id) ?? []);
  const currency = debts[0]?.currency;
  const minor = debts.filter((d) => d.currency === currency).reduce((sum, d) => sum + Math.max(0, delinquency(d.entries, d.pauses, receivedOn).balanceMinor), 0);
  return {
    personId, tz, receivedOn, receivedHour: Math.floor(toLocal(tz, receivedAt).msOfDay / MS_PER_HOUR), startOfDay: (date: string): Instant => startOfLocalDay(tz, date), owed: currency === undefined ? null : { currency, minor },
  };
}

async function load(transaction: SlotTransaction, unread: readonly InboundRecord[]) {
  const personIds = [...new Set(unread.map((i) => i.personId as number))];
  await transaction.lockPersons(personIds);
  const cases = await transaction.casesOf(personIds);
  return { personIds, cases, dossier: await transaction.dossier(cases) };
}

/**
 * Reads what arrived: each row becomes events, ledger entries or a receipt, and is marked read in the same transaction.
 * A row that cannot be read is marked so and holds the person for a human; the others go on.
 */
export async function inboundSlot(store: Store, log: Log, lease: Lease | null, slot: number, now: Instant, limit: number): Promise<number> {
  return store.inSlot(slot, lease, async (transaction) => {
    const unread = await transaction.unreadInbound(limit);
    if (unread.length === 0) return 0;
    const { personIds, cases, dossier } = await load(transaction, unread);
    const casesOf = (personId: number | null) => cases.filter((c) => c.personId === personId);
    const read: InboundCommit['read'][number][] = [];
    const events: NewEvent[] = [];
    const ledger: LedgerWrite[] = [];
    const receipts: InboundCommit['receipts'][number][] = [];
    const alerts: NewAlert[] = [];
    for (const inbound of unread) {
      try {
        const reading = readOne(inbound, casesOf(inbound.personId), dossier);
        read.push({ id: inbound.id, meaning: reading.meaning, ...(REPLIES.includes(inbound.kind) && reading.meaning['kind'] !== 'auto_reply' ? { answerAt: now } : {}) });
        events.push(...(reading.events ?? []));
        ledger.push(...(reading.ledger ?? []));
        if (reading.receipt !== undefined) receipts.push(reading.receipt);
        const distress = distressKinds(reading.meaning);
        if (distress !== null) alerts.push({ personId: inbound.personId as number, inboundId: inbound.id, kinds: distress });
      } catch (error) {
        log.error('inbound_unreadable', { inbound: inbound.id, error: faultName(error) });
        read.push({ id: inbound.id, meaning: { kind: 'unreadable' } });
        events.push({ personId: inbound.personId as number, sourceKey: `inbound:${inbound.id}:hold`, event: { type: 'hold_placed', at: now, tz: 'UTC', hold: 'awaiting_person', detail: 'unreadable' } });
      }
    }
    // A receipt tells nothing about what is owed or held; it does not call for settling.
    const touched = personIds.filter((id) => unread.some((i) => i.personId === id && !RECEIPT_KINDS.includes(i.kind)));
    await transaction.commitInbound({ now, read, events, ledger, receipts, alerts, touched });
    return unread.length;
  });
}
