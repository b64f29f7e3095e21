import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkMapping } from '../../../domain/loan/check-mapping.js';
import { missingColumns, type Mapping } from '../../../domain/loan/mapping.js';
import { placementOutcome, type Placement, type PlacementPerson } from '../../../domain/loan/placement.js';
import { readPlacement } from '../../../domain/loan/read-placement.js';
import { isValidZone } from '../../../domain/time/zone.js';
import { isRowFault, type RowFault } from '../../../engine/ports/files.js';
import { openRows } from '../open-rows.js';
import { readPhone } from '../phone.js';
import { DEMO_LENDERS, demoFile, type DemoLenderId, type DemoOptions } from './generate.js';

const OPTIONS: DemoOptions = { dataPath: 'examples/uci-credit-default/creditcard_default.csv', seed: 20261124, asOf: '2026-11-24' };

interface LenderRead {
  readonly placements: readonly Placement[];
  readonly faults: readonly (RowFault | { readonly line: number; readonly errors: unknown })[];
  readonly warnings: ReadonlyMap<string, number>;
  readonly encoding: string | null;
  readonly missing: readonly string[];
}

async function read(lender: DemoLenderId): Promise<LenderRead> {
  const path = DEMO_LENDERS.find((l) => l.id === lender)?.mapping ?? '';
  const check = checkMapping(JSON.parse(readFileSync(`examples/${path}`, 'utf8')));
  if (!check.ok) throw new Error(JSON.stringify(check.errors));
  const mapping: Mapping = check.mapping;
  const stream = openRows(demoFile(lender, OPTIONS));
  const placements: Placement[] = [];
  const faults: LenderRead['faults'][number][] = [];
  const warnings = new Map<string, number>();
  for await (const row of stream) {
    if (isRowFault(row)) {
      faults.push(row);
      continue;
    }
    const reading = readPlacement(row, mapping, readPhone);
    if (!reading.ok) {
      faults.push({ line: row.line, errors: reading.errors });
      continue;
    }
    placements.push(reading.placement);
    for (const { code } of reading.warnings) warnings.set(code, (warnings.get(code) ?? 0) + 1);
  }
  return { placements, faults, warnings, encoding: stream.shape()?.encoding ?? null, missing: missingColumns(mapping, stream.shape()?.columns ?? []) };
}

let cn: LenderRead;
let us: LenderRead;
let all: readonly Placement[] = [];
beforeAll(async () => {
  cn = await read('cn-lender');
  us = await read('us-lender');
  all = [...cn.placements, ...us.placements];
}, 60_000);

function count<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length;
}

