import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVerifyCode, verifyCode } from './verify-code.js';

describe('verify code', () => {
  it('is read back however it was copied', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }), (slot, hex) => {
        const code = verifyCode(slot, hex);
        const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4).replaceAll('0', 'o').replaceAll('1', 'l')} `;
        expect(readVerifyCode(typed)).toEqual({ code, slot });
      }),
      { seed: 20261124 },
    );
  });
  it.each(['', '123', 'UUUUUUUUUU', '00000000000', 'ZZ00000000', '<script>x', '０００'])('refuses %s', (typed) => {
    expect(readVerifyCode(typed)).toBeNull();
  });
});
