import type { SlotId } from '../../domain/id/slot-id.js';
import type { PlacementOutcome, RowRemark } from '../../domain/loan/placement.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';
import type { LedgerWrite, NewEvent } from './store.js';

export interface ImportStart {
  readonly creditorId: string;
  /** SHA-256 of the file's bytes. */
  readonly digest: string;
  readonly mappingDigest: string;
  readonly fileName: string;
  readonly startedAt: Instant;
}

export interface ImportRecord extends ImportStart {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly finishedAt: Instant | null;
  readonly failure: string | null;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly unchanged: number;
  readonly updated: number;
  readonly flagged: number;
  readonly inCollection: number;
  readonly nothingOwed: number;
  readonly notOverdue: number;
}

export interface PersonRow {
  readonly id: SlotId;
  readonly keyWrapped: Uint8Array;
}

export interface PersonWrite {
  readonly id: SlotId;
  readonly isNew: boolean;
  readonly matchKey: string;
  readonly keyWrapped: Uint8Array;
  readonly nameSealed: Uint8Array | null;
  readonly idNumberSealed: Uint8Array | null;
  readonly idIndex: string | null;
  readonly idTailIndex: string | null;
  readonly country: string | null;
  readonly state: string | null;
  readonly city: string | null;
  readonly language: 'zh' | 'en';
  readonly timeZone: string | null;
}

export interface PointWrite {
  readonly id: SlotId;
  readonly personId: SlotId;
  readonly kind: 'phone' | 'email' | 'address';
  readonly label: string;
  readonly source: string;
  readonly sealed: Uint8Array;
  readonly blind: string;
  readonly timeZone: string | null;
  readonly line: string | null;
  readonly position: number;
}

/** What is already known of a loan that a file names again. */
export interface KnownDebt {
  readonly id: SlotId;
  readonly personId: SlotId;
  readonly caseId: SlotId | null;
  readonly rowDigest: string;
  /** Where the row stood that placed or last updated it. */
  readonly importId: string;
  readonly line: number;
  readonly outcome: PlacementOutcome;
  /** The ledger's balance now, and how much of it this lender's files wrote. */
  readonly balanceMinor: number;
  readonly placedMinor: number;
  readonly entries: number;
}

export interface DebtWrite {
  readonly id: SlotId;
  readonly isNew: boolean;
  readonly creditorId: string;
  readonly externalRef: string;
  readonly personId: SlotId;
  readonly caseId: SlotId | null;
  readonly product: string;
  readonly currency: string;
  readonly outcome: PlacementOutcome;
  readonly monthsLate: number | null;
  readonly statementOn: LocalDate | null;
  readonly flags: readonly string[];
  readonly rowDigest: string;
  readonly line: number;
}

export interface CaseWrite {
  readonly id: SlotId;
  readonly personId: SlotId;
  readonly creditorId: string;
  readonly currency: string;
}

export interface RowWrite {
  readonly line: number;
  readonly state: 'accepted' | 'unchanged' | 'updated' | 'flagged' | 'rejected';
  readonly rowDigest: string;
  readonly outcome: PlacementOutcome | null;
  readonly debtId: SlotId | null;
  readonly errors: readonly RowRemark[];
  readonly contentSealed: Uint8Array | null;
}

export interface PartyWrite {
  readonly debtId: SlotId;
  readonly role: 'co_borrower' | 'guarantor';
  readonly partyId: SlotId;
}

export interface IntakeWrites {
  readonly importId: string;
  readonly now: Instant;
  readonly persons: readonly PersonWrite[];
  readonly points: readonly PointWrite[];
  readonly cases: readonly CaseWrite[];
  readonly debts: readonly DebtWrite[];
  readonly parties: readonly PartyWrite[];
  readonly ledger: readonly LedgerWrite[];
  readonly events: readonly NewEvent[];
  readonly rows: readonly RowWrite[];
  /** Cases that must be settled because something about them changed. */
  readonly touched: readonly SlotId[];
}

/** One transaction on one slot, for intake. */
export interface IntakeTransaction {
  readonly slot: number;
  takeIds(count: number): readonly SlotId[];
  persons(matchKeys: readonly string[]): Promise<ReadonlyMap<string, PersonRow>>;
  debts(creditorId: string, refs: readonly string[]): Promise<ReadonlyMap<string, KnownDebt>>;
  /** Cases of the creditor, by person. */
  cases(creditorId: string, personIds: readonly SlotId[]): Promise<ReadonlyMap<SlotId, SlotId>>;
  write(writes: IntakeWrites): Promise<void>;
}

export interface IntakeStore {
  /** The first answer again, when the same file was read with the same mapping before; a run that stopped half-way is taken up. */
  begin(start: ImportStart): Promise<ImportRecord>;
  inSlot<T>(slot: number, work: (transaction: IntakeTransaction) => Promise<T>): Promise<T>;
  /** Rows that have no slot: rejected ones. */
  writeRejected(importId: string, rows: readonly RowWrite[]): Promise<void>;
  finish(importId: string, now: Instant, failure: string | null): Promise<ImportRecord>;
  imports(limit: number): Promise<readonly ImportRecord[]>;
  errors(importId: string, limit: number): Promise<{ readonly total: number; readonly items: readonly { readonly line: number; readonly remarks: readonly RowRemark[] }[] }>;
  mapping(creditorId: string): Promise<unknown>;
  saveMapping(creditorId: string, mapping: unknown, now: Instant): Promise<void>;
  creditors(): Promise<readonly CreditorRecord[]>;
  saveCreditor(creditor: CreditorRecord): Promise<void>;
}

export interface CreditorRecord {
  readonly id: string;
  readonly nameEn: string;
  readonly nameZh: string;
  readonly jurisdiction: string;
  readonly phone: string;
  readonly hasMapping: boolean;
}

