import type { Facts, LawEvent, LawEventType } from '../facts.js';
import { Prepared } from '../prepared.js';

/** Kinds of events that a rule asks for. Make it once, beside the rule, with {@link kinds}: the answer is kept under it. */
export interface Kinds {
  /** Place of the answer among those kept. */
  readonly id: number;
  readonly types: ReadonlySet<LawEventType>;
}

let made = 0;

/** Names kinds of events, to ask for with {@link eventsOf}. */
export function kinds(...types: readonly LawEventType[]): Kinds {
  return { id: made++, types: new Set(types) };
}

/** The events of these kinds, in the order of the record. */
export function eventsOf(facts: Facts, wanted: Kinds): readonly LawEvent[] {
  return Prepared.of(facts).eventsOf(wanted.id, wanted.types);
}
