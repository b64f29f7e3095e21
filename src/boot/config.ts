import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GatewayOptions } from '../adapters/sms/http/gateway-sms.js';
import { readSmsSettings } from './sms-settings.js';

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

/** Where the operator's key lies unless it comes from the environment. */
export const keyFile = (config: Pick<Config, 'dataFolder'>): string => join(config.dataFolder, 'operator.key');

type Environment = Readonly<Record<string, string | undefined>>;

function number(environment: Environment, name: string, fallback: number, min: number, max: number): number {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) throw new Error(`config: ${name} must be a whole number from ${min} to ${max}, not "${text}"`);
  return value;
}

/** The operator's own folder of packs, if there is one; read by itself, for `gate check` needs no more. */
export function readLawPacks(environment: Environment): string | undefined {
  const folder = environment['LAW_PACKS'];
  return folder === '' ? undefined : folder;
}

/** Validated configuration. Throws with the name of what is wrong and what it should be. */
export function readConfig(environment: Environment): Config {
  const port = number(environment, 'PORT', 8080, 1, 65_535);
  const host = environment['HOST'] ?? '127.0.0.1';
  const sms = readSmsSettings(environment);
  const demo = environment['DUNWELL_DEMO'] ?? (sms === null ? 'on' : 'off');
  if (demo !== 'on' && demo !== 'off') throw new Error(`config: DUNWELL_DEMO must be on or off, not "${demo}"`);
  const publicUrl = environment['DUNWELL_PUBLIC_URL'] ?? `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  if (!/^https?:\/\/[^/]+$/.test(publicUrl)) throw new Error('config: DUNWELL_PUBLIC_URL must be an origin such as https://pay.example.com, without a path');
  const databaseUrl = environment['DATABASE_URL'];
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error('config: DATABASE_URL must begin with postgres://');
  return {
    databaseUrl, dataFolder: resolve(environment['DUNWELL_DATA'] ?? join(PACKAGE_ROOT, 'data')), host, port, publicUrl, demo: demo === 'on',
    logLevel: environment['LOG_LEVEL'] ?? 'warn', tickMs: number(environment, 'DUNWELL_TICK_MS', 5_000, 100, 3_600_000), lanes: number(environment, 'DUNWELL_LANES', 2, 1, 64),
    key: environment['DUNWELL_KEY'], sms,
  };
}
