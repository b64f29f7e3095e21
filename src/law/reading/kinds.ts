import type { Facts, LawEvent, LawEventType } from '../facts.js';
import { Prepared } from '../prepared.js';

/** Several kinds of events that a rule asks for. Made once, beside the rule, with {@link kinds}: the answer is kept under it. */
export interface Kinds {
  /** Place of the answer among those kept. */
  readonly id: number;
  readonly types: ReadonlySet<LawEventType>;
}

let made = 0;

/** Names kinds of events, to be asked for with {@link eventsOf}. */
export function kinds(...types: readonly LawEventType[]): Kinds {
  return { id: made++, types: new Set(types) };
}

/** The events of one kind or of several, in the order of the record. */
export function eventsOf(facts: Facts, wanted: LawEventType | Kinds): readonly LawEvent[] {
  const prepared = Prepared.of(facts);
  return typeof wanted === 'string' ? prepared.eventsOfType(wanted) : prepared.eventsOf(wanted.id, wanted.types);
}
