import { US_AREA_CODES } from '../nanp-zones.js';
import { chance, pick, type Draw } from './draw.js';
import type { DemoPerson, PersonMaker } from './person.js';

const FIRST = (
  'James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Karen Carlos Maria Jose Ana Luis Rosa Wei Mei ' +
  'Min Hana Kofi Amara Omar Leila Ivan Olga Noah Emma Liam Ava Ethan Mia Lucas Zoe Henry Nora Oscar Ruth Peter Alice Samuel Grace'
).split(' ');
const LAST = (
  'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White ' +
  'Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Chen Wang Okafor'
).split(' ');
const STREETS = ['Example Street', 'Sample Avenue', 'Fictional Road', 'Placeholder Lane', 'Specimen Drive'];

const E = 'America/New_York';
const C = 'America/Chicago';
const M = 'America/Denver';
const P = 'America/Los_Angeles';
/** State, city, zone; how often a place stands here is how often people live there. */
const PLACES: readonly (readonly [string, string, string])[] = [
  ['CA', 'Los Angeles', P], ['CA', 'Los Angeles', P], ['CA', 'San Diego', P], ['CA', 'San Jose', P], ['CA', 'Fresno', P], ['TX', 'Houston', C], ['TX', 'Dallas', C], ['TX', 'Austin', C],
  ['TX', 'El Paso', M], ['NY', 'New York', E], ['NY', 'New York', E], ['NY', 'New York', E], ['NY', 'Buffalo', E], ['NY', 'Albany', E], ['FL', 'Miami', E], ['FL', 'Tampa', E], ['FL', 'Pensacola', C],
  ['MA', 'Boston', E], ['MA', 'Boston', E], ['MA', 'Worcester', E], ['WA', 'Seattle', P], ['WA', 'Seattle', P], ['WA', 'Spokane', P], ['DC', 'Washington', E], ['OH', 'Columbus', E], ['OH', 'Cleveland', E],
  ['IL', 'Chicago', C], ['IL', 'Chicago', C], ['PA', 'Philadelphia', E], ['PA', 'Pittsburgh', E], ['GA', 'Atlanta', E], ['NC', 'Charlotte', E], ['MI', 'Detroit', 'America/Detroit'], ['NJ', 'Newark', E],
  ['VA', 'Richmond', E], ['TN', 'Nashville', C], ['TN', 'Knoxville', E], ['IN', 'Indianapolis', 'America/Indiana/Indianapolis'], ['KY', 'Louisville', 'America/Kentucky/Louisville'],
  ['MN', 'Minneapolis', C], ['MO', 'St. Louis', C], ['WI', 'Milwaukee', C], ['CO', 'Denver', M], ['AZ', 'Phoenix', 'America/Phoenix'], ['UT', 'Salt Lake City', M], ['NV', 'Las Vegas', P],
  ['OR', 'Portland', P], ['HI', 'Honolulu', 'Pacific/Honolulu'], ['AK', 'Anchorage', 'America/Anchorage'], ['LA', 'New Orleans', C], ['MD', 'Baltimore', E], ['CT', 'Hartford', E],
];
const STATES = Object.keys(US_AREA_CODES);

function codesOf(state: string): readonly string[] {
  return (US_AREA_CODES[state] ?? '').split(' ');
}

/**
 * Telephone numbers are those kept for fiction, 555-0100 to 555-0199 behind a real area code: a hundred per code, given out
 * in turn, so that people share one only where a code has run out.
 */
class FictionalNumbers {
  readonly #given = new Map<string, number>();

  next(areaCode: string): string {
    const n = this.#given.get(areaCode) ?? 0;
    this.#given.set(areaCode, n + 1);
    return `(${areaCode}) 555-01${String((n * 37) % 100).padStart(2, '0')}`;
  }
}

export function americanPeople(draw: Draw): PersonMaker {
  const numbers = new FictionalNumbers();
  return {
    make(n, _age, neighbour): DemoPerson {
      const [state, city, zone] = pick(draw, 'us.place', n, PLACES);
      const first = pick(draw, 'us.first', n, FIRST);
      const last = pick(draw, 'us.last', n, LAST);
      // A mobile number moves house with its owner: its area code is then that of another state.
      const moved = chance(draw, 'us.moved', n, 60);
      const codes = codesOf(moved ? pick(draw, 'us.moved.from', n, STATES.filter((s) => s !== state)) : state);
      const shared = neighbour !== null && neighbour.mobile.startsWith('(') && chance(draw, 'us.shared', n, 15);
      const own = chance(draw, 'us.no-phone', n, 15) ? '' : chance(draw, 'us.unreadable', n, 4) ? '555-0123' : numbers.next(pick(draw, 'us.code', n, codes));
      const stateless = chance(draw, 'us.no-state', n, 12);
      const sequence = draw('us.id', n) % 10_000;
      return {
        ref: `C-${String(n).padStart(7, '0')}`,
        name: `${first} ${last}`,
        // No number with 000 in front has ever been issued.
        idNumber: chance(draw, 'us.no-id', n, 30) ? '' : `000-${String((n % 99) + 1).padStart(2, '0')}-${String(sequence).padStart(4, '0')}`,
        mobile: shared ? neighbour.mobile : own,
        otherPhone: chance(draw, 'us.home', n, 120) ? numbers.next(pick(draw, 'us.home.code', n, codesOf(state))) : '',
        email: chance(draw, 'us.email', n, 650) ? `${first}.${last}.${n}@example.com`.toLowerCase() : '',
        address: stateless ? '' : `${(draw('us.number', n) % 9_900) + 1} ${pick(draw, 'us.street', n, STREETS)}, ${city}, ${state} 00000`,
        state: stateless ? '' : state,
        city: stateless ? '' : city,
        timeZone: stateless || chance(draw, 'us.no-zone', n, 15) ? '' : zone,
        language: chance(draw, 'us.zh', n, 50) ? 'ZH' : chance(draw, 'us.no-language', n, 60) ? '' : 'EN',
        smsConsent: chance(draw, 'us.sms', n, 620) ? 'Y' : chance(draw, 'us.sms.no', n, 250) ? 'N' : '',
        callConsent: chance(draw, 'us.call', n, 600) ? 'Y' : chance(draw, 'us.call.no', n, 250) ? 'N' : '',
      };
    },
  };
}
