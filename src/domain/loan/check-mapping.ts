import {
  CONSENT_FIELDS, DATE_FORMATS, LOAN_FIELDS, LOAN_FIELDS_REQUIRED, PERSON_FIELDS, PERSON_ROLES, type DateFormat, type Mapping,
} from './mapping.js';
import { PHONE_LABELS } from './placement.js';

/** What is wrong with a mapping: `where` is a path such as `loan.dueOn.date`. */
export interface MappingError {
  readonly where: string;
  readonly reason: string;
}

export type MappingCheck = { readonly ok: true; readonly mapping: Mapping } | { readonly ok: false; readonly errors: readonly MappingError[] };

type Json = Readonly<Record<string, unknown>>;
type Report = (where: string, reason: string) => void;

const AMOUNT_FIELDS: ReadonlySet<string> = new Set(['loan.amountDue', 'loan.originalAmount', 'loan.creditLimit']);
const DATE_FIELDS: ReadonlySet<string> = new Set(['loan.dueOn', 'loan.statementOn']);

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reports keys that no one reads: a misspelt field would otherwise be ignored. */
function onlyKeys(value: Json, allowed: readonly string[], where: string, report: Report): void {
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key)) report(where === '' ? key : `${where}.${key}`, `no such field: expected one of ${allowed.join(', ')}`);
  }
}

function record(value: unknown, where: string, report: Report): Json | null {
  if (isRecord(value)) return value;
  report(where, 'must be an object of fields');
  return null;
}

function checkDate(value: unknown, where: string, report: Report): void {
  const formats: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const format of formats) {
    if (!DATE_FORMATS.includes(format as DateFormat)) report(where, `no such date format: expected one of ${DATE_FORMATS.join(', ')}`);
  }
  if (formats.length === 0) report(where, 'names no date format');
  if (formats.includes('DD/MM/YYYY') && formats.includes('MM/DD/YYYY')) report(where, 'DD/MM/YYYY and MM/DD/YYYY cannot be told apart: keep the one that the file uses');
  if (formats.includes('excel_serial') && formats.includes('excel_serial_1904')) report(where, 'excel_serial and excel_serial_1904 cannot be told apart: keep the one that the file uses');
}

function checkAmount(value: unknown, where: string, report: Report): void {
  const amount = record(value, where, report);
  if (amount === null) return;
  onlyKeys(amount, ['decimal', 'thousands', 'unit'], where, report);
  const { decimal = '.', thousands, unit = 'major' } = amount;
  if (decimal !== '.' && decimal !== ',') report(`${where}.decimal`, 'must be "." or ","');
  if (thousands !== undefined && ![',', '.', ' ', "'", 'none'].includes(thousands as string)) report(`${where}.thousands`, 'must be ",", ".", a space, "\'" or "none"');
  if (thousands !== undefined && thousands === decimal) report(`${where}.thousands`, 'cannot be the decimal mark as well');
  if (unit !== 'major' && unit !== 'minor') report(`${where}.unit`, 'must be "major" or "minor"');
}

function checkValues(value: unknown, where: string, report: Report): void {
  const values = record(value, where, report);
  if (values === null) return;
  if (Object.keys(values).length === 0) report(where, 'lists no value');
  for (const [cell, canonical] of Object.entries(values)) if (typeof canonical !== 'string') report(`${where}.${cell}`, 'must be text');
}

function checkSource(value: unknown, where: string, report: Report, extra: readonly string[] = []): void {
  const source = record(value, where, report);
  if (source === null) return;
  if ('constant' in source) {
    onlyKeys(source, ['constant', ...extra], where, report);
    if (typeof source['constant'] !== 'string') report(`${where}.constant`, 'must be text');
    return;
  }
  onlyKeys(source, ['column', 'values', 'otherwise', 'blanks', 'date', 'amount', ...extra], where, report);
  const { column, values, otherwise, blanks, date, amount } = source;
  if (typeof column !== 'string' || column.trim() === '') report(`${where}.column`, 'must name a column of the file (or give a "constant" instead)');
  if (values !== undefined) checkValues(values, `${where}.values`, report);
  if (otherwise !== undefined && otherwise !== 'keep' && otherwise !== 'reject') report(`${where}.otherwise`, 'must be "keep" or "reject"');
  if (otherwise !== undefined && values === undefined) report(`${where}.otherwise`, 'says what to do with values not listed, but no "values" are listed');
  if (blanks !== undefined && !(Array.isArray(blanks) && blanks.every((b) => typeof b === 'string'))) report(`${where}.blanks`, 'must be a list of texts');
  if (date !== undefined) {
    if (DATE_FIELDS.has(where)) checkDate(date, `${where}.date`, report);
    else report(`${where}.date`, 'this field is not a date');
  } else if (DATE_FIELDS.has(where)) report(`${where}.date`, `must say how dates are written: one of ${DATE_FORMATS.join(', ')}`);
  if (amount === undefined) return;
  if (AMOUNT_FIELDS.has(where)) checkAmount(amount, `${where}.amount`, report);
  else report(`${where}.amount`, 'this field is not an amount');
}

