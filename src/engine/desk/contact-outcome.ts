import { isLocalDate } from '../../domain/time/date.js';
import { startOfLocalDay } from '../../domain/time/zone.js';
import { MS_PER_DAY, type Instant } from '../../domain/time/instant.js';
import type { LawEventType } from '../../law/facts.js';
import { Terminal } from '../ports/errors.js';
import type { Made, NewEvent } from '../ports/store.js';

/** What may be told of a contact, by whoever made it. */
export const CONTACT_OUTCOMES = [
  'conversation', 'no_answer', 'voicemail', 'busy', 'not_in_service', 'dropped', 'wrong_person', 'promise', 'refused', 'visited_met', 'visited_not_met', 'sent', 'unknown',
] as const;
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];

export interface TaskOutcome {
  readonly outcome: ContactOutcome;
  /** The day promised, for `promise`. */
  readonly promiseOn: string | null;
}

/** What the law counts an outcome as (12 CFR 1006.14(b); GB/T 45251 voice count). What is not known counts as made. */
const LAW_EVENT: Readonly<Record<ContactOutcome, LawEventType>> = {
  conversation: 'conversation', promise: 'conversation', refused: 'conversation', wrong_person: 'conversation', no_answer: 'attempted_call', voicemail: 'voicemail', busy: 'busy_signal',
  not_in_service: 'not_in_service', dropped: 'dropped_call', visited_met: 'visit', visited_not_met: 'visit', sent: 'sms', unknown: 'unknown_outcome',
};

const FIT: Readonly<Record<string, readonly ContactOutcome[]>> = {
  call: ['conversation', 'no_answer', 'voicemail', 'busy', 'not_in_service', 'dropped', 'wrong_person', 'promise', 'refused', 'unknown'],
  visit: ['visited_met', 'visited_not_met', 'wrong_person', 'promise', 'refused', 'unknown'],
  sms: ['sent', 'unknown'],
};

/** Throws `unfit_outcome`: a call told as a visit would leave the count of calls. */
export function assertFits(channel: string, outcome: ContactOutcome): void {
  const fit = FIT[channel] ?? [];
  if (!fit.includes(outcome)) throw new Terminal('unfit_outcome', `"${outcome}" is no outcome of a ${channel}. Use one of: ${fit.join(', ')}.`, 'outcome');
}

/** What the outcome leaves: the contact at the instant it was made, and the holds that follow from what was said, from the telling on. */
export function outcomeEvents(personId: number, key: string, made: Made, outcome: TaskOutcome, madeAt: Instant, toldAt: Instant): readonly NewEvent[] {
  const visit = made.channel === 'visit';
  const type = visit && outcome.outcome === 'unknown' ? 'visit' : LAW_EVENT[outcome.outcome];
  const events: NewEvent[] = [{ personId, sourceKey: `${key}:outcome`, event: { ...made, type, at: madeAt, detail: outcome.outcome } }];
  const { tz, debtIds, by } = made;
  const hold = { tz, ...(debtIds === undefined ? {} : { debtIds }), ...(by === undefined ? {} : { by }), type: 'hold_placed' as const, at: toldAt };
  if (outcome.outcome === 'promise') {
    const day = outcome.promiseOn !== null && isLocalDate(outcome.promiseOn) ? startOfLocalDay(tz, outcome.promiseOn) : toldAt;
    events.push({ personId, sourceKey: `${key}:promise`, event: { ...hold, hold: 'promise', until: Math.max(toldAt, day) + 2 * MS_PER_DAY, detail: 'desk:promise' } });
  }
  if (outcome.outcome === 'wrong_person') events.push({ personId, sourceKey: `${key}:wrong`, event: { ...hold, hold: 'wrong_person', detail: 'desk:wrong_person' } });
  return events;
}
