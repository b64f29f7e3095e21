import { UNKNOWN, type Known } from '../../src/domain/unknown.js';
import type { Placement, PlacementPerson, Product } from '../../src/domain/loan/placement.js';
import { slotOfKey } from '../../src/domain/id/slot-id.js';
import type { Keys } from '../../src/engine/ports/keys.js';
import type { Chance } from './chance.js';

/** Where made-up people live: place, residence zone, currency, and the zones that their numbers may point to. */
interface Home {
  readonly country: string;
  readonly state?: string;
  readonly city?: string;
  readonly zone: string;
  readonly currency: string;
  readonly numbers: readonly (string | null)[];
  readonly weight: number;
}

const HOMES: readonly Home[] = [
  { country: 'CN', zone: 'Asia/Shanghai', currency: 'CNY', numbers: [null], weight: 40 },
  { country: 'US', state: 'NY', city: 'NYC', zone: 'America/New_York', currency: 'USD', numbers: ['America/New_York', 'America/Los_Angeles'], weight: 6 },
  { country: 'US', state: 'NY', zone: 'America/New_York', currency: 'USD', numbers: ['America/New_York', 'America/Chicago'], weight: 4 },
  { country: 'US', state: 'MA', zone: 'America/New_York', currency: 'USD', numbers: ['America/New_York', 'America/Denver'], weight: 5 },
  { country: 'US', state: 'WA', zone: 'America/Los_Angeles', currency: 'USD', numbers: ['America/Los_Angeles', 'America/New_York'], weight: 5 },
  { country: 'US', state: 'DC', zone: 'America/New_York', currency: 'USD', numbers: ['America/New_York'], weight: 4 },
  { country: 'US', state: 'WV', zone: 'America/New_York', currency: 'USD', numbers: ['America/New_York', 'America/Chicago'], weight: 3 },
  { country: 'US', state: 'CA', zone: 'America/Los_Angeles', currency: 'USD', numbers: ['America/Los_Angeles', 'Pacific/Honolulu'], weight: 4 },
  { country: 'US', state: 'AZ', zone: 'America/Phoenix', currency: 'USD', numbers: ['America/Phoenix', 'America/Denver', 'America/Halifax'], weight: 4 },
  { country: 'GB', zone: 'Europe/London', currency: 'GBP', numbers: [null], weight: 7 },
  { country: 'IN', zone: 'Asia/Kolkata', currency: 'INR', numbers: [null], weight: 6 },
  { country: 'ID', zone: 'Asia/Jakarta', currency: 'IDR', numbers: [null], weight: 4 },
  { country: 'ID', zone: 'Asia/Jayapura', currency: 'IDR', numbers: [null], weight: 2 },
  { country: 'FR', zone: 'Europe/Paris', currency: 'EUR', numbers: [null], weight: 2 },
];

const PRODUCTS: readonly Product[] = ['credit_card', 'credit_card', 'consumer_loan', 'consumer_loan', 'telecom', 'medical', 'microfinance', 'npl_bank_loan'];

export interface Loan {
  readonly creditorId: string;
  readonly ref: string;
  readonly currency: string;
  readonly owedMinor: number;
}

export interface MadeUp {
  readonly phones: readonly string[];
  readonly chinese: boolean;
  readonly zone: string;
  readonly loans: readonly Loan[];
}

export interface Population {
  readonly people: readonly MadeUp[];
  /** Rows by creditor, as a lender would place them. */
  readonly placements: ReadonlyMap<string, readonly Placement[]>;
}

export const CREDITORS = ['bank', 'shop'] as const;
/** All people are put on these slots: a turn then costs a few statements, not hundreds, and workers meet each other. */
const SLOTS: readonly number[] = [3, 200];

function idNumber(keys: Keys, country: Known<string>, n: number): string {
  for (let salt = 0; ; salt += 1) {
    const id = `99${String(n).padStart(6, '0')}${String(salt).padStart(6, '0')}`;
    if (SLOTS.includes(slotOfKey(keys.blind('person-id', `${country === UNKNOWN ? '' : country}|${id}`)))) return id;
  }
}