function tally(items: readonly (string | number)[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[String(item)] = (counts[String(item)] ?? 0) + 1;
  return counts;
}

function people(placements: readonly Placement[]): readonly PlacementPerson[] {
  return placements.flatMap((p) => [p.borrower, p.coBorrower, p.guarantor]).filter((p) => p !== null);
}

describe('the demo portfolio', () => {
  it('reads without one bad row', () => {
    expect(cn.faults).toEqual([]);
    expect(us.faults).toEqual([]);
    expect([...cn.missing, ...us.missing]).toEqual([]);
    expect([cn.encoding, us.encoding]).toEqual(['gb18030', 'utf-8']);
  });
  it('has the counts of the data', () => {
    expect(all).toHaveLength(30_000);
    expect(new Set(all.map((p) => p.externalRef)).size).toBe(30_000);
    expect(tally(all.map((p) => p.monthsLate))).toEqual({ '-2': 2759, '-1': 5686, '0': 14737, '1': 3688, '2': 2667, '3': 322, '4': 76, '5': 26, '6': 11, '7': 9, '8': 19 });
    expect(count(all, (p) => p.monthsLate !== 'unknown' && p.monthsLate >= 1)).toBe(6_818);
    expect(tally(all.map((p) => placementOutcome(p, OPTIONS.asOf)))).toEqual({ in_collection: 5_129, nothing_owed: 1_689, not_overdue: 23_182 });
  });
  it('gives the American lender about a fifth', () => {
    expect(us.placements.length).toBeGreaterThan(5_700);
    expect(us.placements.length).toBeLessThan(6_300);
  });
  it('gives every late account a due date that fits its months, and no other account one', () => {
    const days = (a: string, b: string): number => (Date.parse(b) - Date.parse(a)) / 864e5;
    for (const p of all) {
      const late = p.monthsLate !== 'unknown' && p.monthsLate >= 1 ? p.monthsLate : 0;
      expect(p.dueOn === 'unknown', p.externalRef).toBe(late === 0);
      if (p.dueOn === 'unknown') continue;
      const past = days(p.dueOn, OPTIONS.asOf);
      expect(past).toBeGreaterThan(30 * (late - 1));
      expect(past).toBeLessThanOrEqual(31 * late);
    }
  });
  it('has people who owe twice, co-borrowers, guarantors, and guarantors who are borrowers', () => {
    const debts = tally(all.map((p) => `${p.borrower.country} ${p.borrower.personRef}`));
    const twice = Object.values(debts).filter((n) => n > 1);
    expect(Math.max(...twice)).toBe(2);
    expect(twice.length).toBeGreaterThan(150);
    expect(twice.length).toBeLessThan(250);
    const due = all.filter((p) => placementOutcome(p, OPTIONS.asOf) === 'in_collection');
    expect(Object.values(tally(due.map((p) => p.borrower.personRef))).filter((n) => n > 1).length).toBeGreaterThan(50);
    expect(count(all, (p) => p.coBorrower !== null)).toBeGreaterThan(500);
    expect(count(all, (p) => p.guarantor !== null)).toBeGreaterThan(400);
    const borrowers = new Set(all.map((p) => p.borrower.personRef));
    expect(count(all, (p) => p.guarantor !== null && borrowers.has(p.guarantor.personRef))).toBeGreaterThan(50);
  });
  it('says the same of a person wherever they stand', () => {
    const seen = new Map<string, string>();
    for (const p of all) {
      const facts = JSON.stringify(p.borrower);
      expect(seen.get(p.borrower.personRef) ?? facts).toBe(facts);
      seen.set(p.borrower.personRef, facts);
    }
  });
  it('lacks facts here and there, has shared and unreadable numbers, and mobiles from another state', () => {
    const borrowers = all.map((p) => p.borrower);
    for (const lacks of [(p: PlacementPerson) => p.phones.length === 0, (p: PlacementPerson) => p.timeZone === 'unknown', (p: PlacementPerson) => p.state === 'unknown', (p: PlacementPerson) => p.idNumber === 'unknown', (p: PlacementPerson) => p.language === 'unknown']) {
      expect(count(borrowers, lacks)).toBeGreaterThan(100);
      expect(count(borrowers, lacks)).toBeLessThan(1_500);
    }
    expect(cn.warnings.get('phone_unreadable')).toBeGreaterThan(20);
    expect(us.warnings.get('phone_unreadable')).toBeGreaterThan(5);
    expect([...cn.warnings.keys(), ...us.warnings.keys()].filter((code) => code !== 'phone_unreadable' && code !== 'no_phone')).toEqual([]);
    for (const lender of [cn, us]) {
      const owners = new Map<string, Set<string>>();
      for (const p of people(lender.placements)) for (const { e164 } of p.phones) owners.set(e164, (owners.get(e164) ?? new Set()).add(p.personRef));
      owners.delete('unknown');
      const shared = [...owners.values()].filter((refs) => refs.size > 1).length;
      expect(shared).toBeGreaterThan(50);
      expect(shared / owners.size).toBeLessThan(0.1);
    }
    const moved = us.placements.filter((p) => p.borrower.timeZone !== 'unknown' && p.borrower.phones[0] !== undefined && p.borrower.phones[0].zones !== 'unknown' && !p.borrower.phones[0].zones.includes(p.borrower.timeZone));
    expect(moved.length).toBeGreaterThan(100);
  });
  it('uses telephone numbers that nobody has, yet that read as numbers', () => {
    for (const { phones } of people(all)) {
      for (const { e164 } of phones) {
        if (e164 === 'unknown') continue;
        if (e164.startsWith('+86')) {
          expect(e164).toMatch(/^\+86154\d{8}$/);
          expect(parsePhoneNumberFromString(e164)?.isValid()).toBe(false);
        } else expect(e164).toMatch(/^\+1\d{3}55501\d{2}$/);
      }
    }
  });
  it('uses identity numbers and addresses that cannot be anyone\'s', () => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    for (const { idNumber, email } of people(all)) {
      if (email !== 'unknown') expect(email).toMatch(/@example\.com$/);
      if (idNumber === 'unknown') continue;
      if (idNumber.length === 18) {
        const sum = weights.reduce((total, weight, i) => total + weight * Number(idNumber[i]), 0);
        expect(idNumber).toMatch(/^99\d{16}$/);
        expect(idNumber[17]).not.toBe('10X98765432'[sum % 11]);
      } else expect(idNumber).toMatch(/^000-\d{2}-\d{4}$/);
    }
  });
  it('names zones that exist', () => {
    for (const { timeZone } of people(all)) expect(timeZone === 'unknown' || isValidZone(timeZone)).toBe(true);
    expect(us.placements.some((p) => p.borrower.city === 'NYC')).toBe(true);
  });
  it('gives the same bytes for the same seed and day, and others for others', async () => {
    const digest = async (options: DemoOptions): Promise<string> => {
      const hash = createHash('sha256');
      for await (const chunk of demoFile('us-lender', options)) hash.update(chunk);
      return hash.digest('hex');
    };
    const [first, again, otherSeed, otherDay] = [await digest(OPTIONS), await digest(OPTIONS), await digest({ ...OPTIONS, seed: 1 }), await digest({ ...OPTIONS, asOf: '2026-11-25' })];
    expect(again).toBe(first);
    expect(otherSeed).not.toBe(first);
    expect(otherDay).not.toBe(first);
  }, 60_000);
});
