import { describe, expect, it } from 'vitest';
import { audit } from './audit.js';

// Hand-made logs: each with a breach, and the same log one step inside the edge. Instants are written with their offset.

type Fields = Readonly<Record<string, unknown>>;
const utc = (at: string): string => new Date(at).toISOString();
const DEBT = { line: 'debt', debt: 'd1', case: 'c1', creditor: 'bank', product: 'consumer_loan', flags: [], ledger: [{ kind: 'charge', minor: 5000, on: '2020-01-01', known: '2020-01-01T00:00:00.000Z' }] };

function who(country: string | null, zone: string | null, more: Fields = {}): Fields {
  return { line: 'person', country, state: null, city: null, zones: zone === null ? [] : [{ zone, of: 'residence' }], ...more };
}

let made = 0;
function contact(at: string, more: Fields = {}): Fields {
  made += 1;
  return { line: 'contact', at: utc(at), ended: utc(at), by: 'person', collector: 'house', creditor: 'bank', channel: 'call', number: 'n1', debts: ['d1'], state: 'sent', outcome: 'no_answer', purpose: 'collect', audience: 'debtor', staff: null, contact: `k${made}`, ...more };
}
const text = (at: string, more: Fields = {}): Fields => contact(at, { channel: 'sms', by: 'robot', outcome: 'delivered', ...more });
const visit = (at: string, more: Fields = {}): Fields => contact(at, { channel: 'visit', outcome: 'visited_met', staff: 2, ...more });
const talk = (at: string, more: Fields = {}): Fields => contact(at, { outcome: 'conversation', ...more });
const event = (at: string, type: string, more: Fields = {}): Fields => ({ line: 'event', at: utc(at), known: utc(at), type, ...more });
const inbound = (at: string, read: string | null): Fields => ({ line: 'inbound', at: utc(at), read: read === null ? null : utc(read), kind: 'sms_reply', means: 'stop' });

/** The log of some people, each with their debt, their lines put in order of time. */
function log(...people: readonly (readonly [Fields, readonly Fields[]])[]): readonly string[] {
  const lines = people.flatMap(([person, things], i) => {
    const id = `p${i}`;
    const debts = things.filter((l) => l['line'] === 'debt');
    const rest = things.filter((l) => l['line'] !== 'debt').sort((a, b) => (String(a['at']) < String(b['at']) ? -1 : 1));
    return [person, ...(debts.length > 0 ? debts : [DEBT]), ...rest].map((l): Fields => ({ ...l, person: id }));
  });
  const counts: Record<string, number> = {};
  for (const l of lines) counts[String(l['line'])] = (counts[String(l['line'])] ?? 0) + 1;
  return [{ line: 'log', format: 'dunwell-contact-log', version: 1 }, ...lines, { line: 'end', counts }].map((l) => JSON.stringify(l));
}

const CN = who('CN', 'Asia/Shanghai');
const NY = who('US', 'America/New_York', { state: 'NY' });
const state = (code: string, zone: string, city: string | null = null): Fields => who('US', zone, { state: code, city });
const UK = who('GB', 'Europe/London');
const IN = who('IN', 'Asia/Kolkata');
const ID = who('ID', 'Asia/Jakarta');
const consent = event('2026-01-01T12:00:00Z', 'tcpa_consent', { medium: 'sms' });
/** Calls at 10:00 plus an hour each, `n` of them, on one day in Shanghai. */
const hourly = (n: number, one: (at: string) => Fields): readonly Fields[] => Array.from({ length: n }, (_, i) => one(`2026-11-24T${String(9 + i).padStart(2, '0')}:00:00+08:00`));
/** One a day at 10:00 in New York, from 1 March 2026 (standard time until the 8th, so all before that). */
const daily = (n: number, one: (at: string) => Fields, from = 1): readonly Fields[] => Array.from({ length: n }, (_, i) => one(`2026-02-${String(from + i).padStart(2, '0')}T10:00:00-05:00`));

const said = (at: string): Fields => event(at, 'consumer_sms', { channel: 'sms' });
/** They wrote at 09:50, and what they wrote holds the case. */
const wrote = (hold: string): readonly Fields[] => [said('2026-11-24T09:50:00+08:00'), event('2026-11-24T09:50:00+08:00', 'hold_placed', { hold })];
/** On one day they write at each hour, and are answered half an hour later. */
const talks = (n: number): readonly Fields[] => Array.from({ length: n }, (_, i) => String(9 + i).padStart(2, '0')).flatMap((hour) => [said(`2026-11-24T${hour}:00:00+08:00`), text(`2026-11-24T${hour}:30:00+08:00`, { purpose: 'answer' })]);

