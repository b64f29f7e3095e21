import type { TemplateBook } from '../domain/contact/template-book.js';
import type { TickReport } from '../engine/tick.js';
import type { DryRunReport } from '../engine/planning/dry-run.js';
import type { placeCase } from '../engine/agencies/place-case.js';
import type { ReportAnswer, ReportedContact } from '../engine/agencies/report-contact.js';
import type { OutcomeAnswer, ReservationAnswer, ReservationRequest, ToldOutcome } from '../engine/agencies/reservations.js';
import type { ReplayReport } from '../engine/audit/replay.js';
import type { ChannelBudget } from '../engine/desk/contact-budget.js';
import type { TaskOutcome } from '../engine/desk/contact-outcome.js';
import type { StartedTask } from '../engine/desk/tasks.js';
import type { ChainReport } from '../engine/audit/verify-chain.js';
import type { AgencyRecord, AgencyStore } from '../engine/ports/agencies.js';
import type { AlertReading } from '../engine/ports/alerts.js';
import type { Clock, Log } from '../engine/ports/clock.js';
import type { DeskStore, Inbox } from '../engine/ports/desk.js';
import type { Hook } from '../engine/ports/hook.js';
import type { FileFormat, SpooledFile } from '../engine/ports/files.js';
import type { ImportRecord, IntakeStore } from '../engine/ports/intake.js';
import type { Digest, Keys } from '../engine/ports/keys.js';
import type { ArrivedMail } from '../engine/ports/mail.js';
import type { PlanStore } from '../engine/ports/plans.js';
import type { Reading } from '../engine/ports/reading.js';
import type { Store } from '../engine/ports/store.js';
import type { TemplateStore } from '../engine/ports/templates.js';
import type { ReceivedAnswer } from '../law/received/check-received.js';

export interface Words {
  readonly en: string;
  readonly zh: string;
}

export interface RuleWords {
  readonly title: Words;
  readonly citation: string;
  readonly force: string;
  readonly confidence: string;
}

/** A lender's file, kept on disk while it is read. */
export interface KeptFile {
  readonly name: string;
  readonly path: string;
  readonly format: FileFormat | undefined;
}

export interface Preview {
  readonly columns: readonly string[];
  readonly rowsRead: number;
  readonly sample: readonly { readonly line: number; readonly cells: Readonly<Record<string, string>>; readonly placement: unknown; readonly errors: readonly { readonly column: string | null; readonly code: string; readonly reason: string }[] }[];
  readonly mappingErrors: readonly string[];
}

/** What the doors need; made by `boot`, the only place that knows concrete parts. */
export interface ApiDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly keys: Keys;
  readonly digest: Digest;
  readonly store: Store;
  readonly reading: Reading;
  readonly desk: DeskStore;
  readonly inbox: Inbox;
  readonly intake: IntakeStore;
  readonly plans: PlanStore;
  readonly templates: TemplateStore;
  /** What so many segments cost at each account that would be tried for a country, in words; `null`: no price is known. */
  readonly smsCosts: (country: string, segments: number) => readonly { readonly account: string; readonly cost: string | null }[];
  /** The texts that may be used now. */
  readonly templateBook: () => Promise<TemplateBook>;
  /** Ids of the templates that a plan's text names. */
  readonly templatesOfPlan: (yaml: string) => readonly string[];
  readonly agencies: AgencyStore;
  /** True with the demo portfolio and the sandbox phone: sign-in hints are shown, cookies work over plain http on this machine. */
  readonly demo: boolean;
  readonly secureCookies: boolean;
  readonly random: (bytes: number) => Uint8Array;
  readonly checkPassword: (password: string, hash: string | null) => Promise<boolean>;
  readonly tick: () => Promise<TickReport>;
  /** Reads and settles one slot at once, so that what a borrower did counts before the page answers. */
  readonly settleNow: (slot: number) => Promise<void>;
  readonly dryRun: (plan: string, version: number) => Promise<DryRunReport>;
  readonly planProblems: (yaml: string) => Promise<readonly { readonly where: string; readonly problem: string }[]>;
  readonly planName: (yaml: string) => string | null;
  readonly replay: (slot: number, seq: number) => Promise<ReplayReport>;
  readonly verifyChains: () => Promise<ChainReport>;
  readonly startTask: (contactId: number, staffId: string, staff?: number | null) => Promise<StartedTask>;
  readonly contactBudget: (caseId: number) => Promise<readonly ChannelBudget[]>;
  readonly alerts: () => Promise<readonly AlertReading[]>;
  readonly acknowledgeAlert: (alertId: number, staffId: string, note: string) => Promise<number>;
  readonly taskOutcome: (contactId: number, staffId: string, outcome: TaskOutcome) => Promise<void>;
  readonly reserveContact: (agency: AgencyRecord, request: ReservationRequest, key: string) => Promise<ReservationAnswer>;
  readonly tellReservation: (agency: AgencyRecord, contactId: number, told: ToldOutcome) => Promise<OutcomeAnswer>;
  readonly reportContact: (agency: AgencyRecord, report: ReportedContact) => Promise<ReportAnswer>;
  readonly placeCase: (asked: Parameters<typeof placeCase>[1]) => Promise<number>;
  readonly spool: (source: AsyncIterable<Uint8Array>) => Promise<SpooledFile>;
  readonly previewFile: (file: KeptFile, mapping: unknown) => Promise<Preview>;
  readonly importFile: (creditorId: string, file: KeptFile, mapping: unknown) => Promise<ImportRecord>;
  /** "Was that lawful?": answers a description of what somebody received, by the gate's rules. */
  readonly checkReceived: (told: unknown) => ReceivedAnswer;
  readonly ruleWords: (rule: string) => RuleWords;
  readonly reasonWords: (code: string) => Words;
  /** Reads a mail that came in; `null` where no e-mail is set up. */
  readonly mail: { readonly read: (bytes: Uint8Array, envelope: { readonly from: string | null; readonly to: readonly string[] }) => ArrivedMail } | null;
  /** Secret of a provider's signature; `null` for a provider that is not set up. */
  readonly hookSecret: (provider: string) => string | null;
  /** Of SMS accounts whose provider speaks in a form of its own, by the account's name. */
  readonly smsHooks: ReadonlyMap<string, Hook>;
}
