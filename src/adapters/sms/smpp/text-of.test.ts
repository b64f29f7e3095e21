import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { e164Of, sourceOf } from './addresses.js';
import { textOf } from './text-of.js';

describe('what came, by its data_coding', () => {
  it.each<readonly [coding: number, hex: string, text: string]>([
    [0, '1b6535', '€5'], [0, '004f4b', '@OK'], [1, '53544f50', 'STOP'], [2, 'e8bf98', '还'], [3, 'e9', 'é'], [4, 'e9ff', 'éÿ'], [5, '8376', 'プ'], [6, 'bf', 'П'], [7, 'e0', 'א'],
    [8, '8fd86b3e', '还款'], [8, 'd83dde00', '😀'], [14, 'b0a1', '가'], [15, 'bbb9bfee', '还款'],
    [0x11, '00', '@'], [0x18, '8fd8', '还'], [0x48, '8fd8', '还'], [0x14, 'e8bf98', '还'], [0xC0, '00', '@'], [0xE0, '8fd8', '还'], [0xF0, '00', '@'], [246, '53544f50', 'STOP'], [246, 'e8bf98', '还'], [0x80, '4f4b', 'OK'],
  ])('%i: %s', (coding, hex, text) => {
    expect(textOf(Buffer.from(hex, 'hex'), coding)).toBe(text);
  });
  it('0 is what the account says it is', () => {
    expect(textOf(Buffer.from('40', 'hex'), 0)).toBe('¡');
    expect(textOf(Buffer.from('40', 'hex'), 0, 'ascii')).toBe('@');
    expect(textOf(Buffer.from('e9', 'hex'), 0, 'latin1')).toBe('é');
  });
  it('is never too strange to read', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 0, max: 255 }), (octets, coding) => { expect(typeof textOf(octets, coding)).toBe('string'); }), { seed: 20261124, numRuns: 1_000 });
  });
});

describe('who wrote', () => {
  it.each<readonly [ton: number, digits: string, country: string | undefined, is: string]>([
    [1, '8613800000000', undefined, '+8613800000000'], [1, '+8613800000000', undefined, '+8613800000000'], [0, '008613800000000', undefined, '+8613800000000'], [0, '8613800000000', 'CN', '+8613800000000'],
    [2, '13800000000', 'CN', '+8613800000000'], [0, '13800000000', 'CN', '+8613800000000'], [2, '2025550123', 'US', '+12025550123'], [0, '12025550123', 'US', '+12025550123'], [2, '07400123456', 'GB', '+447400123456'],
    [0, '13800000000', undefined, '+13800000000'], [5, 'Bank', 'CN', 'Bank'], [0, '10690', 'CN', '10690'], [0, '10690', undefined, '10690'],
  ])('%i %s in %s: %s', (ton, digits, country, is) => expect(e164Of(ton, digits, country)).toBe(is));
});

it.each<readonly [address: string, ton: number, npi: number, digits: string]>([['Dunwell', 5, 0, 'Dunwell'], ['+12025550123', 1, 1, '12025550123'], ['10690000', 0, 1, '10690000']])('from %s', (address, ton, npi, digits) => {
  expect(sourceOf({ address })).toEqual({ ton, npi, digits });
  expect(sourceOf({ address, ton: 3, npi: 9 })).toEqual({ ton: 3, npi: 9, digits });
});
