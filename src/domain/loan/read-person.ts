import { isValidZone } from '../time/zone.js';
import { isUnknown, UNKNOWN, type Known } from '../unknown.js';
import type { PersonMapping, PersonRole, Source } from './mapping.js';
import { PERSON_FIELDS } from './mapping.js';
import type { PlacementPerson, PlacementPhone, RawRow } from './placement.js';
import { cellOf, isShortenedNumber, read, shapeOf, unreadable, type Cell, type Reading, type Remarks } from './read-cell.js';

/** What a telephone number says, once read. `zones` as in {@link PlacementPhone}. */
export interface PhoneReading {
  readonly e164: string;
  readonly zones: Known<readonly string[]>;
}

/** Reads one number as dialled in a country; `null` when it cannot be one. A value, so that the core stays pure. */
export type ReadPhone = (text: string, country: Known<string>) => PhoneReading | null;

/** Reads only what is in E.164 already; used where no number plan is at hand. */
export const readPhoneE164Only: ReadPhone = (text) => {
  const compact = text.replace(/[\s().-]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(compact) ? { e164: compact, zones: UNKNOWN } : null;
};

export const REF_LENGTH_MAX = 128;
const TEXT_LENGTH_MAX = 500;
/** Two numbers in one cell, as exports of old systems write them. */
const PHONE_SEPARATOR = /[;；、|/]|[,，](?=\s*\+?\d{7,})/;

const US_STATES = new Set(
  ('AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY ' +
    'AS GU MP PR VI').split(' '),
);

/** An id of the lender's: kept exactly, so it must be whole and printable. Codes: `missing`, `number_inexact`, `bad_ref`. */
export function readRef(cell: Cell, what: string): Reading<string> {
  if (cell.text === '') return unreadable('missing', `${what} is missing: every row needs one`);
  if (cell.flag === 'number_inexact' || isShortenedNumber(cell.text)) {
    return unreadable('number_inexact', `a spreadsheet turned ${what} into a number and lost its last digits: format the column as text and save the file again`);
  }
  if (cell.text.length > REF_LENGTH_MAX) return unreadable('bad_ref', `${what} has ${cell.text.length} characters: at most ${REF_LENGTH_MAX} are allowed`);
  if (/[\p{Cc}\p{Cs}]/u.test(cell.text)) return unreadable('bad_ref', `${what} contains a control character or a line break`);
  return read(cell.text);
}

type Check = (text: string) => Reading<string>;
const asCountry: Check = (text) => {
  const code = text.toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? read(code) : unreadable('not_a_country', 'not a two-letter country code (ISO 3166): kept as unknown; map the names to codes');
};
const asEmail: Check = (text) =>
  /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]+\.[^\s@,;<>".]+$/.test(text) ? read(text) : unreadable('not_an_email', 'not an e-mail address: kept as unknown');
const asZone: Check = (text) => (text.includes('/') && text.length <= 64 && isValidZone(text) ? read(text) : unreadable('not_a_zone', 'not an IANA time zone such as Asia/Shanghai: kept as unknown'));
const asLanguage = (text: string): Reading<'zh' | 'en'> => {
  const tag = /^(zh|en)(?:[-_][A-Za-z]+)*$/i.exec(text)?.[1]?.toLowerCase();
  return tag === 'zh' || tag === 'en' ? read(tag) : unreadable('not_a_language', 'neither zh nor en: kept as unknown');
};
const asIdNumber: Check = (text) =>
  isShortenedNumber(text) ? unreadable('number_inexact', 'a spreadsheet shortened this number and lost digits: kept as unknown; format the column as text') : read(text);
const asText: Check = (text) => read(text);

function asState(country: Known<string>): Check {
  return (text) => {
    if (country !== 'US') return read(text);
    const code = text.toUpperCase();
    return US_STATES.has(code) ? read(code) : unreadable('not_a_state', 'not a US state as two letters: kept as unknown; map the names to codes');
  };
}

/** A fact about a person that may be absent: what cannot be read is a warning and stays unknown. */
function known<T>(row: RawRow, source: Source | undefined, check: (text: string) => Reading<T>, remarks: Remarks): Known<T> {
  const cell = source === undefined ? null : cellOf(row, source, remarks);
  if (cell === null || cell.text === '') return UNKNOWN;
  if (cell.text.length > TEXT_LENGTH_MAX) {
    remarks.errors.push({ column: cell.column, code: 'too_long', reason: `the cell has ${cell.text.length} characters: at most ${TEXT_LENGTH_MAX} are allowed here` });
    return UNKNOWN;
  }
  const inexact = cell.flag === 'number_inexact';
  const reading = inexact ? unreadable('number_inexact', 'a spreadsheet lost the last digits of this number: kept as unknown; format the column as text') : check(cell.text);
  if (reading.ok) return reading.value;
  remarks.warnings.push({ column: cell.column, code: reading.code, reason: reading.reason });
  return UNKNOWN;
}

function phonesOf(row: RawRow, mapping: PersonMapping, country: Known<string>, readPhone: ReadPhone, remarks: Remarks): readonly PlacementPhone[] {
  const phones: PlacementPhone[] = [];
  for (const source of mapping.phones ?? []) {
    const cell = cellOf(row, source, remarks);
    if (cell === null || cell.text === '') continue;
    for (const text of cell.text.split(PHONE_SEPARATOR).map((part) => part.trim()).filter((part) => part !== '').slice(0, 10)) {
      const reading = cell.flag === 'number_inexact' || text.length > 64 ? null : readPhone(text, country);
      if (reading === null) remarks.warnings.push({ column: cell.column, code: 'phone_unreadable', reason: `not a telephone number${isUnknown(country) ? ', or its country is unknown' : ` of ${country}`}: kept as unknown (it looks like "${shapeOf(text)}")` });
      phones.push({ label: source.label, e164: reading?.e164 ?? UNKNOWN, zones: reading?.zones ?? UNKNOWN });
    }
  }
  return phones;
}

const ROLE_WORDS: Readonly<Record<PersonRole, string>> = { borrower: "the lender's id of the borrower", coBorrower: "the lender's id of the co-borrower", guarantor: "the lender's id of the guarantor" };

/** Whether any column of the person holds something; constants alone do not make a person. */
function isStated(row: RawRow, mapping: PersonMapping): boolean {
  const sources: readonly (Source | undefined)[] = [...PERSON_FIELDS.map((field) => mapping[field]), ...(mapping.phones ?? [])];
  return sources.some((source) => source !== undefined && 'column' in source && (row.cells[source.column] ?? '').trim() !== '' && source.blanks?.includes((row.cells[source.column] ?? '').trim()) !== true);
}

/**
 * The person in one role, or `null` when the row names none (a borrower is always named, or the row is refused). A person
 * without the lender's id is an error: contacts are counted per person, so two rows must not make two people of one.
 */
export function readPerson(row: RawRow, role: PersonRole, mapping: PersonMapping, readPhone: ReadPhone, remarks: Remarks): PlacementPerson | null {
  if (role !== 'borrower' && !isStated(row, mapping)) return null;
  const refCell = cellOf(row, mapping.personRef, remarks);
  const ref = refCell === null ? null : readRef(refCell, ROLE_WORDS[role]);
  if (ref !== null && !ref.ok) remarks.errors.push({ column: refCell?.column ?? null, code: ref.code, reason: ref.reason });
  const country = known(row, mapping.country, asCountry, remarks);
  const person = {
    name: known(row, mapping.name, asText, remarks),
    idNumber: known(row, mapping.idNumber, asIdNumber, remarks),
    phones: phonesOf(row, mapping, country, readPhone, remarks),
    email: known(row, mapping.email, asEmail, remarks),
    address: known(row, mapping.address, asText, remarks),
    country,
    state: known(row, mapping.state, asState(country), remarks),
    city: known(row, mapping.city, asText, remarks),
    language: known(row, mapping.language, asLanguage, remarks),
    timeZone: known(row, mapping.timeZone, asZone, remarks),
  };
  return ref !== null && ref.ok ? { personRef: ref.value, ...person } : null;
}
