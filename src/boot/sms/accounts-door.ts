import { openSmsQuota } from '../../adapters/postgres/sms-quota.js';
import { destinationOf, orderOf, routeFor, type Destination, type Price, type Route } from '../../adapters/sms/routing/routes.js';
import { priceIn, serves } from '../../adapters/sms/routing/routing-sms.js';
import type { HouseDoor, SmsAccountReport, SmsAsked, SmsReport, SmsWay } from '../../cli/house-door.js';
import { currencyExponent } from '../../domain/money/money.js';
import { toLocal } from '../../domain/time/zone.js';
import { Terminal } from '../../engine/ports/errors.js';
import type { House } from '../house.js';
import { segmentsAt } from './open-accounts.js';
import type { ReadAccount, SmsAccounts } from './read-accounts.js';

const CONNECT_MS = 10_000;
/** No attempt's: only for seeing how a share by weight could fall. */
const NO_KEY = 'c0-0';

/** 3 segments of 3,500 thousandths of a fen as `0.105 CNY`. */
function costWords(price: Price | null, segments: number): string | null {
  if (price === null) return null;
  const digits = currencyExponent(price.currency) + 3;
  const text = String(price.milliMinorPerSegment * segments).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '') + ` ${price.currency}`;
}

const USUAL_HOST = { aliyun: 'dysmsapi.aliyuncs.com', tencent: 'sms.tencentcloudapi.com', twilio: 'api.twilio.com' } as const;

/** Where it connects to, and nothing of what it proves itself with. */
function placeOf({ entry }: ReadAccount): string {
  if (entry.kind === 'cmpp' || entry.kind === 'smpp') return `${entry.connection.host}${entry.connection.port === undefined ? '' : `:${entry.connection.port}`}`;
  return entry.kind === 'gateway' ? new URL(entry.connection.url).host : entry.connection.endpoint === undefined ? USUAL_HOST[entry.kind] : new URL(entry.connection.endpoint).host;
}

/** A line for each account, fit to be shown. */
export function accountsInForce({ accounts }: SmsAccounts): readonly { readonly name: string; readonly value: string; readonly from: 'environment' }[] {
  return accounts.map((one) => {
    const { kind, countries, per_day, per_second } = one.entry;
    const limits = [...(per_day === undefined ? [] : [`${per_day.segments} segments a day`]), ...(per_second === undefined ? [] : [`${per_second} a second`])];
    return { name: `  SMS account ${one.name}`, value: [kind, placeOf(one), countries.join(' '), ...limits].join(', '), from: 'environment' };
  });
}

/** Accounts in the order in which they would be tried for a destination, and by what it goes. */
function triedFor({ accounts, routes }: SmsAccounts, destination: Destination): { readonly by: Route['by'] | null; readonly tried: readonly ReadAccount[] } {
  const byName = new Map(accounts.map((one) => [one.name, one]));
  const route = routeFor(routes, destination);
  const names = route === null ? [] : orderOf(route, NO_KEY, (name) => priceIn(byName.get(name)?.prices ?? new Map<string, Price>(), destination.country));
  return { by: route?.by ?? null, tried: names.flatMap((name) => byName.get(name) ?? []).filter(({ entry }) => serves({ countries: entry.countries }, destination.country)) };
}

/** What so many segments cost at each account that would be tried for a country; `null`: the file names no price. */
export function costsIn(accounts: SmsAccounts, country: string, segments: number): readonly { readonly account: string; readonly cost: string | null }[] {
  return triedFor(accounts, { country, operator: null }).tried.map(({ name, prices }) => ({ account: name, cost: costWords(priceIn(prices, country), segments) }));
}

function wayOf(accounts: SmsAccounts, to: string, text: string | undefined): SmsWay {
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new Terminal('bad_request', `"${to}" is no number in E.164, such as +8613800000000.`, 'to');
  const { country, operator } = destinationOf(to, '');
  const { by, tried } = triedFor(accounts, { country, operator });
  return {
    country, operator, by,
    accounts: tried.map((one) => {
      const segments = text === undefined ? null : segmentsAt(one, text);
      return { name: one.name, segments, cost: costWords(priceIn(one.prices, country), segments ?? 1) };
    }),
  };
}

async function reportsOf(house: House, { accounts }: SmsAccounts, connect: boolean): Promise<readonly SmsAccountReport[]> {
  const quota = openSmsQuota(house.database);
  if (connect) {
    house.sms?.start();
    await house.sms?.connected(CONNECT_MS);
  }
  const states = new Map((house.sms?.channel.accounts() ?? []).map((one) => [one.name, one.state]));
  const reports = await Promise.all(accounts.map(async (one): Promise<SmsAccountReport> => {
    const { kind, countries, per_day } = one.entry;
    const used = per_day === undefined ? null : await quota.used(one.name, toLocal(per_day.zone, house.api.clock.now()).date);
    return { name: one.name, kind, place: placeOf(one), countries, state: connect ? (states.get(one.name) ?? 'idle') : null, usedToday: used, perDay: per_day?.segments ?? null };
  }));
  if (connect) await house.sms?.close();
  return reports;
}

/** What the operator asks of the accounts. Connects only where that is asked: a second sign-on can be one more than the contract allows. */
export function accountsDoor(house: House, read: SmsAccounts | null): Pick<HouseDoor, 'smsAccounts'> {
  return {
    async smsAccounts({ to, text, connect }: SmsAsked): Promise<SmsReport> {
      if (read === null) throw new Terminal('no_accounts', 'No SMS accounts are set up. See DUNWELL_SMS_ACCOUNTS.');
      const way = to === undefined ? null : wayOf(read, to, text);
      return { accounts: await reportsOf(house, read, connect), way };
    },
  };
}
