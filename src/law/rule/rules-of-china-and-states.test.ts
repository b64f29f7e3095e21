import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Instant } from '../../domain/time/instant.js';
import { LAW_EVENT_TYPES, type Facts, type HoldKind, type LawEvent, type Proposed, type ProposedChannel } from '../facts.js';
import { lawInForce } from '../in-force.js';
import type { PackEntry } from '../pack.js';
import type { RuleResult } from '../rule.js';

// Laws that every rule of these packs must keep, on facts that nobody thought of.
const PACKS = lawInForce().packs.filter(({ pack, version }) => (pack === 'CN' ? version === '2026-01-30' : ['HOUSE', 'US-MA', 'US-WA', 'US-DC', 'US-NYC', 'US-NY', 'US-WV'].includes(pack)));
const ENTRIES: readonly PackEntry[] = PACKS.flatMap((pack) => pack.rules);
const NAMED = ENTRIES.map((entry) => [entry.rule.id, entry] as const);

const ZONES = ['Asia/Shanghai', 'America/New_York', 'America/Los_Angeles', 'Pacific/Apia'];
const START = Date.parse('2026-02-27T00:00:00Z');
const CHANNELS: readonly ProposedChannel[] = ['call', 'voicemail', 'sms', 'email', 'push', 'mail', 'visit', 'social_public', 'credit_report', 'data_purge', 'legal_action'];
const PERSONS = ['consumer', 'G1', 'C1', 'third_party'];
const HOLDS: readonly HoldKind[] = ['promise', 'dispute', 'stop'];

const instant = fc.integer({ min: 0, max: 12 * 24 * 2 }).map((half) => START + half * 30 * MS_PER_MINUTE);
const zone = fc.constantFrom(...ZONES);
const clock = fc.integer({ min: 0, max: 47 }).map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);
const windowOf = fc.record({ days: fc.constantFrom(['sun'], ['mon', 'tue', 'wed', 'thu', 'fri']), from: clock, to: clock }, { requiredKeys: [] });

const event: fc.Arbitrary<LawEvent> = fc.record(
  {
    type: fc.oneof(fc.constantFrom(...LAW_EVENT_TYPES), fc.constantFrom('attempted_call', 'conversation', 'sms', 'hours_consent', 'hold_placed', 'inconvenient_time_designation')),
    at: instant, tz: zone, debtIds: fc.constantFrom(['D1'], ['D2'], ['D1', 'D2']), personId: fc.constantFrom(...PERSONS),
    channel: fc.constantFrom('call', 'sms', 'email', 'mail', 'visit', 'app'), place: fc.constantFrom('home', 'work'), window: windowOf, until: instant.map((at) => at + 3 * MS_PER_DAY),
    medium: fc.constantFrom('call', 'sms', 'email'), form: fc.constantFrom('oral', 'written'), number: fc.constantFrom('N1', 'N2'), hold: fc.constantFrom(...HOLDS),
    reason: fc.constantFrom('amount', 'not_me'), collectorId: fc.constantFrom('A', 'B'), purpose: fc.constantFrom('ask_consent', 'optout_confirmation'),
  },
  { requiredKeys: ['type', 'at', 'tz'] },
) as fc.Arbitrary<LawEvent>;

