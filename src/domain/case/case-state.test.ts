import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_ACTIONS, forbidden } from './allowed.js';
import { CASE_STATES, caseState, nextReviewAfter } from './case-state.js';
import { holdsInForce, type HoldEvent } from './holds.js';

const hold = (kind: string, until: number | null = null) => ({ kind, since: 0, until });

describe('case state', () => {
  it.each([
    [0, [], 'closed'], [-5, ['dispute'], 'closed'], [1, [], 'open'], [1, ['promise'], 'promised'], [1, ['promise', 'dispute'], 'disputed'],
    [1, ['dispute', 'stop'], 'stopped'], [1, ['stop', 'distress'], 'human'], [1, ['hardship', 'promise'], 'hardship'], [1, ['never heard of'], 'human'],
  ])('owing %i with holds %j is %s', (owed, kinds, state) => {
    expect(caseState(owed, kinds.map((k) => hold(k)))).toBe(state);
  });

  it('lets only an open case be contacted, and says why not in both languages', () => {
    for (const state of CASE_STATES)
      for (const action of CASE_ACTIONS) {
        const why = forbidden(state, action);
        if (action === 'contact') expect(why === null).toBe(state === 'open');
        if (why !== null) expect(why.en.length > 0 && why.zh.length > 0).toBe(true);
      }
  });

  it('is looked at again when the first hold runs out, at once when open, never when closed', () => {
    expect(nextReviewAfter('promised', [hold('promise', 50), hold('paid', 40)], 10, null)).toBe(40);
    expect(nextReviewAfter('stopped', [hold('stop')], 10, 20)).toBeNull();
    expect(nextReviewAfter('open', [], 10, null)).toBe(10);
    expect(nextReviewAfter('open', [], 10, 99)).toBe(99);
    expect(nextReviewAfter('closed', [], 10, 99)).toBeNull();
  });
});

describe('holds', () => {
  it('run [at, until) and end when lifted', () => {
    const placed: HoldEvent = { type: 'hold_placed', hold: 'promise', at: 10, until: 20 };
    expect(holdsInForce([placed], 9)).toEqual([]);
    expect(holdsInForce([placed], 10)).toHaveLength(1);
    expect(holdsInForce([placed], 19)).toHaveLength(1);
    expect(holdsInForce([placed], 20)).toEqual([]);
    expect(holdsInForce([placed, { type: 'hold_lifted', hold: 'promise', at: 15 }], 16)).toEqual([]);
    expect(holdsInForce([placed, { type: 'hold_lifted', hold: 'dispute', at: 15 }], 16)).toHaveLength(1);
  });

  it('are folded by their own time, in whatever order they become known', () => {
    const event = fc.record({ type: fc.constantFrom('hold_placed', 'hold_lifted'), hold: fc.constantFrom('dispute', 'promise'), at: fc.nat(1000) });
    fc.assert(
      fc.property(fc.uniqueArray(event, { selector: (e) => e.at }), fc.nat(1100), (events, now) => {
        expect(holdsInForce([...events].reverse(), now)).toEqual(holdsInForce(events, now));
      }),
      { seed: 20261124 },
    );
  });
});
