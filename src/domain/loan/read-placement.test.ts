import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingColumns, type Mapping } from './mapping.js';
import { placementOutcome, type CellFlag, type Placement, type PlacementReading, type RawRow } from './placement.js';
import { readPlacement } from './read-placement.js';

const MAPPING: Mapping = {
  mapping: 1,
  loan: {
    externalRef: { column: 'loan' },
    product: { column: 'product', values: { CC: 'credit_card', PL: 'consumer_loan' } },
    currency: { constant: 'USD' },
    amountDue: { column: 'due' },
    dueOn: { column: 'due_on', date: 'MM/DD/YYYY', blanks: ['-'] },
    monthsLate: { column: 'months' },
    creditLimit: { column: 'limit' },
    interestRate: { column: 'rate' },
  },
  borrower: {
    personRef: { column: 'person' }, name: { column: 'name' }, idNumber: { column: 'id' }, email: { column: 'email' },
    phones: [{ label: 'mobile', column: 'mobile' }, { label: 'home', column: 'home' }],
    country: { constant: 'US' }, state: { column: 'state' }, city: { column: 'city', values: { 'New York': 'NYC' }, otherwise: 'keep' },
    language: { column: 'lang' }, timeZone: { column: 'tz' },
  },
  guarantor: { personRef: { column: 'g_person' }, name: { column: 'g_name' }, country: { constant: 'US' } },
  consents: { sms: { column: 'sms_ok' } },
  rawFacts: { branch: { column: 'branch' } },
};

const CELLS: Readonly<Record<string, string>> = {
  loan: 'L-77', product: 'CC', due: '1,234.50', due_on: '01/05/2026', months: '1', limit: '5000', rate: '19.99%', person: 'P-9', name: 'Ann Example',
  id: '000-12-3456', email: 'ann@example.com', mobile: '+1 202 555 0101', home: '', state: 'ma', city: 'New York', lang: 'en-US', tz: 'America/New_York',
  g_person: '', g_name: '', sms_ok: 'yes', branch: ' North ',
};

function row(cells: Readonly<Record<string, string>> = {}, flags?: readonly CellFlag[]): RawRow {
  return { line: 2, cells: { ...CELLS, ...cells }, ...(flags === undefined ? {} : { flags }) };
}

function accepted(reading: PlacementReading): Placement {
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading.placement;
}

function remarks(reading: PlacementReading): readonly string[] {
  return (reading.ok ? reading.warnings : reading.errors).map((r) => `${r.column ?? '-'}:${r.code}`);
}

