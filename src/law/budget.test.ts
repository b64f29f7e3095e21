import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '../domain/time/instant.js';
import { budgetLeft } from './budget.js';
import type { Facts, LawEvent, Proposed } from './facts.js';
import { judge } from './gate.js';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const MIDNIGHT = Date.parse('2026-11-25T00:00:00+08:00');
const tz = 'Asia/Shanghai';
const facts = (events: readonly Partial<LawEvent>[]): Facts => ({
  person: { personId: 'P', country: 'CN', state: 'unknown', city: 'unknown', locations: [{ basis: 'residence', tz }] },
  debts: [{ id: 'D', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' }],
  events: events.map((event, i) => ({ type: 'conversation', at: NOON - (events.length - i) * MS_PER_HOUR, tz, channel: 'call', ...event })), unreadInbound: 0,
});
const ask = (channel: 'call' | 'sms' | 'visit'): Proposed => ({ at: NOON, tz, channel, debtIds: ['D'], personId: 'P', role: 'debtor', purpose: 'collect', number: 'N', ...(channel === 'call' ? { voice: 'human' } : { staff: 2, place: 'home' }) });
const leftOf = (events: readonly Partial<LawEvent>[], channel: 'call' | 'sms' | 'visit') => Object.fromEntries(budgetLeft(facts(events), ask(channel)).map((cap) => [cap.rule, [cap.left, cap.max, cap.freeAt]]));
const dial: Partial<LawEvent> = { type: 'attempted_call', number: 'N' };

describe('what is left of the budget', () => {
  it.each([
    ['nothing made', [], 'call', { 'CN-F1': [3, 3, null], 'CN-F2': [6, 6, null], 'CN-F3': [6, 6, null], 'HOUSE-ATTEMPTS': [8, 8, null] }],
    ['a talk', [{}], 'call', { 'CN-F1': [2, 3, null], 'CN-F2': [6, 6, null], 'CN-F3': [5, 6, null], 'HOUSE-ATTEMPTS': [7, 8, null] }],
    ['three talks', [{}, {}, {}], 'call', { 'CN-F1': [0, 3, MIDNIGHT], 'CN-F2': [6, 6, null], 'CN-F3': [3, 6, null], 'HOUSE-ATTEMPTS': [5, 8, null] }],
    ['five dials', [dial, dial, dial, dial, dial], 'call', { 'CN-F1': [3, 3, null], 'CN-F2': [1, 6, null], 'CN-F3': [1, 6, null], 'HOUSE-ATTEMPTS': [3, 8, null] }],
    ['a call of unknown outcome', [{ type: 'unknown_outcome' }], 'call', { 'CN-F1': [2, 3, null], 'CN-F2': [5, 6, null], 'CN-F3': [5, 6, null], 'HOUSE-ATTEMPTS': [7, 8, null] }],
    ['a text yesterday', [{ type: 'sms', channel: 'sms', at: NOON - MS_PER_DAY }], 'sms', { 'HOUSE-SMS-DAY': [1, 1, null], 'HOUSE-SMS-WEEK': [2, 3, null], 'HOUSE-ATTEMPTS': [8, 8, null] }],
    ['a text today', [{ type: 'sms', channel: 'sms' }], 'sms', { 'HOUSE-SMS-DAY': [0, 1, MIDNIGHT], 'HOUSE-SMS-WEEK': [2, 3, null], 'HOUSE-ATTEMPTS': [7, 8, null] }],
    ['a visit ten days ago', [{ type: 'visit', channel: 'visit', at: NOON - 10 * MS_PER_DAY }], 'visit', { 'HOUSE-VISIT-DAY': [1, 1, null], 'HOUSE-VISIT-MONTH': [1, 2, null], 'HOUSE-ATTEMPTS': [8, 8, null] }],
  ] as const)('after %s', (_name, events, channel, left) => {
    expect(leftOf(events, channel)).toEqual(left);
  });

  it('is what the gate says: none left of a cap exactly when the cap is against', () => {
    for (let n = 0; n < 10; n += 1) {
      const known = facts(Array.from({ length: n }, (_, i) => (i % 2 === 0 ? dial : {})));
      const against = judge(known, ask('call')).findings.map((f) => f.rule);
      for (const cap of budgetLeft(known, ask('call'))) expect([n, cap.rule, cap.left === 0]).toEqual([n, cap.rule, against.includes(cap.rule)]);
    }
  });

  it('names no cap where the person agreed to more', () => {
    expect(leftOf([{ type: 'consent_more_calls', until: NOON + MS_PER_DAY }], 'call')).not.toHaveProperty('CN-F2');
  });
});
