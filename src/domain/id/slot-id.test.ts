import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSlotId, slotId, slotOf, SLOTS } from './slot-id.js';

describe('slot id', () => {
  it('gives its slot back, also through text', () => {
    fc.assert(
      fc.property(fc.nat(SLOTS - 1), fc.integer({ min: 1, max: 2 ** 40 - 1 }), (slot, n) => {
        const id = slotId(slot, n);
        expect(slotOf(id)).toBe(slot);
        expect(readSlotId(String(id))).toBe(id);
      }),
      { seed: 20261124 },
    );
  });
  it.each(['', '0', '-1', '1.5', 'abc', '01', String(2 ** 48 + 1), '9007199254740993', '1e3'])('refuses %s', (text) => {
    expect(readSlotId(text)).toBeNull();
  });
  it('refuses a slot or number outside its room', () => {
    expect(() => slotId(256, 1)).toThrow('no slot 256');
    expect(() => slotId(1, 0)).toThrow('outside the room');
  });
});
