import { toLocal } from '../../../domain/time/zone.js';
import { USUAL_WINDOW, type OutgoingText, type SendResult, type TextChannel } from '../../../engine/ports/channel.js';
import { faultName } from '../../../engine/ports/fault.js';
import type { Clock, Log } from '../../../engine/ports/clock.js';
import type { Permit } from '../../../law/permit.js';
import type { SmsAccount } from '../account.js';
import { Pacing } from '../pacing.js';
import { Breaker, BREAKER, type BreakerOptions } from './breaker.js';
import type { DayQuota } from './day-quota.js';
import { destinationOf, orderOf, routeFor, type Destination, type Price, type Route } from './routes.js';

/** An account and the terms of its contract. */
export interface RoutedAccount {
  readonly account: SmsAccount;
  /** ISO 3166 alpha-2 of the countries that it serves, or `*`: elsewhere it is never tried, whatever a route says. */
  readonly countries: readonly string[];
  /** By country, or `*`. */
  readonly prices: ReadonlyMap<string, Price>;
  /** Segments of one day, by the calendar of `zone`; null: no limit. */
  readonly perDay: { readonly most: number; readonly zone: string } | null;
  /** Texts that may begin in a second; null: no limit, or the account keeps its own. */
  readonly perSecond: number | null;
  readonly segmentsOf: (text: string) => number;
}

/** What one account made of one text, for whoever counts. `price`: of what may have left. */
export interface Tried {
  readonly account: string;
  readonly country: string;
  readonly result: SendResult['kind'] | 'threw';
  readonly segments: number;
  readonly price: Price | null;
}

export interface RoutingDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly quota: DayQuota;
  readonly tried?: (one: Tried) => void;
  readonly breaker?: BreakerOptions;
}

export interface RoutingSms extends TextChannel {
  /** Of this process. */
  accounts(): readonly { readonly name: string; readonly state: 'up' | 'down' | 'idle'; readonly breaker: 'closed' | 'open' | 'trial' }[];
}

/** What a segment costs in a country, as far as the contract says. */
export const priceIn = (prices: RoutedAccount['prices'], country: string): Price | null => prices.get(country) ?? prices.get('*') ?? null;
/** Whether an account takes texts to a country. */
export const serves = ({ countries }: Pick<RoutedAccount, 'countries'>, country: string): boolean => countries.includes('*') || countries.includes(country);

/** Longer than this, in ms, a text does not wait for its turn at an account while another may have it. */
const RATE_WAIT_MS = 500;

/**
 * Said before anything is written, and of the account alone: it is not to be reached, has no room, does not serve the number, or has no
 * registered template with these words.
 */
const OF_THE_ACCOUNT = /^(not_reached|throttled|not_served|country_not_served|not_registered|wording_differs|value_missing)(:|$)/;

/**
 * Whether another account may have the text: this one certainly let nothing leave, says that it was about itself, and did not
 * spend the permit. `unknown` never (law 4).
 */
export function mayGoElsewhere(result: SendResult, permit: Permit): boolean {
  return result.kind === 'refused' && !permit.used && OF_THE_ACCOUNT.test(result.reason);
}

/** What a result says of the account, for its breaker; null: nothing. A number that does not exist is an answer like any other. */
function speaksFor(result: SendResult): boolean | null {
  if (result.kind !== 'refused') return result.kind === 'sent';
  // 401 and 403: it does not let us in at all.
  if (/^(not_reached|http_40[13])/.test(result.reason)) return false;
  return OF_THE_ACCOUNT.test(result.reason) ? null : true;
}

interface Kept extends RoutedAccount {
  readonly breaker: Breaker;
  readonly pacing: Pacing | null;
}

async function takeQuota({ account, perDay }: Kept, deps: RoutingDeps, segments: number): Promise<{ readonly free: boolean; readonly giveBack: () => Promise<void> }> {
  if (perDay === null) return { free: true, giveBack: async () => undefined };
  const day = toLocal(perDay.zone, deps.clock.now()).date;
  const free = await deps.quota.take(account.provider, day, segments, perDay.most);
  return { free, giveBack: () => deps.quota.giveBack(account.provider, day, segments) };
}

/** One account, once. Refuses before the account is asked when its breaker is open, its day is full, or its turn does not come. */
async function tryAccount(one: Kept, deps: RoutingDeps, permit: Permit, outgoing: OutgoingText, { country }: Destination): Promise<SendResult> {
  const { account, breaker, pacing } = one;
  const provider = account.provider;
  const segments = one.segmentsOf(outgoing.text);
  const refused = (reason: string): SendResult => ({ kind: 'refused', reason, provider });
  if (!breaker.pass(deps.clock.now())) return refused('not_reached:breaker');
  let good: boolean | null = null;
  let turn = false;
  try {
    const quota = await takeQuota(one, deps, segments).catch((error: unknown) => {
      deps.log.error('sms_quota_unknown', { account: provider, error: faultName(error) });
      return { free: false, giveBack: async () => undefined };
    });
    if (!quota.free) return refused('throttled:day');
    turn = pacing === null || (await pacing.enter(RATE_WAIT_MS));
    const result = turn ? await sendBy(one, deps, permit, outgoing, country) : refused('throttled:rate');
    good = speaksFor(result);
    if (result.kind === 'refused') await quota.giveBack().catch(() => undefined);
    return { ...result, provider };
  } finally {
    breaker.ended(good, deps.clock.now());
    if (turn) pacing?.leave();
  }
}

/** Told to whoever counts, however it ends. */
async function sendBy({ account, segmentsOf, prices }: Kept, { tried }: RoutingDeps, permit: Permit, outgoing: OutgoingText, country: string): Promise<SendResult> {
  let kind: Tried['result'] = 'threw';
  try {
    const result = await account.send(permit, outgoing);
    kind = result.kind;
    return result;
  } finally {
    const left = kind === 'sent' || kind === 'unknown';
    tried?.({ account: account.provider, country, result: kind, segments: left ? segmentsOf(outgoing.text) : 0, price: left ? priceIn(prices, country) : null });
  }
}

/** One channel made of accounts: by country and operator, in the order of the route, on to the next only where nothing left. */
export function routingSms(accounts: readonly RoutedAccount[], routes: readonly Route[], deps: RoutingDeps): RoutingSms {
  const kept = new Map(accounts.map((one): [string, Kept] => [
    one.account.provider, { ...one, breaker: new Breaker(deps.breaker ?? BREAKER), pacing: one.perSecond === null ? null : new Pacing({ window: Number.POSITIVE_INFINITY, perSecond: one.perSecond }) },
  ]));
  return {
    provider: 'sms',
    window: accounts.reduce((sum, { account }) => sum + (account.window ?? USUAL_WINDOW), 0),
    async send(permit, outgoing) {
      const destination = destinationOf(outgoing.to, outgoing.country);
      const route = routeFor(routes, destination);
      let last: SendResult = { kind: 'refused', reason: `no_route:${destination.country}` };
      if (route === null) return last;
      for (const name of orderOf(route, outgoing.key, (account) => priceIn(kept.get(account)?.prices ?? new Map(), destination.country))) {
        const one = kept.get(name);
        if (one === undefined || !serves(one, destination.country)) continue;
        if (deps.clock.now() >= permit.claims.expiresAt) break;
        last = await tryAccount(one, deps, permit, outgoing, destination);
        if (!mayGoElsewhere(last, permit)) return last;
      }
      return last;
    },
    accounts: () => [...kept.values()].map(({ account, breaker }) => ({ name: account.provider, state: account.state(), breaker: breaker.state(deps.clock.now()) })),
  };
}
