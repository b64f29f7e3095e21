import type { CaseState } from '../../domain/case/case-state.js';
import type { ContactChannel, ContactState } from '../../domain/contact/contact.js';
import type { SlotId } from '../../domain/id/slot-id.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';

/** The read surface behind console and portal. Names and numbers leave it masked; instants are milliseconds. */
export interface Reading {
  dashboard(now: Instant): Promise<DashboardReading>;
  cases(query: CaseQuery, now: Instant): Promise<{ readonly items: readonly CaseReading[]; readonly total: number; readonly next: string | null }>;
  caseFile(id: SlotId, now: Instant): Promise<CaseFile | null>;
  decision(slot: number, seq: number): Promise<DecisionReading | null>;
  /** Blocks from the one that holds `fromSeq` on, in order; at most `limit` of them. */
  chain(slot: number, fromSeq: number, limit: number): Promise<readonly ChainBlock[]>;
  /** Archived files that are not what was archived, each with the first decision of its month. */
  archiveFaults(): Promise<readonly { readonly file: string; readonly problem: 'missing' | 'changed'; readonly slot: number; readonly seq: number }[]>;
  chainEnds(): Promise<readonly { readonly slot: number; readonly seq: number; readonly digest: string }[]>;
  tasks(now: Instant, limit: number): Promise<readonly TaskReading[]>;
  /** The key a person is found by; a part of what their ID tail is blinded with. */
  personMatchKey(personId: SlotId): Promise<string | null>;
  caseByCode(slot: number, code: string): Promise<CodeReading | null>;
}

export interface CaseQuery {
  readonly search?: string | undefined;
  readonly state?: string | undefined;
  readonly stage?: { readonly from: number; readonly to: number | null } | undefined;
  readonly creditor?: string | undefined;
  readonly country?: string | undefined;
  readonly flagged?: boolean | undefined;
  readonly sort: 'balance' | 'days' | 'next_review' | 'id';
  readonly order: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
}

export interface CaseReading {
  readonly id: SlotId;
  readonly personId: SlotId;
  readonly person: string;
  readonly creditorId: string;
  readonly state: CaseState;
  readonly daysPastDue: number;
  readonly balanceMinor: number;
  readonly currency: string;
  readonly debts: number;
  readonly country: string | null;
  readonly language: 'zh' | 'en';
  readonly lastContactAt: Instant | null;
  readonly nextReviewAt: Instant | null;
  readonly flagged: boolean;
}

export interface PartyReading {
  readonly id: SlotId;
  readonly role: 'debtor' | 'co_borrower' | 'guarantor';
  readonly name: string;
  readonly language: string;
  readonly country: string | null;
  readonly state: string | null;
  readonly timeZones: readonly string[];
  readonly points: readonly { readonly id: SlotId; readonly kind: 'phone' | 'email' | 'address'; readonly masked: string; readonly label: string; readonly source: string; readonly usable: boolean; readonly shared: boolean }[];
}

export interface LedgerReading {
  readonly seq: number;
  readonly kind: 'charge' | 'payment' | 'reversal' | 'adjustment';
  readonly amountMinor: number;
  readonly dueOn: LocalDate | null;
  readonly effectiveOn: LocalDate;
  readonly recordedAt: Instant;
  readonly source: string;
}

export interface CaseFile {
  readonly row: CaseReading;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly timeZone: string | null;
  readonly parties: readonly PartyReading[];
  readonly debts: readonly {
    readonly id: SlotId; readonly ref: string; readonly product: string; readonly currency: string; readonly flags: readonly string[];
    readonly ledger: readonly LedgerReading[]; readonly pauses: readonly { readonly from: LocalDate; readonly to: LocalDate | null; readonly reason: string }[];
  }[];
  readonly contacts: readonly {
    readonly id: SlotId; readonly channel: ContactChannel; readonly state: ContactState; readonly step: string; readonly template: string; readonly pointMasked: string; readonly text: string | null;
    readonly queuedAt: Instant; readonly notBefore: Instant; readonly sentAt: Instant | null; readonly decisionSeq: number; readonly attempts: number;
  }[];
  /** Messages of the person, newest first. */
  readonly readings: readonly MessageReading[];
  readonly events: readonly { readonly at: Instant; readonly type: string; readonly data: Readonly<Record<string, unknown>> }[];
  readonly decisions: readonly DecisionSummary[];
}

