import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddress, maskEmail, maskName, maskPhone, maskRef } from './mask.js';

describe('masks', () => {
  it('keep what helps to recognise and hide the rest', () => {
    expect(maskName('陈小明')).toBe('陈**');
    expect(maskName('欧阳娜娜')).toBe('欧***');
    expect(maskName('Mary Jones')).toBe('M*** J***');
    expect(maskName('')).toBe('*');
    expect(maskPhone('+8613800001234')).toBe('****1234');
    expect(maskPhone('123')).toBe('****');
    expect(maskEmail('mary@example.org')).toBe('m***@example.org');
    expect(maskEmail('nonsense')).toBe('***');
    expect(maskAddress('上海市示范路1号')).toBe('上海市***');
    expect(maskRef('CARD-00012345')).toBe('*2345');
  });
  it('never tell a whole phone number', () => {
    fc.assert(fc.property(fc.stringMatching(/^\+?[0-9]{7,15}$/), (phone) => !maskPhone(phone).includes(phone.slice(-7))), { seed: 20261124 });
  });
});
