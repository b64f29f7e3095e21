import type { CaseState } from '../../domain/case/case-state.js';
import type { SlotId } from '../../domain/id/slot-id.js';
import type { LedgerEntry, Pause } from '../../domain/loan/ledger.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';
import type { LawEvent } from '../../law/facts.js';

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

/** Everything about the people of a batch that a decision may read, keyed for look-up. Loaded in one transaction. */
export interface Dossier {
  readonly persons: ReadonlyMap<SlotId, PersonRecord>;
  readonly points: ReadonlyMap<SlotId, readonly PointRecord[]>;
  /** By case. */
  readonly debts: ReadonlyMap<SlotId, readonly DebtRecord[]>;
  /** By person, ordered by `at`. Open attempts by phone and visit stand in it as made. */
  readonly events: ReadonlyMap<SlotId, readonly LawEvent[]>;
  /** By case, ordered by queue time. */
  readonly contacts: ReadonlyMap<SlotId, readonly ContactRecord[]>;
  readonly unread: ReadonlyMap<SlotId, number>;
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
  readonly state: 'queued' | 'waiting_for_person';
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
  readonly event: Omit<LawEvent, 'personId'> & { readonly caseId?: string; readonly contactId?: string; readonly detail?: string };
  /** Makes it idempotent: the same key is kept once. */
  readonly sourceKey: string;
}

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
}

export interface DispatchCommit {
  readonly now: Instant;
  readonly decisions: readonly NewDecision[];
  readonly reservations: readonly Reservation[];
  readonly events: readonly NewEvent[];
  readonly contactStates: readonly { readonly id: SlotId; readonly state: string }[];
  readonly cases: readonly { readonly id: SlotId; readonly nextReviewAt: Instant | null }[];
}

export interface AttemptResult {
  readonly contactId: SlotId;
  readonly attemptNo: number;
  readonly kind: 'sent' | 'refused' | 'unknown';
  readonly ref: string | null;
}

export interface InboundRecord {
  readonly id: SlotId;
  readonly kind: 'sms_reply' | 'sms_receipt' | 'payment' | 'portal';
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
  readonly read: readonly { readonly id: SlotId; readonly meaning: Readonly<Record<string, unknown>> }[];
  readonly events: readonly NewEvent[];
  readonly ledger: readonly LedgerWrite[];
  readonly receipts: readonly { readonly contactId: SlotId; readonly state: 'delivered' | 'failed' | 'sent'; readonly at: Instant }[];
  /** People whose cases must be settled. */
  readonly touched: readonly SlotId[];
}

export interface SettledCase {
  readonly id: SlotId;
  readonly state: CaseState;
  readonly nextReviewAt: Instant | null;
  readonly balanceMinor: number;
  readonly oldestDueOn: LocalDate | null;
  readonly pausedDays: number;
  readonly flagged: boolean;
  readonly closedAt: Instant | null;
}

/** One transaction on one slot. Whoever holds it has the slot's row locked, so ids and the chain are gapless. */
export interface SlotTransaction {
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
  queuedContacts(now: Instant, limit: number): Promise<readonly ContactRecord[]>;
  contact(id: SlotId): Promise<ContactRecord | null>;
  unreadInbound(limit: number): Promise<readonly InboundRecord[]>;
  sealedPoints(pointIds: readonly SlotId[]): Promise<ReadonlyMap<SlotId, { readonly sealed: Uint8Array; readonly keyWrapped: Uint8Array }>>;
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
  /** A person's word on a call or visit: the attempt ends, the contact is done. */
  finishTask(now: Instant, contactId: SlotId, outcome: string): Promise<boolean>;
  touch(personIds: readonly SlotId[]): Promise<void>;
}

export interface Store {
  /** Slots in which something waits at `now`, in order. */
  slotsWithWork(now: Instant): Promise<readonly number[]>;
  /** `null`: another worker holds it. */
  claim(slot: number, owner: string, now: Instant, leaseMs: number): Promise<Lease | null>;
  release(lease: Lease): Promise<void>;
  /** Runs `work` with the slot's row locked. With a lease, throws LeaseLost when the epoch has moved on. */
  inSlot<T>(slot: number, lease: Lease | null, work: (transaction: SlotTransaction) => Promise<T>): Promise<T>;
}
