import type { LocalDate } from '../time/instant.js';
import type { Known } from '../unknown.js';

/** One row of a lender's file: its cells by column name, and where a person finds it. */
export interface RawRow {
  /** Line in an editor (CSV, NDJSON) or row of the sheet (XLSX), from 1; the first line of a row that spans several. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** What the reader noticed about single cells without refusing the row. Absent when there is nothing. */
  readonly flags?: readonly CellFlag[];
}

/**
 * `formula_like`: text that a spreadsheet would run as a formula, kept as text. `formula_without_value`: an XLSX formula
 * saved without its result. `cell_error`: an XLSX error value such as `#N/A`. `number_inexact`: more digits than a
 * spreadsheet keeps, so the last ones are already lost.
 */
export type CellFlagCode = 'formula_like' | 'formula_without_value' | 'cell_error' | 'number_inexact';
export interface CellFlag {
  readonly column: string;
  readonly code: CellFlagCode;
}

export const PRODUCTS = ['credit_card', 'consumer_loan', 'medical', 'telecom', 'student_loan', 'microfinance', 'npl_bank_loan'] as const;
export type Product = (typeof PRODUCTS)[number];

export const PHONE_LABELS = ['mobile', 'home', 'work', 'other'] as const;
export type PhoneLabel = (typeof PHONE_LABELS)[number];

export interface PlacementPhone {
  readonly label: PhoneLabel;
  /** `+` and digits (E.164); unknown when the cell could not be read as a telephone number. */
  readonly e164: Known<string>;
  /** IANA zones that the number itself points to (an area code); unknown when it does not say. */
  readonly zones: Known<readonly string[]>;
}

/** A person as the lender states them. What the lender does not state is unknown, never guessed. */
export interface PlacementPerson {
  /** The lender's own id of the person: the same in every row about the same person. */
  readonly personRef: string;
  readonly name: Known<string>;
  readonly idNumber: Known<string>;
  /** In the order of the mapping; a blank cell gives no entry. */
  readonly phones: readonly PlacementPhone[];
  readonly email: Known<string>;
  readonly address: Known<string>;
  /** ISO 3166 alpha-2. */
  readonly country: Known<string>;
  /** Two letters for a US state. */
  readonly state: Known<string>;
  readonly city: Known<string>;
  readonly language: Known<'zh' | 'en'>;
  /** IANA zone name. */
  readonly timeZone: Known<string>;
}

/** What the lender says the borrower agreed to. Unknown is not consent. */
export interface PlacementConsents {
  readonly sms: Known<boolean>;
  readonly call: Known<boolean>;
  readonly email: Known<boolean>;
}

/** One overdue (or not) loan as a lender hands it over. Facts only: nothing here is derived or decided. */
export interface Placement {
  /** The lender's id of the loan; unique per creditor. */
  readonly externalRef: string;
  readonly product: Product;
  /** ISO 4217. */
  readonly currency: string;
  /** Balance owed in minor units; zero or negative means that nothing is owed. */
  readonly amountDue: number;
  /** Due date of the oldest unpaid instalment; unknown when the lender states none. */
  readonly dueOn: Known<LocalDate>;
  /** The lender's own count of months late. Zero and negative codes mean not late. */
  readonly monthsLate: Known<number>;
  /** Minor units. */
  readonly originalAmount: Known<number>;
  /** Minor units. */
  readonly creditLimit: Known<number>;
  readonly statementOn: Known<LocalDate>;
  /** Per year, in parts per million: 14.975 % is 149750. */
  readonly interestRatePpm: Known<number>;
  readonly borrower: PlacementPerson;
  readonly coBorrower: PlacementPerson | null;
  readonly guarantor: PlacementPerson | null;
  readonly consents: PlacementConsents;
  /** Further cells kept as they came, under the names that the mapping gives them. */
  readonly rawFacts: Readonly<Record<string, string>>;
}

/** Something odd in an accepted row, or the reason why a row is refused. `column` is the lender's, `null` for the row. */
export interface RowRemark {
  readonly column: string | null;
  readonly code: string;
  /** Words that a stranger can act on. Never repeats a cell that may hold personal data. */
  readonly reason: string;
}

export type PlacementReading =
  | { readonly ok: true; readonly placement: Placement; readonly warnings: readonly RowRemark[] }
  | { readonly ok: false; readonly errors: readonly RowRemark[] };

export type PlacementOutcome = 'in_collection' | 'nothing_owed' | 'not_overdue';

/** Late by the lender's own count, or by a due date before `asOf`. Unknown is not late. */
export function isLate(placement: Pick<Placement, 'monthsLate' | 'dueOn'>, asOf: LocalDate): boolean {
  const { monthsLate, dueOn } = placement;
  return (monthsLate !== 'unknown' && monthsLate >= 1) || (dueOn !== 'unknown' && dueOn < asOf);
}

/**
 * What becomes of an accepted row: late with a balance enters collection; late with nothing owed is kept and reported,
 * and never becomes a case; anything else is not overdue.
 */
export function placementOutcome(placement: Pick<Placement, 'monthsLate' | 'dueOn' | 'amountDue'>, asOf: LocalDate): PlacementOutcome {
  if (!isLate(placement, asOf)) return 'not_overdue';
  return placement.amountDue > 0 ? 'in_collection' : 'nothing_owed';
}
