import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { ReadPhone } from '../../domain/loan/read-person.js';
import { UNKNOWN, type Known } from '../../domain/unknown.js';
import { zonesOfAreaCode } from './nanp-zones.js';

/** Calling codes of countries that keep one time zone. */
const ONE_ZONE: Readonly<Record<string, string>> = {
  '86': 'Asia/Shanghai', '852': 'Asia/Hong_Kong', '853': 'Asia/Macau', '886': 'Asia/Taipei', '65': 'Asia/Singapore', '44': 'Europe/London', '91': 'Asia/Kolkata',
  '81': 'Asia/Tokyo', '82': 'Asia/Seoul', '63': 'Asia/Manila', '66': 'Asia/Bangkok', '84': 'Asia/Ho_Chi_Minh',
};

function zonesOf(callingCode: string, national: string): Known<readonly string[]> {
  if (callingCode === '1') return zonesOfAreaCode(national.slice(0, 3)) ?? UNKNOWN;
  const zone = ONE_ZONE[callingCode];
  return zone === undefined ? UNKNOWN : [zone];
}

/**
 * Reads a telephone number as it is written in a country, into E.164. A number is taken when its length is possible
 * there, assigned or not: prefixes are opened faster than lists of them are renewed, and a wrong number shows itself.
 */
export const readPhone: ReadPhone = (text, country) => {
  const defaultCountry = country !== UNKNOWN && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(text, { ...(defaultCountry === undefined ? {} : { defaultCountry }), extract: false });
  if (number === undefined || !number.isPossible() || number.ext !== undefined) return null;
  // Twelve digits are possible in China, for fixed lines; a mobile number with one too many is a slip of the keys.
  if (number.countryCallingCode === '86' && /^1[3-9]/.test(number.nationalNumber) && number.nationalNumber.length !== 11) return null;
  return { e164: number.number, zones: zonesOf(number.countryCallingCode, number.nationalNumber) };
};
