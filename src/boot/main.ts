import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer as bytesOf, text as textOf } from 'node:stream/consumers';
import { userInfo } from 'node:os';
import { hashPassword } from '../adapters/keys/passwords.js';
import { promMetrics, type Metrics } from '../adapters/metrics/prom-metrics.js';
import type { Tracing } from '../adapters/tracing/otlp-tracing.js';
import { pinoLog } from '../adapters/log/pino-log.js';
import { examineCitus } from '../adapters/postgres/citus/examine-citus.js';
import { openDatabase } from '../adapters/postgres/open-database.js';
import { openLetterStore } from '../adapters/postgres/letter-store.js';
import { migrate } from '../adapters/postgres/migrate.js';
import { holdWords, liftSendingHold, sendingHold } from '../adapters/postgres/sending-hold.js';
import { backlog } from '../adapters/postgres/views/backlog.js';
import { examine } from '../adapters/postgres/views/examine.js';
import { exportRows } from '../adapters/postgres/views/export-rows.js';
import { readingCorrections } from '../adapters/postgres/views/reading-corrections.js';
import { run } from '../cli/program.js';
import type { HouseDoor, Runtime } from '../cli/house-door.js';
import { checkTemplate } from '../engine/templates/check-template.js';
import { verifyChains } from '../engine/audit/verify-chain.js';
import type { Clock } from '../engine/ports/clock.js';
import { Terminal } from '../engine/ports/errors.js';
import type { FileFormat } from '../engine/ports/files.js';
import { holidayTables } from '../domain/time/holidays.js';
import { toLocal } from '../domain/time/zone.js';
import { checkText } from './check-text.js';
import { checkExamples } from '../law/check-examples.js';
import { checkReceived } from '../law/received/check-received.js';
import { lawInForce } from '../law/in-force.js';
import { archiveDoor, examineMonthsOf, monthsKeeper } from './archive-door.js';
import { agencyDoor } from './agency-door.js';
import { backupDoor } from './backup-door.js';
import { readClock, readConfig, readLawPacks, VERSION, type Config } from './config.js';
import { openHouse, type House } from './house.js';
import { importHolidays, missingHolidayYears } from './holidays.js';
import { loadLaw } from './law.js';
import { prepareKey } from './operator-key.js';
import { planDoor } from './plan-door.js';
import { readPlanText } from './plan-text.js';
import { templateDoor, templateFinding } from './template-door.js';
import { readTemplateText } from './template-text.js';
import { previewFile } from './read-file.js';
import { openOperations, readiness, type Readiness } from './operations.js';
import { settingsInForce } from './read-settings.js';
import { startServer } from './serve.js';
import type { Environment } from './settings.js';
import { lettersDoor } from './letters-door.js';
import { emailOptions, takeMailFile } from './mail.js';
import { accountsDoor, accountsInForce } from './sms/accounts-door.js';
import { readAccounts, type SmsAccounts } from './sms/read-accounts.js';
import { explain } from './trouble.js';
import { startWorkers } from './workers.js';

/** Whom the command line takes you for. */
const USER = process.env['USER'] ?? userInfo().username;

const config = (): Config => readConfig(process.env);

let read: Clock | undefined;
/** Read at the first question, so that a wrong setting is said like any other. */
const clock: Clock = { now: () => (read ??= readClock(process.env)).now() };
/** What that clock shows at a true instant. */
const timeOf = (at: number): number => readClock(process.env, { now: () => at }).now();

interface Opened {
  readonly house: House;
  readonly config: Config;
  readonly smsAccounts: SmsAccounts | null;
  readonly applied: readonly string[];
  readonly version: number;
  /** True when another process runs the embedded server of this folder. */
  readonly joined: boolean;
  /** Both are for the operator: numbers, and whether to send work here. */
  readonly watch: { readonly metrics: Metrics; readonly ready: () => Promise<Readiness> };
  close(): Promise<void>;
}

let stopping = false;

const smsAccountsOf = ({ smsAccounts }: Config): SmsAccounts | null => (smsAccounts === null ? null : readAccounts(smsAccounts, process.env));

/** Loaded only where it is wished for: the library is large. */
async function tracingOf({ collector }: Config): Promise<Tracing | undefined> {
  if (collector === null) return undefined;
  const { otlpTracing } = await import('../adapters/tracing/otlp-tracing.js');
  return otlpTracing({ endpoint: collector, version: VERSION });
}

