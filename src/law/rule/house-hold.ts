import { defineRule, SATISFIED } from '../rule.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { against } from '../reading/bar.js';
import { eventsOf, kinds } from '../reading/kinds.js';

/** House rule: a hold on the person or the debt stops every contact until it is lifted, or ends by itself where its kind may. */
export const houseHold = defineRule({
  id: 'HOUSE-HOLD',
  articles: [],
  title: { en: 'Holds stop every contact', zh: '暂停期间不得联系' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { endsOnlyByLift: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel === 'data_purge') return SATISFIED;
    let until: Instant | null = at;
    let kind: string | undefined;
    for (const hold of eventsOf(facts, 'hold_placed')) {
      if (hold.at > at || !reaches(hold, facts, proposed)) continue;
      // A hold of unknown kind may be of any, so nothing but a lift of its own ends it.
      const ownEnd = hold.hold !== undefined && !params.endsOnlyByLift.includes(hold.hold) ? (hold.until ?? null) : null;
      if ((ownEnd !== null && ownEnd <= at) || !debtsHeld(hold, facts, proposed).some((debt) => !lifted(hold, debt, facts, at))) continue;
      kind ??= hold.hold ?? 'unknown';
      until = until === null || ownEnd === null ? null : Math.max(until, ownEnd);
    }
    return kind === undefined ? SATISFIED : against('prohibited', `held_${kind}`, until);
  },
});

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

const HOLDS = kinds('hold_placed', 'hold_lifted');

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
