import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

export interface Address {
  readonly ton: number;
  readonly npi: number;
  readonly digits: string;
}

/** Type of number and numbering plan (SMPP 3.4 §5.2.5, §5.2.6). */
const TON = { unknown: 0, international: 1, national: 2, letters: 5 } as const;
const E164 = 1;

/** An E.164 number as a peer wants it: international, without the plus. */
export const addressOf = (e164: string): Address => ({ ton: TON.international, npi: E164, digits: e164.replace(/^\+/, '') });

/** Who a text is from. Letters are a name of at most eleven (GSM 03.40); a number with a plus is international; another is a short code. */
export function sourceOf(source: { readonly address: string; readonly ton?: number; readonly npi?: number }): Address {
  const { address } = source;
  const usual = /^\+\d+$/.test(address) ? addressOf(address) : /^\d+$/.test(address) ? { ton: TON.unknown, npi: E164, digits: address } : { ton: TON.letters, npi: 0, digits: address };
  return { ton: source.ton ?? usual.ton, npi: source.npi ?? usual.npi, digits: usual.digits };
}

/** E.164 of who wrote. What is no number (a name, a short code) is given as it came. */
export function e164Of(ton: number, digits: string, country: string | undefined): string {
  const plain = digits.replace(/^(\+|00)/, '');
  if (ton === TON.letters || !/^\d+$/.test(plain)) return digits;
  if (ton === TON.international || plain !== digits) return `+${plain}`;
  if (ton !== TON.national && parsePhoneNumberFromString(`+${digits}`)?.isValid() === true) return `+${digits}`;
  const national = country === undefined ? undefined : parsePhoneNumberFromString(digits, country as CountryCode);
  return national?.isValid() === true ? national.number : plain.length < 7 ? digits : `+${digits}`;
}
