import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Instant } from '../../domain/time/instant.js';
import { LAW_EVENT_TYPES, type Facts, type LawEvent, type Proposed, type ProposedChannel } from '../facts.js';
import { lawInForce } from '../in-force.js';
import type { PackEntry } from '../pack.js';
import type { RuleResult } from '../rule.js';

// Laws that every rule of these packs must keep, on facts that nobody thought of.
const ENTRIES: readonly PackEntry[] = lawInForce().packs.filter(({ pack }) => ['US-federal', 'US-CA', 'US-NV', 'US-TX', 'UK', 'IN', 'ID', 'EU'].includes(pack)).flatMap((pack) => pack.rules);

const ZONES = ['America/New_York', 'America/Los_Angeles', 'Asia/Kolkata', 'Europe/London', 'Asia/Jakarta'];
const START = Date.parse('2026-02-20T00:00:00Z');
const CHANNELS: readonly ProposedChannel[] = ['call', 'voicemail', 'sms', 'email', 'mail', 'visit', 'credit_report', 'data_purge', 'legal_action'];
const PERSONS = ['consumer', 'spouse_cosigner', 'third_party'];

const instant = fc.integer({ min: 0, max: 40 * 24 * 2 }).map((half) => START + half * 30 * MS_PER_MINUTE);
const zone = fc.constantFrom(...ZONES);
const clock = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
const windowOf = fc.record({ days: fc.constantFrom(['sun'], ['mon', 'tue', 'wed'], ['fri', 'sat']), from: clock, to: clock }, { requiredKeys: [] });

const event: fc.Arbitrary<LawEvent> = fc.record(
  {
    type: fc.constantFrom(...LAW_EVENT_TYPES.filter((type) => !type.startsWith('hold_'))), at: instant, tz: zone,
    debtIds: fc.constantFrom(['D1'], ['D2'], ['D1', 'D2']), personId: fc.constantFrom(...PERSONS), channel: fc.constantFrom('call', 'sms', 'email', 'mail'),
    place: fc.constantFrom('home', 'work'), window: windowOf, until: instant, medium: fc.constantFrom('call', 'sms', 'email'),
    form: fc.constantFrom('oral', 'written'), initial: fc.boolean(), voice: fc.constantFrom('human', 'robot'), number: fc.constantFrom('N1', 'N2'),
  },
  { requiredKeys: ['type', 'at', 'tz'] },
) as fc.Arbitrary<LawEvent>;

const facts: fc.Arbitrary<Facts> = fc.record({
  person: fc.record({
    personId: fc.constant('consumer'), country: fc.constant('US'), state: fc.constant('OH'), city: fc.constant('unknown' as const),
    locations: fc.array(zone, { minLength: 1, maxLength: 2 }).map((zones) => zones.map((tz) => ({ basis: 'residence' as const, tz }))),
  }),
  debts: fc.constant([
    { id: 'D1', type: 'microfinance', timeBarred: false, transferred: false, servicingAccount: 'unknown' },
    { id: 'D2', type: 'student_loan', timeBarred: true, transferred: true, servicingAccount: 'A' },
  ] as const),
  events: fc.array(event, { maxLength: 25 }).map((events) => [...events].sort((a, b) => a.at - b.at)),
  unreadInbound: fc.constant(0),
});

const proposal: fc.Arbitrary<Proposed> = fc.record(
  {
    at: instant.map((at) => at + 30 * MS_PER_DAY), tz: zone, channel: fc.constantFrom(...CHANNELS), debtIds: fc.constantFrom(['D1'], ['D2'], ['D1', 'D2'], []),
    personId: fc.constantFrom(...PERSONS), role: fc.constantFrom('debtor', 'third_party'), purpose: fc.constantFrom('collect', 'optout_confirmation', 'threaten_suit'),
    automated: fc.boolean(), voice: fc.constantFrom('ai_generated', 'prerecorded'), line: fc.constantFrom('wireless', 'residential'), place: fc.constantFrom('home', 'work'),
  },
  { requiredKeys: ['at', 'tz', 'channel', 'debtIds', 'personId', 'role', 'purpose'] },
) as fc.Arbitrary<Proposed>;

/** As the gate asks: events up to the proposal only. */
function ask({ rule, params }: PackEntry, known: Facts, proposed: Proposed, at: Instant): RuleResult {
  return rule.judge({ facts: known, proposed: { ...proposed, at }, at, params });
}

describe('rules of US federal, UK, Indian, Indonesian and EU law', () => {
  it.each(ENTRIES.map((entry) => [entry.rule.id, entry] as const))('%s says exactly until when it is against', (_id, entry) => {
    fc.assert(
      fc.property(facts, proposal, fc.double({ min: 0, max: 1, noNaN: true }), (all, proposed, share) => {
        const known = { ...all, events: all.events.filter((one) => one.at <= proposed.at) };
        const result = ask(entry, known, proposed, proposed.at);
        if (result.kind !== 'against') return;
        const end = result.until ?? proposed.at + 60 * MS_PER_DAY;
        for (const at of [end - 1, proposed.at + Math.floor((end - proposed.at) * share), end - MS_PER_HOUR]) {
          if (at >= proposed.at && at < end) expect(ask(entry, known, proposed, at).kind, new Date(at).toISOString()).toBe('against');
        }
        if (result.until !== null) {
          expect(result.until).toBeGreaterThan(proposed.at);
          expect(ask(entry, known, proposed, result.until).kind).not.toBe('against');
        }
      }),
      { seed: 20261124, numRuns: 150 },
    );
  });

  it.each(ENTRIES.map((entry) => [entry.rule.id, entry] as const))('%s permits nothing more when a fact is unknown', (_id, entry) => {
    const blanks: readonly ((known: Facts, proposed: Proposed) => readonly [Facts, Proposed])[] = [
      (known, proposed) => [{ ...known, person: { ...known.person, locations: 'unknown' } }, proposed],
      (known, proposed) => [known, { ...proposed, role: 'unknown' }],
      (known, proposed) => [{ ...known, debts: known.debts.map((debt) => ({ ...debt, timeBarred: 'unknown', transferred: 'unknown', type: 'unknown' })) }, proposed],
    ];
    fc.assert(
      fc.property(facts, proposal, fc.constantFrom(...blanks), (all, proposed, blank) => {
        const known = { ...all, events: all.events.filter((one) => one.at <= proposed.at) };
        if (ask(entry, known, proposed, proposed.at).kind !== 'against') return;
        const [less, asked] = blank(known, proposed);
        const result = ask(entry, less, asked, proposed.at);
        // Where the person is may decide on which day or hour a bar ends; the zone of the proposal then stands in for it.
        if (less.person.locations === 'unknown' && result.kind !== 'against') expect(DAY_COUNTED).toContain(entry.rule.id);
        // Who the person is: one rule of the pack denies it, so the others may step aside.
        else if (asked.role === 'unknown' && result.kind !== 'against') expect(proposed.personId).not.toBe('consumer');
        else expect(result.kind).toBe('against');
      }),
      { seed: 20261124, numRuns: 150 },
    );
  });
});

/** Rules that count days; the hours of the same pack deny whatever has no known place. */
const DAY_COUNTED = ['US-F-03', 'US-F-18', 'US-F-19', 'US-F-24', 'US-T-05'];
