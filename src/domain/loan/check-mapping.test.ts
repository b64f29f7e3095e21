import { describe, expect, it } from 'vitest';
import { checkMapping } from './check-mapping.js';

const GOOD = {
  mapping: 1,
  loan: {
    externalRef: { column: 'loan' }, product: { constant: 'credit_card' }, currency: { constant: 'USD' },
    amountDue: { column: 'due', amount: { decimal: ',', thousands: '.' } }, dueOn: { column: 'due_on', date: ['YYYY-MM-DD', 'excel_serial'] },
  },
  borrower: { personRef: { column: 'person' }, phones: [{ label: 'mobile', column: 'mobile', blanks: ['-'] }] },
};

function at(path: string, value: unknown): unknown {
  const copy = structuredClone(GOOD) as Record<string, unknown>;
  const keys = path.split('.');
  let node: Record<string, unknown> = copy;
  for (const key of keys.slice(0, -1)) node = node[key] as Record<string, unknown>;
  node[keys[keys.length - 1] ?? ''] = value;
  return copy;
}

describe('checkMapping', () => {
  it('accepts a mapping as it is', () => {
    expect(checkMapping(GOOD)).toEqual({ ok: true, mapping: GOOD });
  });
  // where the change is made | value put there | where the error is reported
  const BAD: readonly (readonly [string, unknown, string])[] = [
    ['mapping', 2, 'mapping'],
    ['loan', undefined, 'loan'],
    ['loan', [], 'loan'],
    ['borrower', undefined, 'borrower'],
    ['colour', 'red', 'colour'],
    ['loan.externalRef', undefined, 'loan.externalRef'],
    ['loan.dueOn', undefined, 'loan.dueOn'],
    ['loan.dueon', { column: 'x' }, 'loan.dueon'],
    ['loan.externalRef', 'loan', 'loan.externalRef'],
    ['loan.externalRef', { column: '' }, 'loan.externalRef.column'],
    ['loan.externalRef', { constant: 5 }, 'loan.externalRef.constant'],
    ['loan.externalRef', { column: 'x', amount: {} }, 'loan.externalRef.amount'],
    ['loan.externalRef', { column: 'x', date: 'YYYYMMDD' }, 'loan.externalRef.date'],
    ['loan.dueOn', { column: 'x' }, 'loan.dueOn.date'],
    ['loan.dueOn', { column: 'x', date: 'D.M.Y' }, 'loan.dueOn.date'],
    ['loan.dueOn', { column: 'x', date: ['DD/MM/YYYY', 'MM/DD/YYYY'] }, 'loan.dueOn.date'],
    ['loan.dueOn', { column: 'x', date: [] }, 'loan.dueOn.date'],
    ['loan.amountDue', { column: 'x', amount: { decimal: ',', thousands: ',' } }, 'loan.amountDue.amount.thousands'],
    ['loan.amountDue', { column: 'x', amount: { unit: 'cents' } }, 'loan.amountDue.amount.unit'],
    ['loan.product', { column: 'x', values: {} }, 'loan.product.values'],
    ['loan.product', { column: 'x', values: { A: 1 } }, 'loan.product.values.A'],
    ['loan.product', { column: 'x', otherwise: 'keep' }, 'loan.product.otherwise'],
    ['borrower.personRef', undefined, 'borrower.personRef'],
    ['borrower.phones', { column: 'x' }, 'borrower.phones'],
    ['borrower.phones', [{ column: 'x' }], 'borrower.phones[0].label'],
    ['borrower.relatives', [{ column: 'x' }], 'borrower.relatives'],
    ['consents', { fax: { column: 'x' } }, 'consents.fax'],
    ['rawFacts', { branch: 'x' }, 'rawFacts.branch'],
    ['amountMaxMinor', 1.5, 'amountMaxMinor'],
    ['amountMaxMinor', 1e15, 'amountMaxMinor'],
  ];
  it.each(BAD)('%s = %j is an error at %s', (path, value, where) => {
    const check = checkMapping(at(path, value));
    expect(check.ok ? [] : check.errors.map((e) => e.where)).toContain(where);
  });
  it.each([[null], ['text'], [[]], [5]])('%j is no mapping', (value) => {
    expect(checkMapping(value).ok).toBe(false);
  });
});