/** A message as it is taken to mean now, without its words. */
export interface MessageReading {
  readonly id: SlotId;
  readonly kind: 'sms_reply' | 'email_reply';
  readonly receivedAt: Instant;
  readonly meaning: Readonly<Record<string, unknown>>;
  readonly corrections: number;
}

export interface DecisionSummary {
  readonly slot: number;
  readonly seq: number;
  readonly at: Instant;
  readonly stage: 'review' | 'dispatch';
  readonly choice: string;
  readonly outcome: string;
  readonly record: string;
}

export interface DecisionReading extends DecisionSummary {
  readonly caseId: SlotId;
  /** Of the block it stands in. */
  readonly digest: string;
  readonly previousDigest: string;
}

/** A link of a slot's chain: records in a row, decided at one instant. `digest` = SHA-256 of the previous digest, a line feed, and the records joined by line feeds. */
export interface ChainBlock {
  readonly slot: number;
  readonly at: Instant;
  readonly firstSeq: number;
  readonly count: number;
  /** `null`: what is kept cannot be read. */
  readonly records: readonly string[] | null;
  readonly digest: string;
  readonly previousDigest: string;
}

export interface TaskReading {
  readonly contactId: SlotId;
  readonly row: CaseReading;
  readonly channel: ContactChannel;
  readonly step: string;
  readonly reasons: readonly string[];
  readonly notBefore: Instant;
  readonly notAfter: Instant;
}

export interface CodeReading {
  /** As it was sent: the canonical form. */
  readonly code: string;
  readonly caseId: SlotId;
  readonly personId: SlotId;
  readonly creditorId: string;
  readonly channel: string;
  readonly sentAt: Instant | null;
  readonly name: string;
  /** The last four digits of the number it went to, or a masked e-mail address; `null` of a letter, and where it is not known any more. */
  readonly sentTo: string | null;
  /** That number or address is no longer this person's, as far as is known: somebody else may be asking. */
  readonly pointGone: boolean;
  /** The very words that were sent; `null` where they cannot be read any more. For comparing, not for showing. */
  readonly text: string | null;
  readonly language: 'zh' | 'en';
  readonly idTailIndex: string | null;
  readonly superseded: boolean;
}

interface Amount { readonly currency: string; readonly minor: number }

export interface DashboardReading {
  readonly accounts: number;
  readonly notOverdue: number;
  readonly nothingOwed: number;
  readonly inCollection: number;
  readonly rowsRejected: number;
  readonly importRunning: boolean;
  readonly byState: readonly { readonly state: CaseState; readonly cases: number }[];
  readonly dueNow: number;
  readonly tasks: number;
  readonly balance: readonly Amount[];
  readonly recovered: readonly Amount[];
  /** Open balance and cases by days past due, for the caller to put into stages. */
  readonly byDays: readonly { readonly days: number; readonly cases: number; readonly currency: string; readonly minor: number }[];
  readonly contactsByDay: readonly { readonly date: LocalDate; readonly channel: string; readonly contacts: number }[];
  readonly paymentsByDay: readonly { readonly date: LocalDate; readonly currency: string; readonly minor: number; readonly count: number }[];
  readonly repliesByKind: readonly { readonly kind: string; readonly count: number }[];
  readonly deniedBy: readonly { readonly rule: string; readonly count: number }[];
  readonly choices: readonly { readonly choice: string; readonly count: number }[];
}
