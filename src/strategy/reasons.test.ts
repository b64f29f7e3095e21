import { describe, expect, it } from 'vitest';
import { ESCALATION_REASONS, isReasonCode, NONE_REASONS, PROPOSAL_REASONS, reasonWords } from './reasons.js';
import { quietOfHold } from './case-facts.js';

const codes = [...ESCALATION_REASONS, ...PROPOSAL_REASONS, ...NONE_REASONS];

describe('a reason', () => {
  it.each(codes)('%s has words in both languages, and no other reason has the same', (code) => {
    const { en, zh } = reasonWords(code);
    expect(en).toMatch(/^[A-Z].*\.$/);
    expect(zh).toMatch(/^\p{Script=Han}.*。$/u);
    expect(codes.filter((other) => reasonWords(other).en === en || reasonWords(other).zh === zh)).toEqual([code]);
    expect(isReasonCode(code)).toBe(true);
  });
  it('is not any other text', () => {
    expect(['', 'toString', 'we_like_to'].map(isReasonCode)).toEqual([false, false, false]);
  });
});

describe('a hold', () => {
  it.each([['promise', 'promise'], ['instalment_plan', 'plan'], ['settlement', 'plan'], ['paid', 'payment'], ['stop', 'stop'], ['deceased', 'person'], ['never heard of', 'person'], ['constructor', 'person']])('%s brings the quiet %s', (hold, quiet) => {
    expect(quietOfHold(hold)).toBe(quiet);
  });
});
