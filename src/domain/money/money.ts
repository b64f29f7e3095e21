import { assert } from '../assert.js';

/** Integer minor units (cents, fen) of a currency. Never a fraction, never outside the safe range. */
export interface Money {
  readonly minor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Largest amount that any ledger entry may have: a hundred million million minor units, far inside 53 bits. */
export const MAX_MINOR = 1e14;

export function money(minor: number, currency: string): Money {
  assert(Number.isSafeInteger(minor) && Math.abs(minor) <= MAX_MINOR, `money: ${minor} is not a checked number of minor units`);
  assert(/^[A-Z]{3}$/.test(currency), `money: ${currency} is not an ISO 4217 code`);
  return { minor, currency };
}

/** Sum of minor units, checked at every step. */
export function sumMinor(amounts: readonly number[]): number {
  let total = 0;
  for (const amount of amounts) {
    assert(Number.isSafeInteger(amount), `money: ${amount} is not a whole number of minor units`);
    total += amount;
    assert(Number.isSafeInteger(total), 'money: a sum left the safe range');
  }
  return total;
}

const EXPONENT: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

/** Digits after the decimal point in the currency (ISO 4217 exponent); 2 unless listed. */
export function currencyExponent(currency: string): number {
  return EXPONENT[currency] ?? 2;
}

/** `123456` minor TWD as `1,234.56`: digits only, for texts whose words are elsewhere. */
export function formatMinor(minor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  const digits = Math.abs(minor).toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
  return `${minor < 0 ? '-' : ''}${whole}${fraction}`;
}

/**
 * Splits an amount by weights; the remainder goes to the earliest parts, one minor unit each, so that parts add up
 * exactly. Weights are non-negative integers, not all zero.
 */
export function splitMinor(minor: number, weights: readonly number[]): readonly number[] {
  const total = sumMinor(weights);
  assert(total > 0 && weights.every((w) => w >= 0), 'split: weights must be non-negative and not all zero');
  const sign = minor < 0 ? -1 : 1;
  const size = Math.abs(minor);
  const parts = weights.map((w) => Number((BigInt(size) * BigInt(w)) / BigInt(total)));
  let left = size - sumMinor(parts);
  for (let i = 0; left > 0; i = (i + 1) % parts.length) {
    if ((weights[i] ?? 0) === 0) continue;
    parts[i] = (parts[i] ?? 0) + 1;
    left -= 1;
  }
  return parts.map((p) => (p === 0 ? 0 : p * sign));
}
