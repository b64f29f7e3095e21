import type { CaseState } from '../../domain/case/case-state.js';
import type { SlotId } from '../../domain/id/slot-id.js';
import type { LedgerEntry, Pause } from '../../domain/loan/ledger.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';
import type { LawEvent } from '../../law/facts.js';
import type { AlertTransaction, NewAlert } from './alerts.js';
import type { Answered, AnswerTransaction } from './answers.js';
import type { InboundKind } from './inbound-kind.js';
import type { ReadingCalls } from './read-inbound.js';
import type { SettledCase } from './settled-case.js';

/** A worker that died in a send is given this long; then what it had begun counts as made. */
export const ABANDONED_AFTER_MS = 60_000;

/** How long a lease is taken or renewed for, in ms. Short, for the slots in the hand of a worker that was killed wait so long. */
export const LEASE_MS = 15_000;

/** A worker's hold on a slot. Writes under an old epoch are refused. */
export interface Lease {
  readonly slot: number;
  readonly epoch: number;
}

export interface PersonRecord {
  readonly id: SlotId;
  readonly country: string | null;
  readonly state: string | null;
  readonly city: string | null;
  readonly language: 'zh' | 'en';
  readonly timeZone: string | null;
}

export interface PointRecord {
  readonly id: SlotId;
  readonly personId: SlotId;
  readonly kind: 'phone' | 'email' | 'address';
  readonly timeZone: string | null;
  readonly line: string | null;
  /** What the lender's file calls it: `mobile`, `home`, `work`, `other`; an address is `home`. */
  readonly label: string;
  readonly usable: boolean;
}

export interface CaseRecord {
  readonly id: SlotId;
  readonly personId: SlotId;
  readonly creditorId: string;
  readonly state: CaseState;
  readonly openedAt: Instant;
  readonly currency: string;
  readonly nextReviewAt: Instant | null;
}

export interface DebtRecord {
  readonly id: SlotId;
  readonly caseId: SlotId;
  readonly ref: string;
  readonly product: string;
  readonly currency: string;
  readonly timeBarred: boolean | null;
  readonly flags: readonly string[];
  readonly entries: readonly LedgerEntry[];
  readonly pauses: readonly Pause[];
}

export interface ContactRecord {
  readonly id: SlotId;
  readonly caseId: SlotId;
  readonly personId: SlotId;
  readonly pointId: SlotId | null;
  readonly channel: string;
  readonly step: string;
  readonly template: string;
  readonly state: string;
  readonly queuedAt: Instant;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly sentAt: Instant | null;
  readonly attempts: number;
  readonly reasons: readonly string[];
  /** What a person told of a call or visit. */
  readonly outcome: string | null;
  /** The review that permitted it. */
  readonly decisionSeq: number;
}

/** What history keeps of a contact. */
export type PastContact = Pick<ContactRecord, 'id' | 'caseId' | 'step' | 'channel' | 'state' | 'queuedAt' | 'sentAt' | 'outcome'>;

/** Everything about the people of a batch that a decision may read, keyed for look-up. Loaded in one transaction. */
export interface Dossier {
  readonly persons: ReadonlyMap<SlotId, PersonRecord>;
  readonly points: ReadonlyMap<SlotId, readonly PointRecord[]>;
  /** By case. */
  readonly debts: ReadonlyMap<SlotId, readonly DebtRecord[]>;
  /** By person, ordered by `at`. Attempts whose outcome is not known stand in it as made: a call as `unknown_outcome`. */
  readonly events: ReadonlyMap<SlotId, readonly LawEvent[]>;
  /** By case, ordered by queue time; those of archived months too. */
  readonly contacts: ReadonlyMap<SlotId, readonly PastContact[]>;
  readonly unread: ReadonlyMap<SlotId, number>;
}

export interface SealedPoint {
  readonly sealed: Uint8Array;
  readonly keyWrapped: Uint8Array;
  /** Of the person, for an address without a name reaches nobody. */
  readonly nameSealed: Uint8Array | null;
}

export interface NewDecision {
  readonly at: Instant;
  readonly stage: 'review' | 'dispatch';
  readonly caseId: SlotId;
  readonly personId: SlotId;
  readonly choice: 'contact' | 'task' | 'defer' | 'none' | 'send' | 'refuse';
  readonly outcome: string;
  /** Rules that denied what was proposed. */
  readonly deniedBy: readonly string[];
  readonly record: string;
}

