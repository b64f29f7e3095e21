import type { PhoneLabel } from './placement.js';

/** How dates are written in a column. A list is tried in order; DD/MM and MM/DD cannot stand in one list. */
export const DATE_FORMATS = [
  'YYYY-MM-DD', 'YYYY/MM/DD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'YYYYMMDD', 'YYYY年M月D日', 'excel_serial', 'excel_serial_1904',
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** How amounts are written in a column. */
export interface AmountFormat {
  /** Default `.`. */
  readonly decimal?: '.' | ',';
  /** What separates thousands; `none` when nothing may. Default: `,`, or `.` when the decimal mark is a comma. */
  readonly thousands?: ',' | '.' | ' ' | "'" | 'none';
  /** `minor` when the column counts cents. Default `major`. */
  readonly unit?: 'major' | 'minor';
}

/** Where a canonical field comes from. */
export type Source = ColumnSource | ConstantSource;

export interface ColumnSource {
  readonly column: string;
  /** Cell → canonical value. A cell that is not listed is an error, unless `otherwise` keeps it. */
  readonly values?: Readonly<Record<string, string>>;
  readonly otherwise?: 'reject' | 'keep';
  /** Cells that mean "not stated", besides the empty cell: `-`, `NULL`, `无`. */
  readonly blanks?: readonly string[];
  readonly date?: DateFormat | readonly DateFormat[];
  readonly amount?: AmountFormat;
}

export interface ConstantSource {
  readonly constant: string;
}

export type PhoneSource = Source & { readonly label: PhoneLabel };

export interface PersonMapping {
  readonly personRef: Source;
  readonly name?: Source;
  readonly idNumber?: Source;
  readonly phones?: readonly PhoneSource[];
  readonly email?: Source;
  readonly address?: Source;
  readonly country?: Source;
  readonly state?: Source;
  readonly city?: Source;
  readonly language?: Source;
  readonly timeZone?: Source;
}

export interface LoanMapping {
  readonly externalRef: Source;
  readonly product: Source;
  readonly currency: Source;
  readonly amountDue: Source;
  readonly dueOn?: Source;
  readonly monthsLate?: Source;
  readonly originalAmount?: Source;
  readonly creditLimit?: Source;
  readonly statementOn?: Source;
  /** A percentage per year, as in `14.975` or `14.975%`. */
  readonly interestRate?: Source;
}

/** A saved reading of one creditor's files: which column is which fact, and how it is written. */
export interface Mapping {
  /** Version of this shape. */
  readonly mapping: 1;
  readonly loan: LoanMapping;
  readonly borrower: PersonMapping;
  readonly coBorrower?: PersonMapping;
  readonly guarantor?: PersonMapping;
  readonly consents?: { readonly sms?: Source; readonly call?: Source; readonly email?: Source };
  /** Further columns to keep as they are, by the name they get. */
  readonly rawFacts?: Readonly<Record<string, Source>>;
  /** Amounts beyond this many minor units are refused as absurd. Default {@link AMOUNT_MAX_MINOR_DEFAULT}. */
  readonly amountMaxMinor?: number;
}

/** Ten thousand million major units at two decimals: far beyond any consumer loan, so a shifted column is caught. */
export const AMOUNT_MAX_MINOR_DEFAULT = 1e12;

export const LOAN_FIELDS = [
  'externalRef', 'product', 'currency', 'amountDue', 'dueOn', 'monthsLate', 'originalAmount', 'creditLimit', 'statementOn', 'interestRate',
] as const satisfies readonly (keyof LoanMapping)[];
export const LOAN_FIELDS_REQUIRED = ['externalRef', 'product', 'currency', 'amountDue'] as const satisfies readonly (keyof LoanMapping)[];
export const PERSON_FIELDS = [
  'personRef', 'name', 'idNumber', 'email', 'address', 'country', 'state', 'city', 'language', 'timeZone',
] as const satisfies readonly (keyof PersonMapping)[];
export const PERSON_ROLES = ['borrower', 'coBorrower', 'guarantor'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];
export const CONSENT_FIELDS = ['sms', 'call', 'email'] as const;

/** Every column that a mapping reads, each once, in the order of its first use. */
export function columnsOf(mapping: Mapping): readonly string[] {
  const columns = new Set<string>();
  const add = (source: Source | undefined): void => {
    if (source !== undefined && 'column' in source) columns.add(source.column);
  };
  for (const field of LOAN_FIELDS) add(mapping.loan[field]);
  for (const role of PERSON_ROLES) {
    const person = mapping[role];
    if (person === undefined) continue;
    for (const field of PERSON_FIELDS) add(person[field]);
    for (const phone of person.phones ?? []) add(phone);
  }
  for (const field of CONSENT_FIELDS) add(mapping.consents?.[field]);
  for (const source of Object.values(mapping.rawFacts ?? {})) add(source);
  return [...columns];
}

/**
 * Columns that the mapping reads and the file lacks, in words. A header that stands twice in a file is known as
 * `name#1`, `name#2`, so a mapping can never read one of them by accident.
 */
export function missingColumns(mapping: Mapping, columns: readonly string[]): readonly string[] {
  const present = new Set(columns);
  return columnsOf(mapping)
    .filter((column) => !present.has(column))
    .map((column) =>
      present.has(`${column}#1`)
        ? `the file has the column "${column}" more than once: name "${column}#1" or "${column}#2" in the mapping, or rename one in the file`
        : `the mapping reads a column "${column}" that the file does not have: add it to the file, or correct the mapping`,
    );
}