type Case = readonly [sentence: string, edge: string, person: Fields, broken: readonly Fields[], inside: readonly Fields[]];
const ten = '2026-11-24T10:00:00+08:00';

const CASES: readonly Case[] = [
  ['cn-hours', '22:00', CN, [contact('2026-11-24T22:00:00+08:00')], [contact('2026-11-24T21:59:59+08:00')]],
  ['cn-hours', '08:00', CN, [text('2026-11-24T07:59:59+08:00')], [text('2026-11-24T08:00:00+08:00')]],
  ['cn-three-effective-calls', 'the fourth answered', CN, hourly(4, talk), [...hourly(3, talk), contact('2026-11-24T13:00:00+08:00')]],
  ['cn-three-effective-calls', 'the fourth may have been answered', CN, [...hourly(3, talk), contact('2026-11-24T13:00:00+08:00', { state: 'unknown' })], [...hourly(3, talk), talk('2026-11-25T08:00:00+08:00', { state: 'unknown' })]],
  ['cn-six-dials', 'the seventh', CN, hourly(7, contact), hourly(6, contact)],
  ['cn-two-visitors', 'one', CN, [visit(ten, { staff: 1 })], [visit(ten)]],
  ['cn-instalments-agreed', 'card', CN, [{ ...DEBT, product: 'credit_card' }, event('2026-11-01T10:00:00+08:00', 'instalment_agreement_signed'), contact(ten)], [{ ...DEBT, product: 'credit_card' }, event('2026-11-01T10:00:00+08:00', 'instalment_agreement_signed'), event('2026-11-02T10:00:00+08:00', 'instalment_agreement_defaulted'), contact(ten)]],
  ['cn-police-order', 'named collector', CN, [event('2026-11-01T10:00:00+08:00', 'no_contact_order', { collectorId: 'a' }), contact(ten, { collector: 'a' })], [event('2026-11-01T10:00:00+08:00', 'no_contact_order', { collectorId: 'a' }), contact(ten, { collector: 'b' })]],
  ['cn-notice-before-agency', 'told', CN, [event('2026-11-01T10:00:00+08:00', 'agency_placed'), contact(ten, { collector: 'agency:x' })], [event('2026-11-01T10:00:00+08:00', 'agency_placed'), event('2026-11-02T10:00:00+08:00', 'agency_notified'), contact(ten, { collector: 'agency:x' })]],
  ['cn-no-capacity', 'notice', CN, [event('2026-11-24T09:59:59+08:00', 'mental_capacity_notice'), contact(ten)], [contact(ten), event('2026-11-24T10:00:01+08:00', 'mental_capacity_notice')]],
  ['cn-no-capacity', 'another hold lifted since', CN, [event('2026-11-24T09:00:00+08:00', 'mental_capacity_notice'), event('2026-11-24T09:30:00+08:00', 'hold_lifted', { hold: 'complaint' }), contact(ten)], [event('2026-11-24T09:00:00+08:00', 'mental_capacity_notice'), event('2026-11-24T09:30:00+08:00', 'hold_lifted', { hold: 'incapacity' }), contact(ten)]],
  ['us-hours', '21:00 after the clocks went back', NY, [contact('2026-11-01T21:00:00-05:00')], [contact('2026-11-01T20:59:59-05:00')]],
  ['us-hours', '08:00 on the day they go forward', NY, [contact('2026-03-08T07:59:59-04:00')], [contact('2026-03-08T08:00:00-04:00')]],
  ['us-hours', 'the western number', who('US', 'America/New_York', { zones: [{ zone: 'America/New_York', of: 'residence' }, { zone: 'America/Los_Angeles', of: 'mobile', usable: true }] }), [contact('2026-02-03T10:59:59-05:00')], [contact('2026-02-03T11:00:00-05:00')]],
  ['us-seven-in-seven', 'the eighth', NY, [...daily(7, contact), contact('2026-02-07T18:00:00-05:00')], daily(8, contact)],
  ['us-after-a-talk', 'day 7', NY, [talk('2026-02-03T20:00:00-05:00'), contact('2026-02-09T20:30:00-05:00')], [talk('2026-02-03T20:00:00-05:00'), contact('2026-02-10T08:00:00-05:00')]],
  ['us-dispute', 'verification', NY, [event('2026-02-01T10:00:00-05:00', 'dispute'), contact('2026-02-03T10:00:00-05:00')], [event('2026-02-01T10:00:00-05:00', 'dispute'), event('2026-02-02T10:00:00-05:00', 'verification_sent'), contact('2026-02-03T10:00:00-05:00')]],
  ['us-attorney', 'known', NY, [event('2026-02-03T09:59:59-05:00', 'attorney_representation'), contact('2026-02-03T10:00:00-05:00')], [contact('2026-02-03T10:00:00-05:00')]],
  ['us-text-consent', 'none', NY, [text('2026-02-03T10:00:00-05:00')], [consent, text('2026-02-03T10:00:00-05:00')]],
  ['ma-two-in-seven', 'the third', state('MA', 'America/New_York'), daily(3, contact), [...daily(2, contact), contact('2026-02-08T10:00:00-05:00')]],
  ['wa-three-a-week', 'the fourth', state('WA', 'America/Los_Angeles'), [consent, ...daily(4, (at) => contact(at.replace('T10', 'T15'), { outcome: 'voicemail' }))], [consent, ...daily(3, (at) => contact(at.replace('T10', 'T15'), { outcome: 'voicemail' })), contact('2026-02-08T15:00:00-05:00', { outcome: 'voicemail' })]],
  ['dc-four-calls', 'the fifth', state('DC', 'America/New_York'), daily(5, contact), [...daily(4, contact), contact('2026-02-08T10:00:00-05:00')]],
  ['dc-message-consent', 'none', state('DC', 'America/New_York'), [text('2026-02-03T10:00:00-05:00')], [consent, text('2026-02-03T10:00:00-05:00')]],
  ['nyc-three-in-seven', 'the third before September 2026', state('NY', 'America/New_York', 'NYC'), daily(3, contact), daily(2, contact)],
  ['nyc-three-in-seven', 'the fourth since', state('NY', 'America/New_York', 'NYC'), [9, 10, 11, 12].map((d) => contact(`2026-10-${String(d).padStart(2, '0')}T10:00:00-04:00`)), [9, 10, 11, 16].map((d) => contact(`2026-10-${String(d).padStart(2, '0')}T10:00:00-04:00`))],
  ['wv-ten-talks', 'the eleventh', state('WV', 'America/New_York'), Array.from({ length: 11 }, (_, i) => talk(`2026-02-0${1 + (i >> 1)}T${10 + (i & 1) * 4}:00:00-05:00`)), Array.from({ length: 10 }, (_, i) => talk(`2026-02-0${1 + (i >> 1)}T${10 + (i & 1) * 4}:00:00-05:00`))],
  ['uk-hours', 'summer 21:00', UK, [text('2026-07-01T21:00:00+01:00')], [text('2026-07-01T20:59:59+01:00')]],
  ['uk-dispute', 'answered', UK, [event('2026-02-01T10:00:00Z', 'dispute'), text('2026-02-03T10:00:00Z')], [event('2026-02-01T10:00:00Z', 'dispute'), event('2026-02-02T10:00:00Z', 'verification_sent'), text('2026-02-03T10:00:00Z')]],
  ['uk-capacity', 'notice', UK, [event('2026-02-01T10:00:00Z', 'mental_capacity_notice'), text('2026-02-03T10:00:00Z')], [text('2026-02-03T10:00:00Z')]],
  ['uk-capacity', 'another hold lifted since', UK, [event('2026-02-01T10:00:00Z', 'mental_capacity_notice'), event('2026-02-02T10:00:00Z', 'hold_lifted', { hold: 'complaint' }), text('2026-02-03T10:00:00Z')], [event('2026-02-01T10:00:00Z', 'mental_capacity_notice'), event('2026-02-02T10:00:00Z', 'hold_lifted', { hold: 'incapacity' }), text('2026-02-03T10:00:00Z')]],
  ['uk-breathing-space', 'day 60', UK, [event('2026-02-01T10:00:00Z', 'breathing_space_start'), text('2026-04-02T09:59:59Z')], [event('2026-02-01T10:00:00Z', 'breathing_space_start'), text('2026-04-02T10:00:00Z')]],
  ['uk-crisis', '30 days after treatment', UK, [event('2026-02-01T10:00:00Z', 'mh_crisis_moratorium_start'), event('2026-02-10T10:00:00Z', 'mh_crisis_treatment_ended'), text('2026-03-12T09:59:59Z')], [event('2026-02-01T10:00:00Z', 'mh_crisis_moratorium_start'), event('2026-02-10T10:00:00Z', 'mh_crisis_treatment_ended'), text('2026-03-12T10:00:00Z')]],
  ['in-hours', '19:00', IN, [contact('2026-11-24T19:00:00+05:30')], [contact('2026-11-24T18:59:59+05:30')]],
  ['in-microfinance-hours', '18:00', IN, [{ ...DEBT, product: 'microfinance' }, contact('2026-11-24T18:00:00+05:30')], [contact('2026-11-24T18:00:00+05:30')]],
  ['id-hours', '20:00', ID, [contact('2026-11-24T20:00:00+07:00')], [contact('2026-11-24T19:59:59+07:00')]],
  ['id-days', 'Sunday', ID, [contact('2026-11-22T10:00:00+07:00')], [contact('2026-11-21T10:00:00+07:00')]],
  ['id-days', 'independence day', ID, [contact('2026-08-17T10:00:00+07:00')], [contact('2026-08-18T10:00:00+07:00')]],
  ['none-while-unread', 'the second before it is read', CN, [inbound('2026-11-24T09:59:00+08:00', '2026-11-24T10:00:01+08:00'), contact(ten)], [inbound('2026-11-24T09:59:00+08:00', ten), contact(ten)]],
  ['none-while-held', 'until', CN, [event('2026-11-01T10:00:00+08:00', 'hold_placed', { hold: 'promise', until: utc('2026-11-24T10:00:00.001+08:00') }), contact(ten)], [event('2026-11-01T10:00:00+08:00', 'hold_placed', { hold: 'promise', until: utc(ten) }), contact(ten)]],
  ['none-while-held', 'a stop has no end', CN, [event('2026-11-01T10:00:00+08:00', 'hold_placed', { hold: 'stop', until: utc('2026-11-02T10:00:00+08:00') }), contact(ten)], [event('2026-11-01T10:00:00+08:00', 'hold_placed', { hold: 'stop' }), event('2026-11-02T10:00:00+08:00', 'hold_lifted', { hold: 'stop' }), contact(ten)]],
  ['none-while-held', 'the debts it names', CN, [event('2026-11-01T10:00:00+08:00', 'hold_placed', { hold: 'dispute', debtIds: ['d1'] }), contact(ten)], [event('2026-11-01T10:00:00+08:00', 'hold_placed', { hold: 'dispute', debtIds: ['d2'] }), contact(ten)]],
  ['none-while-held', 'an answer is owed once', CN, [...wrote('promise'), text('2026-11-24T09:59:00+08:00', { purpose: 'answer' }), text(ten, { purpose: 'answer' })], [...wrote('promise'), text(ten, { purpose: 'answer' })]],
  ['none-while-held', 'distress: help and nothing else', CN, [...wrote('distress'), text(ten, { purpose: 'answer' })], [...wrote('distress'), text(ten, { purpose: 'help_line' })]],
  ['none-while-held', 'a stop is not answered', CN, [...wrote('stop'), text(ten, { purpose: 'answer' })], [...wrote('promise'), text(ten, { purpose: 'answer' })]],
  ['one-text-a-day', 'answers have a number of their own', CN, talks(5), talks(4)],
  ['none-after-opt-out', 'of texts', CN, [event('2026-11-01T10:00:00+08:00', 'sms_stop', { medium: 'sms' }), text(ten)], [event('2026-11-01T10:00:00+08:00', 'sms_stop', { medium: 'sms' }), contact(ten)]],
  ['none-after-opt-out', 'until they return', CN, [event('2026-11-01T10:00:00+08:00', 'medium_optout', { medium: 'phone' }), contact(ten)], [event('2026-11-01T10:00:00+08:00', 'medium_optout', { medium: 'phone' }), event('2026-11-02T10:00:00+08:00', 'resubscribed', { medium: 'call' }), contact(ten)]],
  ['none-after-cease', 'refused in writing', NY, [event('2026-02-03T09:59:59-05:00', 'refusal_to_pay', { form: 'electronic_accepted' }), contact('2026-02-03T10:00:00-05:00')], [event('2026-02-03T09:59:59-05:00', 'refusal_to_pay', { form: 'oral' }), contact('2026-02-03T10:00:00-05:00')]],
  ['none-when-nothing-is-owed', 'paid', CN, [{ ...DEBT, ledger: [...DEBT.ledger, { kind: 'payment', minor: -5000, on: '2026-11-24', known: utc('2026-11-24T09:59:59+08:00') }] }, contact(ten)], [{ ...DEBT, ledger: [...DEBT.ledger, { kind: 'payment', minor: -4999, on: '2026-11-24', known: utc('2026-11-24T09:59:59+08:00') }] }, contact(ten)]],
  ['none-when-nothing-is-owed', 'a payment that nobody knew of', CN, [{ ...DEBT, ledger: [...DEBT.ledger, { kind: 'payment', minor: -5000, on: '2026-11-20', known: utc('2026-11-24T09:59:59+08:00') }] }, contact(ten)], [{ ...DEBT, ledger: [...DEBT.ledger, { kind: 'payment', minor: -5000, on: '2026-11-20', known: utc('2026-11-24T10:00:01+08:00') }] }, contact(ten)]],
  ['none-to-the-dead', 'known', CN, [event('2026-11-24T09:59:59+08:00', 'debtor_deceased'), contact(ten)], [contact(ten)]],
  ['none-at-unsuitable-times', 'the window', NY, [event('2026-02-01T10:00:00-05:00', 'inconvenient_time_designation', { window: { from: '09:00', to: '12:00' } }), contact('2026-02-03T11:59:59-05:00')], [event('2026-02-01T10:00:00-05:00', 'inconvenient_time_designation', { window: { from: '09:00', to: '12:00' } }), contact('2026-02-03T12:00:00-05:00')]],
  ['debtor-only', 'a contact person', CN, [contact(ten, { audience: 'contact' })], [contact(ten, { audience: 'contact', purpose: 'reach_debtor' })]],
  ['place-known', 'no country', who(null, 'Asia/Shanghai'), [contact(ten)], [contact(ten, { state: 'refused' })]],
  ['place-known', 'no zone', who('FR', null), [contact(ten)], [contact(ten, { channel: 'mail' })]],
  ['none-after-cease', 'said', CN, [event('2026-11-24T09:59:59+08:00', 'cease_notice', { form: 'oral' }), contact(ten)], [contact(ten), event('2026-11-24T10:00:01+08:00', 'cease_notice')]],
  ['none-at-night', 'a text at 22:00', IN, [text('2026-11-24T22:00:00+05:30')], [text('2026-11-24T21:59:59+05:30')]],
  ['one-text-a-day', 'the second', CN, [text('2026-11-24T08:00:00+08:00'), text('2026-11-24T21:59:59+08:00')], [text('2026-11-24T21:59:59+08:00'), text('2026-11-25T08:00:00+08:00')]],
  ['one-text-a-day', 'the first may have left', CN, [text('2026-11-24T08:00:00+08:00', { state: 'unknown' }), text('2026-11-24T21:59:59+08:00')], [text('2026-11-24T08:00:00+08:00', { state: 'refused' }), text('2026-11-24T21:59:59+08:00')]],
  ['three-texts-a-week', 'the fourth', CN, [1, 3, 5, 7].map((d) => text(`2026-11-0${d}T10:00:00+08:00`)), [1, 3, 5, 8].map((d) => text(`2026-11-0${d}T10:00:00+08:00`))],
  ['one-visit-a-day', 'the second', CN, [visit('2026-11-24T09:00:00+08:00'), visit('2026-11-24T18:00:00+08:00')], [visit('2026-11-24T18:00:00+08:00'), visit('2026-11-25T09:00:00+08:00')]],
  ['two-visits-a-month', 'the third', CN, [1, 10, 30].map((d) => visit(`2026-11-${String(d).padStart(2, '0')}T10:00:00+08:00`)), [visit('2026-11-01T10:00:00+08:00'), visit('2026-11-10T10:00:00+08:00'), visit('2026-12-01T10:00:00+08:00')]],
  ['eight-attempts-a-day', 'the ninth', CN, [...hourly(6, contact), text('2026-11-24T08:00:00+08:00'), visit('2026-11-24T20:00:00+08:00'), contact('2026-11-24T21:00:00+08:00')], [...hourly(6, contact), text('2026-11-24T08:00:00+08:00'), visit('2026-11-24T20:00:00+08:00')]],
  ['an-hour-between-calls', '60 minutes', CN, [contact(ten), contact('2026-11-24T10:59:59+08:00')], [contact(ten), contact('2026-11-24T11:00:00+08:00')]],
  ['no-two-open-at-once', 'the first had not ended', CN, [contact(ten, { contact: 'same', state: 'open', ended: null }), contact('2026-11-24T12:00:00+08:00', { contact: 'same' })], [contact(ten, { contact: 'same' }), contact('2026-11-24T12:00:00+08:00', { contact: 'same' })]],
  ['cn-assignment-told-first', 'bought', CN, [{ ...DEBT, flags: ['transferred'] }, contact(ten)], [{ ...DEBT, flags: ['transferred'] }, event('2026-11-01T10:00:00+08:00', 'assignment_notified'), contact(ten)]],
];

