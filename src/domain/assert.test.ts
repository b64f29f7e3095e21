import { describe, expect, it } from 'vitest';
import { assert, BrokenAssumption, unreachable } from './assert.js';

describe('assert', () => {
  it('stops with the assumption that broke', () => {
    expect(() => assert(false, 'one is two')).toThrowError(new BrokenAssumption('one is two'));
    assert(true, 'never thrown');
  });
  it('names the variant that the types had ruled out', () => {
    expect(() => unreachable('x' as never, 'here')).toThrow('here: no such variant "x"');
  });
});
