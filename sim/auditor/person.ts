import { wall, type Wall } from './clock.js';
import { left, type ContactLine, type DebtLine, type EventLine, type InboundLine, type PersonLine } from './log.js';

/** All that the log says of one person up to a contact. Every check gets this and the contact, and says what is wrong. */
export interface Past {
  readonly person: PersonLine;
  readonly debts: readonly DebtLine[];
  /** What stood in the log before the contact and was known by then. */
  readonly events: readonly EventLine[];
  readonly inbound: readonly InboundLine[];
  /** Contacts that left before it and were known by then. */
  readonly contacts: readonly ContactLine[];
  /** Dials of anybody to a number, on any day: `number` to instants. */
  readonly dials: ReadonlyMap<string, readonly number[]>;
}

export interface Check {
  /** The auditor's own name of the sentence. */
  readonly sentence: string;
  readonly law: string;
  /** Needs what was done to other people (their dials to a shared number): judged once the whole log is read. */
  readonly overAll?: true;
  /** What is wrong with the contact, in words; `null` when nothing is. */
  readonly wrong: (contact: ContactLine, past: Past) => string | null;
}

export const DAY = 86_400_000;
export const instant = (text: string): number => Date.parse(text);

/** Every zone in which the person may be. */
export function zonesOf(past: Past): readonly string[] {
  return [...new Set(past.person.zones.filter((z) => z.usable !== false).map((z) => z.zone))];
}

export function wallsAt(past: Past, at: number): readonly Wall[] {
  return zonesOf(past).map((zone) => wall(zone, at));
}

/** Where days are counted: at home, else wherever a number points to, else UTC. */
export function homeZone(past: Past): string {
  return past.person.zones.find((z) => z.of === 'residence')?.zone ?? zonesOf(past)[0] ?? 'UTC';
}

/** The contact and those before it that `counts` takes, within `days` calendar days of `zone`, today being the last. */
export function within(contact: ContactLine, past: Past, zone: string, days: number, counts: (one: ContactLine) => boolean): number {
  const today = wall(zone, instant(contact.at)).day;
  return [...past.contacts, contact].filter((one) => left(one) && counts(one) && today - wall(zone, instant(one.at)).day < days).length;
}

/** The last event of a type, of any of the types. */
export function last(past: Past, ...types: readonly string[]): EventLine | undefined {
  return past.events.findLast((event) => types.includes(event.type));
}

/** True when an event of `types` came after `event` in the log. */
export function followed(past: Past, event: EventLine, ...types: readonly string[]): boolean {
  return past.events.slice(past.events.indexOf(event) + 1).some((later) => types.includes(later.type));
}

/** Told that the person may lack capacity, until somebody who looked into it lifted the hold. */
export function wantsCapacity(_contact: ContactLine, past: Past): string | null {
  const notice = last(past, 'mental_capacity_notice');
  if (notice === undefined) return null;
  const lifted = past.events.slice(past.events.indexOf(notice) + 1).some((event) => event.type === 'hold_lifted' && event.hold === 'incapacity');
  return lifted ? null : 'notice of want of capacity';
}

/** The person agreed to be contacted at such hours: then hours are theirs to give. Blunt: any such agreement silences the check. */
export const agreedHours = (past: Past): boolean => past.events.some((event) => event.type === 'hours_consent' || event.type === 'direct_prior_consent');

export const sharesDebt = (one: ContactLine, debt: string): boolean => one.debts.length === 0 || one.debts.includes(debt);

/** At most `max` contacts taken by `counts` in `days` days for each debt of the contact. */
export function overPerDebt(contact: ContactLine, past: Past, days: number, max: number, counts: (one: ContactLine) => boolean): string | null {
  if (!counts(contact)) return null;
  for (const zone of zonesOf(past))
    for (const debt of contact.debts) {
      const n = within(contact, past, zone, days, (one) => counts(one) && sharesDebt(one, debt));
      if (n > max) return `${n} in ${days} days about debt ${debt}, at most ${max}`;
    }
  return null;
}

/** Outside [from, to) on the clock of any place where the person may be. */
export function outside(contact: ContactLine, past: Past, from: number, to: number): string | null {
  if (contact.channel === 'mail' || agreedHours(past)) return null;
  const zones = zonesOf(past);
  if (zones.length === 0) return 'nobody knows where the person is, so no hour is known to be right';
  for (const zone of zones) {
    const { minute } = wall(zone, instant(contact.at));
    if (minute < from || minute >= to) return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')} in ${zone}`;
  }
  return null;
}