export interface NewContact {
  readonly caseId: SlotId;
  readonly personId: SlotId;
  readonly pointId: SlotId | null;
  readonly channel: string;
  readonly step: string;
  readonly template: string;
  readonly reasons: readonly string[];
  /** `attempting`: it begins at once, under any state of the case; a reservation must be written with it. */
  readonly state: 'queued' | 'waiting_for_person' | 'attempting';
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** Index into the decisions written with it. */
  readonly decision: number;
}

export interface ReviewCommit {
  readonly now: Instant;
  readonly decisions: readonly NewDecision[];
  readonly contacts: readonly NewContact[];
  readonly cases: readonly { readonly id: SlotId; readonly nextReviewAt: Instant | null }[];
}

export interface NewEvent {
  readonly personId: SlotId;
  /**
   * With what the law does not read. `by`: who made it (`staff:…`, `agency:…`); no `collectorId`, for the house has one budget, and
   * a collector of one's own would be a count of one's own. `agency`: with whom the debts were placed. `unpermitted`: an id of whoever
   * told of a contact that no permit covers. `reading`: which reading of a message it follows from; it falls away with that one.
   * `promised`: the day and the sum (minor units) that keep a promise; `null` where none was said.
   */
  readonly event: Omit<LawEvent, 'personId' | 'collectorId'> & {
    readonly caseId?: string; readonly contactId?: string; readonly detail?: string; readonly by?: string; readonly agency?: string; readonly unpermitted?: string;
    readonly reading?: string; readonly promised?: { readonly on: LocalDate | null; readonly minor: number | null };
  };
  /** Makes it idempotent: the same key is kept once. */
  readonly sourceKey: string;
}

/** A contact as the law will count it, before anybody knows its outcome. */
export type Made = Omit<NewEvent['event'], 'type' | 'at'>;

export interface Reservation {
  readonly contactId: SlotId;
  readonly personId: SlotId;
  readonly attemptNo: number;
  readonly provider: string;
  readonly verifyCode: string | null;
  readonly textSealed: Uint8Array | null;
  readonly textDigest: string | null;
  /** Index into the decisions written with it. */
  readonly decision: number;
  /** Counts from now on. Absent: an event written with it says so. */
  readonly made?: Made;
}

export interface DispatchCommit {
  readonly now: Instant;
  readonly decisions: readonly NewDecision[];
  /** Contacts that begin at once, with ids taken before; a reservation makes an attempt of each. */
  readonly contacts?: readonly (NewContact & { readonly id: SlotId })[];
  readonly reservations: readonly Reservation[];
  readonly events: readonly NewEvent[];
  readonly contactStates: readonly { readonly id: SlotId; readonly state: string }[];
  readonly cases: readonly { readonly id: SlotId; readonly nextReviewAt: Instant | null }[];
  /** Messages that this answers, or that wait for their answer until later. */
  readonly answered?: readonly Answered[];
}

/** An attempt that ended, by the word of whoever made it. */
export interface EndedAttempt {
  readonly reservedAt: Instant;
  readonly made: Made | null;
}

export interface AttemptResult {
  readonly contactId: SlotId;
  readonly attemptNo: number;
  readonly kind: 'sent' | 'refused' | 'unknown';
  readonly ref: string | null;
  /** By which account it went, where the channel chose one. */
  readonly provider?: string;
}

export interface InboundRecord {
  readonly id: SlotId;
  readonly kind: InboundKind;
  readonly provider: string;
  readonly personId: SlotId | null;
  readonly contactId: SlotId | null;
  readonly body: string;
  readonly receivedAt: Instant;
}

export interface LedgerWrite {
  readonly debtId: SlotId;
  readonly entry: LedgerEntry;
  readonly source: string;
  readonly sourceKey: string;
}

export interface InboundCommit {
  readonly now: Instant;
  /** `answerAt`: an answer is owed from then on. */
  readonly read: readonly { readonly id: SlotId; readonly meaning: Readonly<Record<string, unknown>>; readonly answerAt?: Instant }[];
  readonly alerts?: readonly NewAlert[];
  readonly events: readonly NewEvent[];
  readonly ledger: readonly LedgerWrite[];
  /** Of a text in parts: `part` from 1 of `parts`. It is delivered once every part is. */
  readonly receipts: readonly { readonly contactId: SlotId; readonly state: 'delivered' | 'failed' | 'sent'; readonly at: Instant; readonly part?: number; readonly parts?: number }[];
  /** People whose cases must be settled. */
  readonly touched: readonly SlotId[];
}

