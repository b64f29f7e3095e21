import { describe, expect, it } from 'vitest';
import { readDemo, whoMay } from './roles.js';

describe('who may do what', () => {
  it('says who else may', () => {
    expect(whoMay('head', 'release')).toBeNull();
    expect(whoMay('analyst', 'release')).toEqual(['head']);
    expect(whoMay('auditor', 'reveal')).toEqual(['collector', 'head']);
  });
});

describe('the demo accounts in a refusal', () => {
  it.each([
    ['Sign in. Demo people: analyst@demo.example, head@demo.example; password demo-dunwell.', { emails: ['analyst@demo.example', 'head@demo.example'], password: 'demo-dunwell' }],
    ['Sign in. analyst@demo, password one', { emails: ['analyst@demo'], password: 'one' }],
    ['Sign in first.', null],
    ['Write to help@lender.example.', null],
  ])('%s', (detail, expected) => {
    expect(readDemo(detail)).toEqual(expected);
  });
});
