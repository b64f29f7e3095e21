import { readLeaps, type Leaps } from '../adapters/clock/leaping-clock.js';

/**
 * One setting from the environment. A new one is one entry in {@link SETTINGS}: the start, `dunwell config` and
 * docs/operating/configuration.md follow from it.
 */
export interface Setting<T, F extends string | null> {
  readonly meaning: string;
  /** Goes on from "it must be". */
  readonly is: string;
  readonly example: string;
  /** Read when it is not set; null: then there is none, or it follows from others as `otherwise` says. */
  readonly fallback: F;
  readonly otherwise?: string;
  /** Never shown. Set but empty it is wrong: a secret that was not mounted must not mean another key or database. */
  readonly secret?: true;
  /** `undefined`: cannot be used. */
  readonly read: (text: string) => T | undefined;
}

type Rest = { readonly otherwise?: string; readonly secret?: true };

function setting<T, F extends string | null>(meaning: string, is: string, example: string, fallback: F, read: (text: string) => T | undefined, rest: Rest = {}): Setting<T, F> {
  return { meaning, is, example, fallback, read, ...rest };
}

function whole<F extends string | null>(meaning: string, fallback: F, min: number, max: number, example: string): Setting<number, F> {
  const read = (text: string) => (/^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined);
  return setting(meaning, `a whole number from ${min} to ${max}`, example, fallback, read);
}

function oneOf<T extends string, F extends T | null>(meaning: string, words: readonly T[], fallback: F, example: T, rest: Rest = {}): Setting<T, F> {
  return setting(meaning, `one of ${words.join(', ')}`, example, fallback, (text) => words.find((word) => word === text), rest);
}

const matching = (pattern: RegExp) => (text: string): string | undefined => (pattern.test(text) ? text : undefined);
const HERE = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether an address leads to this very machine. */
export const leadsHere = (url: string): boolean => HERE.has(new URL(url).hostname);

function readGateway(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  return url.protocol === 'https:' || (url.protocol === 'http:' && leadsHere(text)) ? text : undefined;
}

function readCollector(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '' && url.hash === '' ? text : undefined;
}

function readMailServer(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname) && url.search === '' && (url.username === '') === (url.password === '') ? text : undefined;
}

