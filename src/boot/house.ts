import { hash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { webhookBell, type BellOptions } from '../adapters/alerts/webhook-bell.js';
import { checkPassword } from '../adapters/keys/passwords.js';
import { openFileKeys } from '../adapters/keys/file-keys.js';
import { openAiPhrasing, type PhrasingOptions } from '../adapters/phrasing/openai-phrasing.js';
import { openArchiveFolder } from '../adapters/parquet/archive-folder.js';
import { digestOfFile, spoolFile } from '../adapters/files/digest.js';
import type { Metrics } from '../adapters/metrics/prom-metrics.js';
import type { Tracing } from '../adapters/tracing/otlp-tracing.js';
import { openAgencyStore } from '../adapters/postgres/agency-store.js';
import { openDeskStore, openInbox } from '../adapters/postgres/desk-store.js';
import { openIntakeStore } from '../adapters/postgres/intake-store.js';
import { openPlanStore } from '../adapters/postgres/plan-store.js';
import { sendingHold } from '../adapters/postgres/sending-hold.js';
import { openStore } from '../adapters/postgres/store.js';
import { openTemplateStore } from '../adapters/postgres/template-store.js';
import { listAlerts } from '../adapters/postgres/views/list-alerts.js';
import { openReading } from '../adapters/postgres/views/reading.js';
import { sandboxSms } from '../adapters/sms/fake/sandbox-sms.js';
import { gatewaySms, type GatewayOptions } from '../adapters/sms/http/gateway-sms.js';
import { openLetters } from '../adapters/letter/open-letters.js';
import { openLetterStore } from '../adapters/postgres/letter-store.js';
import { openEmail, type EmailOptions } from '../adapters/email/open-email.js';
import type { ApiDeps } from '../api/deps.js';
import { toLocal } from '../domain/time/zone.js';
import { acknowledgeAlert } from '../engine/alert/acknowledge.js';
import { placeCase } from '../engine/agencies/place-case.js';
import { reportContact } from '../engine/agencies/report-contact.js';
import { reserveContact, tellReservation } from '../engine/agencies/reservations.js';
import { Pace } from '../engine/dispatch/pace.js';
import { replay } from '../engine/audit/replay.js';
import { verifyChains } from '../engine/audit/verify-chain.js';
import { contactBudget } from '../engine/desk/contact-budget.js';
import { recordTaskOutcome, startTask } from '../engine/desk/tasks.js';
import { openArrivals } from '../engine/inbound/arrivals.js';
import { importFile } from '../engine/intake/import-file.js';
import { dryRun } from '../engine/planning/dry-run.js';
import type { ArchiveFolder } from '../engine/ports/archive.js';
import type { Clock, Log } from '../engine/ports/clock.js';
import type { Channels, TextChannel } from '../engine/ports/channel.js';
import type { Database } from '../engine/ports/database.js';
import type { Inbox } from '../engine/ports/desk.js';
import type { Keys } from '../engine/ports/keys.js';
import type { Store } from '../engine/ports/store.js';
import { ClockBehind, Terminal } from '../engine/ports/errors.js';
import type { FileFormat } from '../engine/ports/files.js';
import type { ImportRecord } from '../engine/ports/intake.js';
import { settleNow, tick, type TickDeps, type TickReport } from '../engine/tick.js';
import { actWords, isAct, isWhy, whyWords } from '../strategy/dialogue/acts.js';
import { isReasonCode, reasonWords } from '../strategy/reasons.js';
import { checkReceived } from '../law/received/check-received.js';
import type { Plan } from '../strategy/plan/plan.js';
import { VERSION } from './config.js';
import { mailReader, type LetterSettings } from './mail.js';
import { bookReader, checkTemplates, planInForce, planName, planProblems, planReader, readPlanText, templatesOfPlan, type PlanText } from './plan-text.js';
import { mappingOrThrow, previewFile, readRows } from './read-file.js';
import { registeredTemplates } from './registered-templates.js';
import { openSms, type OpenedSms } from './sms/open-accounts.js';
import type { SmsAccounts } from './sms/read-accounts.js';
import { tellingRequest } from './request-scope.js';
import { ruleWords } from './rule-words.js';
import { costsIn } from './sms/accounts-door.js';

export interface HouseOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataFolder: string;
  readonly key: string | undefined;
  readonly demo: boolean;
  readonly publicUrl: string;
  /** The lender's own gateway; without it, and outside the demo, no text leaves. */
  readonly sms?: GatewayOptions | null;
  /** Accounts in the gateway's place. */
  readonly smsAccounts?: SmsAccounts | null;
  /** The lender's own mail server. */
  readonly mail?: { readonly options: EmailOptions; readonly secret: string | null } | null;
  /** Letters to print. */
  readonly letters?: LetterSettings | null;
  readonly pauseAt?: TickDeps['pauseAt'];
  /** Whether the robot answers who writes; by default it does. */
  readonly answers?: boolean;
  /** A model that may vary approved words; absent: none. */
  readonly phrasing?: PhrasingOptions | null;
  /** Who is woken when somebody may be in danger; absent: the console and the log alone tell it. */
  readonly alert?: BellOptions | null;
  /** Absent: nothing is counted. */
  readonly metrics?: Metrics;
  /** Absent: nothing is traced. */
  readonly tracing?: Tracing | undefined;
  /** What `clock` shows at a true instant, which the database's clock is held to show. Absent: that very instant. */
  readonly timeOf?: (at: number) => number;
}

