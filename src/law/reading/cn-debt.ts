import type { Instant } from '../../domain/time/instant.js';
import type { DebtFacts, DebtType, Facts, LawEvent, Proposed } from '../facts.js';
import { proposedDebts } from './events.js';
import { eventsOf, type Kinds } from './kinds.js';

/** Debts of the proposal that are of the type, or may be: a type that nobody stated may be any. */
export function debtsThatMayBe(facts: Facts, proposed: Proposed, type: DebtType): readonly DebtFacts[] {
  return proposedDebts(facts, proposed).filter((debt) => debt.type === type || debt.type === 'unknown');
}

/** True when the event names the debt, or names none and so is about all. */
export function isAbout(event: LawEvent, debtId: string): boolean {
  return event.debtIds === undefined || event.debtIds.length === 0 || event.debtIds.includes(debtId);
}

/** The last event of these kinds about the debt, up to `at`; later in the list wins at one instant. */
export function lastAbout(facts: Facts, debtId: string, at: Instant, wanted: Kinds): LawEvent | null {
  const events = eventsOf(facts, wanted);
  return events.length === 0 ? null : (events.findLast((event) => event.at <= at && isAbout(event, debtId)) ?? null);
}
