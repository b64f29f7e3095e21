import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, sha256Hex } from './digest.js';

describe('sha256Hex', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('gives the published value for %j', (text, expected) => expect(sha256Hex(text)).toBe(expected));

  it('agrees with an independent implementation on any text and any bytes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256Hex(text)).toBe(createHash('sha256').update(new TextEncoder().encode(text)).digest('hex'));
    }), { seed: 20261124 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }), { seed: 20261124 });
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of members, and reads back as the same value', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(canonicalJson(reversed(value))).toBe(text);
    }), { seed: 20261124 });
  });

  it('keeps the order of arrays and tells values apart', () => {
    expect(canonicalJson({ b: [2, 1], a: undefined, c: null })).toBe('{"b":[2,1],"c":null}');
    expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
    expect(digestOf('1')).not.toBe(digestOf(1));
  });

  it.each([[Number.NaN], [() => 1], [1n], [Symbol('s')]])('refuses what JSON cannot carry: %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(/canonical JSON/);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)]));
}
