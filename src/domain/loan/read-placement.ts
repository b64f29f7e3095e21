import { isCurrencyCode } from '../money/currency-code.js';
import type { LocalDate } from '../time/instant.js';
import { UNKNOWN, type Known } from '../unknown.js';
import { AMOUNT_MAX_MINOR_DEFAULT, CONSENT_FIELDS, PERSON_ROLES, type DateFormat, type Mapping, type Source } from './mapping.js';
import { PRODUCTS, type Placement, type PlacementConsents, type PlacementPerson, type PlacementReading, type Product, type RawRow } from './placement.js';
import { readAmount, readMonths, readRatePpm } from './read-amount.js';
import { cellOf, read, unreadable, type Reading, type Remarks } from './read-cell.js';
import { readDate } from './read-date.js';
import { readPerson, readPhoneE164Only, readRef, type ReadPhone } from './read-person.js';

/** A fact that must be right when it is stated: unreadable refuses the row, blank stays unknown. */
function stated<T>(row: RawRow, source: Source | undefined, check: (text: string, source: Source) => Reading<T>, remarks: Remarks): Known<T> {
  const cell = source === undefined ? null : cellOf(row, source, remarks);
  if (cell === null || cell.text === '') return UNKNOWN;
  const reading = check(cell.text, cell.source);
  if (reading.ok) return reading.value;
  remarks.errors.push({ column: cell.column, code: reading.code, reason: reading.reason });
  return UNKNOWN;
}

/** A fact without which there is no placement. */
function required<T>(row: RawRow, source: Source, what: string, check: (text: string, source: Source) => Reading<T>, remarks: Remarks): T | null {
  const cell = cellOf(row, source, remarks);
  if (cell === null) return null;
  const reading = cell.text === '' ? unreadable('missing', `${what} is missing: every row needs one`) : check(cell.text, cell.source);
  if (reading.ok) return reading.value;
  remarks.errors.push({ column: cell.column, code: reading.code, reason: reading.reason });
  return null;
}

function formatsOf(source: Source): readonly DateFormat[] {
  const date = 'column' in source ? source.date : undefined;
  return date === undefined ? [] : typeof date === 'string' ? [date] : date;
}

function asDate(text: string, source: Source): Reading<LocalDate> {
  return readDate(text, formatsOf(source));
}

function asProduct(text: string): Reading<Product> {
  const product = PRODUCTS.find((p) => p === text);
  return product === undefined ? unreadable('not_a_product', `not one of ${PRODUCTS.join(', ')}: map the lender's own codes to these`) : read(product);
}

function asCurrency(text: string): Reading<string> {
  const code = text.toUpperCase();
  return isCurrencyCode(code) ? read(code) : unreadable('not_a_currency', 'not a currency code of three letters (ISO 4217), such as CNY or USD');
}

const YES = new Set(['yes', 'y', 'true', '1', '是', '同意', '已同意']);
const NO = new Set(['no', 'n', 'false', '0', '否', '不同意', '未同意']);

function readConsents(row: RawRow, mapping: Mapping, remarks: Remarks): PlacementConsents {
  const consents: Record<(typeof CONSENT_FIELDS)[number], Known<boolean>> = { sms: UNKNOWN, call: UNKNOWN, email: UNKNOWN };
  for (const field of CONSENT_FIELDS) {
    const source = mapping.consents?.[field];
    const cell = source === undefined ? null : cellOf(row, source, remarks);
    if (cell === null || cell.text === '') continue;
    const word = cell.text.toLowerCase();
    if (YES.has(word)) consents[field] = true;
    else if (NO.has(word)) consents[field] = false;
    else remarks.warnings.push({ column: cell.column, code: 'not_yes_or_no', reason: 'neither yes nor no: kept as unknown, which is not consent' });
  }
  return consents;
}

function readRawFacts(row: RawRow, mapping: Mapping, remarks: Remarks): Readonly<Record<string, string>> {
  const facts: Record<string, string> = {};
  for (const [name, source] of Object.entries(mapping.rawFacts ?? {})) {
    const cell = cellOf(row, source, remarks);
    if (cell !== null && cell.text !== '') facts[name] = cell.text;
  }
  return facts;
}

