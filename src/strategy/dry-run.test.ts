import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffDryRun, type DryRunLine } from './dry-run.js';

const line = (about: Partial<DryRunLine> = {}): DryRunLine => ({ caseId: '1', choice: 'contact', step: 'sms-first', channel: 'sms', at: 10, reasons: ['first_contact'], ...about });
const silent = (about: Partial<DryRunLine> = {}): DryRunLine => line({ choice: 'none', step: null, channel: null, at: null, reasons: ['holdout'], ...about });

describe('a dry run', () => {
  it.each<[string, DryRunLine | null, DryRunLine | null, string]>([
    ['the same contact', line(), line(), 'same'],
    ['a contact where there was silence', silent(), line(), 'added'],
    ['a contact where there was no plan', null, line(), 'added'],
    ['a task where there was a wait', silent({ choice: 'defer' }), line({ choice: 'task', channel: 'visit' }), 'added'],
    ['silence where there was a contact', line(), silent(), 'removed'],
    ['a case that is not there any more', line(), null, 'removed'],
    ['another channel', line(), line({ channel: 'call' }), 'changed'],
    ['another time', line(), line({ at: 11 }), 'changed'],
    ['a contact that becomes a task', line(), line({ choice: 'task' }), 'changed'],
    ['another reason for silence', silent(), silent({ reasons: ['quiet_stop'] }), 'changed'],
    ['silence as before', silent(), silent(), 'same'],
    ['silence about a new case', null, silent(), 'same'],
  ])('%s', (_, before, after, change) => {
    const diff = diffDryRun(before === null ? [] : [before], after === null ? [] : [after]);
    expect(diff.rows).toEqual([{ caseId: '1', change, before, after }]);
    expect(diff.counts).toEqual({ same: 0, added: 0, removed: 0, changed: 0, [change]: 1 });
  });

  it('has a row for every case, in order of id, and turns round when its sides do', () => {
    const lines = fc.uniqueArray(
      fc.record({ caseId: fc.nat(30).map(String), choice: fc.constantFrom('contact', 'task', 'defer', 'none'), step: fc.constantFrom('a', 'b'), channel: fc.constant('sms' as const), at: fc.nat(2), reasons: fc.constant(['x']) }),
      { selector: (entry) => entry.caseId },
    );
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffDryRun(before, after);
        const ids = [...new Set([...before, ...after].map((entry) => Number(entry.caseId)))].sort((a, b) => a - b);
        expect(diff.rows.map((row) => Number(row.caseId))).toEqual(ids);
        expect(diff.counts.same + diff.counts.added + diff.counts.removed + diff.counts.changed).toBe(ids.length);
        const back = diffDryRun(after, before).counts;
        expect([back.same, back.added, back.removed, back.changed]).toEqual([diff.counts.same, diff.counts.removed, diff.counts.added, diff.counts.changed]);
        expect(diffDryRun(after, after).counts).toMatchObject({ added: 0, removed: 0, changed: 0 });
      }),
      { seed: 20261124 },
    );
  });
});
