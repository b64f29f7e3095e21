import type { LocalDate } from '../time/instant.js';
import type { DateFormat } from './mapping.js';
import { read, shapeOf, unreadable, type Reading } from './read-cell.js';

const YEAR_MIN = 1900;
const YEAR_MAX = 2200;
const DAY_MS = 86_400_000;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A trailing time of day, as databases and spreadsheets write it; the date is what counts. */
const TIME = String.raw`(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?`;
type Order = readonly ['y' | 'm' | 'd', 'y' | 'm' | 'd', 'y' | 'm' | 'd'];
const PATTERNS: Readonly<Record<Exclude<DateFormat, 'excel_serial' | 'excel_serial_1904'>, readonly [RegExp, Order]>> = {
  'YYYY-MM-DD': [new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${TIME}$`), ['y', 'm', 'd']],
  'YYYY/MM/DD': [new RegExp(`^(\\d{4})/(\\d{1,2})/(\\d{1,2})${TIME}$`), ['y', 'm', 'd']],
  'DD/MM/YYYY': [new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4})${TIME}$`), ['d', 'm', 'y']],
  'MM/DD/YYYY': [new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4})${TIME}$`), ['m', 'd', 'y']],
  YYYYMMDD: [/^(\d{4})(\d{2})(\d{2})$/, ['y', 'm', 'd']],
  'YYYY年M月D日': [/^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$/, ['y', 'm', 'd']],
};

function partsOf(text: string, format: DateFormat): Parts | null {
  if (format === 'excel_serial' || format === 'excel_serial_1904') return null;
  const [pattern, order] = PATTERNS[format];
  const match = pattern.exec(text);
  if (match === null) return null;
  const at = (part: 'y' | 'm' | 'd'): number => Number(match[order.indexOf(part) + 1]);
  return { year: at('y'), month: at('m'), day: at('d') };
}

function pad(n: number, width: number): string {
  return n.toString().padStart(width, '0');
}

function dateOfParts({ year, month, day }: Parts): Reading<LocalDate> {
  const stated = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  if (month < 1 || month > 12) return unreadable('impossible_date', `there is no month ${month} (read as year-month-day ${stated}): check the date, and the date format in the mapping`);
  const dayMax = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > dayMax) return unreadable('impossible_date', `there is no such day: ${stated} (that month has ${dayMax} days)`);
  if (year < YEAR_MIN || year > YEAR_MAX) return unreadable('absurd_date', `the year ${year} is outside ${YEAR_MIN}–${YEAR_MAX}`);
  return read(stated);
}

/**
 * The date of a spreadsheet serial (whole days; a fraction is a time of day and is dropped), or `null` when there is none.
 * Base 1900 counts the 29 February 1900 that never was, as spreadsheets do; base 1904 is the old Macintosh one.
 */
export function dateOfSerial(serial: number, base: 1900 | 1904): LocalDate | null {
  const whole = Math.floor(serial);
  if (!Number.isFinite(serial) || whole < 1 || whole > 2_958_465 || (base === 1900 && whole === 60)) return null;
  const origin = base === 1904 ? Date.UTC(1904, 0, 1) : whole > 60 ? Date.UTC(1899, 11, 30) : Date.UTC(1899, 11, 31);
  return new Date(origin + whole * DAY_MS).toISOString().slice(0, 10);
}

function dateOfSerialText(text: string, base: 1900 | 1904): Reading<LocalDate> {
  const date = dateOfSerial(Number(text), base);
  return date === null ? unreadable('impossible_date', 'the number is not a spreadsheet date') : read(date);
}

/**
 * Reads a calendar date. Formats are tried in order; `YYYY-MM-DD` is always understood, since nothing else can be meant
 * by it (and XLSX date cells arrive so). Full-width digits count as digits. Codes: `not_a_date`, `impossible_date`,
 * `absurd_date`.
 */
export function readDate(raw: string, formats: readonly DateFormat[]): Reading<LocalDate> {
  const text = raw.normalize('NFKC').trim();
  for (const format of [...formats, 'YYYY-MM-DD' as const]) {
    if (format === 'excel_serial' || format === 'excel_serial_1904') {
      if (/^\d{1,7}(?:\.\d+)?$/.test(text)) return dateOfSerialText(text, format === 'excel_serial' ? 1900 : 1904);
      continue;
    }
    const parts = partsOf(text, format);
    if (parts !== null) return dateOfParts(parts);
  }
  const expected = formats.length === 0 ? 'YYYY-MM-DD' : formats.join(' or ');
  return unreadable('not_a_date', `not a date in the form ${expected}: the cell looks like "${shapeOf(text)}"`);
}