/** Facts that do not contradict the row, yet leave something open that someone should know. */
function doubts(placement: Placement, mapping: Mapping, remarks: Remarks): void {
  const columnOf = (source: Source | undefined): string | null => (source !== undefined && 'column' in source ? source.column : null);
  const { monthsLate, dueOn, amountDue, borrower } = placement;
  if (monthsLate === UNKNOWN && dueOn === UNKNOWN && amountDue > 0) {
    remarks.warnings.push({ column: columnOf(mapping.loan.dueOn), code: 'lateness_unknown', reason: 'neither a due date nor a count of months late: nothing shows that the loan is overdue' });
  }
  if (monthsLate !== UNKNOWN && monthsLate >= 1 && dueOn === UNKNOWN) {
    remarks.warnings.push({ column: columnOf(mapping.loan.dueOn), code: 'due_date_missing', reason: 'late by the count of months, but without the date that the oldest instalment fell due: days past due cannot be computed' });
  }
  if (borrower.phones.length === 0) {
    remarks.warnings.push({ column: columnOf(mapping.borrower.phones?.[0]), code: 'no_phone', reason: 'no telephone number: the borrower cannot be reached by SMS or call' });
  }
}

/**
 * Reads one row of a lender's file into a placement, or says everything that is wrong with it. Pure: the mapping and the
 * reading of telephone numbers are values. Codes of `errors` are those of `readDate`, `readAmount`, `readRef`, and
 * `missing`, `value_not_mapped`, `not_a_product`, `not_a_currency`, `too_long`, `formula_without_value`, `cell_error`.
 */
export function readPlacement(row: RawRow, mapping: Mapping, readPhone: ReadPhone = readPhoneE164Only): PlacementReading {
  const remarks: Remarks = { errors: [], warnings: [] };
  const { loan } = mapping;
  const refCell = cellOf(row, loan.externalRef, remarks);
  const ref = refCell === null ? null : readRef(refCell, "the lender's id of the loan");
  if (ref !== null && !ref.ok) remarks.errors.push({ column: refCell?.column ?? null, code: ref.code, reason: ref.reason });
  const product = required(row, loan.product, 'the product', asProduct, remarks);
  const currency = required(row, loan.currency, 'the currency', asCurrency, remarks);
  // Without a currency the decimals of an amount cannot be judged; the currency's own error is enough.
  const asAmount = (text: string, source: Source): Reading<number> =>
    currency === null ? read(0) : readAmount(text, ('column' in source ? source.amount : undefined) ?? {}, currency, mapping.amountMaxMinor ?? AMOUNT_MAX_MINOR_DEFAULT);
  const amountDue = required(row, loan.amountDue, 'the amount due', asAmount, remarks);
  const people: Record<string, PlacementPerson | null> = {};
  for (const role of PERSON_ROLES) {
    const person = mapping[role];
    people[role] = person === undefined ? null : readPerson(row, role, person, readPhone, remarks);
  }
  const optional = {
    dueOn: stated(row, loan.dueOn, asDate, remarks),
    monthsLate: stated(row, loan.monthsLate, readMonths, remarks),
    originalAmount: stated(row, loan.originalAmount, asAmount, remarks),
    creditLimit: stated(row, loan.creditLimit, asAmount, remarks),
    statementOn: stated(row, loan.statementOn, asDate, remarks),
    interestRatePpm: stated(row, loan.interestRate, readRatePpm, remarks),
    consents: readConsents(row, mapping, remarks),
    rawFacts: readRawFacts(row, mapping, remarks),
  };
  const { borrower = null, coBorrower = null, guarantor = null } = people;
  if (remarks.errors.length > 0 || ref === null || !ref.ok || product === null || currency === null || amountDue === null || borrower === null) {
    return { ok: false, errors: remarks.errors };
  }
  const placement: Placement = { externalRef: ref.value, product, currency, amountDue, borrower, coBorrower, guarantor, ...optional };
  doubts(placement, mapping, remarks);
  return { ok: true, placement, warnings: remarks.warnings };
}
