import { hash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { checkPassword } from '../adapters/keys/passwords.js';
import { openFileKeys } from '../adapters/keys/file-keys.js';
import { digestOfFile, spoolFile } from '../adapters/files/digest.js';
import { parsePlanYaml } from '../adapters/files/plan-yaml.js';
import { openDeskStore, openInbox } from '../adapters/postgres/desk-store.js';
import { openIntakeStore } from '../adapters/postgres/intake-store.js';
import { openPlanStore } from '../adapters/postgres/plan-store.js';
import { openStore } from '../adapters/postgres/store.js';
import { openReading } from '../adapters/postgres/views/reading.js';
import { sandboxSms } from '../adapters/sms/fake/sandbox-sms.js';
import type { ApiDeps } from '../api/deps.js';
import { toLocal } from '../domain/time/zone.js';
import { replay } from '../engine/audit/replay.js';
import { verifyChains } from '../engine/audit/verify-chain.js';
import { recordTaskOutcome, startTask } from '../engine/desk/tasks.js';
import { importFile } from '../engine/intake/import-file.js';
import { dryRun } from '../engine/planning/dry-run.js';
import type { Clock, Log } from '../engine/ports/clock.js';
import type { Database } from '../engine/ports/database.js';
import { Terminal } from '../engine/ports/errors.js';
import type { FileFormat } from '../engine/ports/files.js';
import type { ImportRecord } from '../engine/ports/intake.js';
import type { PlanVersionRecord } from '../engine/ports/plans.js';
import type { PlanInForce } from '../engine/review/review-slot.js';
import { settleNow, tick, type TickDeps } from '../engine/tick.js';
import { isReasonCode, reasonWords } from '../strategy/reasons.js';
import { readPlan } from '../strategy/plan/read-plan.js';
import type { Plan } from '../strategy/plan/plan.js';
import { VERSION } from './config.js';
import { mappingOrThrow, previewFile, readRows } from './read-file.js';
import { ruleWords } from './rule-words.js';

export interface HouseOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataFolder: string;
  readonly key: string | undefined;
  readonly demo: boolean;
  readonly publicUrl: string;
  readonly pauseAt?: TickDeps['pauseAt'];
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
  readonly importPath: (file: FileImport) => Promise<ImportRecord>;
  readonly dryRunPlan: (plan: Plan, onSlot?: (done: number, of: number) => void) => ReturnType<typeof dryRun>;
  readonly readPlanText: (yaml: string) => { readonly plan: Plan | null; readonly problems: readonly { readonly where: string; readonly problem: string; readonly line: number | null }[] };
  /** Secret under which the sandbox network signs what it sends. */
  readonly sandboxSecret: string;
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');

export function readPlanText(yaml: string): ReturnType<House['readPlanText']> {
  const parsed = parsePlanYaml(yaml);
  if (!parsed.ok) return { plan: null, problems: parsed.problems };
  const reading = readPlan(parsed.value);
  if (reading.ok) return { plan: reading.plan, problems: [] };
  return { plan: null, problems: reading.problems.map((p) => ({ where: p.where, problem: p.problem, line: parsed.lineOf(p.where) })) };
}

/** Plans by digest, read once: a version never changes. */
function planReader() {
  const known = new Map<string, Plan>();
  return (record: PlanVersionRecord): Plan => {
    const found = known.get(record.digest);
    if (found !== undefined) return found;
    const { plan, problems } = readPlanText(record.yaml);
    if (plan === null) throw new Terminal('bad_plan', `Plan ${record.plan} version ${record.version} cannot be read: ${problems[0]?.where ?? ''} ${problems[0]?.problem ?? ''}`);
    known.set(record.digest, plan);
    return plan;
  };
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const { database, clock, log } = options;
  const keys = openFileKeys(join(options.dataFolder, 'operator.key'), options.key);
  const store = openStore(database, keys, sha256);
  const reading = openReading(database, keys);
  const desk = openDeskStore(database);
  const plans = openPlanStore(database);
  const intake = openIntakeStore(database, sha256);
  const inbox = openInbox(database);
  const planOf = planReader();
  const owner = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
  const creditors = async () => new Map((await intake.creditors()).map((c) => [c.id, { nameEn: c.nameEn, nameZh: c.nameZh, phone: c.phone }]));
  const inForce = async (): Promise<PlanInForce | null> => {
    const record = await plans.released();
    if (record === null) return null;
    return { plan: planOf(record), pins: { code: VERSION, tz: process.versions.tz ?? 'unknown', plan: record.plan, planVersion: record.version, planDigest: record.digest.slice(0, 16) } };
  };
  const tickDeps = async (): Promise<TickDeps> => ({
    store, channel: options.demo ? sandboxSms(database, clock) : null, keys, digest: sha256, clock, log, letterheads: await creditors(), portalUrl: options.publicUrl,
    owner, inForce, ...(options.pauseAt === undefined ? {} : { pauseAt: options.pauseAt }),
  });
  const importPath = async (file: FileImport): Promise<ImportRecord> => {
    const mapping = mappingOrThrow(file.mapping);
    if (!(await intake.creditors()).some((c) => c.id === file.creditorId)) throw new Terminal('not_found', `No creditor "${file.creditorId}". Add it first.`, 'creditor');
    return importFile({ store: intake, keys, digest: sha256, clock, log }, {
      creditorId: file.creditorId, fileName: file.name, digest: await digestOfFile(file.path), mappingDigest: sha256(JSON.stringify(mapping)),
      asOf: toLocal('UTC', clock.now()).date, rows: readRows(file.path, mapping, file.format), ...(file.onProgress === undefined ? {} : { onProgress: file.onProgress }), ...(file.shouldStop === undefined ? {} : { shouldStop: file.shouldStop }),
    });
  };
  const dryRunPlan: House['dryRunPlan'] = async (plan, onSlot) => {
    const current = await plans.released();
    return dryRun(store, plan, current === null ? null : planOf(current), clock.now(), onSlot);
  };
  const sandboxSecret = keys.blind('hook-secret', 'sandbox');
  const noPlan = { code: VERSION, tz: process.versions.tz ?? 'unknown', plan: 'none', planVersion: 0, planDigest: '' };
  const deskDeps = async () => ({ store, desk, keys, digest: sha256, clock, pins: (await inForce())?.pins ?? noPlan });
  const api: ApiDeps = {
    clock, log, keys, digest: sha256, store, reading, desk, inbox, intake, plans, demo: options.demo, secureCookies: options.publicUrl.startsWith('https:'),
    random: (bytes) => randomBytes(bytes), checkPassword,
    tick: async () => tick(await tickDeps()),
    settleNow: async (slot) => settleNow(await tickDeps(), slot),
    dryRun: async (name, version) => {
      const record = await plans.version(name, version);
      if (record === null) throw new Terminal('not_found', `No plan ${name} version ${version}.`);
      return dryRunPlan(planOf(record));
    },
    planProblems: (yaml) => readPlanText(yaml).problems.map((p) => ({ where: p.line === null ? p.where : `${p.where} (line ${p.line})`, problem: p.problem })),
    planName: (yaml) => {
      const parsed = parsePlanYaml(yaml);
      const name = parsed.ok && typeof parsed.value === 'object' && parsed.value !== null ? (parsed.value as { name?: unknown }).name : undefined;
      return typeof name === 'string' && name !== '' ? name : null;
    },
    replay: (slot, seq) => replay(reading, async (name, version) => { const record = await plans.version(name, version); return record === null ? null : planOf(record); }, slot, seq),
    verifyChains: () => verifyChains(reading, sha256),
    startTask: async (contactId, staffId) => startTask(await deskDeps(), contactId, staffId),
    taskOutcome: (contactId, staffId, outcome) => recordTaskOutcome({ store, clock }, contactId, staffId, outcome),
    spool: (source) => spoolFile(source),
    previewFile: (file, mapping) => previewFile(file.path, mapping, file.format),
    importFile: (creditorId, file, mapping) => importPath({ creditorId, path: file.path, name: file.name, format: file.format, mapping }),
    ruleWords,
    reasonWords: (code) => (isReasonCode(code) ? reasonWords(code) : { en: code, zh: code }),
    hookSecret: (provider) => (provider === 'sandbox' && options.demo ? sandboxSecret : null),
  };
  return { api, database, importPath, dryRunPlan, readPlanText, sandboxSecret };
}
