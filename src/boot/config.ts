import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BellOptions } from '../adapters/alerts/webhook-bell.js';
import type { PhrasingOptions } from '../adapters/phrasing/openai-phrasing.js';
import type { GatewayOptions } from '../adapters/sms/http/gateway-sms.js';
import { systemClock } from '../adapters/clock/clocks.js';
import { leapingClock } from '../adapters/clock/leaping-clock.js';
import type { Clock } from '../engine/ports/clock.js';
import { readSettings } from './read-settings.js';
import type { LetterSettings, MailSettings } from './mail.js';
import type { Environment, Settings } from './settings.js';

/** Read once, from the environment and the command line; nothing reads `process.env` elsewhere. */
export interface Config {
  /** `postgres://…`; absent: an embedded PostgreSQL in `dataFolder`. */
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  /** How borrowers reach the portal; goes into texts. */
  readonly publicUrl: string;
  readonly demo: boolean;
  readonly logLevel: string;
  /** How often it is looked for slots in which something waits. */
  readonly tickMs: number;
  /** Slots that this process works on at a time. */
  readonly lanes: number;
  /** 64 hex digits in place of the key file. */
  readonly key: string | undefined;
  /** The lender's own gateway; null: none. */
  readonly sms: GatewayOptions | null;
  /** File of SMS accounts and their routes; null: none. */
  readonly smsAccounts: string | null;
  /** The lender's own mail server; null: none. */
  readonly mail: MailSettings | null;
  /** Where bounces and answers are taken by SMTP; null: nowhere. */
  readonly mailIn: { readonly host: string; readonly port: number } | null;
  /** Letters to print; null: none. */
  readonly letters: LetterSettings | null;
  /** Whether the robot answers. */
  readonly answers: boolean;
  /** Pager for distress; null: none. */
  readonly alert: BellOptions | null;
  /** A model that may vary words; null: none. */
  readonly phrasing: PhrasingOptions | null;
  /** How long a stop waits for what is in hand. */
  readonly stopMs: number;
  /** Where the operator reads metrics and health; null: nowhere. */
  readonly operations: { readonly host: string; readonly port: number } | null;
  /** Collector of traces; null: nothing is traced. */
  readonly collector: string | null;
}

/** Folder of the package: where `examples/`, `plans/` and the console's files are. */
export const PACKAGE_ROOT = packageRoot(dirname(fileURLToPath(import.meta.url)));

function packageRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    try {
      const found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string };
      if (found.name === 'dunwell') return folder;
    } catch {
      // Not here; look one folder up.
    }
    if (dirname(folder) === folder) throw new Error('boot: the package folder was not found above this file; was it installed whole?');
  }
}

export const VERSION: string = (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }).version;

function mailSettings(s: Settings): MailSettings | null {
  if (s.DUNWELL_MAIL_URL === null || s.DUNWELL_MAIL_FROM === null) return null;
  const [domain = '', selector = ''] = s.DUNWELL_MAIL_DKIM?.split('/') ?? [];
  return {
    url: s.DUNWELL_MAIL_URL, from: s.DUNWELL_MAIL_FROM, returnTo: (s.DUNWELL_MAIL_RETURN ?? s.DUNWELL_MAIL_FROM).toLowerCase(), timeoutMs: s.DUNWELL_MAIL_TIMEOUT_MS, secret: s.DUNWELL_MAIL_IN_SECRET,
    dkim: s.DUNWELL_MAIL_DKIM_KEY === null ? null : { domain, selector, keyFile: s.DUNWELL_MAIL_DKIM_KEY },
  };
}

/** Where the operator's key lies unless it comes from the environment. */
export const keyFile = (config: Pick<Config, 'dataFolder'>): string => join(config.dataFolder, 'operator.key');

/** The operator's own folder of packs, if there is one; read by itself, for `gate check` needs no more. */
export function readLawPacks(environment: Environment): string | undefined {
  const folder = environment['LAW_PACKS'];
  return folder === '' ? undefined : folder;
}

/** Validated configuration. Throws one error with all that is wrong and what it should be. */
export function readConfig(environment: Environment): Config {
  const s = readSettings(environment);
  const sms = s.DUNWELL_SMS_URL === null || s.DUNWELL_SMS_SECRET === null ? null : { url: s.DUNWELL_SMS_URL, secret: s.DUNWELL_SMS_SECRET, timeoutMs: s.DUNWELL_SMS_TIMEOUT_MS };
  return {
    databaseUrl: s.DATABASE_URL ?? undefined, dataFolder: resolve(s.DUNWELL_DATA ?? join(PACKAGE_ROOT, 'data')), host: s.HOST, port: s.PORT,
    smsAccounts: s.DUNWELL_SMS_ACCOUNTS === null ? null : resolve(s.DUNWELL_SMS_ACCOUNTS), mail: mailSettings(s), mailIn: s.DUNWELL_MAIL_IN_PORT === null ? null : { host: s.DUNWELL_MAIL_IN_HOST, port: s.DUNWELL_MAIL_IN_PORT },
    letters: s.DUNWELL_LETTERS === 'off' ? null : { paper: s.DUNWELL_LETTERS, from: s.DUNWELL_LETTERS_FROM ?? [] },
    publicUrl: s.DUNWELL_PUBLIC_URL ?? `http://${s.HOST === '0.0.0.0' ? '127.0.0.1' : s.HOST}:${s.PORT}`, demo: s.DUNWELL_DEMO === null ? sms === null && s.DUNWELL_SMS_ACCOUNTS === null && s.DUNWELL_MAIL_URL === null && s.DUNWELL_LETTERS === 'off' : s.DUNWELL_DEMO === 'on',
    logLevel: s.LOG_LEVEL, tickMs: s.DUNWELL_TICK_MS, lanes: s.DUNWELL_LANES, stopMs: s.DUNWELL_STOP_MS, key: s.DUNWELL_KEY ?? undefined, sms,
    operations: s.DUNWELL_METRICS_PORT === null ? null : { host: s.DUNWELL_METRICS_HOST, port: s.DUNWELL_METRICS_PORT },
    collector: s.OTEL_EXPORTER_OTLP_ENDPOINT,
    answers: s.DUNWELL_ANSWERS === 'on',
    alert: s.DUNWELL_ALERT_URL === null || s.DUNWELL_ALERT_SECRET === null ? null : { url: s.DUNWELL_ALERT_URL, secret: s.DUNWELL_ALERT_SECRET },
    phrasing: s.DUNWELL_LLM_URL === null || s.DUNWELL_LLM_KEY === null || s.DUNWELL_LLM_MODEL === null ? null : { url: s.DUNWELL_LLM_URL, key: s.DUNWELL_LLM_KEY, model: s.DUNWELL_LLM_MODEL },
  };
}

/** The system's clock; or, for a trial (docs/operating/chaos.md), a made-up one that follows from it. */
export function readClock(environment: Environment, base: Clock = systemClock): Clock {
  const { DUNWELL_CLOCK: leaps } = readSettings(environment);
  return leaps === null ? base : leapingClock(base, leaps);
}
