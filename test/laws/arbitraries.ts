import fc from 'fast-check';
import { MS_PER_DAY, MS_PER_MINUTE } from '../../src/domain/time/instant.js';
import { LAW_EVENT_TYPES, type Facts, type HoldKind, type LawEvent, type PersonFacts, type Proposed } from '../../src/law/facts.js';

// Facts that nobody thought of, for laws that must hold on all of them.

export const SEED = { seed: 20261124 } as const;
const START = Date.parse('2026-02-27T00:00:00Z');

const instant = fc.integer({ min: 0, max: 10 * 24 * 2 }).map((half) => START + half * 30 * MS_PER_MINUTE);
const clock = fc.integer({ min: 0, max: 47 }).map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);
const holds: readonly HoldKind[] = ['promise', 'dispute', 'stop', 'complaint'];

/** Common events often, every other kind now and then. */
const eventType = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('attempted_call', 'conversation', 'sms', 'consumer_sms', 'hours_consent', 'debtor_unreachable') },
  { weight: 1, arbitrary: fc.constantFrom(...LAW_EVENT_TYPES) },
);

export const eventArb: fc.Arbitrary<LawEvent> = fc.record(
  {
    type: eventType, at: instant, tz: fc.constantFrom('Asia/Shanghai', 'America/New_York'), debtIds: fc.constantFrom(['D1'], ['D2'], ['D1', 'D2']),
    personId: fc.constantFrom('consumer', 'consumer', 'C1'), channel: fc.constantFrom('call', 'sms', 'email', 'visit'), place: fc.constantFrom('home', 'work'),
    window: fc.record({ days: fc.constantFrom(['sun'], ['mon', 'tue', 'wed', 'thu', 'fri']), from: clock, to: clock }, { requiredKeys: [] }),
    until: instant.map((at) => at + 3 * MS_PER_DAY), medium: fc.constantFrom('call', 'sms'), form: fc.constantFrom('oral', 'written'), number: fc.constantFrom('N1', 'N2'),
    hold: fc.constantFrom(...holds), collectorId: fc.constantFrom('A', 'B'),
  },
  { requiredKeys: ['type', 'at', 'tz'] },
) as fc.Arbitrary<LawEvent>;

const persons: fc.Arbitrary<PersonFacts> = fc.oneof(
  fc.constant({ personId: 'consumer', country: 'CN', state: 'unknown', city: 'unknown', locations: [{ basis: 'residence', tz: 'Asia/Shanghai' }] } as const),
  fc.constantFrom('OH', 'MA', 'WA', 'DC', 'NY', 'WV').chain((state) =>
    fc.constantFrom('NYC', 'Albany', 'unknown').map((city): PersonFacts => ({
      personId: 'consumer', country: 'US', state, city,
      locations: [{ basis: 'residence', tz: state === 'WA' ? 'America/Los_Angeles' : 'America/New_York' }, { basis: 'mobile_area_code', tz: 'America/New_York' }],
    })),
  ),
);

export const factsArb: fc.Arbitrary<Facts> = fc.record({
  person: persons,
  debts: fc.constant([
    { id: 'D1', type: 'credit_card', timeBarred: false, transferred: false, servicingAccount: 'unknown' },
    { id: 'D2', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' },
  ] as const),
  events: fc.array(eventArb, { maxLength: 8 }).map((events) => [...events].sort((a, b) => a.at - b.at)),
  unreadInbound: fc.constant(0),
});

export const proposedArb: fc.Arbitrary<Proposed> = fc.record(
  {
    at: instant.map((at) => at + 4 * MS_PER_DAY), tz: fc.constantFrom('Asia/Shanghai', 'America/New_York'), channel: fc.constantFrom('call', 'sms', 'email', 'visit', 'push'),
    debtIds: fc.constantFrom(['D1'], ['D2'], ['D1', 'D2']), personId: fc.constantFrom('consumer', 'consumer', 'consumer', 'C1'), role: fc.constantFrom('debtor', 'debtor', 'contact'),
    purpose: fc.constantFrom('collect', 'collect', 'reach_debtor'), number: fc.constantFrom('N1', 'N2'), place: fc.constant('home'), staff: fc.constant(2), collectorId: fc.constant('A'),
    optOutNotice: fc.constant(true),
  },
  { requiredKeys: ['at', 'tz', 'channel', 'debtIds', 'personId', 'role', 'purpose', 'staff'] },
) as fc.Arbitrary<Proposed>;

/** Facts as they stood then. */
export function asOf(facts: Facts, at: number): Facts {
  return { ...facts, events: facts.events.filter((event) => event.at <= at) };
}
