import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delinquency, pausedDaysBetween, stageOf } from './delinquency.js';
import type { LedgerEntry, Pause } from './ledger.js';

const charge = (amountMinor: number, dueOn: string): LedgerEntry => ({ kind: 'charge', amountMinor, dueOn, effectiveOn: dueOn });
const payment = (amountMinor: number, effectiveOn: string): LedgerEntry => ({ kind: 'payment', amountMinor: -amountMinor, dueOn: null, effectiveOn });

describe('delinquency', () => {
  it.each([
    // due, as of, days: the due date itself is not past due; one day later is one day.
    ['2026-03-10', '2026-03-09', 0], ['2026-03-10', '2026-03-10', 0], ['2026-03-10', '2026-03-11', 1], ['2026-02-28', '2026-03-01', 1],
    ['2024-02-28', '2024-03-01', 2],
  ])('due %s as of %s is %i days past due', (due, asOf, days) => {
    expect(delinquency([charge(100, due)], [], asOf).daysPastDue).toBe(days);
  });

  it('covers the oldest charge first, and moves to the next when it is covered exactly', () => {
    const ledger = [charge(100, '2026-01-01'), charge(100, '2026-02-01')];
    expect(delinquency([...ledger, payment(99, '2026-02-10')], [], '2026-03-01').oldestDueOn).toBe('2026-01-01');
    expect(delinquency([...ledger, payment(100, '2026-02-10')], [], '2026-03-01').oldestDueOn).toBe('2026-02-01');
    expect(delinquency([...ledger, payment(200, '2026-02-10')], [], '2026-03-01')).toMatchObject({ balanceMinor: 0, oldestDueOn: null, daysPastDue: 0 });
  });

  it('recomputes on a backdated payment and on its reversal', () => {
    const ledger = [charge(100, '2026-01-01'), payment(100, '2026-01-05')];
    expect(delinquency(ledger, [], '2026-01-04').daysPastDue).toBe(3);
    expect(delinquency(ledger, [], '2026-02-01').daysPastDue).toBe(0);
    const reversed: LedgerEntry = { kind: 'reversal', amountMinor: 100, dueOn: null, effectiveOn: '2026-02-01' };
    expect(delinquency([...ledger, reversed], [], '2026-02-01')).toMatchObject({ balanceMinor: 100, daysPastDue: 31 });
  });

  const pauseCases: [string, Pause[], number][] = [
    ['no pause', [], 31],
    ['a pause inside', [{ from: '2026-01-10', to: '2026-01-15' }], 26],
    ['a pause that covers the other', [{ from: '2026-01-12', to: '2026-01-14' }, { from: '2026-01-10', to: '2026-01-20' }], 21],
    ['equal borders', [{ from: '2026-01-10', to: '2026-01-20' }, { from: '2026-01-10', to: '2026-01-20' }], 21],
    ['same start, one longer', [{ from: '2026-01-10', to: '2026-01-12' }, { from: '2026-01-10', to: '2026-01-20' }], 21],
    ['earlier start, same end', [{ from: '2026-01-05', to: '2026-01-20' }, { from: '2026-01-10', to: '2026-01-20' }], 16],
    ['touching: half-open, nothing counted twice', [{ from: '2026-01-10', to: '2026-01-12' }, { from: '2026-01-12', to: '2026-01-14' }], 27],
    ['begun before the due date', [{ from: '2025-12-01', to: '2026-01-03' }], 29],
    ['still running', [{ from: '2026-01-20', to: null }], 19],
    ['after the date', [{ from: '2026-03-01', to: '2026-04-01' }], 31],
  ];
  it.each(pauseCases)('%s', (_, pauses, days) => {
    expect(delinquency([charge(100, '2026-01-01')], pauses, '2026-02-01').daysPastDue).toBe(days);
  });

  it('counts each paused day once, as counting days one by one does', () => {
    const day = fc.integer({ min: 20_000, max: 20_060 });
    const date = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(fc.array(fc.tuple(day, fc.integer({ min: 1, max: 30 }), fc.boolean()), { maxLength: 8 }), day, fc.nat(60), (raw, from, length) => {
        const pauses = raw.map(([a, n, open]) => ({ from: date(a), to: open ? null : date(a + n) }));
        let expected = 0;
        for (let d = from; d < from + length; d += 1) if (pauses.some((p) => date(d) >= p.from && (p.to === null || date(d) < p.to))) expected += 1;
        expect(pausedDaysBetween(pauses, date(from), date(from + length))).toBe(expected);
      }),
      { seed: 20261124 },
    );
  });

  it('does not depend on the order in which entries became known', () => {
    const entry = fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 28 })).map(([a, d]) => charge(a, `2026-01-${String(d).padStart(2, '0')}`)),
      fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 28 })).map(([a, d]) => payment(a, `2026-01-${String(d).padStart(2, '0')}`)),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
        expect(delinquency([...entries].reverse(), [], '2026-02-01')).toEqual(delinquency(entries, [], '2026-02-01'));
      }),
      { seed: 20261124 },
    );
  });

  it('stops on an impossible date', () => {
    expect(() => delinquency([charge(100, '2026-02-30')], [], '2026-04-01')).toThrow('2026-02-30');
  });
});

describe('stage', () => {
  it.each([[0, 'M0'], [1, 'M1'], [30, 'M1'], [31, 'M2'], [180, 'M6'], [181, 'M6+'], [9999, 'M6+']])('%i days is %s', (days, stage) => {
    expect(stageOf(days)).toBe(stage);
  });
});