describe('the auditor', () => {
  it.each(CASES)('%s: %s', (sentence, _edge, person, broken, inside) => {
    const found = audit(log([person, broken]));
    expect(found.faults).toEqual([]);
    expect([...new Set(found.breaches.map((b) => b.sentence))]).toContain(sentence);
    expect(audit(log([person, inside])).breaches.filter((b) => b.sentence === sentence)).toEqual([]);
  });

  it('counts the dials to a number that two people share', () => {
    const four = hourly(4, contact);
    const three = hourly(3, contact);
    expect(audit(log([CN, four], [CN, three])).breaches.map((b) => b.sentence)).toContain('cn-six-dials');
    expect(audit(log([CN, three], [CN, three])).breaches).toEqual([]);
    expect(audit(log([CN, four], [CN, three.map((c) => ({ ...c, number: 'n2' }))])).breaches).toEqual([]);
  });

  it('tells what others did from what we did, and does not hold against us what nobody had told us', () => {
    const theirs = contact(ten, { state: 'reported', known: utc('2026-11-24T12:00:00+08:00'), collector: 'agency' });
    const late = audit(log([CN, [theirs, contact('2026-11-24T10:30:00+08:00')]]));
    expect(late.breaches).toEqual([]);
    const known = audit(log([CN, [{ ...theirs, known: theirs['at'] }, contact('2026-11-24T10:30:00+08:00')]]));
    expect(known.breaches.map((b) => [b.sentence, b.by])).toEqual([['an-hour-between-calls', 'house']]);
    expect(audit(log([CN, [{ ...theirs, at: utc('2026-11-24T23:00:00+08:00') }]])).breaches.map((b) => [b.sentence, b.by])).toEqual([['none-at-night', 'other'], ['cn-hours', 'other']]);
    expect(audit(log([CN, [contact('2026-11-24T23:00:00+08:00', { collector: 'agency:x', unpermitted: 'x' })]])).breaches.map((b) => [b.sentence, b.by])).toEqual([['none-at-night', 'other'], ['cn-hours', 'other']]);
    expect(audit(log([CN, [contact('2026-11-24T23:00:00+08:00', { collector: 'agency:x' })]])).breaches.map((b) => [b.sentence, b.by])).toEqual([['none-at-night', 'house'], ['cn-hours', 'house']]);
  });

  it('proves nothing from a log that was cut short, miscounted or out of order', () => {
    const whole = log([CN, [contact(ten)]]);
    expect(audit(whole).faults).toEqual([]);
    expect(audit(whole.slice(0, -1)).faults).toHaveLength(1);
    expect(audit(whole.filter((l) => !l.includes('"contact"'))).faults).toHaveLength(1);
    expect(audit(whole.map((l) => l.replace('"version":1', '"version":2'))).faults).toHaveLength(1);
    expect(() => audit(['{"line":"gossip"}'])).toThrow(/not a line of a contact log/);
  });

  it('has a case here for every sentence it knows', async () => {
    const { CHINA } = await import('./china.js');
    const { EVERYWHERE } = await import('./everywhere.js');
    const { UNITED_KINGDOM, INDIA, INDONESIA } = await import('./elsewhere.js');
    const { unitedStates } = await import('./united-states.js');
    const known = [...CHINA, ...EVERYWHERE, ...UNITED_KINGDOM, ...INDIA, ...INDONESIA, ...['MA', 'WA', 'DC', 'WV', 'NY'].flatMap((s) => unitedStates(s, 'NYC'))].map((c) => c.sentence);
    // Thirty calls and five messages a week are out of reach of the house's own caps; the sentences are the two plainest counts.
    const bare = new Set(['wv-thirty-calls', 'dc-five-messages']);
    expect([...new Set(known)].filter((s) => !bare.has(s) && !CASES.some(([sentence]) => sentence === s))).toEqual([]);
  });
});
