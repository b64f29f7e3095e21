import { currencyExponent } from '../money/money.js';
import type { AmountFormat } from './mapping.js';
import { isShortenedNumber, read, shapeOf, unreadable, type Reading } from './read-cell.js';

/** Signs and words that may stand around an amount; a code that names another currency is caught before. */
const CURRENCY_MARK = /^(?:NT\$|US\$|HK\$|S\$|A\$|RMB|Rs\.?|Rp\.?|[$¥€£₹₩元圆])$/i;

interface Stripped {
  readonly digits: string;
  readonly negative: boolean;
}

/** Takes signs, brackets, `CR`, currency words away; `null` when what is left does not look like digits. */
function strip(text: string): Stripped | null {
  let rest = text;
  let negative = false;
  const bracket = /^\((.*)\)$/.exec(rest);
  if (bracket !== null) {
    negative = true;
    rest = (bracket[1] ?? '').trim();
  }
  const credit = /^(.*\d)\s*CR$/i.exec(rest);
  if (credit !== null) {
    negative = !negative;
    rest = (credit[1] ?? '').trim();
  }
  const match = /^([+-]?)\s*([^\d+\-.,]*)\s*([+-]?)([\d.,' ]*\d)\s*(-?)\s*([^\d+\-.,]*)$/.exec(rest);
  if (match === null) return null;
  const [, first = '', before = '', second = '', digits = '', last = '', after = ''] = match;
  const signs = first + second + last;
  if (signs.length > 1) return null;
  for (const mark of [before.trim(), after.trim()]) if (mark !== '' && !CURRENCY_MARK.test(mark) && !/^[A-Z]{3}$/.test(mark)) return null;
  return { digits: digits.trim(), negative: negative !== (signs === '-') };
}

/** Whole and fraction as digits, or `null` when the thousands do not stand where thousands stand. */
function split(digits: string, decimal: string, thousands: string): readonly [string, string] | null {
  const [wholeText = '', fraction = '', ...rest] = digits.split(decimal);
  if (rest.length > 0 || !/^\d*$/.test(fraction)) return null;
  if (/^\d*$/.test(wholeText)) return wholeText === '' && fraction === '' ? null : [wholeText, fraction];
  if (thousands === 'none') return null;
  const groups = wholeText.split(thousands);
  // Groups of three, or of two before the last three as in India.
  const shaped = groups.every((group, i) => (i === 0 ? /^\d{1,3}$/ : i === groups.length - 1 ? /^\d{3}$/ : /^\d{2,3}$/).test(group));
  return shaped ? [groups.join(''), fraction] : null;
}

/**
 * Reads an amount into integer minor units of `currency`, exactly: no floating point between the cell and the number.
 * Negative amounts are read (a credit). Codes: `not_an_amount`, `shortened_number`, `currency_mismatch`,
 * `too_many_decimals`, `absurd_amount`.
 */
export function readAmount(raw: string, format: AmountFormat, currency: string, maxMinor: number): Reading<number> {
  const text = raw.normalize('NFKC').replace(/\u2212/g, '-').replace(/[\u00a0\u2009\u202f]/g, ' ').trim();
  if (isShortenedNumber(text)) {
    return unreadable('shortened_number', 'a spreadsheet shortened this number (as in 1.2E+10), so digits may be lost: show the column as a number with decimals and save the file again');
  }
  const code = /\b[A-Z]{3}\b/.exec(text)?.[0];
  if (code !== undefined && code !== currency && code !== 'RMB') {
    return unreadable('currency_mismatch', `the amount names another currency than the row's ${currency}`);
  }
  const stripped = text.length > 64 ? null : strip(text);
  const decimal = format.decimal ?? '.';
  const thousands = format.thousands ?? (decimal === ',' ? '.' : ',');
  const parts = stripped === null ? null : split(stripped.digits, decimal, thousands);
  if (stripped === null || parts === null) {
    return unreadable('not_an_amount', `not an amount with decimal mark "${decimal}" and thousands "${thousands}": the cell looks like "${shapeOf(text)}"`);
  }
  const exponent = format.unit === 'minor' ? 0 : currencyExponent(currency);
  const fraction = parts[1].replace(/0+$/, '');
  if (fraction.length > exponent) {
    const allowed = format.unit === 'minor' ? 'the column counts minor units, so no decimals are' : `${currency} has ${exponent} decimals, more are not`;
    return unreadable('too_many_decimals', `${fraction.length} decimals: ${allowed} expected; check the decimal mark in the mapping`);
  }
  const digits = (parts[0] + fraction.padEnd(exponent, '0')).replace(/^0+(?=\d)/, '');
  const minor = digits.length > 16 ? Infinity : Number(digits);
  if (minor > maxMinor) {
    return unreadable('absurd_amount', `the amount is beyond the limit of ${maxMinor} minor units (amountMaxMinor in the mapping): check that the column is the right one`);
  }
  return read(stripped.negative && minor !== 0 ? -minor : minor);
}

/** A percentage per year in parts per million: `14.975%` is 149750. Codes: `not_a_rate`. */
export function readRatePpm(raw: string): Reading<number> {
  const match = /^(\d{1,4})(?:\.(\d{1,8}))?\s*%?$/.exec(raw.normalize('NFKC').trim());
  const fraction = (match?.[2] ?? '').replace(/0+$/, '');
  if (match === null || fraction.length > 4) return unreadable('not_a_rate', `not a yearly percentage with at most four decimals: the cell looks like "${shapeOf(raw)}"`);
  return read(Number(match[1] ?? '0') * 10_000 + Number(fraction.padEnd(4, '0')));
}

/** A whole number of months, which may be zero or a negative code. Codes: `not_a_count`. */
export function readMonths(raw: string): Reading<number> {
  const match = /^([+-]?\d{1,3})(?:\.0+)?$/.exec(raw.normalize('NFKC').replace(/\u2212/g, '-').trim());
  if (match === null) return unreadable('not_a_count', `not a whole number of months: the cell looks like "${shapeOf(raw)}"`);
  return read(Number(match[1]) + 0);
}