function home(chance: Chance): Home {
  let at = chance.next() * HOMES.reduce((sum, h) => sum + h.weight, 0);
  return HOMES.find((h) => (at -= h.weight) < 0) ?? (HOMES[0] as Home);
}

function person(chance: Chance, keys: Keys, n: number, shared: string[]): PlacementPerson {
  const where = home(chance);
  const country: Known<string> = chance.happens(0.02) ? UNKNOWN : where.country;
  const phones = Array.from({ length: chance.happens(0.25) ? 2 : 1 }, (_, i) => {
    // One number in eight is somebody else's too: a family's, a dormitory's, a number that changed hands.
    const e164 = chance.happens(0.12) && shared.length > 0 ? chance.pick(shared) : `+1555${String(n).padStart(5, '0')}${i}0`;
    shared.push(e164);
    const zone = chance.pick(where.numbers);
    return { label: chance.happens(0.1) ? ('home' as const) : ('mobile' as const), e164, zones: zone === null ? UNKNOWN : [zone] };
  });
  return {
    personRef: `P-${n}`, name: `N${n}`, idNumber: idNumber(keys, country, n), phones: chance.happens(0.03) ? [] : phones, email: UNKNOWN, address: chance.happens(0.7) ? `A${n}` : UNKNOWN, country,
    state: where.state === undefined || chance.happens(0.03) ? UNKNOWN : where.state, city: where.city ?? UNKNOWN, language: where.country === 'CN' ? 'zh' : 'en', timeZone: chance.happens(0.04) ? UNKNOWN : where.zone,
  };
}

function placement(chance: Chance, borrower: PlacementPerson, ref: string, today: string, guarantor: PlacementPerson | null): Placement {
  const where = HOMES.find((h) => h.country === borrower.country) ?? (HOMES[0] as Home);
  const dueOn = new Date(Date.parse(`${today}T00:00:00Z`) - chance.whole(2, 150) * 86_400_000).toISOString().slice(0, 10);
  return {
    externalRef: ref, product: chance.pick(PRODUCTS), currency: where.currency, amountDue: chance.whole(1, 400) * 1_000, dueOn: chance.happens(0.02) ? UNKNOWN : dueOn, monthsLate: chance.happens(0.3) ? 1 : UNKNOWN,
    originalAmount: UNKNOWN, creditLimit: UNKNOWN, interestRatePpm: UNKNOWN, statementOn: UNKNOWN, borrower, coBorrower: null, guarantor,
    consents: { sms: chance.happens(0.8) ? true : chance.happens(0.3) ? false : UNKNOWN, call: chance.happens(0.04) ? false : UNKNOWN, email: UNKNOWN }, rawFacts: {},
  };
}

/** Everybody who lives in the world, and what the lenders say of them. */
export function population(chance: Chance, keys: Keys, persons: number, today: string): Population {
  const placements = new Map<string, Placement[]>(CREDITORS.map((id) => [id, []]));
  const people: MadeUp[] = [];
  const shared: string[] = [];
  let before: PlacementPerson | null = null;
  for (let n = 0; n < persons; n += 1) {
    const borrower = person(chance, keys, n, shared);
    const guarantor = before !== null && chance.happens(0.1) ? before : null;
    before = borrower;
    const creditors = chance.happens(0.2) ? CREDITORS : [chance.pick(CREDITORS)];
    const loans = creditors.flatMap((creditorId) => Array.from({ length: chance.happens(0.25) ? 2 : 1 }, (_, i): Loan => {
      const one = placement(chance, borrower, `L-${n}-${i}`, today, guarantor);
      placements.get(creditorId)?.push(one);
      return { creditorId, ref: one.externalRef, currency: one.currency, owedMinor: one.amountDue };
    }));
    people.push({
      phones: borrower.phones.flatMap((p) => (p.e164 === UNKNOWN ? [] : [p.e164])), chinese: borrower.language === 'zh', zone: borrower.timeZone === UNKNOWN ? 'UTC' : borrower.timeZone, loans,
    });
  }
  return { people, placements };
}