export type Remembered = { readonly kind: 'new' } | { readonly kind: 'same'; readonly response: unknown } | { readonly kind: 'reused' };

/**
 * One transaction on one slot. Whoever holds it has the slot's row locked, so ids and the chain are gapless. What decides or begins a
 * contact throws ClockBehind at an instant before the newest that stands in the slot: the law counts what lies before an instant, and
 * would not see it. What came in is read and settled at any.
 */
export interface SlotTransaction extends ReadingCalls, AnswerTransaction, AlertTransaction {
  readonly slot: number;
  dueCases(now: Instant, limit: number): Promise<readonly CaseRecord[]>;
  /** Cases with news, and quiet ones whose hold has run out. */
  unsettledCases(now: Instant, limit: number): Promise<readonly CaseRecord[]>;
  /** Open cases in id order after `afterId`, due or not: for a dry run. */
  openCases(afterId: SlotId, limit: number): Promise<readonly CaseRecord[]>;
  cases(ids: readonly SlotId[]): Promise<readonly CaseRecord[]>;
  casesOf(personIds: readonly SlotId[]): Promise<readonly CaseRecord[]>;
  /** Locks the persons' rows (`for update`), in id order. */
  lockPersons(ids: readonly SlotId[]): Promise<void>;
  dossier(cases: readonly CaseRecord[]): Promise<Dossier>;
  /** Whose time has come on one of `channels`, and whatever waited too long. */
  queuedContacts(now: Instant, limit: number, channels: readonly string[]): Promise<readonly ContactRecord[]>;
  contact(id: SlotId): Promise<ContactRecord | null>;
  unreadInbound(limit: number): Promise<readonly InboundRecord[]>;
  sealedPoints(pointIds: readonly SlotId[]): Promise<ReadonlyMap<SlotId, SealedPoint>>;
  /** Attempts left `reserved` before `before`: a worker died between commit and record. They become `unknown`. */
  abandonAttempts(before: Instant, now: Instant): Promise<number>;
  commitReview(commit: ReviewCommit): Promise<void>;
  /** The chain numbers of the decisions, in their order. */
  commitDispatch(commit: DispatchCommit): Promise<readonly number[]>;
  commitInbound(commit: InboundCommit): Promise<void>;
  commitSettle(now: Instant, cases: readonly SettledCase[]): Promise<void>;
  recordResults(now: Instant, results: readonly AttemptResult[]): Promise<void>;
  addEvents(now: Instant, events: readonly NewEvent[]): Promise<void>;
  addLedgerEntries(now: Instant, writes: readonly LedgerWrite[]): Promise<void>;
  /**
   * The word of whoever made a call or visit: the attempt ends, the contact is done. `null`: there is none to end (told
   * already, or given up after a day). `late`: one given up may still be told of.
   */
  finishTask(now: Instant, contactId: SlotId, outcome: string, late?: boolean): Promise<EndedAttempt | null>;
  /** As {@link finishTask}, where nothing was made after all: it counts no more. */
  withdrawAttempt(now: Instant, contactId: SlotId): Promise<EndedAttempt | null>;
  /** Ids for what is written in this transaction. */
  takeIds(count: number): readonly SlotId[];
  /** Law 8, in the transaction that acts: same key and content gives the first answer. */
  remembered(surface: string, key: string, requestDigest: string): Promise<Remembered>;
  /** Throws `reused_key` when the key was taken meanwhile, so that nothing is done twice. */
  remember(surface: string, key: string, requestDigest: string, response: unknown, now: Instant): Promise<void>;
  touch(personIds: readonly SlotId[]): Promise<void>;
}

export interface Store {
  /** Slots in which something waits at `now`, in order. */
  slotsWithWork(now: Instant): Promise<readonly number[]>;
  /** `null`: another worker holds it. */
  claim(slot: number, owner: string, now: Instant, leaseMs: number): Promise<Lease | null>;
  /** Prolongs a lease under its own epoch. Throws LeaseLost when the epoch has moved on. */
  renew(lease: Lease, until: Instant): Promise<void>;
  release(lease: Lease): Promise<void>;
  /** Runs `work` with the slot's row locked. With a lease, throws LeaseLost when the epoch has moved on. */
  inSlot<T>(slot: number, lease: Lease | null, work: (transaction: SlotTransaction) => Promise<T>): Promise<T>;
}
