import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Instant } from '../../domain/time/instant.js';
import { startOfDay, localDay } from '../../domain/time/zone.js';
import type { DebtFacts, Facts, LawEvent, LawEventType, PersonFacts, Proposed, ProposedChannel } from '../../law/facts.js';

// Made-up persons with the history that a case of some months has: mostly unanswered calls and texts, a few talks, and
// now and then what changes everything (a dispute, a hold, a stop), mostly settled since. From a seed, so that every run
// judges the same questions.

/** A place of the bench: whose law fits, and where its people live. */
export interface BenchPlace {
  readonly name: string;
  readonly country: string;
  readonly state: string;
  readonly city: string;
  readonly zones: readonly string[];
}

const us = (state: string, zone: string, city = 'unknown'): BenchPlace => ({ name: city === 'NYC' ? 'US-NY-NYC' : `US-${state}`, country: 'US', state, city, zones: [zone] });
const abroad = (name: string, country: string, zone: string): BenchPlace => ({ name, country, state: 'unknown', city: 'unknown', zones: [zone] });

/** One of each set of packs. Ohio has no pack of its own: federal law alone. */
export const BENCH_PLACES: readonly BenchPlace[] = [
  abroad('CN', 'CN', 'Asia/Shanghai'), us('OH', 'America/New_York'), us('MA', 'America/New_York'), us('WA', 'America/Los_Angeles'), us('DC', 'America/New_York'),
  us('NY', 'America/New_York', 'Albany'), us('NY', 'America/New_York', 'NYC'), us('WV', 'America/New_York'),
  abroad('UK', 'GB', 'Europe/London'), abroad('IN', 'IN', 'Asia/Kolkata'), abroad('ID', 'ID', 'Asia/Jakarta'), abroad('EU-FR', 'FR', 'Europe/Paris'),
];

/** One question to the gate. Several are about the same facts, as for a person with several proposals. */
export interface Question {
  readonly facts: Facts;
  readonly proposed: Proposed;
}

/** Tuesday, noon in Shanghai. */
const NOW = Date.parse('2026-11-24T04:00:00Z');

/** Numbers in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Weighted<T> = readonly (readonly [T, number])[];

function pick<T>(random: () => number, choices: Weighted<T>): T {
  let left = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of choices) if ((left -= weight) < 0) return value;
  return (choices[0] as readonly [T, number])[0];
}

const EVENTS: Weighted<LawEventType> = [
  ['attempted_call', 34], ['sms', 16], ['conversation', 8], ['push', 8], ['busy_signal', 5], ['voicemail', 5], ['email', 5], ['consumer_sms', 4], ['consumer_call', 3],
  ['letter', 3], ['not_in_service', 1], ['dropped_call', 1], ['consumer_email', 1], ['visit', 1], ['hours_consent', 0.5], ['unknown_outcome', 0.5],
  ['inconvenient_time_designation', 0.4], ['employer_prohibits', 0.2], ['hold_placed', 1], ['dispute', 0.5], ['sms_stop', 0.3], ['debt_assigned', 0.3],
];
/** What settles it some days later, mostly. */
const SETTLES: Partial<Record<LawEventType, LawEventType>> = { hold_placed: 'hold_lifted', dispute: 'verification_sent', sms_stop: 'resubscribed', debt_assigned: 'assignment_notified' };
const SETTLED_SHARE = 0.85;
const CHANNELS: Weighted<ProposedChannel> = [['call', 45], ['sms', 25], ['email', 10], ['push', 10], ['mail', 5], ['visit', 3], ['voicemail', 2]];

/** `count` questions about people of the place with `size` events each, `perPerson` about each person. */
export function benchQuestions(place: BenchPlace, size: number, count: number, perPerson: number, seed: number): readonly Question[] {
  const random = randomFrom(seed);
  const questions: Question[] = [];
  while (questions.length < count) {
    const facts = factsOf(place, size, random);
    for (let i = 0; i < perPerson && questions.length < count; i++) questions.push({ facts, proposed: proposalTo(place, facts, random) });
  }
  return questions;
}

