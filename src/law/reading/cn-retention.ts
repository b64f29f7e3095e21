import { addYears, dateOfEpochDay, epochDay } from '../../domain/time/date.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDay, startOfDay } from '../../domain/time/zone.js';
import type { DebtType, Facts, Proposed } from '../facts.js';
import { NOT_APPLICABLE, SATISFIED, type RuleResult } from '../rule.js';
import { against } from './bar.js';
import { debtsThatMayBe, isAbout } from './cn-debt.js';
import { proposedDebts } from './events.js';

/**
 * Records of a debt are kept until the end of the day so many years after the last thing recorded about it. `type`
 * narrows to debts of (or possibly of) that type; `null`: every debt.
 */
export function cnRetention(
  facts: Facts, proposed: Proposed, at: Instant, { years, tz }: { readonly years: number; readonly tz: string }, type: DebtType | null,
): RuleResult {
  const debts = type === null ? proposedDebts(facts, proposed) : debtsThatMayBe(facts, proposed, type);
  if (debts.length === 0) return NOT_APPLICABLE;
  let until: Instant | null = null;
  for (const debt of debts) {
    const last = facts.events.findLast((event) => event.at <= at && isAbout(event, debt.id));
    if (last === undefined) continue;
    const kept = startOfDay(tz, epochDay(addYears(dateOfEpochDay(localDay(tz, last.at)), years)) + 1);
    if (at < kept) until = Math.max(until ?? kept, kept);
  }
  return until === null ? SATISFIED : against('prohibited', 'retention', until);
}
