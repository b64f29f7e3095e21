/**
 * A decimal number without exponent: `1.5E+3` → `1500`, `2e-3` → `0.002`. `null` when the text is no finite decimal
 * number, or one of absurd size.
 */
export function plainNumber(text: string): string | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:E([+-]?\d{1,4}))?$/i.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > 60) return null;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const left = (point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0')).replace(/^0+(?=\d)/, '') || '0';
  const right = (point < 0 ? '0'.repeat(-point) + digits : digits.slice(Math.max(0, point))).replace(/0+$/, '');
  const plain = right === '' ? left : `${left}.${right}`;
  return sign === '-' && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

/** Digits of a plain number from its first to its last that is not zero, trailing zeros of a whole number counted. */
export function significantDigits(plain: string): number {
  return plain.replace(/[-.]/g, '').replace(/^0+/, '').length;
}

/** A number as a spreadsheet shows it: 15 significant digits, so that 0.30000000000000004 is 0.3. */
export function spreadsheetNumber(text: string): { readonly text: string; readonly inexact: boolean } | null {
  if (/^-?\d{1,15}$/.test(text)) return { text: text.replace(/^(-?)0+(?=\d)/, '$1'), inexact: false };
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return null;
  const plain = plainNumber(value.toPrecision(15));
  if (plain === null) return null;
  return { text: plain, inexact: (plain.replace(/^-/, '').split('.')[0] ?? '').length > 15 };
}