const facts: fc.Arbitrary<Facts> = fc.record({
  person: fc.record({
    personId: fc.constant('consumer'), country: fc.constant('CN'), state: fc.constant('unknown' as const), city: fc.constant('unknown' as const),
    locations: fc.array(zone, { minLength: 1, maxLength: 2 }).map((zones) => zones.map((tz) => ({ basis: 'residence' as const, tz }))),
  }),
  debts: fc.constantFrom(
    [{ id: 'D1', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' }, { id: 'D2', type: 'credit_card', timeBarred: true, transferred: true, servicingAccount: 'A' }] as const,
    [{ id: 'D1', type: 'credit_card', timeBarred: true, transferred: false, servicingAccount: 'unknown' }] as const,
  ),
  events: fc.array(event, { maxLength: 14 }).map((events) => [...events].sort((a, b) => a.at - b.at)),
  unreadInbound: fc.constantFrom(0, 0, 0, 1),
});

const proposal: fc.Arbitrary<Proposed> = fc.record(
  {
    at: instant.map((at) => at + 2 * MS_PER_DAY), tz: zone, channel: fc.constantFrom(...CHANNELS), debtIds: fc.constantFrom(['D1'], ['D1'], []),
    personId: fc.constantFrom(...PERSONS), role: fc.constantFrom('debtor', 'guarantor', 'contact', 'third_party'),
    purpose: fc.constantFrom('collect', 'reach_debtor', 'optout_confirmation', 'threaten_suit', 'ask_consent'), number: fc.constantFrom('N1', 'N2'),
    automated: fc.boolean(), voice: fc.constantFrom('human', 'robot'), place: fc.constantFrom('home', 'work'), staff: fc.integer({ min: 0, max: 3 }), collectorId: fc.constantFrom('A', 'C'),
    content: fc.constantFrom({ saysDebtOwed: true }, { saysDebtOwed: false }), optOutNotice: fc.boolean(),
  },
  { requiredKeys: ['at', 'tz', 'channel', 'debtIds', 'personId', 'role', 'purpose'] },
) as fc.Arbitrary<Proposed>;

/** As the gate asks: events up to the proposal only. */
function ask({ rule, params }: PackEntry, known: Facts, proposed: Proposed, at: Instant): RuleResult {
  return rule.judge({ facts: known, proposed: { ...proposed, at }, at, params });
}

function asOf(all: Facts, at: Instant): Facts {
  return { ...all, events: all.events.filter((one) => one.at <= at) };
}

describe('rules of mainland China, of the house and of US states', () => {
  it.each(NAMED)('%s says exactly until when it is against', (_id, entry) => {
    fc.assert(
      fc.property(facts, proposal, fc.double({ min: 0, max: 1, noNaN: true }), (all, proposed, share) => {
        const known = asOf(all, proposed.at);
        const result = ask(entry, known, proposed, proposed.at);
        if (result.kind !== 'against') return;
        const end = result.until ?? proposed.at + 60 * MS_PER_DAY;
        for (const at of [end - 1, proposed.at + Math.floor((end - proposed.at) * share), end - MS_PER_HOUR, end - 30 * MS_PER_MINUTE]) {
          if (at >= proposed.at && at < end) expect(ask(entry, known, proposed, at).kind, new Date(at).toISOString()).toBe('against');
        }
        if (result.until !== null) {
          expect(result.until).toBeGreaterThan(proposed.at);
          expect(ask(entry, known, proposed, result.until).kind).not.toBe('against');
        }
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });

  /** Facts made unknown one at a time; where a rule leaves it to another of the same pack to deny, it says which. */
  const blanks: readonly (readonly [string, (known: Facts, proposed: Proposed) => readonly [Facts, Proposed]])[] = [
    ['role', (known, proposed) => [known, { ...proposed, role: 'unknown' }]],
    ['debt type', (known, proposed) => [{ ...known, debts: known.debts.map((debt) => ({ ...debt, type: 'unknown' })) }, proposed]],
    ['time bar', (known, proposed) => [{ ...known, debts: known.debts.map((debt) => ({ ...debt, timeBarred: 'unknown' })) }, proposed]],
    ['transfer', (known, proposed) => [{ ...known, debts: known.debts.map((debt) => ({ ...debt, transferred: 'unknown' })) }, proposed]],
    ['unread', (known, proposed) => [{ ...known, unreadInbound: 'unknown' }, proposed]],
  ];
  /** Judged for whoever owes; with the role unknown the person is taken for an outsider, whom other rules of the pack deny. */
  const OUTSIDERS_ELSEWHERE = ['CN-F1', 'CN-H10'];
  it.each(NAMED)('%s permits nothing more when a fact is unknown', (_id, entry) => {
    fc.assert(
      fc.property(facts, proposal, fc.constantFrom(...blanks), (all, proposed, [name, blank]) => {
        const known = asOf(all, proposed.at);
        if (ask(entry, known, proposed, proposed.at).kind !== 'against') return;
        if (name === 'role' && OUTSIDERS_ELSEWHERE.includes(entry.rule.id)) return;
        const [less, asked] = blank(known, proposed);
        expect(ask(entry, less, asked, proposed.at).kind, name).toBe('against');
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });

  it.each(NAMED)('%s answers the same bytes for the same facts, and changes none', (_id, entry) => {
    fc.assert(
      fc.property(facts, proposal, (all, proposed) => {
        const known = asOf(all, proposed.at);
        const before = JSON.stringify([known, proposed]);
        const first = JSON.stringify(ask(entry, known, proposed, proposed.at));
        expect(JSON.stringify(ask(entry, JSON.parse(JSON.stringify(known)) as Facts, { ...proposed }, proposed.at))).toBe(first);
        expect(JSON.stringify([known, proposed])).toBe(before);
      }),
      { seed: 20261124, numRuns: 40 },
    );
  });
});
