import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { isValidZone } from '../../domain/time/zone.js';
import { US_AREA_CODES, zonesOfAreaCode } from './nanp-zones.js';
import { readPhone } from './phone.js';

// text | country | E.164 or null
const CASES: readonly (readonly [string, string, string | null])[] = [
  ['154 0000 0001', 'CN', '+8615400000001'],
  ['+86-154-0000-0001', 'US', '+8615400000001'],
  ['0086 15400000001', 'CN', '+8615400000001'],
  ['１５４００００００００１', 'CN', null],
  ['１５４０００００００１', 'CN', '+8615400000001'],
  ['(202) 555-0101', 'US', '+12025550101'],
  ['1-202-555-0101', 'US', '+12025550101'],
  ['+1 202.555.0101', 'unknown', '+12025550101'],
  ['2025550101', 'unknown', null],
  ['202-555-0101 ext. 5', 'US', null],
  ['555-0101', 'US', null],
  ['12345', 'US', null],
  ['1.38E+10', 'CN', null],
  ['call (202) 555-0101', 'US', null],
  ['n/a', 'US', null],
  ['', 'US', null],
  ['2025550101', 'ZZ', null],
  ['020 7946 0018', 'GB', '+442079460018'],
];

describe('readPhone', () => {
  it.each(CASES)('%j in %s is %s', (text, country, e164) => {
    expect(readPhone(text, country)?.e164 ?? null).toBe(e164);
  });
  it('tells the zones that a number points to', () => {
    expect(readPhone('(808) 555-0101', 'US')?.zones).toEqual(['Pacific/Honolulu']);
    expect(readPhone('(850) 555-0101', 'US')?.zones).toEqual(['America/Chicago', 'America/New_York']);
    expect(readPhone('15400000001', 'CN')?.zones).toEqual(['Asia/Shanghai']);
    expect(readPhone('+1 416 555 0101', 'US')?.zones).toBe('unknown');
  });
});

describe('area codes', () => {
  const codes = Object.values(US_AREA_CODES).flatMap((list) => list.split(' '));
  it('stand once each, and each has zones that exist', () => {
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) {
      const zones = zonesOfAreaCode(code);
      expect(zones, code).not.toBeNull();
      for (const zone of zones ?? []) expect(isValidZone(zone), zone).toBe(true);
    }
  });
  it('belong to no other country, and nearly all are known to the number plan at hand', () => {
    const countries = codes.map((code) => parsePhoneNumberFromString(`+1${code}2120000`)?.country);
    expect(codes.filter((_, i) => !['US', 'PR', undefined].includes(countries[i]))).toEqual([]);
    // Codes opened in the last years are newer than the library's list.
    expect(countries.filter((country) => country === undefined).length).toBeLessThan(10);
  });
});