export interface FileImport {
  readonly creditorId: string;
  readonly path: string;
  readonly name: string;
  readonly format?: FileFormat | undefined;
  readonly mapping: unknown;
  readonly onProgress?: (rows: number) => void;
  readonly shouldStop?: () => boolean;
}

/** Everything wired, before any door is opened. */
export interface House {
  readonly api: ApiDeps;
  readonly database: Database;
  /** Months that have left the database, and where they are. */
  readonly archive: ArchiveFolder;
  readonly archiveFolder: string;
  readonly importPath: (file: FileImport) => Promise<ImportRecord>;
  readonly dryRunPlan: (plan: Plan, onSlot?: (done: number, of: number) => void) => ReturnType<typeof dryRun>;
  readonly readPlanText: (yaml: string) => Promise<PlanText>;
  /** What a turn works with, letterheads and all as they are now. */
  readonly tickDeps: () => Promise<TickDeps>;
  readonly timeOf: (at: number) => number;
  readonly tracing: Tracing | undefined;
  /** Not started yet: whoever runs workers starts them, and closes them after the last batch. */
  readonly sms: OpenedSms | null;
  /** Secret under which the sandbox network signs what it sends. */
  readonly sandboxSecret: string;
}

/** More open alerts than these are a catastrophe of another kind. */
const ALERTS_SHOWN = 200;

const sha256 = (text: string): string => hash('sha256', text, 'hex');

const archiveFolderOf = ({ dataFolder }: HouseOptions): string => join(dataFolder, 'archive');
const archiveOf = (options: HouseOptions): ArchiveFolder => openArchiveFolder(archiveFolderOf(options));

/** Counted and traced, as far as either is wished for. */
function watchedStore(store: Store, { metrics, tracing }: HouseOptions): Store {
  const counted = metrics?.store(store) ?? store;
  return tracing?.store(counted) ?? counted;
}

function watchedChannel(channel: TextChannel, { metrics, tracing }: HouseOptions): TextChannel {
  const counted = metrics?.channel(channel) ?? channel;
  return tracing?.channel(counted) ?? counted;
}

function accountsOf({ smsAccounts, database, publicUrl, metrics }: HouseOptions, deps: { readonly inbox: Inbox; readonly keys: Keys; readonly clock: Clock; readonly log: Log; readonly registered: ReturnType<typeof registeredTemplates> }): OpenedSms | null {
  if (smsAccounts === null || smsAccounts === undefined) return null;
  const opened = openSms(smsAccounts, { ...deps, arrivals: openArrivals({ ...deps, digest: sha256 }), database, publicUrl, ...(metrics === undefined ? {} : { tried: metrics.smsTried }) });
  metrics?.smsAccounts(() => opened.channel.accounts());
  return opened;
}

