import type { Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import type { RuleResult } from '../rule.js';
import type { Outcome } from '../verdict.js';
import { isAbout } from './cn-debt.js';
import { dayCap, strictest, type DayCap } from './count.js';
import { bySameCollector, candidateZones, personOf } from './events.js';
import { placeOf } from './contact.js';

/** Debts of the proposal, by id; one that names none is about all. */
export function accountsOf(facts: Facts, proposed: Proposed): readonly string[] {
  if (proposed.debtIds.length > 0) return proposed.debtIds;
  return facts.debts.length > 0 ? facts.debts.map((debt) => debt.id) : ['unnamed'];
}

/**
 * A state's cap on contacts with one person about one debt (each debt apart, each collector apart) within calendar days
 * where the person may be.
 */
export function capPerAccount(
  facts: Facts, proposed: Proposed, at: Instant, cap: DayCap, counts: (event: LawEvent) => boolean, code: string,
  outcome: Exclude<Outcome, 'allowed'> = 'prohibited',
): RuleResult {
  const zones = candidateZones(facts, proposed);
  return strictest(
    accountsOf(facts, proposed).map((id) =>
      dayCap(facts, at, zones, cap, (event) => isAbout(event, id) && counts(event) && ofPerson(event, facts, proposed), code, outcome),
    ),
  );
}

/** As {@link capPerAccount}, whatever the debt. */
export function capPerPerson(
  facts: Facts, proposed: Proposed, at: Instant, cap: DayCap, counts: (event: LawEvent) => boolean, code: string,
): RuleResult {
  return dayCap(facts, at, candidateZones(facts, proposed), cap, (event) => counts(event) && ofPerson(event, facts, proposed), code);
}

function ofPerson(event: LawEvent, facts: Facts, proposed: Proposed): boolean {
  return personOf(event, facts) === proposed.personId && bySameCollector(event, proposed);
}

/** True when the contact went to the place of work: it says so, or the label of the number does. */
export function wasAtWork(event: LawEvent): boolean {
  return event.place === 'work' || (event.place === undefined && /work|office/i.test(event.number ?? ''));
}

/** True when the proposal goes to the place of work. */
export function goesToWork(proposed: Proposed): boolean {
  return proposed.address === 'employer_provided' || placeOf(proposed) === 'work';
}

const CALLS: ReadonlySet<string> = new Set(['attempted_call', 'voicemail', 'voicemail_no_message', 'ringless_voicemail', 'dropped_call']);

/** A telephone call of ours that connected: rang, was answered or reached a mailbox. Busy and not-in-service did not. */
export function isConnectedCall(event: LawEvent): boolean {
  if (event.type === 'conversation') return event.channel !== 'visit';
  if (event.type === 'unknown_outcome') return event.channel === undefined || event.channel === 'call' || event.channel === 'voicemail';
  return CALLS.has(event.type);
}

/** A text, e-mail or private message of ours; the confirmation of a stop answers, and begins nothing. */
export function isElectronicMessage(event: LawEvent): boolean {
  if (event.purpose === 'optout_confirmation') return false;
  if (event.type === 'unknown_outcome') return event.channel === undefined || event.channel === 'sms' || event.channel === 'email' || event.channel === 'push';
  return event.type === 'sms' || event.type === 'email' || event.type === 'push';
}