function factsOf(place: BenchPlace, size: number, random: () => number): Facts {
  const zone = place.zones[0] as string;
  const person: PersonFacts = {
    personId: 'P1', country: place.country, state: place.state, city: place.city,
    locations: random() < 0.02 ? 'unknown' : [{ basis: 'residence', tz: zone }, ...(random() < 0.3 ? [{ basis: 'mobile_area_code' as const, tz: zone }] : [])],
  };
  const debts: readonly DebtFacts[] = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, i) => ({
    id: `D${i + 1}`, type: i === 0 ? 'credit_card' : 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown',
  }));
  return { person, debts, events: eventsOf(place, debts, size, zone, random), unreadInbound: random() < 0.03 ? 1 : 0 };
}

function eventsOf(place: BenchPlace, debts: readonly DebtFacts[], size: number, zone: string, random: () => number): readonly LawEvent[] {
  const spanDays = 20 + size * 2.5;
  const start = NOW - spanDays * MS_PER_DAY;
  const events: LawEvent[] = size === 0 || place.country !== 'US' ? [] : [
    { type: 'letter', at: start, tz: zone, initial: true }, { type: 'validation_notice', at: start + MS_PER_HOUR, tz: zone },
    { type: 'tcpa_consent', at: start + MS_PER_DAY, tz: zone, medium: 'sms', channel: 'web' }, { type: 'electronic_consent', at: start + MS_PER_DAY, tz: zone },
  ];
  while (events.length < size) {
    const type = pick(random, EVENTS);
    const at = dayTime(start + random() * (NOW - start), zone, random);
    const debtIds = random() < 0.8 ? [(debts[Math.floor(random() * debts.length)] as DebtFacts).id] : undefined;
    const event: LawEvent = { type, at: Math.min(at, NOW), tz: zone, ...(debtIds === undefined ? {} : { debtIds }), ...detailsOf(type, random) };
    events.push(event);
    const settles = SETTLES[type];
    if (settles !== undefined && events.length < size && random() < SETTLED_SHARE) events.push({ ...event, type: settles, at: Math.min(event.at + 3 * MS_PER_DAY, NOW) });
  }
  return events.sort((a, b) => a.at - b.at);
}

/** Nine to eight by the clock of the zone, on the day of the instant. */
function dayTime(at: Instant, zone: string, random: () => number): Instant {
  return startOfDay(zone, localDay(zone, at)) + 9 * MS_PER_HOUR + Math.floor(random() * 11 * 60) * MS_PER_MINUTE;
}

function detailsOf(type: LawEventType, random: () => number): Partial<LawEvent> {
  const number = random() < 0.7 ? 'N1' : 'N2';
  switch (type) {
    case 'attempted_call': case 'busy_signal': case 'not_in_service': case 'dropped_call': case 'voicemail': case 'conversation': return { channel: 'call', number, collectorId: 'A' };
    case 'sms': case 'consumer_sms': return { channel: 'sms', number };
    case 'hours_consent': return { channel: 'web', window: { from: '20:00', to: '22:00' } };
    case 'unknown_outcome': return { channel: 'call' };
    case 'inconvenient_time_designation': return { channel: 'call', window: { days: ['sun'] } };
    case 'hold_placed': return { hold: 'promise' };
    case 'sms_stop': return { channel: 'sms', medium: 'sms' };
    default: return {};
  }
}

function proposalTo(place: BenchPlace, facts: Facts, random: () => number): Proposed {
  const zone = place.zones[0] as string;
  const today = startOfDay(zone, localDay(zone, NOW) + 1);
  const hour = random() < 0.85 ? 9 + random() * 10 : random() * 24;
  const channel = pick(random, CHANNELS);
  const outsider = random() < 0.04;
  return {
    at: today + Math.floor(hour * 60) * MS_PER_MINUTE, tz: zone, channel,
    debtIds: random() < 0.2 ? [] : [(facts.debts[Math.floor(random() * facts.debts.length)] as DebtFacts).id],
    personId: outsider ? 'P2' : 'P1', role: outsider ? 'contact' : 'debtor', purpose: outsider ? 'reach_debtor' : 'collect', number: random() < 0.7 ? 'N1' : 'N2', collectorId: 'A',
    ...(channel === 'sms' ? { automated: true, line: 'wireless' as const } : {}), ...(channel === 'visit' ? { staff: 2, place: 'home' as const } : {}),
    ...(channel === 'sms' || channel === 'email' || channel === 'push' ? { optOutNotice: true } : {}),
  };
}
