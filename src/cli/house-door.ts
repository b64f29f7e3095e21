import type { PlaceStyle } from '../domain/contact/registered-wording.js';
import type { Template, TextLanguage } from '../domain/contact/templates.js';
import type { TemplateRegistration, TemplateVersionRecord } from '../engine/ports/templates.js';
import type { TemplateCheck } from '../engine/templates/check-template.js';
import type { Answer, ToRegister } from '../engine/templates/template-life.js';
import type { PlacementAct } from '../engine/agencies/place-case.js';
import type { ArchivedMonthReport, ArchiveReport } from '../engine/archive/archive-months.js';
import type { ChainReport } from '../engine/audit/verify-chain.js';
import type { ReplayReport } from '../engine/audit/replay.js';
import type { DryRunReport } from '../engine/planning/dry-run.js';
import type { AgencyRecord } from '../engine/ports/agencies.js';
import type { StaffRole } from '../engine/ports/desk.js';
import type { ContentFinding } from '../law/content/lint.js';
import type { CreditorRecord, ImportRecord } from '../engine/ports/intake.js';
import type { PlanVersionRecord } from '../engine/ports/plans.js';
import type { BatchReport } from '../engine/letters/batch-letters.js';
import type { LetterBatch } from '../engine/ports/letters.js';
import type { TakenMail } from '../engine/inbound/take-mail.js';
import type { TickReport } from '../engine/tick.js';
import type { ReceivedAnswer } from '../law/received/check-received.js';

export interface ExampleResult {
  readonly id: string;
  readonly verdict: string;
  readonly rules: readonly string[];
  readonly earliest: string | null;
  readonly error?: string;
}

/** A text and whom it is for, as asked on the command line. */
export interface TextQuestion {
  readonly country: string;
  readonly state?: string;
  readonly city?: string;
  readonly channel: string;
  readonly audience: string;
  readonly textLanguage?: string;
  readonly notice?: string;
  readonly later: boolean;
  readonly robot: boolean;
  readonly lender: readonly string[];
  readonly agency: readonly string[];
  readonly phone: readonly string[];
  readonly on?: string;
  readonly fact: readonly string[];
}

/** A finding with its place for a reader: line and column from one. */
export type TextFinding = ContentFinding & { readonly line: number; readonly column: number };

export interface DoctorFinding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** What can be written out: `contacts` is the contact log, `queue` the contacts from plan to end. */
export const EXPORTED_TABLES = ['cases', 'contacts', 'decisions', 'ledger', 'placements', 'queue'] as const;
export type ExportedTable = (typeof EXPORTED_TABLES)[number];

/** A backup that was written or read. Instants are epoch milliseconds. */
export interface BackupReport {
  readonly path: string;
  readonly at: number;
  readonly dunwell: string;
  /** Of the schema: in a backup the one it was made at, after a restore the one in force. */
  readonly version: number;
  readonly tables: number;
  readonly rows: number;
  /** Files of archived months. */
  readonly files: number;
  readonly bytes: number;
  /** Of the manifest, which names the digest of everything else. */
  readonly sha256: string;
}

export interface RestoreReport extends BackupReport {
  readonly applied: readonly string[];
  readonly chains: ChainReport;
  /** Findings of `doctor` that are not well. */
  readonly bad: readonly DoctorFinding[];
}

/** What became of the time between a backup and its restore. */
export const GAPS = ['none', 'told', 'waited'] as const;
export type Gap = (typeof GAPS)[number];

/** What is asked about SMS accounts: the way of a text to a number (E.164), and whether to sign on at each. */
export interface SmsAsked {
  readonly to: string | undefined;
  readonly text: string | undefined;
  readonly connect: boolean;
}

/** `state`: null when it was not tried. Segments; null where the account has no limit. */
export interface SmsAccountReport {
  readonly name: string;
  readonly kind: string;
  readonly place: string;
  readonly countries: readonly string[];
  readonly state: 'up' | 'down' | 'idle' | null;
  readonly usedToday: number | null;
  readonly perDay: number | null;
}

/** Accounts in the order in which they would be tried. `cost` in words, of the text or of one segment. */
export interface SmsWay {
  readonly country: string;
  readonly operator: string | null;
  readonly by: string | null;
  readonly accounts: readonly { readonly name: string; readonly segments: number | null; readonly cost: string | null }[];
}

export interface SmsReport {
  readonly accounts: readonly SmsAccountReport[];
  readonly way: SmsWay | null;
}

