import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../domain/time/instant.js';
import { localToInstant } from '../../domain/time/zone.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { judge } from '../gate.js';

// The one answer that a person who wrote is owed is outside some caps. A text of a plan, days later, is no answer.
const TZ = 'America/New_York';
const NOON = localToInstant(TZ, '2026-04-02', 12 * MS_PER_HOUR);
const ev = (type: LawEvent['type'], at: number, more: Partial<LawEvent> = {}): LawEvent => ({ type, at, tz: TZ, channel: 'sms', debtIds: ['D1'], ...more });
const wrote = ev('consumer_sms', NOON - 3 * MS_PER_DAY);

function facts(state: string, city: string, events: readonly LawEvent[]): Facts {
  return {
    person: { personId: 'P', country: 'US', state, city, locations: [{ basis: 'residence', tz: state === 'WA' ? 'America/Los_Angeles' : TZ }] },
    debts: [{ id: 'D1', type: 'credit_card', timeBarred: false, transferred: false, servicingAccount: 'unknown' }], events, unreadInbound: 0,
  };
}
const text: Proposed = { at: NOON, tz: TZ, channel: 'sms', debtIds: ['D1'], personId: 'P', role: 'debtor', purpose: 'collect', optOutNotice: true };
const before = (days: number) => ev('sms', NOON - days * MS_PER_DAY);

const CASES: readonly (readonly [rule: string, facts: Facts])[] = [
  ['US-NYC-1-BEFORE', facts('NY', 'NYC', [before(5), before(4), wrote])],
  ['US-WA-1-WEEK', facts('WA', 'Seattle', [before(6), before(5), before(4), wrote])],
  ['US-F-16', facts('OH', 'unknown', [ev('sms_stop', NOON - 4 * MS_PER_DAY), wrote])],
  ['US-F-10', facts('OH', 'unknown', [ev('cease_notice', NOON - 4 * MS_PER_DAY, { form: 'written' }), wrote])],
];

describe('the answer to a person who wrote', () => {
  it.each(CASES)('%s lets the answer pass, and not a text that we begin', (rule, known) => {
    const denied = (proposed: Proposed): boolean => judge(known, proposed).findings.some((finding) => finding.rule === rule);
    expect(judge(known, text).satisfied).toContain(rule);
    expect(denied({ ...text, unprompted: true })).toBe(true);
    expect(denied({ ...text, unprompted: false })).toBe(false);
  });

  it.each(CASES)('%s lets no second answer pass', (rule, known) => {
    const answered = { ...known, events: [...known.events, ev('sms', NOON - MS_PER_MINUTE)] };
    expect(judge(answered, text).findings.map((finding) => finding.rule)).toContain(rule);
  });
});