/** How long the end of a process waits for the collector, within the bound of the stop, in ms. */
const lastSpansMs = ({ stopMs }: Config): number => Math.min(1_000, stopMs / 4);

/** Opens the database (starting the embedded one if need be), migrates it, wires the house. */
async function open(options: Environment = {}): Promise<Opened> {
  const settings = readConfig({ ...process.env, ...options });
  const log = pinoLog(settings.logLevel);
  const smsAccounts = smsAccountsOf(settings);
  loadLaw(readLawPacks(process.env));
  const database = await openDatabase({ ...(settings.databaseUrl === undefined ? {} : { url: settings.databaseUrl }), dataFolder: settings.dataFolder, connections: Math.max(10, settings.lanes + 4) });
  try {
    await prepareKey(database, settings);
    const { applied, version } = await migrate(database, { appliedAt: clock.now() });
    const metrics = promMetrics(clock, () => backlog(database, clock.now()));
    const tracing = await tracingOf(settings);
    const house = await openHouse({ metrics, tracing, database, clock, log, dataFolder: settings.dataFolder, key: settings.key, demo: settings.demo, publicUrl: settings.publicUrl, answers: settings.answers, alert: settings.alert, phrasing: settings.phrasing, sms: settings.sms, smsAccounts, mail: settings.mail === null ? null : { options: emailOptions(settings.mail, settings.publicUrl), secret: settings.mail.secret }, letters: settings.letters, timeOf });
    await monthsKeeper(house)();
    return { house, config: settings, smsAccounts, applied, version, joined: database.joined, watch: { metrics, ready: readiness(database, version, () => stopping) }, close: async () => void (await Promise.all([database.close(), tracing?.close(lastSpansMs(settings))])) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** npm passes Ctrl-C on to a child that the terminal has told already: what comes this soon is the same wish, not a second one. */
const SAME_WISH_MS = 2_000;

/** Waits for Ctrl-C or a polite kill; one that comes later again ends at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | null = null;
    const stop = (signal: 'SIGINT' | 'SIGTERM') => {
      if (first === null) {
        first = performance.now();
        resolve();
      } else if (performance.now() - first > SAME_WISH_MS) process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.on('SIGINT', () => stop('SIGINT'));
    process.on('SIGTERM', () => stop('SIGTERM'));
  });
}

async function operationsOf({ config: { operations }, watch }: Opened): Promise<() => Promise<void>> {
  return operations === null ? async () => undefined : openOperations(operations, watch);
}

/**
 * A stop that ends: what is in hand is finished or, after the bound, left to the next worker, whom the lease lets in when it runs out.
 * Nothing is lost by that: a batch is one transaction, and an attempt whose answer was not recorded counts as made.
 */
async function within({ config: { stopMs }, house, close }: Opened, stop: () => Promise<void>, operations: () => Promise<void>): Promise<void> {
  stopping = true;
  const bound = setTimeout(() => {
    house.api.log.error('stop_cut_short', { ms: stopMs });
    process.exit(1);
  }, stopMs);
  await stop();
  await operations();
  await close();
  clearTimeout(bound);
}

async function doorOf(opened: Opened): Promise<HouseDoor> {
  const { house } = opened;
  const mappingFor = async (creditorId: string, mapping: unknown) => {
    const found = mapping ?? (await house.api.intake.mapping(creditorId));
    if (found === null) throw new Terminal('no_mapping', `Creditor "${creditorId}" has no saved mapping. Give one with --mapping FILE.`);
    return found;
  };
  return {
    importFile: async ({ mapping, creditorId, path, format, onProgress }) =>
      house.importPath({ creditorId, path, name: path.split('/').at(-1) ?? 'file', format: format as FileFormat | undefined, mapping: await mappingFor(creditorId, mapping), onProgress }),
    rejectedRows: async (importId, limit) => (await house.api.intake.errors(importId, limit)).items.flatMap((row) => row.remarks.map((r) => ({ line: row.line, ...r }))),
    preview: async (creditorId, path, format, mapping) => previewFile(path, await mappingFor(creditorId, mapping), format as FileFormat | undefined),
    saveMapping: (creditorId, mapping) => house.api.intake.saveMapping(creditorId, mapping, clock.now()),
    ...planDoor(house),
    async addStaff({ email, name, role }) {
      if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw new Terminal('bad_request', `"${email}" is not an e-mail address.`);
      if ((await house.api.desk.staffByEmail(email)) !== null) throw new Terminal('exists', `${email} may sign in already.`);
      const password = randomBytes(15).toString('base64url');
      const id = house.api.digest(email.toLowerCase()).slice(0, 12);
      await house.api.desk.addStaff({ id, email, name, role, passwordHash: await hashPassword(password) }, clock.now());
      return { id, email, password };
    },
    ...agencyDoor(house, USER),
    ...templateDoor(house),
    saveCreditor: (creditor) => house.api.intake.saveCreditor({ ...creditor, hasMapping: false }),
    takeMail: (bytes) => takeMailFile(house, bytes),
    resume: (gap, reason) => house.database.transaction((session) => liftSendingHold(session, { at: clock.now(), by: `cli:${USER}`, gap, reason })),
    tick: () => house.api.tick(),
    replay: (slot, seq) => house.api.replay(slot, seq),
    verify: (onSlot) => verifyChains(house.api.reading, house.api.digest, onSlot),
    corrections: (withWords) => readingCorrections(house.database, house.api.keys, withWords),
    exportRows: (what) => exportRows(house.database, what, house.archive),
    ...archiveDoor(house),
    ...accountsDoor(house, opened.smsAccounts),
    ...lettersDoor(house),
    doctorCitus: () => examineCitus(house.database, house.api.keys, house.api.digest),
    async doctor() {
      const plan = await house.api.plans.released();
      return [
        { check: 'database', ok: true, detail: `${house.database.backend}, schema version ${opened.version}` },
        { check: 'rule packs', ok: true, detail: packsInForce() },
        { check: 'holidays', ok: missingHolidays().length === 0, detail: missingHolidays().length === 0 ? 'loaded' : `not loaded: ${missingHolidays().join(', ')}; rules that need them refuse. See dunwell holidays import` },
        { check: 'SMS channel', ok: true, detail: opened.smsAccounts !== null ? `${opened.smsAccounts.accounts.length} accounts; see dunwell sms accounts` : opened.config.sms !== null ? 'gateway of the lender' : opened.config.demo ? 'sandbox' : 'none: texts are decided but none leaves' },
        { check: 'e-mail channel', ok: true, detail: opened.config.mail === null ? 'none: e-mails are decided but none leaves' : `${opened.config.mail.dkim === null ? 'not signed here' : 'signed (DKIM)'}; bounces and answers ${opened.config.mailIn === null ? 'by hook or `dunwell mail take`' : `on port ${opened.config.mailIn.port}`}` },
        { check: 'letters', ok: true, detail: opened.config.letters === null ? 'none: letters are decided but none is set' : `set and laid for the print house; ${(await openLetterStore(house.database, house.api.keys).slotsWithLetters()).length === 0 ? 'none waits' : 'some wait (dunwell letters batch)'}` },
        { check: 'clock', ...(await clockFinding(house)) },
        { check: 'sending', ...(await sendingFinding(house)) },
        { check: 'plan in force', ok: true, detail: plan === null ? 'none: nothing goes out' : `${plan.plan}@${plan.version}` },
        { check: 'plan readable', ok: plan === null || (await house.api.planProblems(plan.yaml)).length === 0, detail: plan === null ? 'none' : 'yes' },
        await templateFinding(house),
        ...(await examine(house.database)),
        ...(await examineMonthsOf(house)),
      ];
    },
    close: opened.close,
  };
}

/** A clock behind what was recorded decides nothing (law 4): what lies ahead of it would not be counted. */
async function clockFinding(house: House): Promise<{ readonly ok: boolean; readonly detail: string }> {
  const [row] = await house.database.query<{ newest: number }>('select max(newest_at) as newest from dunwell.slot');
  const newest = row?.newest ?? 0;
  const now = clock.now();
  return now >= newest ? { ok: true, detail: new Date(now).toISOString() } : { ok: false, detail: `${new Date(now).toISOString()}, ${Math.ceil((newest - now) / 1000)} s behind what was recorded (${new Date(newest).toISOString()}): where that was, nothing is decided or begun until it has caught up. Set the clock right` };
}

async function sendingFinding(house: House): Promise<{ readonly ok: boolean; readonly detail: string }> {
  const hold = await sendingHold(house.database);
  return { ok: hold === null, detail: hold === null ? 'not held' : holdWords(hold) };
}

/** Whoever starts a restored house must see why nothing leaves. */
async function sayHold(house: House): Promise<void> {
  const hold = await sendingHold(house.database);
  if (hold !== null) console.error(`ATTENTION: ${holdWords(hold)}.`);
}

const missingHolidays = () => missingHolidayYears(toLocal('UTC', clock.now()).date);

/** The versions in force now, by series. The start would have stopped at any that is not valid. */
function packsInForce(): string {
  const { packs } = lawInForce();
  const today = toLocal('UTC', clock.now()).date;
  return packs.filter((pack) => pack.from <= today && (pack.to === undefined || pack.to >= today)).map((pack) => `${pack.pack}@${pack.version}${pack.operator === true ? ' (operator)' : ''}`).join(', ');
}

const runtime: Runtime = {
  ...backupDoor(config, USER),
  explain: (error) => explain(error, config()),
  open: async () => doorOf(await open()),
  async serve({ port, demo }) {
    const opened = await open({ ...(port === undefined ? {} : { PORT: String(port) }), ...(demo ? {} : { DUNWELL_DEMO: 'off' }) });
    if (opened.joined) {
      await opened.close();
      throw new Error(`config: another Dunwell runs on ${opened.config.dataFolder} already. Use it, stop it, or set DUNWELL_DATA to another folder.`);
    }
    await sayHold(opened.house);
    const operations = await operationsOf(opened);
    const running = await startServer(opened.house, opened.config, (line) => console.log(line), opened.watch);
    await untilStopped();
    console.log('Stopping: finishing the turn in hand …');
    await within(opened, () => running.stop(), operations);
    console.log('Stopped.');
  },
  async work() {
    const opened = await open();
    await sayHold(opened.house);
    const operations = await operationsOf(opened);
    const stop = await startWorkers(opened.house, opened.config);
    console.log(`Workers are up: ${opened.config.lanes} lanes. Ctrl-C stops them after the round in hand.`);
    await untilStopped();
    await within(opened, stop, operations);
  },
  async migrate() {
    const opened = await open();
    await opened.close();
    return { applied: opened.applied, version: opened.version };
  },
  async readBytes(path) {
    try {
      return path === '-' ? await bytesOf(process.stdin) : await readFile(path);
    } catch {
      throw new Terminal('not_found', `${path} cannot be read. Check the path.`);
    }
  },
  async readText(path) {
    try {
      return path === '-' ? await textOf(process.stdin) : await readFile(path, 'utf8');
    } catch {
      throw new Terminal('not_found', `${path} cannot be read. Check the path.`);
    }
  },
  checkPlan: (yaml) => readPlanText(yaml).problems,
  checkText,
  lintTemplate: (yaml) => checkTemplate({ version: 0, ...readTemplateText(yaml) }),
  checkExamples: (json) => {
    loadLaw(readLawPacks(process.env));
    return checkExamples(json);
  },
  holidays() {
    loadLaw(readLawPacks(process.env));
    return holidayTables().map(({ table, title, years }) => ({ table, title, years: [...new Set(years.map((one) => one.year))] }));
  },
  importHolidays: (text, wish) => {
    loadLaw(readLawPacks(process.env));
    return importHolidays(readLawPacks(process.env), text, wish);
  },
  checkReceived: (told) => {
    loadLaw(readLawPacks(process.env));
    return checkReceived(told);
  },
  settings() {
    const inForce = settingsInForce(process.env);
    const accounts = smsAccountsOf(config());
    return accounts === null ? inForce : inForce.flatMap((one) => (one.name === 'DUNWELL_SMS_ACCOUNTS' ? [one, ...accountsInForce(accounts)] : [one]));
  },
  user: USER,
};

// A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
const outSlowly = async (text: string): Promise<void> => {
  if (!process.stdout.write(text)) await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()));
};
process.exitCode = await run(process.argv.slice(2), runtime, { out: (text) => void process.stdout.write(text), outSlowly, err: (text) => process.stderr.write(text), errIsTty: process.stderr.isTTY === true }, VERSION);
