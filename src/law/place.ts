import { isUnknown } from '../domain/unknown.js';
import type { PersonFacts } from './facts.js';

/** The house's own pack; it applies to everybody, beside the law of the place. */
export const HOUSE = 'HOUSE';

/** Member states of the European Union, ISO 3166 alpha-2. */
const EU = new Set('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '));

/** Countries with a pack of one name. Hong Kong, Macao and Taiwan have laws and codes of their own, and no pack. */
const COUNTRIES: Readonly<Record<string, string>> = { CN: 'CN', GB: 'UK', UK: 'UK', IN: 'IN', ID: 'ID' };

/** Cities with a pack of their own, by state. */
const CITY_PACKS: Readonly<Record<string, { readonly jurisdiction: string; readonly names: readonly string[] }>> = {
  NY: {
    jurisdiction: 'US-NYC',
    names: ['NYC', 'NEW YORK', 'NEW YORK CITY', 'MANHATTAN', 'BROOKLYN', 'QUEENS', 'BRONX', 'THE BRONX', 'STATEN ISLAND'],
  },
};

const STATES = new Set((
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY ' +
  'DC AS GU MP PR VI').split(' '));

/** Whose law fits the person, and which facts are missing to say so. */
export interface Place {
  /** Jurisdictions in order, each once; a jurisdiction may have no pack. */
  readonly jurisdictions: readonly string[];
  /** Paths of facts without which the place is not known. Not empty: no contact can be shown to be lawful. */
  readonly missing: readonly string[];
}

/**
 * Jurisdictions that fit the person. All of them apply at once, so the strictest wins. A city that nobody stated is
 * taken to be the one with rules of its own, so that a missing fact never permits more.
 */
export function placeOfPerson(person: PersonFacts): Place {
  if (isUnknown(person.country) || person.country === '') return { jurisdictions: [], missing: ['person.country'] };
  const country = person.country.toUpperCase();
  if (country === 'US') return placeInUs(person);
  if (EU.has(country) || country === 'EU') return { jurisdictions: ['EU'], missing: [] };
  return { jurisdictions: [COUNTRIES[country] ?? country], missing: [] };
}

function placeInUs(person: PersonFacts): Place {
  if (isUnknown(person.state) || person.state === '') return { jurisdictions: ['US-federal'], missing: ['person.state'] };
  const state = person.state.toUpperCase();
  const jurisdictions = ['US-federal', `US-${state}`];
  const own = CITY_PACKS[state];
  if (own !== undefined && (isUnknown(person.city) || own.names.includes(person.city.trim().toUpperCase()))) jurisdictions.push(own.jurisdiction);
  return { jurisdictions, missing: [] };
}

/** True when it may be among the jurisdictions of some person, or is the house's own. */
export function isJurisdiction(name: string): boolean {
  if (name === HOUSE || name === 'US-federal' || Object.values(CITY_PACKS).some(({ jurisdiction }) => jurisdiction === name)) return true;
  if (name.startsWith('US-')) return STATES.has(name.slice(3));
  return /^[A-Z]{2}$/.test(name) && placeOfPerson({ personId: '', country: name, state: 'unknown', city: 'unknown', locations: 'unknown' }).jurisdictions.includes(name);
}