const readMailAddress = matching(/^[A-Za-z0-9._+-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/);

function readLines(text: string): readonly string[] | undefined {
  const lines = text.split('|').map((line) => line.trim());
  return lines.length >= 2 && lines.length <= 4 && lines.every((line) => line !== '' && line.length <= 50) ? lines : undefined;
}

const folder = (text: string): string | undefined => text;
const HOST = /^[A-Za-z0-9.:_-]{1,253}$/;

/** Every setting there is, in the order in which they are printed. */
export const SETTINGS = {
  DATABASE_URL: setting('PostgreSQL server, 15 or later', 'an address that begins with postgres://', 'postgres://dunwell:…@db.internal/dunwell', null, matching(/^postgres(ql)?:\/\/./), { otherwise: 'an embedded PostgreSQL in DUNWELL_DATA', secret: true }),
  DUNWELL_DATA: setting('data folder', 'a folder', '/var/lib/dunwell/data', null, folder, { otherwise: '`data` in the folder of the package' }),
  DUNWELL_KEY: setting('operator\'s key, in place of the file `operator.key`', '64 hex digits', 'what `openssl rand -hex 32` prints', null, matching(/^[0-9a-fA-F]{64}$/), { otherwise: 'the key file', secret: true }),
  HOST: setting('address on which the doors are opened', 'an address or a name of this machine', '0.0.0.0', '127.0.0.1', matching(HOST)),
  PORT: whole('port of the doors', '8080', 1, 65_535, '8080'),
  DUNWELL_PUBLIC_URL: setting('how borrowers reach the portal; goes into texts. `https:` turns on secure cookies', 'an origin, without a path', 'https://pay.example.com', null, matching(/^https?:\/\/[^/\s@]+$/), { otherwise: 'from `HOST` and `PORT`' }),
  DUNWELL_DEMO: oneOf('demo portfolio, its people and the sandbox phone', ['on', 'off'], null, 'off', { otherwise: '`on`, and `off` where `DUNWELL_SMS_URL`, `DUNWELL_SMS_ACCOUNTS`, `DUNWELL_MAIL_URL` or `DUNWELL_LETTERS` is set' }),
  DUNWELL_SMS_URL: setting('gateway of the lender\'s own, through which texts leave', 'an https:// address without user and password (http:// to this machine only)', 'https://sms.bank.example/texts', null, readGateway, { otherwise: 'none: outside the demo no text leaves' }),
  DUNWELL_SMS_SECRET: setting('signs what goes to the gateway and proves what comes from it', 'a secret with at least 32 characters', 'what `openssl rand -hex 32` prints', null, matching(/^.{32,}$/), { secret: true }),
  DUNWELL_SMS_TIMEOUT_MS: whole('how long the gateway may take to answer, in ms; longer, and a text could leave long after it was judged', '5000', 100, 10_000, '5000'),
  DUNWELL_MAIL_URL: setting('mail server of the lender\'s own, through which e-mails leave ([e-mail](email.md))', 'an address smtps://user:password@host:port or smtp://…, which then must offer STARTTLS unless it is this machine', 'smtps://dunwell:…@mail.bank.example:465', null, readMailServer, { otherwise: 'none: no e-mail leaves', secret: true }),
  DUNWELL_MAIL_FROM: setting('sender of e-mails; the name beside it is the lender\'s', 'a mail address', 'service@mail.bank.example', null, readMailAddress),
  DUNWELL_MAIL_RETURN: setting('where bounces and answers come back; a token is put behind a plus', 'a mail address with at most 18 characters before the @', 'dunwell@bounces.bank.example', null, (text) => (text.indexOf('@') <= 18 && !text.includes('+') ? readMailAddress(text) : undefined), { otherwise: 'that of `DUNWELL_MAIL_FROM`' }),
  DUNWELL_MAIL_DKIM: setting('domain and selector under which e-mails are signed (DKIM)', 'a domain, a slash and a selector', 'mail.bank.example/s1', null, matching(/^[a-z0-9-]+(\.[a-z0-9-]+)+\/[A-Za-z0-9._-]{1,63}$/), { otherwise: 'not signed here' }),
  DUNWELL_MAIL_DKIM_KEY: setting('file with the private key for it (RSA, PEM)', 'a file', '/etc/dunwell/dkim.pem', null, folder),
  DUNWELL_MAIL_TIMEOUT_MS: whole('how long the mail server may take for each answer, in ms', '8000', 100, 10_000, '8000'),
  DUNWELL_MAIL_IN_PORT: whole('port of `serve` on which bounces and answers are taken by SMTP, behind the lender\'s mail server', null, 1, 65_535, '2525'),
  DUNWELL_MAIL_IN_HOST: setting('address of that port', 'an address or a name of this machine', '10.0.0.5', '127.0.0.1', matching(HOST)),
  DUNWELL_MAIL_IN_SECRET: setting('signs what comes by `POST /api/hooks/email/mail`', 'a secret with at least 32 characters', 'what `openssl rand -hex 32` prints', null, matching(/^.{32,}$/), { otherwise: 'none: nothing is taken there', secret: true }),
  DUNWELL_LETTERS: oneOf('letters to print ([letters](letters.md)): paper by the country of the address, or always of one size', ['off', 'on', 'a4', 'letter'], 'off', 'on'),
  DUNWELL_LETTERS_FROM: setting('sender\'s address on letters, its lines divided by a bar', 'two to four lines of at most 50 characters', 'Town Bank|PO Box 1|Springfield, IL 62701', null, readLines, { otherwise: 'the lender\'s name and telephone alone' }),
  DUNWELL_SMS_ACCOUNTS: setting('accounts at operators and providers of SMS, and the routes over them ([SMS accounts](sms-accounts.md))', 'a file', '/etc/dunwell/sms-accounts.yaml', null, folder, { otherwise: 'none' }),
  DUNWELL_ANSWERS: oneOf('whether the robot answers who writes ([answers](robot-answers.md)); off, what is owed an answer waits for people', ['on', 'off'], 'on', 'off'),
  DUNWELL_ALERT_URL: setting('webhook of a pager, rung when somebody may be in danger ([distress](robot-answers.md#distress))', 'an https:// address without user and password (http:// to this machine only)', 'https://pager.bank.example/dunwell', null, readGateway, { otherwise: 'none: the console and the log alone tell it' }),
  DUNWELL_ALERT_SECRET: setting('signs what goes to the pager', 'a secret with at least 32 characters', 'what `openssl rand -hex 32` prints', null, matching(/^.{32,}$/), { secret: true }),
  DUNWELL_LLM_URL: setting('OpenAI-style API of a language model that may vary the words of some answers ([a model](robot-answers.md#a-language-model))', 'an https:// address without user and password (http:// to this machine only)', 'https://llm.bank.example/v1', null, readGateway, { otherwise: 'none: approved words are sent as they are' }),
  DUNWELL_LLM_KEY: setting('key of that API', 'a key', 'what the provider gives', null, matching(/^\S+$/), { secret: true }),
  DUNWELL_LLM_MODEL: setting('name of that model', 'a name', 'example-small', null, matching(/^\S{1,200}$/)),
  DUNWELL_TICK_MS: whole('how often it is looked for slots with work, in ms', '5000', 100, 3_600_000, '5000'),
  DUNWELL_LANES: whole('slots that a process works on at a time ([workers](workers.md))', '2', 1, 64, '4'),
  DUNWELL_STOP_MS: whole('how long a stop waits for the batch and the requests in hand, in ms', '20000', 1_000, 600_000, '20000'),
  LAW_PACKS: setting('folder of packs of one\'s own, which only forbid more', 'a folder', '/etc/dunwell/packs', null, folder, { otherwise: 'none' }),
  LOG_LEVEL: oneOf('least level of the log lines on standard error', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'warn', 'info'),
  DUNWELL_METRICS_PORT: whole('port of `/metrics`, `/health` and `/ready` for the operator, in `serve` and in `work`', null, 1, 65_535, '9464'),
  DUNWELL_METRICS_HOST: setting('address of that port', 'an address or a name of this machine', '10.0.0.5', '127.0.0.1', matching(HOST)),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting('collector of OpenTelemetry to which traces go over OTLP/HTTP ([traces](observability.md#traces))', 'an http:// or https:// address without user, password and query', 'http://127.0.0.1:4318', null, readCollector, { otherwise: 'none: nothing is traced' }),
  DUNWELL_CLOCK: setting<Leaps, null>('made-up time, for trials on one machine', 'five whole numbers, from/start/every/by/times (milliseconds, and how often)', '0/1767225600000/60000/0/1', null, (text) => readLeaps(text) ?? undefined, { otherwise: 'the true time' }),
} as const;

export type SettingName = keyof typeof SETTINGS;
type ValueOf<S> = S extends Setting<infer T, infer F> ? (F extends string ? T : T | null) : never;
export type Settings = { readonly [K in SettingName]: ValueOf<(typeof SETTINGS)[K]> };
export type Environment = Readonly<Record<string, string | undefined>>;

/** Each setting in the form that they share. */
export const settingOf = (name: SettingName): Setting<unknown, string | null> => SETTINGS[name];
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];
