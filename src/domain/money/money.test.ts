import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMinor, money, splitMinor, sumMinor } from './money.js';

describe('money', () => {
  it('prints minor units with the digits of the currency', () => {
    expect(formatMinor(123456, 'TWD')).toBe('1,234.56');
    expect(formatMinor(5, 'USD')).toBe('0.05');
    expect(formatMinor(-100000, 'CNY')).toBe('-1,000.00');
    expect(formatMinor(1234, 'JPY')).toBe('1,234');
  });
  it('refuses what is not a checked whole number', () => {
    expect(() => money(0.5, 'USD')).toThrow('not a checked number');
    expect(() => money(1e15, 'USD')).toThrow('not a checked number');
    expect(() => money(1, 'usd')).toThrow('ISO 4217');
    expect(() => sumMinor([Number.MAX_SAFE_INTEGER, 1])).toThrow('safe range');
  });
  it('splits so that the parts add up and differ from their share by less than the number of parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }), (minor, weights) => {
        fc.pre(weights.some((w) => w > 0));
        const parts = splitMinor(minor, weights);
        expect(sumMinor(parts)).toBe(minor);
        parts.forEach((part, i) => {
          if (weights[i] === 0) expect(part).toBe(0);
        });
      }),
      { seed: 20261124 },
    );
  });
});
