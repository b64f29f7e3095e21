import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../domain/time/instant.js';
import { localToInstant, startOfLocalDay } from '../../domain/time/zone.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { judge } from '../gate.js';
import { lawInForce } from '../in-force.js';

// The house's own rules, and those of the law that only our own journal can tell. One unit either side of each edge.
const TZ = 'Asia/Shanghai';
const NOW = localToInstant(TZ, '2026-03-10', 10 * MS_PER_HOUR);
const TODAY = startOfLocalDay(TZ, '2026-03-10');
const MIDNIGHT = startOfLocalDay(TZ, '2026-03-11');

const clean: Facts = {
  person: { personId: 'P', country: 'CN', state: 'unknown', city: 'unknown', locations: [{ basis: 'residence', tz: TZ }] },
  debts: [
    { id: 'D1', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' },
    { id: 'D2', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' },
  ],
  events: [], unreadInbound: 0,
};
const sms: Proposed = { at: NOW, tz: TZ, channel: 'sms', debtIds: ['D1'], personId: 'P', role: 'debtor', purpose: 'collect' };
const call: Proposed = { ...sms, channel: 'call' };
const visit: Proposed = { ...sms, channel: 'visit', staff: 2, place: 'home' };
const contact: Proposed = { ...call, personId: 'C', role: 'contact', purpose: 'reach_debtor' };

const ev = (type: LawEvent['type'], at: number, more: Partial<LawEvent> = {}): LawEvent => ({ type, at, tz: TZ, ...more });
const times = (n: number, make: (i: number) => LawEvent): readonly LawEvent[] => Array.from({ length: n }, (_, i) => make(i));
const hold = (more: Partial<LawEvent>): LawEvent => ev('hold_placed', NOW - MS_PER_HOUR, more);
const lift = (more: Partial<LawEvent>): LawEvent => ev('hold_lifted', NOW - 1, more);

const at = (tz: string, country: string): Pick<Facts, 'person'> => ({ person: { ...clean.person, country, locations: [{ basis: 'residence', tz }] } });
const BERLIN = at('Europe/Berlin', 'DE');
const berlin = (hour: number): number => startOfLocalDay('Europe/Berlin', '2026-03-10') + hour * MS_PER_HOUR;
const LONDON = at('Europe/London', 'GB');
const london = (date: string, hour: number): number => startOfLocalDay('Europe/London', date) + hour * MS_PER_HOUR;
const MUMBAI = at('Asia/Kolkata', 'IN');
const NOON = localToInstant('Asia/Kolkata', '2026-08-10', 12 * MS_PER_HOUR);

/** `until`: absent when allowed, `null` when time alone changes nothing. */
type Case = readonly [name: string, rule: string, facts: Partial<Facts>, proposed: Proposed, until?: number | null];

const CASES: readonly Case[] = [
  ['all facts known', 'HOUSE-FACTS', {}, sms],
  ['role unknown', 'HOUSE-FACTS', {}, { ...sms, role: 'unknown' }, null],
  ['locations unknown', 'HOUSE-FACTS', { person: { ...clean.person, locations: 'unknown' } }, sms, null],
  ['no location', 'HOUSE-FACTS', { person: { ...clean.person, locations: [] } }, sms, null],
  ['no debt', 'HOUSE-FACTS', { debts: [] }, sms, null],
  ['a debt nobody knows', 'HOUSE-FACTS', {}, { ...sms, debtIds: ['D9'] }, null],

  ['a visit on the last day of a holiday', 'HOUSE-HOLIDAY', {}, { ...visit, at: localToInstant(TZ, '2026-10-07', 10 * MS_PER_HOUR) }, startOfLocalDay(TZ, '2026-10-08')],
  ['a visit the day after', 'HOUSE-HOLIDAY', {}, { ...visit, at: localToInstant(TZ, '2026-10-08', 10 * MS_PER_HOUR) }],

  ['nothing unread', 'HOUSE-INBOUND', { unreadInbound: 0 }, sms],
  ['one unread', 'HOUSE-INBOUND', { unreadInbound: 1 }, sms, null],
  ['unread unknown', 'HOUSE-INBOUND', { unreadInbound: 'unknown' }, sms, null],

  ['a dispute', 'HOUSE-HOLD', { events: [hold({ hold: 'dispute' })] }, sms, null],
  ['a dispute, lifted', 'HOUSE-HOLD', { events: [hold({ hold: 'dispute' }), lift({ hold: 'dispute' })] }, sms],
  ['a dispute, another kind lifted', 'HOUSE-HOLD', { events: [hold({ hold: 'dispute' }), lift({ hold: 'complaint' })] }, sms, null],
  ['lifted, then placed again', 'HOUSE-HOLD', { events: [ev('hold_lifted', NOW - MS_PER_DAY, { hold: 'dispute' }), hold({ hold: 'dispute' })] }, sms, null],
  ['on this debt', 'HOUSE-HOLD', { events: [hold({ hold: 'dispute', debtIds: ['D1'] })] }, sms, null],
  ['on another debt', 'HOUSE-HOLD', { events: [hold({ hold: 'dispute', debtIds: ['D2'] })] }, sms],
  ['on one of the debts raised', 'HOUSE-HOLD', { events: [hold({ hold: 'dispute', debtIds: ['D2'] })] }, { ...sms, debtIds: ['D1', 'D2'] }, null],
  ['on all, lifted for the other debt', 'HOUSE-HOLD', { events: [hold({ hold: 'dispute' }), lift({ hold: 'dispute', debtIds: ['D2'] })] }, sms, null],
  ['on all, lifted for this debt', 'HOUSE-HOLD', { events: [hold({ hold: 'dispute' }), lift({ hold: 'dispute', debtIds: ['D1'] })] }, sms],
  ['a promise until a millisecond from now', 'HOUSE-HOLD', { events: [hold({ hold: 'promise', until: NOW + 1 })] }, sms, NOW + 1],
  ['a promise until now', 'HOUSE-HOLD', { events: [hold({ hold: 'promise', until: NOW })] }, sms],
  ['two promises: the later end', 'HOUSE-HOLD', { events: [hold({ hold: 'promise', until: NOW + 5 }), hold({ hold: 'promise', until: NOW + 9 })] }, sms, NOW + 9],
  ['a promise and a dispute', 'HOUSE-HOLD', { events: [hold({ hold: 'promise', until: NOW + 5 }), hold({ hold: 'dispute' })] }, sms, null],
  ['a stop does not run out', 'HOUSE-HOLD', { events: [hold({ hold: 'stop', until: NOW - 1 })] }, sms, null],
  ['distress does not run out', 'HOUSE-HOLD', { events: [hold({ hold: 'distress', until: NOW - 1 })] }, sms, null],
  ['a hold of unknown kind', 'HOUSE-HOLD', { events: [hold({ until: NOW - 1 }), lift({})] }, sms, null],
  ['a hold on the case reaches the guarantor', 'HOUSE-HOLD', { events: [hold({ hold: 'dispute' })] }, { ...call, personId: 'G', role: 'guarantor' }, null],
  ['a hold on the guarantor alone', 'HOUSE-HOLD', { events: [hold({ hold: 'stop', personId: 'G' })] }, sms],

  ['no opt-out', 'HOUSE-OPTOUT', {}, sms],
  ['TD', 'HOUSE-OPTOUT', { events: [ev('sms_stop', NOW - 1)] }, sms, null],
  ['TD a year ago', 'HOUSE-OPTOUT', { events: [ev('sms_stop', NOW - 365 * MS_PER_DAY)] }, sms, null],
  ['TD, then resubscribed', 'HOUSE-OPTOUT', { events: [ev('sms_stop', NOW - 9), ev('resubscribed', NOW - 1, { medium: 'sms' })] }, sms],
  ['resubscribed, then TD', 'HOUSE-OPTOUT', { events: [ev('resubscribed', NOW - 9, { medium: 'sms' }), ev('sms_stop', NOW - 1)] }, sms, null],
  ['resubscribed to e-mail only', 'HOUSE-OPTOUT', { events: [ev('sms_stop', NOW - 9), ev('resubscribed', NOW - 1, { medium: 'email' })] }, sms, null],
  ['TD is about texts', 'HOUSE-OPTOUT', { events: [ev('sms_stop', NOW - 1)] }, call],
  ['no calls', 'HOUSE-OPTOUT', { events: [ev('medium_optout', NOW - 1, { medium: 'call' })] }, call, null],
  ['no calls, by text', 'HOUSE-OPTOUT', { events: [ev('medium_optout', NOW - 1, { medium: 'call', channel: 'sms' })] }, sms],
  ['no medium named', 'HOUSE-OPTOUT', { events: [ev('medium_optout', NOW - 1)] }, sms, null],
  ['somebody else said TD', 'HOUSE-OPTOUT', { events: [ev('sms_stop', NOW - 1, { personId: 'C' })] }, sms],
  ['one confirmation', 'HOUSE-OPTOUT', { events: [ev('sms_stop', NOW - 1)] }, { ...sms, purpose: 'optout_confirmation' }],
  ['a second confirmation', 'HOUSE-OPTOUT', { events: [ev('sms_stop', NOW - 9), ev('sms', NOW - 1, { purpose: 'optout_confirmation' })] }, { ...sms, purpose: 'optout_confirmation' }, null],

  ['asked to cease', 'HOUSE-OPTOUT', { events: [ev('cease_notice', NOW - 1)] }, call, null],
  ['asked to cease, by mouth', 'HOUSE-OPTOUT', { events: [ev('cease_notice', NOW - 1, { form: 'oral' })] }, visit, null],
  ['asked to cease, then took calls again', 'HOUSE-OPTOUT', { events: [ev('cease_notice', NOW - 9), ev('resubscribed', NOW - 1, { medium: 'call' })] }, call],
  ['asked to cease, then took calls again: a text', 'HOUSE-OPTOUT', { events: [ev('cease_notice', NOW - 9), ev('resubscribed', NOW - 1, { medium: 'call' })] }, sms, null],
  ['asked to cease: told that it ends', 'HOUSE-OPTOUT', { events: [ev('cease_notice', NOW - 1)] }, { ...sms, purpose: 'advise_efforts_terminated' }],

  ['the debtor', 'HOUSE-THIRD-PARTY', {}, sms],
  ['a guarantor', 'HOUSE-THIRD-PARTY', {}, { ...sms, personId: 'G', role: 'guarantor' }],
  ['a contact asked to pay', 'HOUSE-THIRD-PARTY', {}, { ...contact, purpose: 'collect' }, null],
  ['a contact asked where the debtor is', 'HOUSE-THIRD-PARTY', {}, contact],

  ['a contact not yet spoken to', 'HOUSE-THIRD-PARTY-ONCE', {}, contact],
  ['a contact spoken to', 'HOUSE-THIRD-PARTY-ONCE', { events: [ev('conversation', NOW - 1, { personId: 'C' })] }, contact, null],
  ['spoken to, then the debtor was reached: a new search', 'HOUSE-THIRD-PARTY-ONCE', { events: [ev('conversation', NOW - 9, { personId: 'C' }), ev('conversation', NOW - 5)] }, contact],

  ['no text today', 'HOUSE-SMS-DAY', { events: [ev('sms', TODAY - 1)] }, sms],
  ['a text today', 'HOUSE-SMS-DAY', { events: [ev('sms', TODAY)] }, sms, MIDNIGHT],
  ['a text today about another debt', 'HOUSE-SMS-DAY', { events: [ev('sms', TODAY, { debtIds: ['D2'] })] }, sms, MIDNIGHT],
  ['a text today whose end nobody knows', 'HOUSE-SMS-DAY', { events: [ev('unknown_outcome', TODAY, { channel: 'sms' })] }, sms, MIDNIGHT],
  ['a call today', 'HOUSE-SMS-DAY', { events: [ev('conversation', TODAY, { channel: 'call' })] }, sms],
  ['a confirmation of a stop today', 'HOUSE-SMS-DAY', { events: [ev('sms', TODAY, { purpose: 'optout_confirmation' })] }, sms],
  ['two texts in seven days', 'HOUSE-SMS-WEEK', { events: times(2, (i) => ev('sms', NOW - (3 - i) * MS_PER_DAY)) }, sms],
  ['three texts, the first six days ago', 'HOUSE-SMS-WEEK', { events: [6, 3, 1].map((d) => ev('sms', NOW - d * MS_PER_DAY)) }, sms, MIDNIGHT],
  ['three texts, the first seven days ago', 'HOUSE-SMS-WEEK', { events: [7, 3, 1].map((d) => ev('sms', NOW - d * MS_PER_DAY)) }, sms],
  ['a push today', 'HOUSE-PUSH-DAY', { events: [ev('push', TODAY)] }, { ...sms, channel: 'push' }, MIDNIGHT],
  ['a text today, now a push', 'HOUSE-PUSH-DAY', { events: [ev('sms', TODAY)] }, { ...sms, channel: 'push' }],
  ['a visit today', 'HOUSE-VISIT-DAY', { events: [ev('visit', TODAY)] }, visit, MIDNIGHT],
  ['a talk at the door today', 'HOUSE-VISIT-DAY', { events: [ev('conversation', TODAY, { channel: 'visit' })] }, visit, MIDNIGHT],
  ['a visit yesterday', 'HOUSE-VISIT-DAY', { events: [ev('visit', TODAY - 1)] }, visit],
  ['two visits, the first 29 days ago', 'HOUSE-VISIT-MONTH', { events: [29, 5].map((d) => ev('visit', NOW - d * MS_PER_DAY)) }, visit, MIDNIGHT],
  ['two visits, the first 30 days ago', 'HOUSE-VISIT-MONTH', { events: [30, 5].map((d) => ev('visit', NOW - d * MS_PER_DAY)) }, visit],
  ['seven attempts today', 'HOUSE-ATTEMPTS', { events: times(7, (i) => ev('attempted_call', TODAY + i, { number: `N${i}` })) }, sms],
  ['eight attempts today, by several numbers', 'HOUSE-ATTEMPTS', { events: times(8, (i) => ev('attempted_call', TODAY + i, { number: `N${i}` })) }, sms, MIDNIGHT],
  ['eight letters today', 'HOUSE-ATTEMPTS', { events: times(8, (i) => ev('letter', TODAY + i)) }, sms],
  ['eight attempts at somebody else', 'HOUSE-ATTEMPTS', { events: times(8, (i) => ev('attempted_call', TODAY + i, { personId: 'G' })) }, sms],
  ['a call 60 minutes ago', 'HOUSE-CALL-GAP', { events: [ev('attempted_call', NOW - 60 * MS_PER_MINUTE)] }, call],
  ['a call just under 60 minutes ago', 'HOUSE-CALL-GAP', { events: [ev('busy_signal', NOW - 60 * MS_PER_MINUTE + 1)] }, call, NOW + 1],
  ['a call a minute ago, now a text', 'HOUSE-CALL-GAP', { events: [ev('attempted_call', NOW - MS_PER_MINUTE)] }, sms],
  ['the debtor called a minute ago', 'HOUSE-CALL-GAP', { events: [ev('consumer_call', NOW - MS_PER_MINUTE)] }, call],
  ['a call at 21:49:59.999', 'HOUSE-DIAL-CUTOFF', {}, { ...call, at: TODAY + 1310 * MS_PER_MINUTE - 1 }],
  ['a call at 21:50', 'HOUSE-DIAL-CUTOFF', {}, { ...call, at: TODAY + 1310 * MS_PER_MINUTE }, TODAY + 1320 * MS_PER_MINUTE],
  ['a text at 21:50', 'HOUSE-DIAL-CUTOFF', {}, { ...sms, at: TODAY + 1310 * MS_PER_MINUTE }],
  ['a call at 21:50, agreed', 'HOUSE-DIAL-CUTOFF', { events: [ev('hours_consent', NOW - 1, { window: { from: '21:00', to: '23:00' } })] }, { ...call, at: TODAY + 1310 * MS_PER_MINUTE }],
  ['mornings do not suit', 'HOUSE-QUIET', { events: [ev('inconvenient_time_designation', NOW - 1, { window: { from: '08:00', to: '12:00' } })] }, sms, TODAY + 12 * MS_PER_HOUR],
  ['afternoons do not suit', 'HOUSE-QUIET', { events: [ev('inconvenient_time_designation', NOW - 1, { window: { from: '12:00', to: '18:00' } })] }, sms],
  ['mornings did not suit, then agreed', 'HOUSE-QUIET', { events: [ev('inconvenient_time_designation', NOW - 9, { window: { from: '08:00', to: '12:00' } }), ev('hours_consent', NOW - 1, { window: { from: '09:00', to: '11:00' } })] }, sms],
  ['no time suits', 'HOUSE-QUIET', { events: [ev('inconvenient_time_designation', NOW - 1)] }, sms, null],
  ['not at work', 'HOUSE-QUIET', { events: [ev('inconvenient_place_designation', NOW - 1, { place: 'work' })] }, { ...call, place: 'work' }, null],
  ['not at work: at home', 'HOUSE-QUIET', { events: [ev('inconvenient_place_designation', NOW - 1, { place: 'work' })] }, { ...call, place: 'home' }],
  ['the employer forbids it', 'HOUSE-QUIET', { events: [ev('employer_prohibits', NOW - 1)] }, { ...call, place: 'work' }, null],

  ['nobody died', 'HOUSE-DECEASED', {}, sms],
  ['the debtor died', 'HOUSE-DECEASED', { events: [ev('debtor_deceased', NOW)] }, sms, null],
  ['the debtor died; who acts for the estate is called', 'HOUSE-DECEASED', { events: [ev('debtor_deceased', NOW)] }, { ...call, personId: 'E', role: 'contact' }],
  ['the debtor died; a machine calls the estate', 'HOUSE-DECEASED', { events: [ev('debtor_deceased', NOW)] }, { ...call, personId: 'E', role: 'contact', automated: true }, null],
  ['the debtor died a millisecond later', 'HOUSE-DECEASED', { events: [ev('debtor_deceased', NOW + 1)] }, sms],
  ['Berlin, 07:59:59.999', 'HOUSE-HOURS', BERLIN, { ...sms, at: berlin(8) - 1 }, berlin(8)],
  ['Berlin, 08:00', 'HOUSE-HOURS', BERLIN, { ...sms, at: berlin(8) }],
  ['Berlin, 21:59:59.999', 'HOUSE-HOURS', BERLIN, { ...sms, at: berlin(22) - 1 }],
  ['Berlin, 22:00', 'HOUSE-HOURS', BERLIN, { ...sms, at: berlin(22) }, berlin(32)],
  ['Berlin, 22:00, a letter', 'HOUSE-HOURS', BERLIN, { ...sms, channel: 'mail', at: berlin(22) }],
  ['Berlin, 22:00, agreed', 'HOUSE-HOURS', { ...BERLIN, events: [ev('hours_consent', NOW - 1, { tz: 'Europe/Berlin', window: { from: '21:00', to: '23:00' } })] }, { ...sms, at: berlin(22) }],
  ['somewhere in Germany', 'HOUSE-HOURS', { person: { ...BERLIN.person, locations: 'unknown' } }, sms, null],
  ['China has hours by law', 'HOUSE-HOURS', {}, { ...sms, at: TODAY }],
  ['London, Tuesday 07:59:59.999', 'HOUSE-UK-HOURS', LONDON, { ...sms, at: london('2026-03-10', 8) - 1 }, london('2026-03-10', 8)],
  ['London, Tuesday 08:00', 'HOUSE-UK-HOURS', LONDON, { ...sms, at: london('2026-03-10', 8) }],
  ['London, Tuesday 19:59:59.999', 'HOUSE-UK-HOURS', LONDON, { ...sms, at: london('2026-03-10', 20) - 1 }],
  ['London, Saturday 20:00: Monday is next', 'HOUSE-UK-HOURS', LONDON, { ...sms, at: london('2026-03-14', 20) }, london('2026-03-16', 8)],
  ['London, Sunday noon', 'HOUSE-UK-HOURS', LONDON, { ...sms, at: london('2026-03-15', 12) }, london('2026-03-16', 8)],
  ['London, Sunday noon, asked for', 'HOUSE-UK-HOURS', { ...LONDON, events: [ev('hours_consent', NOW - 1, { tz: 'Europe/London', window: { days: ['sun'], from: '11:00', to: '13:00' } })] }, { ...sms, at: london('2026-03-15', 12) }],
  ['London, Sunday, a letter', 'HOUSE-UK-HOURS', LONDON, { ...sms, channel: 'mail', at: london('2026-03-15', 12) }],

  ['a petition', 'US-BK-1', { events: [hold({ hold: 'bankruptcy' })] }, sms, null],
  ['a petition, and its own end does not matter', 'US-BK-1', { events: [hold({ hold: 'bankruptcy', until: NOW - 1 })] }, sms, null],
  ['a petition, dismissed', 'US-BK-1', { events: [hold({ hold: 'bankruptcy' }), lift({ hold: 'bankruptcy' })] }, sms],
  ['no petition', 'US-BK-1', { events: [hold({ hold: 'dispute' })] }, sms],
  ['a petition; a suit', 'US-BK-1', { events: [hold({ hold: 'bankruptcy' })] }, { ...sms, channel: 'legal_action' }, null],
  ['a petition; a proof of claim', 'US-BK-1', { events: [hold({ hold: 'bankruptcy' })] }, { ...sms, channel: 'bankruptcy_proof_of_claim' }],
  ['a petition; counsel is called', 'US-BK-1', { events: [hold({ hold: 'bankruptcy' })] }, { ...call, personId: 'consumer_attorney' }],
  ['a petition on the other debt', 'US-BK-1', { events: [hold({ hold: 'bankruptcy', debtIds: ['D2'] })] }, sms],
  ['a complaint', 'IN-03', { ...MUMBAI, events: [ev('hold_placed', NOON, { hold: 'complaint' })] }, { ...sms, at: NOON }, null],
  ['a complaint, closed', 'IN-03', { ...MUMBAI, events: [ev('hold_placed', NOON - 9, { hold: 'complaint' }), ev('hold_lifted', NOON - 1, { hold: 'complaint' })] }, { ...sms, at: NOON }],
  ['given to an agent, not told', 'IN-04', { events: [ev('agency_placed', NOW - 9)] }, sms, null],
  ['given to an agent, told', 'IN-04', { events: [ev('agency_placed', NOW - 9), ev('agency_notified', NOW - 1)] }, sms],
  ['told, then given to another', 'IN-04', { events: [ev('agency_notified', NOW - 9), ev('agency_placed', NOW - 1)] }, sms, null],
  ['kept in the house', 'IN-04', {}, sms],
  ['given to an agency, not told', 'CN-C13', { events: [ev('agency_placed', NOW - 9)] }, sms, null],
  ['given to an agency, told', 'CN-C13', { events: [ev('agency_placed', NOW - 9), ev('agency_notified', NOW - 1)] }, sms],
  ['given to an agency and taken back untold', 'CN-C13', { events: [ev('agency_placed', NOW - 9), ev('agency_recalled', NOW - 1)] }, sms],
  ['told, taken back, given again', 'CN-C13', { events: [ev('agency_placed', NOW - 9), ev('agency_notified', NOW - 8), ev('agency_recalled', NOW - 7), ev('agency_placed', NOW - 6)] }, sms, null],
  ['told of the other debt', 'CN-C13', { events: [ev('agency_placed', NOW - 9), ev('agency_notified', NOW - 1, { debtIds: ['D2'] })] }, sms, null],
];

describe('house rules', () => {
  it.each(CASES.map((one) => ({ name: `${one[1]}: ${one[0]}`, one })))('$name', ({ one: [, rule, facts, proposed, until] }) => {
    const verdict = judge({ ...clean, ...facts }, proposed, { jurisdictions: ['HOUSE', 'CN', 'US-federal', 'IN'], scope: [rule] });
    if (until === undefined) expect(verdict).toMatchObject({ outcome: 'allowed', findings: [] });
    else expect(verdict).toMatchObject({ outcome: 'prohibited', findings: [{ rule, until }] });
  });

  it('each has a case against and a case for', () => {
    const rules = lawInForce().packs.filter((pack) => pack.pack === 'HOUSE').flatMap((pack) => pack.rules.map(({ rule }) => rule.id));
    for (const side of [true, false]) {
      const covered = new Set(CASES.filter(([, , , , until]) => (until === undefined) === side).map(([, rule]) => rule));
      expect(rules.filter((rule) => !covered.has(rule))).toEqual([]);
    }
  });

  it('are never called law', () => {
    for (const { rule } of lawInForce().packs.filter((pack) => pack.pack === 'HOUSE').flatMap((pack) => pack.rules)) {
      expect([rule.id, rule.force, rule.citation]).toEqual([rule.id, 'H', 'House rule']);
      expect(rule.id.startsWith('HOUSE-')).toBe(true);
    }
    const elsewhere = lawInForce().packs.filter((pack) => pack.pack !== 'HOUSE').flatMap((pack) => pack.rules.map(({ rule }) => rule));
    for (const rule of elsewhere) expect([rule.id, /^house/i.test(rule.citation) || /house/i.test(rule.citation)]).toEqual([rule.id, rule.force === 'H']);
  });
});
