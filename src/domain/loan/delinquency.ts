import { assert } from '../assert.js';
import { epochDay } from '../time/date.js';
import type { LocalDate } from '../time/instant.js';
import type { LedgerEntry, Pause } from './ledger.js';

/** What a ledger says as of a date. Derived every time, never stored as truth. */
export interface Delinquency {
  /** What is owed on the date, in minor units; negative when overpaid. */
  readonly balanceMinor: number;
  /** Due and unpaid by the date. */
  readonly overdueMinor: number;
  /** Due date of the oldest charge that is not covered; `null` when nothing is past due. */
  readonly oldestDueOn: LocalDate | null;
  /** Days of pause between that due date and the date. */
  readonly pausedDays: number;
  /** Whole days since `oldestDueOn`, less paused days; 0 on the due date itself. */
  readonly daysPastDue: number;
}

/**
 * Days of [from, to) covered by at least one pause. Interval algebra, not comparisons of borders: pauses may overlap,
 * cover one another, touch, be backdated or end early, and each day counts once.
 */
export function pausedDaysBetween(pauses: readonly Pause[], from: LocalDate, to: LocalDate): number {
  const start = epochDay(from);
  const end = epochDay(to);
  const spans = pauses
    .map((p) => [Math.max(start, epochDay(p.from)), Math.min(end, p.to === null ? end : epochDay(p.to))] as const)
    .filter(([a, b]) => b > a)
    .sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  let days = 0;
  let reached = start;
  for (const [a, b] of spans) {
    if (b <= reached) continue;
    days += b - Math.max(a, reached);
    reached = b;
  }
  return days;
}

/**
 * Days past due and what is owed, as of the end of `asOf`. Entries effective later do not count yet. What was paid
 * covers the oldest due charge first (FIFO by due date, then by order in the ledger); a reversal takes cover away.
 * Pure: the same ledger gives the same answer in whatever order backdated entries became known.
 */
export function delinquency(entries: readonly LedgerEntry[], pauses: readonly Pause[], asOf: LocalDate): Delinquency {
  let balanceMinor = 0;
  let cover = 0;
  const charges: { readonly dueOn: LocalDate; readonly minor: number }[] = [];
  for (const entry of entries) {
    if (entry.effectiveOn > asOf) continue;
    balanceMinor += entry.amountMinor;
    if (entry.kind === 'charge') {
      assert(entry.dueOn !== null && entry.amountMinor > 0, 'ledger: a charge is positive and has a due date');
      charges.push({ dueOn: entry.dueOn, minor: entry.amountMinor });
    } else cover -= entry.amountMinor;
  }
  assert(Number.isSafeInteger(balanceMinor), 'ledger: the balance left the safe range');
  if (charges.length > 1) charges.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  let overdueMinor = 0;
  let oldestDueOn: LocalDate | null = null;
  for (const charge of charges) {
    const open = Math.max(0, charge.minor - Math.max(0, cover));
    cover -= charge.minor;
    if (open === 0 || charge.dueOn >= asOf) continue;
    overdueMinor += open;
    oldestDueOn ??= charge.dueOn;
  }
  // Cover below zero (reversals and adjustments beyond every charge) is owed too, though no charge names it.
  if (oldestDueOn === null || balanceMinor <= 0) return { balanceMinor, overdueMinor: Math.max(0, Math.min(overdueMinor, balanceMinor)), oldestDueOn: null, pausedDays: 0, daysPastDue: 0 };
  const pausedDays = pausedDaysBetween(pauses, oldestDueOn, asOf);
  return { balanceMinor, overdueMinor, oldestDueOn, pausedDays, daysPastDue: epochDay(asOf) - epochDay(oldestDueOn) - pausedDays };
}

/** A named range of days past due; `to` inclusive, `null` without end. Ranges are configuration (plan `stages`). */
export interface StageRange {
  readonly name: string;
  readonly from: number;
  readonly to: number | null;
}

/** M1 = 1–30 days … M6 = 151–180, then M6+; the field's usual edges, configurable per plan. */
export const STAGES: readonly StageRange[] = [
  { name: 'M1', from: 1, to: 30 }, { name: 'M2', from: 31, to: 60 }, { name: 'M3', from: 61, to: 90 },
  { name: 'M4', from: 91, to: 120 }, { name: 'M5', from: 121, to: 150 }, { name: 'M6', from: 151, to: 180 }, { name: 'M6+', from: 181, to: null },
];

/** `M0` when no range holds the day count (not past due). */
export function stageOf(daysPastDue: number, stages: readonly StageRange[] = STAGES): string {
  for (const stage of stages) if (daysPastDue >= stage.from && (stage.to === null || daysPastDue <= stage.to)) return stage.name;
  return 'M0';
}
