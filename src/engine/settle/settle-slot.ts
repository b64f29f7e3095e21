import { caseState, nextReviewAfter } from '../../domain/case/case-state.js';
import { holdsInForce } from '../../domain/case/holds.js';
import { delinquency } from '../../domain/loan/delinquency.js';
import { localDateOf } from '../facts/local-date.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Log } from '../ports/clock.js';
import { faultName } from '../ports/fault.js';
import type { SettledCase } from '../ports/settled-case.js';
import type { CaseRecord, Dossier, Lease, Store } from '../ports/store.js';

/**
 * State of a case from its facts alone: what the ledger says is owed, and the holds in force. Pure; late facts simply
 * give a new answer, and a reversed payment opens a closed case again.
 */
export function settleCase(record: CaseRecord, dossier: Dossier, now: Instant): SettledCase {
  const asOf = localDateOf(now, dossier.persons.get(record.personId)?.timeZone ?? null);
  const debts = dossier.debts.get(record.id) ?? [];
  const readings = debts.map((debt) => delinquency(debt.entries, debt.pauses, asOf));
  const balanceMinor = readings.reduce((sum, r) => sum + r.balanceMinor, 0);
  const owedMinor = readings.reduce((sum, r) => sum + Math.max(0, r.balanceMinor), 0);
  const oldest = readings.filter((r) => r.oldestDueOn !== null).sort((a, b) => b.daysPastDue - a.daysPastDue)[0];
  const holds = holdsInForce(dossier.events.get(record.personId) ?? [], now);
  const state = caseState(owedMinor, holds);
  return {
    id: record.id,
    state,
    nextReviewAt: nextReviewAfter(state, holds, now, null),
    balanceMinor,
    oldestDueOn: oldest?.oldestDueOn ?? null,
    pausedDays: oldest?.pausedDays ?? 0,
    flagged: debts.some((debt) => debt.flags.length > 0),
    closedAt: state === 'closed' ? now : null,
  };
}

/** Settles the slot's unsettled cases: state, projections, queued contacts cancelled, next review. One transaction. */
export async function settleSlot(store: Store, log: Log, lease: Lease | null, slot: number, now: Instant, limit: number): Promise<number> {
  return store.inSlot(slot, lease, async (transaction) => {
    const cases = await transaction.unsettledCases(now, limit);
    if (cases.length === 0) return 0;
    await transaction.lockPersons(cases.map((c) => c.personId));
    const dossier = await transaction.dossier(cases);
    const settled: SettledCase[] = [];
    for (const record of cases) {
      try {
        settled.push(settleCase(record, dossier, now));
      } catch (error) {
        // It stays unsettled, so nothing contacts it; the others go on.
        log.error('settle_failed', { case: record.id, error: faultName(error) });
      }
    }
    await transaction.commitSettle(now, settled);
    return settled.length;
  });
}