/** Asked at each turn: a channel that cannot send now is as one that is not there, and its texts stay in the queue. */
function channelsOf(options: HouseOptions, accounts: OpenedSms | null, keys: Keys): () => Channels {
  const { database, clock, demo, mail, letters, publicUrl, sms = null } = options;
  const channel = accounts !== null ? accounts.channel : sms !== null ? gatewaySms(sms, clock) : demo ? sandboxSms(database, clock) : null;
  const written = {
    ...(channel === null ? {} : { sms: watchedChannel(channel, options) }),
    // What the demo writes goes to the made-up phones, whatever it is written on.
    ...(demo ? { email: watchedChannel(sandboxSms(database, clock), options), mail: watchedChannel(sandboxSms(database, clock), options) } : {}),
    ...(mail === null || mail === undefined ? {} : { email: watchedChannel(openEmail(mail.options, { clock, sign: keys.blind }), options) }),
    ...(letters === null || letters === undefined ? {} : { mail: watchedChannel(openLetters({ ...letters, portalUrl: publicUrl }, { clock, letters: openLetterStore(database, keys) }), options) }),
  };
  const { sms: _, ...others } = written;
  return () => (accounts === null || accounts.available() ? written : others);
}

/** Somebody on the same slot read the clock a moment later and was served a moment sooner: the clock is read again. */
function onceMore<T>(act: () => Promise<T>): Promise<T> {
  return act().catch((error: unknown) => {
    if (error instanceof ClockBehind) return act();
    throw error;
  });
}

async function importInto(deps: Parameters<typeof importFile>[0], file: FileImport): Promise<ImportRecord> {
  const mapping = mappingOrThrow(file.mapping);
  if (!(await deps.store.creditors()).some((c) => c.id === file.creditorId)) throw new Terminal('not_found', `No creditor "${file.creditorId}". Add it first.`, 'creditor');
  return importFile(deps, {
    creditorId: file.creditorId, fileName: file.name, digest: await digestOfFile(file.path), mappingDigest: sha256(JSON.stringify(mapping)),
    asOf: toLocal('UTC', deps.clock.now()).date, rows: readRows(file.path, mapping, file.format), ...(file.onProgress === undefined ? {} : { onProgress: file.onProgress }), ...(file.shouldStop === undefined ? {} : { shouldStop: file.shouldStop }),
  });
}