function checkPerson(value: unknown, where: string, report: Report): void {
  const person = record(value, where, report);
  if (person === null) return;
  onlyKeys(person, [...PERSON_FIELDS, 'phones'], where, report);
  if (person['personRef'] === undefined) report(`${where}.personRef`, "is required: the lender's own id of the person, since contacts are counted per person");
  for (const field of PERSON_FIELDS) if (person[field] !== undefined) checkSource(person[field], `${where}.${field}`, report);
  const { phones } = person;
  if (phones === undefined) return;
  if (!Array.isArray(phones)) return report(`${where}.phones`, 'must be a list');
  phones.forEach((phone: unknown, i) => {
    checkSource(phone, `${where}.phones[${i}]`, report, ['label']);
    if (isRecord(phone) && !PHONE_LABELS.some((label) => label === phone['label'])) report(`${where}.phones[${i}].label`, `must be one of ${PHONE_LABELS.join(', ')}`);
  });
}

/**
 * Checks a mapping that came from outside (JSON or YAML, already parsed). Says everything that is wrong, each with its
 * place. Fields that no one reads are errors, so that a misspelt one is never ignored.
 */
export function checkMapping(value: unknown): MappingCheck {
  const errors: MappingError[] = [];
  const report: Report = (where, reason) => void errors.push({ where, reason });
  if (!isRecord(value)) return { ok: false, errors: [{ where: '', reason: 'a mapping must be an object with "mapping", "loan" and "borrower"' }] };
  onlyKeys(value, ['mapping', 'loan', ...PERSON_ROLES, 'consents', 'rawFacts', 'amountMaxMinor'], '', report);
  if (value['mapping'] !== 1) report('mapping', 'must be 1, the version of this form');
  const loan = record(value['loan'], 'loan', report);
  if (loan !== null) {
    onlyKeys(loan, LOAN_FIELDS, 'loan', report);
    for (const field of LOAN_FIELDS_REQUIRED) if (loan[field] === undefined) report(`loan.${field}`, 'is required');
    for (const field of LOAN_FIELDS) if (loan[field] !== undefined) checkSource(loan[field], `loan.${field}`, report);
    if (loan['dueOn'] === undefined && loan['monthsLate'] === undefined) report('loan.dueOn', 'give dueOn or monthsLate: without either, no loan could ever be shown to be overdue');
  }
  for (const role of PERSON_ROLES) if (role === 'borrower' || value[role] !== undefined) checkPerson(value[role], role, report);
  if (value['consents'] !== undefined) {
    const consents = record(value['consents'], 'consents', report);
    if (consents !== null) {
      onlyKeys(consents, CONSENT_FIELDS, 'consents', report);
      for (const field of CONSENT_FIELDS) if (consents[field] !== undefined) checkSource(consents[field], `consents.${field}`, report);
    }
  }
  if (value['rawFacts'] !== undefined) {
    const facts = record(value['rawFacts'], 'rawFacts', report);
    for (const [name, source] of Object.entries(facts ?? {})) checkSource(source, `rawFacts.${name}`, report);
  }
  const max = value['amountMaxMinor'];
  if (max !== undefined && !(typeof max === 'number' && Number.isSafeInteger(max) && max > 0 && max <= 1e14)) report('amountMaxMinor', 'must be a whole number of minor units between 1 and 1e14');
  return errors.length > 0 ? { ok: false, errors } : { ok: true, mapping: value as unknown as Mapping };
}
