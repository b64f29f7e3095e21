import { openAliyun } from '../../adapters/sms/aliyun/aliyun-sms.js';
import { CMPP_DEFAULTS, openCmpp } from '../../adapters/sms/cmpp/open-cmpp.js';
import { cmppSegments } from '../../adapters/sms/cmpp/message-content.js';
import { gatewaySms } from '../../adapters/sms/http/gateway-sms.js';
import { routingSms, type RoutedAccount, type RoutingSms, type Tried } from '../../adapters/sms/routing/routing-sms.js';
import { openSmpp } from '../../adapters/sms/smpp/open-smpp.js';
import { openTencent } from '../../adapters/sms/tencent/tencent-sms.js';
import { openTwilio } from '../../adapters/sms/twilio/twilio-sms.js';
import { openSmsQuota } from '../../adapters/postgres/sms-quota.js';
import type { AccountDeps, SmsAccount } from '../../adapters/sms/account.js';
import { smsSegments } from '../../domain/contact/sms-segments.js';
import type { Database } from '../../engine/ports/database.js';
import type { Hook } from '../../engine/ports/hook.js';
import type { ReadAccount, SmsAccounts } from './read-accounts.js';

type Opened = { readonly account: SmsAccount; readonly hook?: Hook };

/** `reply_ms` as `replyMs`; the names of places in a registered wording are data and stay. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), key === 'places' ? inner : camel(inner)]));
}
type Camel<S> = S extends `${infer A}_${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;
type CamelKeys<T> = T extends readonly (infer E)[] ? readonly CamelKeys<E>[] : T extends object ? { readonly [K in keyof T as K extends string ? Camel<K> : K]: K extends 'places' ? T[K] : CamelKeys<T[K]> } : T;
const camelKeys = <T>(value: T): CamelKeys<T> => camel(value) as CamelKeys<T>;

/** Operators of China bill by 70 characters, or 67 of a long text, whatever they are. */
const chinaSegments = (text: string): number => (text.length <= 70 ? 1 : Math.ceil(text.length / 67));
/** Segments that an account bills for a text. */
export function segmentsAt({ entry }: Pick<ReadAccount, 'entry'>, text: string): number {
  if (entry.kind === 'cmpp') return cmppSegments(text);
  if (entry.kind === 'aliyun' || entry.kind === 'tencent') return chinaSegments(text);
  return smsSegments(text, entry.kind === 'smpp' ? (entry.connection.reference_bits ?? 8) : 8).segments;
}

/** Whether it keeps a connection, whose end it knows of; of the others only the last answer is known. */
export const isLasting = ({ entry }: Pick<ReadAccount, 'entry'>): boolean => entry.kind === 'cmpp' || entry.kind === 'smpp';

function openOne({ name, entry, secretOf }: ReadAccount, deps: AccountDeps, publicUrl: string): Opened {
  const withHook = (account: SmsAccount & { readonly hook: Hook }): Opened => ({ account, hook: account.hook });
  if (entry.kind === 'cmpp') {
    const options = camelKeys(entry.connection);
    return { account: openCmpp(name, { ...CMPP_DEFAULTS, ...options, secret: secretOf(options.secret), perSecond: entry.per_second ?? null }, deps) };
  }
  if (entry.kind === 'smpp') {
    const { tls, ...options } = camelKeys(entry.connection);
    const trusted = tls === undefined ? {} : { tls: { ...tls, ...(tls.ca === undefined ? {} : { ca: secretOf(tls.ca) }) } };
    return { account: openSmpp(name, { ...options, ...trusted, password: secretOf(options.password), tps: entry.per_second ?? 0 }, deps) };
  }
  if (entry.kind === 'aliyun') {
    const options = camelKeys(entry.connection);
    return withHook(openAliyun(name, { ...options, accessKeySecret: secretOf(options.accessKeySecret), hookToken: secretOf(options.hookToken) }, deps));
  }
  if (entry.kind === 'tencent') {
    const options = camelKeys(entry.connection);
    return withHook(openTencent(name, { ...options, secretKey: secretOf(options.secretKey), hookToken: secretOf(options.hookToken) }, deps));
  }
  if (entry.kind === 'twilio') {
    const { apiKey, ...options } = camelKeys(entry.connection);
    const key = apiKey === undefined ? {} : { apiKey: { sid: apiKey.sid, secret: secretOf(apiKey.secret) } };
    // Twilio reaches public addresses alone; without one no receipts are asked for.
    return withHook(openTwilio(name, { ...options, ...key, authToken: secretOf(options.authToken), publicUrl: publicUrl.startsWith('https:') ? publicUrl : null }, deps));
  }
  const { url, secret, timeoutMs } = camelKeys(entry.connection);
  return { account: gatewaySms({ url, secret: secretOf(secret), timeoutMs: timeoutMs ?? 5_000 }, deps.clock, name) };
}

/** All SMS accounts of a house, and the channel that they make. */
export interface OpenedSms {
  readonly channel: RoutingSms;
  readonly hooks: ReadonlyMap<string, Hook>;
  /** Of an account that is a gateway of the lender's own: what signs its hooks; null for any other. */
  hookSecret(name: string): string | null;
  /** Connects. Without it nothing is sent. */
  start(): void;
  /** Resolves when each lasting connection stands, or `waitMs` is over. */
  connected(waitMs: number): Promise<void>;
  /** Whether a text could leave now. While none can, texts stay in the queue instead of being refused one by one. */
  available(): boolean;
  close(): Promise<void>;
}

const LOOK_MS = 50;

export function openSms({ accounts, routes }: SmsAccounts, deps: AccountDeps & { readonly database: Database; readonly publicUrl: string; readonly tried?: (one: Tried) => void }): OpenedSms {
  const opened = accounts.map((read) => ({ read, ...openOne(read, deps, deps.publicUrl) }));
  const quota = openSmsQuota(deps.database);
  const routed = opened.map(({ read, account }): RoutedAccount => ({
    account, countries: read.entry.countries, prices: read.prices, segmentsOf: (text) => segmentsAt(read, text),
    perDay: read.entry.per_day === undefined ? null : { most: read.entry.per_day.segments, zone: read.entry.per_day.zone },
    // A lasting connection keeps its own pace, part by part.
    perSecond: isLasting(read) ? null : (read.entry.per_second ?? null),
  }));
  const channel = routingSms(routed, routes, { clock: deps.clock, log: deps.log, quota, ...(deps.tried === undefined ? {} : { tried: deps.tried }) });
  const lasting = opened.filter(({ read }) => isLasting(read)).map(({ account }) => account);
  let started = false;
  return {
    channel,
    hooks: new Map(opened.flatMap(({ account, hook }) => (hook === undefined ? [] : [[account.provider, hook]]))),
    hookSecret(name) {
      const entry = accounts.find((one) => one.name === name);
      return entry?.entry.kind === 'gateway' ? entry.secretOf(entry.entry.connection.secret) : null;
    },
    start() {
      started = true;
      for (const { account } of opened) account.start();
    },
    async connected(waitMs) {
      for (const until = performance.now() + waitMs; performance.now() < until && lasting.some((account) => account.state() !== 'up'); ) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    },
    available: () => started && channel.accounts().some(({ name, breaker }) => breaker !== 'open' && lasting.every((account) => account.provider !== name || account.state() === 'up')),
    async close() {
      started = false;
      await Promise.all(opened.map(({ account }) => account.close()));
      await quota.close();
    },
  };
}
