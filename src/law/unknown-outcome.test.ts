import { expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '../domain/time/instant.js';
import type { Facts, LawEvent, LocationFact, Proposed } from './facts.js';
import { judge } from './gate.js';

// Law 4: an attempt counts from its reservation, and if nobody knows what came of it, as the most that it may have been.
// One fewer than each cap allows, as many do not; whoever made them.
const NOW = Date.parse('2026-11-24T12:30:00-05:00');
const SHANGHAI_NOON = Date.parse('2026-11-24T12:30:00+08:00');
const CN = { country: 'CN', state: 'unknown', city: 'unknown', tz: 'Asia/Shanghai' } as const;
const us = (state: string, city: string = 'unknown') => ({ country: 'US', state, city, tz: 'America/New_York' }) as const;

interface Place { readonly country: string; readonly state: string; readonly city: string; readonly tz: string }

function found(place: Place, events: readonly Partial<LawEvent>[], channel: 'call' | 'sms' | 'visit', more: Partial<Proposed> = {}): readonly string[] {
  const at = place.country === 'CN' ? SHANGHAI_NOON : NOW;
  const locations: readonly LocationFact[] = [{ basis: 'residence', tz: place.tz }];
  const facts: Facts = {
    person: { personId: 'P', country: place.country, state: place.state, city: place.city, locations },
    debts: [{ id: 'D', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' }],
    events: events.map((event) => ({ type: 'unknown_outcome', at, tz: place.tz, channel, debtIds: ['D'], ...event })), unreadInbound: 0,
  };
  const proposed: Proposed = { at, tz: place.tz, channel, debtIds: ['D'], personId: 'P', role: 'debtor', purpose: 'collect', ...(channel === 'call' ? { voice: 'human' } : { staff: 2, place: 'home' }), ...more };
  return judge(facts, proposed).findings.map((f) => f.rule);
}

const hoursAgo = (n: number, place: Place) => ({ at: (place.country === 'CN' ? SHANGHAI_NOON : NOW) - n * MS_PER_HOUR });

it.each([
  ['CN-F1', CN, 'call', 3, 1.2], ['CN-F2', CN, 'call', 6, 0.6], ['HOUSE-ATTEMPTS', CN, 'call', 8, 0.5], ['HOUSE-CALL-GAP', CN, 'call', 1, 0.9],
  ['US-F-18', us('TX'), 'call', 7, 20], ['US-F-19', us('TX'), 'call', 1, 20], ['US-NYC-1-ATTEMPTS', us('NY', 'NYC'), 'call', 3, 20], ['US-DC-1-CALLS', us('DC'), 'call', 4, 20],
  ['US-MA-1-PERSONAL', us('MA'), 'call', 2, 20], ['US-WA-1-WEEK', us('WA'), 'call', 3, 20], ['US-WV-1-TALKS', us('WV'), 'call', 10, 12], ['HOUSE-VISIT-DAY', CN, 'visit', 1, 2],
  ['HOUSE-VISIT-MONTH', CN, 'visit', 2, 40], ['HOUSE-SMS-DAY', CN, 'sms', 1, 2], ['HOUSE-SMS-WEEK', CN, 'sms', 3, 30],
] as const)('%s counts contacts of unknown outcome', (rule, place, channel, cap, hoursApart) => {
  const made = (n: number): readonly Partial<LawEvent>[] => Array.from({ length: n }, (_, i) => hoursAgo((n - i) * hoursApart, place));
  expect(found(place, made(cap), channel)).toContain(rule);
  expect(found(place, made(cap - 1), channel)).not.toContain(rule);
});

it('a call of unknown outcome proves neither that the borrower is lost nor that an outsider was not talked to', () => {
  const dials = (type: LawEvent['type']): readonly Partial<LawEvent>[] => [3, 2, 1].map((day) => ({ type, at: SHANGHAI_NOON - day * MS_PER_DAY }));
  const outsider = { personId: 'C', role: 'contact', purpose: 'reach_debtor' } as const;
  expect(found(CN, dials('attempted_call'), 'call', outsider)).not.toContain('CN-P2');
  expect(found(CN, dials('unknown_outcome'), 'call', outsider)).toContain('CN-P2');
  expect(found(CN, [...dials('attempted_call'), { personId: 'C', at: SHANGHAI_NOON - MS_PER_DAY }], 'call', outsider)).toContain('HOUSE-THIRD-PARTY-ONCE');
});