async function tracedTick(tickDeps: House['tickDeps'], tracing: Tracing | undefined): Promise<TickReport> {
  const turn = async () => tick(await tickDeps());
  const told = ({ at: _, ...counts }: TickReport) => Object.fromEntries(Object.entries(counts).map(([name, count]) => [`dunwell.${name}`, count]));
  return tracing?.span('tick', turn, told) ?? turn();
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const { database, clock } = options;
  const log = tellingRequest(options.log);
  checkTemplates();
  const keys = openFileKeys(join(options.dataFolder, 'operator.key'), options.key);
  const store = watchedStore(openStore(database, keys, sha256), options);
  const reading = openReading(database, keys, archiveOf(options));
  const desk = openDeskStore(database);
  const plans = openPlanStore(database);
  const intake = openIntakeStore(database, sha256);
  const inbox = openInbox(database);
  const agencies = openAgencyStore(database);
  const templates = openTemplateStore(database);
  const planOf = planReader(templates);
  const bookNow = bookReader(templates);
  const owner = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
  const creditors = async () => new Map((await intake.creditors()).map((c) => [c.id, { nameEn: c.nameEn, nameZh: c.nameZh, phone: c.phone }]));
  const inForce = planInForce(plans, planOf, bookNow);
  const sms = accountsOf(options, { inbox, keys, clock, log, registered: registeredTemplates({ templates, book: bookNow, portalUrl: options.publicUrl, clock }) });
  const channels = channelsOf(options, sms, keys);
  const tickDeps = async (): Promise<TickDeps> => ({
    store, channels: channels(), keys, digest: sha256, clock, log, letterheads: await creditors(), portalUrl: options.publicUrl, pace: new Pace(),
    owner, answers: options.answers ?? true, phrasing: options.phrasing == null ? null : openAiPhrasing(options.phrasing), bell: options.alert == null ? null : webhookBell(options.alert, clock), consoleUrl: options.publicUrl,
    // Held sending is no plan in force: what comes in is read and settled, nothing is decided or leaves.
    inForce: async () => ((await sendingHold(database)) === null ? inForce() : null),
    ...(options.pauseAt === undefined ? {} : { pauseAt: options.pauseAt }),
  });
  const importPath: House['importPath'] = (file) => importInto({ store: intake, keys, digest: sha256, clock, log }, file);
  const dryRunPlan: House['dryRunPlan'] = async (plan, onSlot) => {
    const current = await plans.released();
    return dryRun(store, await bookNow(), plan, current === null ? null : await planOf(current), clock.now(), onSlot);
  };
  const sandboxSecret = keys.blind('hook-secret', 'sandbox');
  const noPlan = { code: VERSION, tz: process.versions.tz ?? 'unknown', plan: 'none', planVersion: 0, planDigest: '' };
  const deskDeps = async () => ({ store, desk, inbox, agencies, keys, digest: sha256, clock, book: await bookNow(), pins: (await inForce())?.pins ?? noPlan });
  const api: ApiDeps = {
    clock, log, keys, digest: sha256, store, reading, desk, inbox, intake, plans, agencies, demo: options.demo, secureCookies: options.publicUrl.startsWith('https:'),
    random: (bytes) => randomBytes(bytes), checkPassword,
    tick: () => tracedTick(tickDeps, options.tracing),
    settleNow: async (slot) => settleNow(await tickDeps(), slot),
    dryRun: async (name, version) => {
      const record = await plans.version(name, version);
      if (record === null) throw new Terminal('not_found', `No plan ${name} version ${version}.`);
      return dryRunPlan(await planOf(record));
    },
    planProblems: async (yaml) => planProblems(yaml, await bookNow()),
    smsCosts: (country, segments) => (options.smsAccounts == null ? [] : costsIn(options.smsAccounts, country, segments)), planName, templates, templateBook: bookNow, templatesOfPlan,
    replay: (slot, seq) => replay(reading, async (name, version) => { const record = await plans.version(name, version); return record === null ? null : planOf(record); }, slot, seq),
    verifyChains: () => verifyChains(reading, sha256),
    contactBudget: async (caseId) => (await contactBudget(store, await bookNow(), caseId, clock.now())) ?? [],
    startTask: (contactId, staffId, staff = null) => onceMore(async () => startTask(await deskDeps(), contactId, staffId, staff)),
    alerts: () => listAlerts(database, ALERTS_SHOWN),
    acknowledgeAlert: (alertId, staffId, note) => acknowledgeAlert({ store, desk, keys, clock }, alertId, staffId, note),
    taskOutcome: (contactId, staffId, outcome) => recordTaskOutcome({ store, clock }, contactId, staffId, outcome),
    reserveContact: (agency, request, key) => onceMore(async () => reserveContact(await deskDeps(), agency, request, key)),
    tellReservation: async (agency, contactId, told) => tellReservation(await deskDeps(), agency, contactId, told),
    reportContact: async (agency, report) => reportContact(await deskDeps(), agency, report),
    placeCase: async (asked) => placeCase(await deskDeps(), asked),
    spool: (source) => spoolFile(source),
    previewFile: (file, mapping) => previewFile(file.path, mapping, file.format),
    importFile: (creditorId, file, mapping) => importPath({ creditorId, path: file.path, name: file.name, format: file.format, mapping }),
    mail: mailReader(options.mail?.options.sender.returnTo), ruleWords, checkReceived, smsHooks: sms?.hooks ?? new Map(),
    reasonWords: (code) => (isReasonCode(code) ? reasonWords(code) : isAct(code) ? actWords(code) : isWhy(code) ? whyWords(code) : { en: code, zh: code }),
    hookSecret: (provider) => (provider === 'mail' ? (options.mail?.secret ?? null) : provider === 'gateway' ? (options.sms?.secret ?? null) : provider === 'sandbox' && options.demo ? sandboxSecret : (sms?.hookSecret(provider) ?? null)),
  };
  return { api, database, archive: archiveOf(options), archiveFolder: archiveFolderOf(options), importPath, dryRunPlan, readPlanText: async (yaml) => readPlanText(yaml, await bookNow()), tickDeps, timeOf: options.timeOf ?? ((at) => at), tracing: options.tracing, sms, sandboxSecret };
}
