import type { Instant } from '../../domain/time/instant.js';
import type { Facts, HoldKind, LawEvent, Proposed } from '../facts.js';
import { eventsOf, kinds } from './kinds.js';

const HOLDS = kinds('hold_placed', 'hold_lifted');

/** True when a hold of the kind was placed, stands in the way of the proposal, and was not lifted. Its own end, if it has one, is not asked. */
export function holdStands(facts: Facts, proposed: Proposed, at: Instant, kind: HoldKind): boolean {
  return eventsOf(facts, 'hold_placed').some((hold) => hold.hold === kind && hold.at <= at && holdBinds(hold, facts, proposed, at));
}

/** True when a hold placed by `at` reaches the proposal and is not lifted on every debt of it. */
export function holdBinds(hold: LawEvent, facts: Facts, proposed: Proposed, at: Instant): boolean {
  return reaches(hold, facts, proposed) && debtsHeld(hold, facts, proposed).some((debt) => !lifted(hold, debt, facts, at));
}

/** A hold on the person of the case stops contact with anybody about it; one on somebody else stops contact with them. */
function reaches(hold: LawEvent, facts: Facts, proposed: Proposed): boolean {
  return hold.personId === undefined || hold.personId === facts.person.personId || hold.personId === proposed.personId;
}

const ALL_DEBTS = '*';

/** The debts of the proposal that the hold is on; `*` stands for a proposal about no debt in particular. */
function debtsHeld(hold: LawEvent, facts: Facts, proposed: Proposed): readonly string[] {
  const about = proposed.debtIds.length > 0 ? proposed.debtIds : facts.debts.length > 0 ? facts.debts.map((debt) => debt.id) : [ALL_DEBTS];
  return namesNone(hold) ? about : about.filter((id) => id === ALL_DEBTS || hold.debtIds?.includes(id) === true);
}

/** A lift ends the holds of its kind placed before it, on the debts that it names, or on all. */
function lifted(hold: LawEvent, debt: string, facts: Facts, at: Instant): boolean {
  const holds = eventsOf(facts, HOLDS);
  const from = holds.indexOf(hold);
  return holds.some(
    (event, i) =>
      i > from && event.type === 'hold_lifted' && event.at <= at && event.hold !== undefined && event.hold === hold.hold &&
      (event.personId === undefined || hold.personId === undefined || event.personId === hold.personId) &&
      (namesNone(event) || event.debtIds?.includes(debt) === true),
  );
}

function namesNone(event: LawEvent): boolean {
  return event.debtIds === undefined || event.debtIds.length === 0;
}

/**
 * True when a person lifted holds of the kind after `since`, a notice of the person's own condition, on every debt of
 * the proposal: they looked at the evidence, and the notice binds no longer.
 */
export function liftedSince(facts: Facts, proposed: Proposed, at: Instant, kind: HoldKind, since: LawEvent): boolean {
  const debts = proposed.debtIds.length > 0 ? proposed.debtIds : facts.debts.map((debt) => debt.id);
  const lifts = eventsOf(facts, 'hold_lifted').filter(
    (event) => event.hold === kind && event.at > since.at && event.at <= at && (event.personId ?? facts.person.personId) === (since.personId ?? facts.person.personId),
  );
  return lifts.some(namesNone) || (debts.length > 0 && debts.every((debt) => lifts.some((event) => event.debtIds?.includes(debt) === true)));
}
