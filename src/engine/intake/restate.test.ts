import { describe, expect, it } from 'vitest';
import type { Placement } from '../../domain/loan/placement.js';
import type { KnownDebt } from '../ports/intake.js';
import { dueDate, restate } from './restate.js';

const placement = (amountDue: number, dueOn = '2026-10-01') => ({ amountDue, dueOn, statementOn: 'unknown', monthsLate: 'unknown' }) as unknown as Placement;
const known = (balanceMinor: number, placedMinor = balanceMinor): KnownDebt => ({
  id: 1, personId: 2, caseId: 3, rowDigest: 'x', importId: 'i', line: 1, outcome: 'in_collection', balanceMinor, placedMinor, entries: 1,
});

describe('a row and the ledger', () => {
  it('opens the ledger once, with what is owed', () => {
    expect(restate(null, placement(500), 'in_collection', '2026-11-24')).toEqual({
      entry: { kind: 'charge', amountMinor: 500, dueOn: '2026-10-01', effectiveOn: '2026-10-01' }, state: 'accepted', flags: [],
    });
    expect(restate(null, placement(0), 'nothing_owed', '2026-11-24').entry).toBeNull();
    expect(restate(null, placement(-20), 'nothing_owed', '2026-11-24').entry).toBeNull();
  });
  it('moves the ledger by the difference when only this lender wrote it', () => {
    expect(restate(known(500), placement(500), 'in_collection', '2026-11-24').entry).toBeNull();
    expect(restate(known(500), placement(501), 'in_collection', '2026-11-24').entry).toMatchObject({ kind: 'charge', amountMinor: 1 });
    expect(restate(known(500), placement(499), 'in_collection', '2026-11-24').entry).toMatchObject({ kind: 'adjustment', amountMinor: -1, effectiveOn: '2026-11-24' });
    expect(restate(known(500), placement(0), 'nothing_owed', '2026-11-24').entry).toMatchObject({ amountMinor: -500 });
  });
  it('keeps and flags a row that disagrees with a ledger holding payments of ours', () => {
    expect(restate(known(300, 500), placement(500), 'in_collection', '2026-11-24')).toEqual({ entry: null, state: 'flagged', flags: ['ledger_disagrees'] });
    expect(restate(known(300, 500), placement(300), 'in_collection', '2026-11-24').state).toBe('updated');
  });
  it('assumes a due date only from stated months, and says so', () => {
    expect(dueDate({ dueOn: 'unknown', statementOn: '2026-10-31', monthsLate: 2 }, '2026-11-24')).toEqual({ dueOn: '2026-09-01', assumed: true });
    expect(dueDate({ dueOn: '2026-10-01', statementOn: 'unknown', monthsLate: 2 }, '2026-11-24')).toEqual({ dueOn: '2026-10-01', assumed: false });
  });
});
