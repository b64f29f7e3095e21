import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { operatorOf, type Operator } from './china-prefixes.js';

/** Price of one segment in thousandths of a minor unit: operators quote 0.035 yuan, which is 3.5 fen. */
export interface Price {
  readonly currency: string;
  readonly milliMinorPerSegment: number;
}

/** One way for texts of a country, or of one operator in it: accounts in the order in which they are tried. */
export interface Route {
  /** ISO 3166 alpha-2, or `*`. */
  readonly country: string;
  /** In mainland China, by the prefix of the number; `*` every. */
  readonly operator: Operator | '*';
  /** `order`: as listed. `cost`: the cheapest first. `weight`: each attempt begins at one of them, by its key, in proportion; the others follow as listed. */
  readonly by: 'order' | 'cost' | 'weight';
  readonly accounts: readonly { readonly name: string; readonly weight: number }[];
}

/** Where a text goes. */
export interface Destination {
  /** ISO 3166 alpha-2; empty when neither the number nor the person tells. */
  readonly country: string;
  readonly operator: Operator | null;
}

/** By the number first: it is the number that an operator must know how to reach. */
export function destinationOf(e164: string, countryOfPerson: string): Destination {
  const country = parsePhoneNumberFromString(e164)?.country ?? countryOfPerson;
  return { country, operator: operatorOf(e164)?.operator ?? null };
}

/** The most exact route that fits: operator before country before `*`. */
export function routeFor(routes: readonly Route[], { country, operator }: Destination): Route | null {
  const rank = (route: Route): number => {
    if (route.operator !== '*') return route.country === country && route.operator === operator ? 3 : 0;
    return route.country === country ? 2 : route.country === '*' ? 1 : 0;
  };
  return routes.reduce<Route | null>((best, route) => (rank(route) > (best === null ? 0 : rank(best)) ? route : best), null);
}

/** A number from 0 up to below 1 that is always the same for a key (FNV-1a, 32 bits). */
function shareOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193) >>> 0;
  // The last steps mix the low bits, in which keys that count up differ, into the high ones.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Names of accounts in the order in which they are tried for an attempt. `priceOf`: null, and by cost the account comes last. */
export function orderOf(route: Route, key: string, priceOf: (name: string) => Price | null): readonly string[] {
  const listed = route.accounts.map(({ name }) => name);
  if (route.by === 'order') return listed;
  if (route.by === 'cost') {
    const cost = (name: string) => priceOf(name)?.milliMinorPerSegment ?? Number.POSITIVE_INFINITY;
    return listed.map((name, i) => ({ name, i })).sort((a, b) => cost(a.name) - cost(b.name) || a.i - b.i).map(({ name }) => name);
  }
  const total = route.accounts.reduce((sum, { weight }) => sum + weight, 0);
  let left = shareOf(key) * total;
  const first = route.accounts.find(({ weight }) => (left -= weight) < 0)?.name ?? listed[0];
  return first === undefined ? [] : [first, ...listed.filter((name) => name !== first)];
}
