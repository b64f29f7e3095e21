import type { Money } from './api.js';

/** Digits after the point for a currency, as ISO 4217 has it; two where the runtime does not know the code. */
export function digitsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** `123405` CNY as `1234.05`: exact, built from digits and never by division. */
export function decimalOf({ minor, currency }: Money): string {
  const digits = digitsOf(currency);
  const sign = minor < 0 ? '-' : '';
  const all = Math.abs(minor).toString().padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${all}` : `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

/** What a person typed (`¥1,234.5`, `１２３４．５`, `1 234.50`) in minor units, or nothing when it is not one clear positive amount. */
export function minorFrom(typed: string, currency: string): number | undefined {
  const plain = typed.normalize('NFKC').replace(/[\s\u00a0_]/g, '').replace(/^(?:[A-Za-z]{0,3}[¥$€£₹]|[A-Za-z]{3}|元)/, '').replace(/(?:元|圆|[A-Za-z]{3})$/, '');
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(plain);
  if (!match) return undefined;
  const digits = digitsOf(currency);
  const fraction = match[2] ?? '';
  if (fraction.length > digits) return undefined;
  const minor = Number(`${(match[1] ?? '').replaceAll(',', '')}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(minor) && minor > 0 ? minor : undefined;
}