describe('readPlacement', () => {
  it('reads a whole row, and leaves unknown what is not stated', () => {
    const reading = readPlacement(row(), MAPPING);
    expect(reading).toEqual({
      ok: true,
      warnings: [],
      placement: {
        externalRef: 'L-77', product: 'credit_card', currency: 'USD', amountDue: 123_450, dueOn: '2026-01-05', monthsLate: 1,
        originalAmount: 'unknown', creditLimit: 500_000, statementOn: 'unknown', interestRatePpm: 199_900,
        borrower: {
          personRef: 'P-9', name: 'Ann Example', idNumber: '000-12-3456', phones: [{ label: 'mobile', e164: '+12025550101', zones: 'unknown' }],
          email: 'ann@example.com', address: 'unknown', country: 'US', state: 'MA', city: 'NYC', language: 'en', timeZone: 'America/New_York',
        },
        coBorrower: null, guarantor: null, consents: { sms: true, call: 'unknown', email: 'unknown' }, rawFacts: { branch: 'North' },
      },
    });
  });

  // cells | remarks of a row that is refused
  const REFUSED: readonly (readonly [Record<string, string>, readonly string[]])[] = [
    [{ loan: '' }, ['loan:missing']],
    [{ loan: ' \u3000 ' }, ['loan:missing']],
    [{ loan: 'L'.repeat(129) }, ['loan:bad_ref']],
    [{ loan: 'L\n77' }, ['loan:bad_ref']],
    [{ loan: '6.22E+17' }, ['loan:number_inexact']],
    [{ person: '' }, ['person:missing']],
    [{ product: 'XX' }, ['product:value_not_mapped']],
    [{ product: '' }, ['product:missing']],
    [{ due: '' }, ['due:missing']],
    [{ due: 'n/a' }, ['due:not_an_amount']],
    [{ due: '12.345' }, ['due:too_many_decimals']],
    [{ due: '99999999999999' }, ['due:absurd_amount']],
    [{ due_on: '02/30/2026' }, ['due_on:impossible_date']],
    [{ due_on: '2026.01.05' }, ['due_on:not_a_date']],
    [{ months: 'two' }, ['months:not_a_count']],
    [{ limit: '1.2.3' }, ['limit:not_an_amount']],
    [{ rate: 'high' }, ['rate:not_a_rate']],
    [{ g_name: 'Bo Sample' }, ['g_person:missing']],
    [{ name: 'N'.repeat(501) }, ['name:too_long']],
    [{ loan: '', due: 'x', due_on: '13/01/2026' }, ['loan:missing', 'due:not_an_amount', 'due_on:impossible_date']],
  ];
  it.each(REFUSED)('refuses %j with %j', (cells, expected) => {
    const reading = readPlacement(row(cells), MAPPING);
    expect(reading.ok).toBe(false);
    expect(remarks(reading)).toEqual(expected);
  });

  // cells | remarks of a row that is accepted
  const WARNED: readonly (readonly [Record<string, string>, readonly string[]])[] = [
    [{ mobile: '12345' }, ['mobile:phone_unreadable']],
    [{ mobile: '' }, ['mobile:no_phone']],
    [{ state: 'Massachusetts' }, ['state:not_a_state']],
    [{ tz: 'EST' }, ['tz:not_a_zone']],
    [{ tz: 'Mars/Olympus' }, ['tz:not_a_zone']],
    [{ lang: 'fr' }, ['lang:not_a_language']],
    [{ email: 'nobody' }, ['email:not_an_email']],
    [{ sms_ok: 'perhaps' }, ['sms_ok:not_yes_or_no']],
    [{ id: '1.2E+17' }, ['id:number_inexact']],
    [{ due_on: '-' }, ['due_on:due_date_missing']],
    [{ due_on: '', months: '' }, ['due_on:lateness_unknown']],
  ];
  it.each(WARNED)('accepts %j with %j', (cells, expected) => {
    const reading = readPlacement(row(cells), MAPPING);
    expect(reading.ok).toBe(true);
    expect(remarks(reading)).toEqual(expected);
  });

  it('keeps an unreadable number as an unknown number, and reads two numbers in one cell', () => {
    expect(accepted(readPlacement(row({ mobile: 'ask his wife' }), MAPPING)).borrower.phones).toEqual([{ label: 'mobile', e164: 'unknown', zones: 'unknown' }]);
    expect(accepted(readPlacement(row({ mobile: '+12025550101; +12025550102' }), MAPPING)).borrower.phones.map((p) => p.e164)).toEqual(['+12025550101', '+12025550102']);
  });
  it('reads a guarantor only when the row names one', () => {
    expect(accepted(readPlacement(row({ g_person: 'P-10', g_name: 'Bo Sample' }), MAPPING)).guarantor).toMatchObject({ personRef: 'P-10', name: 'Bo Sample', phones: [] });
  });
  it('takes a credit as nothing owed, not as an error', () => {
    expect(accepted(readPlacement(row({ due: '-20.00' }), MAPPING)).amountDue).toBe(-2_000);
  });
  it('acts on what the reader noticed about cells', () => {
    expect(remarks(readPlacement(row({ due: '' }, [{ column: 'due', code: 'formula_without_value' }]), MAPPING))).toEqual(['due:formula_without_value']);
    expect(remarks(readPlacement(row({ due: '#N/A' }, [{ column: 'due', code: 'cell_error' }]), MAPPING))).toEqual(['due:cell_error']);
    expect(remarks(readPlacement(row({ loan: '622202123456789000' }, [{ column: 'loan', code: 'number_inexact' }]), MAPPING))).toEqual(['loan:number_inexact']);
    const formula = readPlacement(row({ name: "=cmd|' /C calc'!A0" }, [{ column: 'name', code: 'formula_like' }]), MAPPING);
    expect(remarks(formula)).toEqual(['name:formula_like']);
    expect(accepted(formula).borrower.name).toBe("=cmd|' /C calc'!A0");
  });
  it('reads an absent column as blank, and no inherited property as a cell', () => {
    const { email: _email, ...without } = CELLS;
    expect(accepted(readPlacement({ line: 2, cells: without }, MAPPING)).borrower.email).toBe('unknown');
    expect(remarks(readPlacement(row(), { ...MAPPING, loan: { ...MAPPING.loan, externalRef: { column: 'constructor' } } }))).toEqual(['constructor:missing']);
  });
  it('repeats no cell in a remark, whatever the row holds', () => {
    const secret = '张伟7391Smith';
    const columns = Object.keys(CELLS);
    fc.assert(
      fc.property(fc.subarray(columns, { minLength: 1 }), (chosen) => {
        const reading = readPlacement(row(Object.fromEntries(chosen.map((c) => [c, secret]))), MAPPING);
        expect(JSON.stringify(reading.ok ? reading.warnings : reading.errors)).not.toMatch(/张伟|7391|Smith/);
      }),
      { seed: 20261124 },
    );
  });
  it('accepts or gives a reason, for any cells at all', () => {
    const cells = fc.record(Object.fromEntries(Object.keys(CELLS).map((c) => [c, fc.string({ unit: 'binary', maxLength: 20 })])));
    fc.assert(
      fc.property(cells, (any) => {
        const reading = readPlacement({ line: 2, cells: any as Record<string, string> }, MAPPING);
        if (!reading.ok) expect(reading.errors.length).toBeGreaterThan(0);
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });
});

describe('placementOutcome', () => {
  // months late | due date | minor units owed | outcome on 2026-01-10
  const CASES = [
    [1, 'unknown', 100, 'in_collection'],
    [1, 'unknown', 0, 'nothing_owed'],
    [2, '2025-12-01', -5, 'nothing_owed'],
    [0, 'unknown', 100, 'not_overdue'],
    [-2, 'unknown', 0, 'not_overdue'],
    ['unknown', '2026-01-09', 1, 'in_collection'],
    ['unknown', '2026-01-10', 1, 'not_overdue'],
    ['unknown', '2026-01-11', 1, 'not_overdue'],
    [0, '2026-01-09', 1, 'in_collection'],
    ['unknown', 'unknown', 100, 'not_overdue'],
  ] as const;
  it.each(CASES)('months %s, due %s, owed %s: %s', (monthsLate, dueOn, amountDue, outcome) => {
    expect(placementOutcome({ monthsLate, dueOn, amountDue }, '2026-01-10')).toBe(outcome);
  });
});

describe('missingColumns', () => {
  it('names what the file lacks, and what it has twice', () => {
    const columns = Object.keys(CELLS).filter((c) => c !== 'due' && c !== 'mobile');
    const missing = missingColumns(MAPPING, [...columns, 'mobile#1', 'mobile#2']);
    expect(missing).toHaveLength(2);
    expect(missing[0]).toContain('a column "due" that the file does not have');
    expect(missing[1]).toContain('"mobile" more than once: name "mobile#1"');
    expect(missingColumns(MAPPING, Object.keys(CELLS))).toEqual([]);
  });
});