/** What commands may ask of the opened house. `boot` makes it; commands know no adapter. */
export interface HouseDoor {
  importFile(file: { readonly creditorId: string; readonly path: string; readonly format: string | undefined; readonly mapping: unknown; readonly onProgress: (rows: number) => void }): Promise<ImportRecord>;
  rejectedRows(importId: string, limit: number): Promise<readonly { readonly line: number; readonly column: string | null; readonly code: string; readonly reason: string }[]>;
  preview(creditorId: string, path: string, format: string | undefined, mapping: unknown): Promise<unknown>;
  saveMapping(creditorId: string, mapping: unknown): Promise<void>;
  plans(): Promise<readonly PlanVersionRecord[]>;
  draftPlan(yaml: string, by: string): Promise<PlanVersionRecord>;
  approvePlan(plan: string, version: number, by: string): Promise<PlanVersionRecord>;
  releasePlan(plan: string, version: number): Promise<PlanVersionRecord>;
  templates(): Promise<readonly { readonly id: string; readonly version: number; readonly channel: string; readonly state: string; readonly inForce: boolean }[]>;
  /** `version` null: the one in force. */
  template(id: string, version: number | null): Promise<{ readonly template: Template; readonly check: TemplateCheck; readonly registrations: readonly TemplateRegistration[]; readonly toRegister: readonly { readonly provider: PlaceStyle; readonly language: TextLanguage; readonly wording: string }[] }>;
  draftTemplate(yaml: string, by: string): Promise<TemplateVersionRecord>;
  submitTemplate(id: string, version: number): Promise<TemplateVersionRecord>;
  approveTemplate(id: string, version: number, by: string, answers: readonly Answer[]): Promise<TemplateVersionRecord>;
  registerTemplate(id: string, version: number, registration: ToRegister, by: string): Promise<void>;
  retireTemplate(id: string, version: number, by: string): Promise<TemplateVersionRecord>;
  dryRun(yaml: string, onSlot: (done: number, of: number) => void): Promise<DryRunReport>;
  addStaff(person: { readonly email: string; readonly name: string; readonly role: StaffRole }): Promise<{ readonly id: string; readonly email: string; readonly password: string }>;
  saveCreditor(creditor: Omit<CreditorRecord, 'hasMapping'>): Promise<void>;
  addAgency(agency: { readonly id: string; readonly nameEn: string; readonly nameZh: string; readonly systemOf: string | null; readonly listed: boolean }): Promise<{ readonly id: string; readonly kind: string; readonly token: string }>;
  agencies(): Promise<readonly (AgencyRecord & { readonly reserved: number; readonly unpermitted: number })[]>;
  endAgency(id: string): Promise<void>;
  placeCases(asked: { readonly agencyId: string; readonly cases: readonly string[]; readonly act: PlacementAct; readonly reason: string }): Promise<number>;
  /** Lifts the hold on sending that a restore set. */
  resume(gap: Gap, reason: string): Promise<{ readonly restoredAt: number; readonly backupAt: number }>;
  /** A whole mail, as it came; throws `no_mail` where e-mail is not set up. */
  takeMail(bytes: Uint8Array): Promise<TakenMail>;
  /** Throws `sending_held`, `batch_differs`, `letter_damaged`. `null`: there is nothing to print. */
  batchLetters(out: string): Promise<BatchReport | null>;
  confirmLetters(batch: string): Promise<LetterBatch>;
  letterBatches(): Promise<readonly LetterBatch[]>;
  returnedLetter(code: string, reason: string): Promise<{ readonly repeated: boolean }>;
  tick(): Promise<TickReport>;
  replay(slot: number, seq: number): Promise<ReplayReport>;
  verify(onSlot: (done: number, of: number) => void): Promise<ChainReport>;
  archive(asked: { readonly before: string | undefined; readonly out: string | undefined; readonly dryRun: boolean }, onMonth: (month: ArchivedMonthReport) => void): Promise<ArchiveReport>;
  /** Readings that people corrected; `withWords` opens their seal. */
  corrections(withWords: boolean): AsyncIterable<object>;
  exportRows(what: ExportedTable): AsyncIterable<Readonly<Record<string, unknown>>>;
  smsAccounts(asked: SmsAsked): Promise<SmsReport>;
  doctor(): Promise<readonly DoctorFinding[]>;
  /** Of a Citus cluster: where tables live and how statements are run. Throws `no_citus` on any other database. */
  doctorCitus(): Promise<readonly DoctorFinding[]>;
  close(): Promise<void>;
}

/** What commands need before a database is opened. */
export interface Runtime {
  open(): Promise<HouseDoor>;
  serve(options: { readonly port: number | undefined; readonly demo: boolean }): Promise<void>;
  work(): Promise<void>;
  migrate(): Promise<{ readonly applied: readonly string[]; readonly version: number }>;
  backup(path: string, onTable: (done: number, of: number) => void): Promise<BackupReport>;
  /** `sealed`: whether there was a key to check the seal with. */
  verifyBackup(path: string): Promise<BackupReport & { readonly sealed: boolean }>;
  /** Restores into a server of its own, which is thrown away. */
  proveBackup(path: string, onTable: (done: number, of: number) => void): Promise<RestoreReport>;
  restore(path: string, onTable: (done: number, of: number) => void): Promise<RestoreReport>;
  /** The same error, or one in words for what the machine did: a full disk. */
  explain(error: unknown): unknown;
  /** `-` is standard input. */
  readBytes(path: string): Promise<Uint8Array>;
  readText(path: string): Promise<string>;
  checkPlan(yaml: string): readonly { readonly where: string; readonly problem: string; readonly line: number | null }[];
  /** A template's file, checked without a database. */
  lintTemplate(yaml: string): TemplateCheck;
  checkExamples(json: unknown): readonly ExampleResult[];
  /** Tables of holidays that are loaded. */
  holidays(): readonly { readonly table: string; readonly title: { readonly en: string; readonly zh: string }; readonly years: readonly number[] }[];
  importHolidays(text: string, wish: { readonly table: string; readonly known: string; readonly from: number | null }): Promise<{ readonly path: string; readonly years: readonly number[] }>;
  checkReceived(told: unknown): ReceivedAnswer;
  checkText(text: string, question: TextQuestion): readonly TextFinding[];
  /** Every setting as it is in force; secrets are not shown. */
  settings(): readonly { readonly name: string; readonly value: string; readonly from: 'environment' | 'default' }[];
  readonly user: string;
}
