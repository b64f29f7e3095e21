import type { Database, SqlRow, SqlSession, SqlValue } from '../../../engine/ports/database.js';
import type { IntakeTransaction, IntakeWrites } from '../../../engine/ports/intake.js';
import type { Digest, Keys } from '../../../engine/ports/keys.js';
import type { CaseRecord, Lease, NewContact, NewDecision, NewEvent, SlotTransaction } from '../../../engine/ports/store.js';
import { capabilitiesOf } from '../backends.js';
import { openInbox } from '../desk-store.js';
import { openIntakeStore } from '../intake-store.js';
import { openStore } from '../store.js';

/** A statement of the hot path with parameters of the types that the product sends. */
export interface HotStatement {
  /** Who says it: the port's call. */
  readonly call: string;
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

const AT = Date.UTC(2026, 10, 24);
const NAMED = { caseId: 1, personId: 2 };
const CASE: CaseRecord = { id: 1, personId: 2, creditorId: 'x', state: 'open', openedAt: AT, currency: 'CNY', nextReviewAt: AT };
const DECISION: NewDecision = { ...NAMED, at: AT, stage: 'review', choice: 'contact', outcome: 'allowed', deniedBy: ['x'], record: '{}' };
const CONTACT: NewContact = { ...NAMED, pointId: 3, channel: 'sms', step: 'x', template: 'x', reasons: ['x'], state: 'queued', notBefore: AT, notAfter: AT, decision: 0 };
const EVENT: NewEvent = { personId: 2, event: { type: 'sms', at: AT, tz: 'UTC', channel: 'sms' }, sourceKey: 'x' };
const LEDGER = { debtId: 4, entry: { kind: 'payment', amountMinor: -1, dueOn: null, effectiveOn: '2026-11-24' }, source: 'x', sourceKey: 'x' } as const;
const SETTLED = { id: 1, state: 'open', nextReviewAt: AT, balanceMinor: 1, oldestDueOn: '2026-11-24', pausedDays: 0, flagged: false, closedAt: null } as const;
const RESERVED = { contactId: 5, personId: 2, attemptNo: 1, provider: 'x', verifyCode: 'x', textSealed: new Uint8Array(1), textDigest: 'x', decision: 0 };

/** Every call of the port, each with enough in hand that it says all its statements. A call added to the port is asked for here by the compiler. */
const SLOT_CALLS: { readonly [Call in Exclude<keyof SlotTransaction, 'slot'>]: (transaction: SlotTransaction) => unknown } = {
  dueCases: (t) => t.dueCases(AT, 1),
  unsettledCases: (t) => t.unsettledCases(AT, 1),
  openCases: (t) => t.openCases(0, 1),
  cases: (t) => t.cases([1]),
  casesOf: (t) => t.casesOf([2]),
  lockPersons: (t) => t.lockPersons([2]),
  dossier: (t) => t.dossier([CASE]),
  queuedContacts: (t) => t.queuedContacts(AT, 1, ['sms']),
  contact: (t) => t.contact(5),
  unreadInbound: (t) => t.unreadInbound(1),
  readInbound: (t) => t.readInbound(6),
  sealedInbound: (t) => t.sealedInbound(6),
  correctReading: (t) => t.correctReading(AT, { inboundId: 6, number: 1, staffId: 's', reasonSealed: new Uint8Array([1]), before: {}, after: {} }),
  answersDue: (t) => t.answersDue(AT, 1),
  alertsDue: (t) => t.alertsDue(AT, 1),
  tellAlerts: (t) => t.tellAlerts([{ id: 7, toldAt: AT, nextTryAt: null }]),
  acknowledgeAlert: (t) => t.acknowledgeAlert(7, 'x', new Uint8Array(1), AT),
  thread: (t) => t.thread([2], AT),
  sealedPoints: (t) => t.sealedPoints([3]),
  abandonAttempts: (t) => t.abandonAttempts(AT, AT),
  commitReview: (t) => t.commitReview({ now: AT, decisions: [DECISION], contacts: [CONTACT], cases: [{ id: 1, nextReviewAt: AT }] }),
  commitDispatch: (t) => t.commitDispatch({
    now: AT, decisions: [DECISION], contacts: [{ ...CONTACT, id: 5 }], reservations: [RESERVED], events: [EVENT], contactStates: [{ id: 5, state: 'expired' }], cases: [{ id: 1, nextReviewAt: null }],
    answered: [{ inboundId: 6, answerAt: null, contactId: 5 }],
  }),
  commitInbound: (t) => t.commitInbound({ now: AT, read: [{ id: 6, meaning: {} }], events: [EVENT], ledger: [LEDGER], receipts: [{ contactId: 5, state: 'delivered', at: AT }], alerts: [{ personId: 2, inboundId: 6, kinds: ['self_harm'] }], touched: [2] }),
  commitSettle: (t) => t.commitSettle(AT, [SETTLED]),
  recordResults: (t) => t.recordResults(AT, [{ contactId: 5, attemptNo: 1, kind: 'sent', ref: 'x' }]),
  addEvents: (t) => t.addEvents(AT, [EVENT]),
  addLedgerEntries: (t) => t.addLedgerEntries(AT, [LEDGER]),
  finishTask: (t) => t.finishTask(AT, 5, 'x'),
  withdrawAttempt: (t) => t.withdrawAttempt(AT, 5),
  takeIds: (t) => t.takeIds(1),
  remembered: (t) => t.remembered('x', 'x', 'x'),
  remember: (t) => t.remember('x', 'x', 'x', {}, AT),
  touch: (t) => t.touch([2]),
};

const BYTES = new Uint8Array(1);
const WRITES: IntakeWrites = {
  importId: 'x', now: AT, ledger: [LEDGER], events: [EVENT], touched: [1],
  persons: [{ id: 2, isNew: true, matchKey: 'x', keyWrapped: BYTES, nameSealed: BYTES, idNumberSealed: BYTES, idIndex: 'x', idTailIndex: 'x', country: 'CN', state: 'x', city: 'x', language: 'zh', timeZone: 'UTC' }],
  points: [{ id: 3, personId: 2, kind: 'phone', label: 'x', source: 'x', sealed: BYTES, blind: 'x', timeZone: 'UTC', line: 'x', position: 0 }],
  cases: [{ id: 1, personId: 2, creditorId: 'x', currency: 'CNY' }],
  debts: [{
    id: 4, isNew: true, creditorId: 'x', externalRef: 'x', personId: 2, caseId: 1, product: 'x', currency: 'CNY', outcome: 'in_collection', monthsLate: 1, statementOn: '2026-11-24', flags: ['x'], rowDigest: 'x', line: 1,
  }],
  parties: [{ debtId: 4, role: 'guarantor', partyId: 2 }],
  rows: [{ line: 1, state: 'accepted', rowDigest: 'x', outcome: 'in_collection', debtId: 4, errors: [], contentSealed: null }],
};

const INTAKE_CALLS: { readonly [Call in Exclude<keyof IntakeTransaction, 'slot'>]: (transaction: IntakeTransaction) => unknown } = {
  takeIds: (t) => t.takeIds(1),
  persons: (t) => t.persons(['x']),
  debts: (t) => t.debts('x', ['x']),
  cases: (t) => t.cases('x', [2]),
  write: (t) => t.write(WRITES),
};

/** What a statement must be answered for its caller to go on to the next. */
const ANSWERS: readonly (readonly [RegExp, SqlRow])[] = [
  [/from dunwell\.slot where slot = \$1 for update/, { next_id: 1, epoch: 1, chain_seq: 0, chain_digest: '' }],
  [/^update dunwell\.attempt/, { reserved_at: AT, made: null, contact_id: 5 }],
  [/from dunwell\.placement/, { external_ref: 'x', slot: 0, debt_id: 4, row_digest: 'x', import_id: 'x', line: 1, outcome: 'in_collection' }],
];

/** A database that hears what is said to it and holds nothing. */
function listening(hear: (text: string, parameters: readonly SqlValue[]) => Promise<void>): Database {
  const session: SqlSession = {
    async query<R extends SqlRow>(text: string, parameters: readonly SqlValue[] = []) {
      await hear(text, parameters);
      return ANSWERS.filter(([pattern]) => pattern.test(text)).map(([, row]) => row as R);
    },
    async execute(text, parameters = []) {
      await hear(text, parameters);
      return 1;
    },
  };
  return { ...session, backend: 'citus', capabilities: capabilitiesOf('citus'), transaction: (work) => work(session), close: async () => undefined };
}

/**
 * Every statement that is said while a slot is held, and those that take and give it up: the product's own calls, made to
 * a database that only listens. A statement is listed once, under the first call that says it.
 */
export async function hotStatements(keys: Keys, digest: Digest): Promise<readonly HotStatement[]> {
  const found = new Map<string, HotStatement>();
  let call = '';
  const database = listening(async (text, parameters) => {
    if (!found.has(text)) found.set(text, { call, text, parameters });
  });
  const store = openStore(database, keys, digest);
  const lease: Lease = { slot: 0, epoch: 1 };
  call = 'claim';
  await store.claim(0, 'x', AT, 1);
  call = 'release';
  await store.release(lease);
  for (const [name, ask] of Object.entries(SLOT_CALLS)) {
    call = name;
    await store.inSlot(0, lease, async (transaction) => ask(transaction));
  }
  for (const [name, ask] of Object.entries(INTAKE_CALLS)) {
    call = `intake ${name}`;
    await openIntakeStore(database, digest).inSlot(0, async (transaction) => ask(transaction));
  }
  call = 'inbox keep';
  await openInbox(database).keep({ slot: 0, kind: 'sms_reply', provider: 'x', eventId: 'x', bodyDigest: 'x', personId: 2, contactId: 5, bodySealed: BYTES, receivedAt: AT });
  return [...found.values()];
}
