import type { Money } from '../api/types.js';

const formats = new Map<string, Intl.NumberFormat>();
function format(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  let found = formats.get(key);
  if (found === undefined) {
    found = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'symbol' });
    formats.set(key, found);
  }
  return found;
}

/** Decimal places of a currency by ISO 4217, as the browser knows them: 2 for CNY, 0 for JPY. */
export function decimals(currency: string): number {
  return format('en', currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units to text. Division happens here only, for display; nothing is computed on the result. */
export function moneyText(money: Money, locale: string): string {
  return format(locale, money.currency).format(money.minor / 10 ** decimals(money.currency));
}

/** What a person typed, to minor units; `null` if it is not an amount of that currency. Grouping commas are allowed. */
export function parseMinor(text: string, currency: string): number | null {
  const places = decimals(currency);
  const match = /^(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return null;
  const fraction = match[2] ?? '';
  if (fraction.length > places) return null;
  return Number((match[1] ?? '').replaceAll(',', '') + fraction.padEnd(places, '0'));
}
