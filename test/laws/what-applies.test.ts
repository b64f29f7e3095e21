import { describe, expect, it } from 'vitest';
import { MS_PER_HOUR } from '../../src/domain/time/instant.js';
import { localToInstant, startOfLocalDay } from '../../src/domain/time/zone.js';
import { LAW_EVENT_TYPES, type Facts, type LawEvent, type LawEventType, type Proposed, type ProposedChannel } from '../../src/law/facts.js';
import type { Pack, PackEntry } from '../../src/law/pack.js';
import { lawInForce } from '../../src/law/in-force.js';
import { lostSince } from '../../src/law/reading/cn-lost.js';

// Which contacts each rule speaks of, and which events it counts, read from its article: nothing else may move it.

const CHANNELS: readonly ProposedChannel[] = [
  'call', 'voicemail', 'sms', 'email', 'mail', 'postcard', 'push', 'visit', 'social_public', 'social_private', 'credit_report', 'legal_action', 'bankruptcy_proof_of_claim', 'data_purge',
];
const ACTS: readonly ProposedChannel[] = ['credit_report', 'legal_action', 'bankruptcy_proof_of_claim', 'data_purge'];
const CALLS: readonly ProposedChannel[] = ['call', 'voicemail'];
const TEXTS: readonly ProposedChannel[] = ['sms', 'email', 'push', 'social_private'];
const CONTACTS = CHANNELS.filter((channel) => !ACTS.includes(channel));
const HOURLY = CONTACTS.filter((channel) => channel !== 'mail' && channel !== 'postcard');
const AT_HOME = HOURLY.filter((channel) => channel !== 'email');
const NOT_PURGES = CHANNELS.filter((channel) => channel !== 'data_purge');

const NOON: Readonly<Record<string, { readonly tz: string; readonly country: string }>> = {
  CN: { tz: 'Asia/Shanghai', country: 'CN' }, UK: { tz: 'Europe/London', country: 'GB' }, IN: { tz: 'Asia/Kolkata', country: 'IN' },
  ID: { tz: 'Asia/Jakarta', country: 'ID' }, EU: { tz: 'Europe/Brussels', country: 'DE' }, HOUSE: { tz: 'Asia/Shanghai', country: 'CN' },
};

interface Where { readonly pack: Pack; readonly entry: PackEntry; readonly tz: string; readonly at: number; readonly facts: Facts }

/** The newest version of the rule, a workday noon on which it is in force, and a person of the place with nothing on record. */
function whereIs(id: string, date = '2027-02-10'): Where {
  const found = lawInForce().packs.flatMap((pack) => pack.rules.filter((entry) => entry.rule.id === id).map((entry) => ({ pack, entry }))).at(-1);
  if (found === undefined) throw new Error(`no rule ${id}`);
  const { tz, country } = NOON[found.pack.pack] ?? { tz: found.pack.tz, country: 'US' };
  const facts: Facts = {
    person: { personId: 'consumer', country, state: 'unknown', city: 'unknown', locations: [{ basis: 'residence', tz }] },
    debts: [
      { id: 'D1', type: 'credit_card', timeBarred: false, transferred: false, servicingAccount: 'unknown' },
      { id: 'D2', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' },
    ],
    events: [], unreadInbound: 0,
  };
  return { ...found, tz, at: localToInstant(tz, date, 12 * MS_PER_HOUR), facts };
}

function says({ entry, tz, at, facts }: Where, more: Partial<Proposed>, known: Partial<Facts> = {}): string {
  const proposed: Proposed = { at, tz, channel: 'call', debtIds: ['D1'], personId: 'consumer', role: 'debtor', purpose: 'collect', staff: 2, ...more };
  return entry.rule.judge({ facts: { ...facts, ...known }, proposed, at, params: entry.params }).kind;
}

interface Row {
  readonly rule: string;
  readonly speaksOf: readonly ProposedChannel[];
  /** What the proposal must be, and what must be on record, for the rule to have something to say. */
  readonly asked?: Partial<Proposed>;
  readonly known?: readonly (Partial<LawEvent> & { readonly type: LawEventType })[];
  readonly debts?: Facts['debts'];
}
const row = (rule: string, speaksOf: readonly ProposedChannel[], asked: Row['asked'] = {}, known: Row['known'] = []): Row => ({ rule, speaksOf, asked, known });
const contact = { personId: 'C', role: 'contact', purpose: 'reach_debtor' } as const;
const atWork = { place: 'work' } as const;

const ROWS: readonly Row[] = [
  row('CN-C13', CONTACTS), row('CN-D-12', ['data_purge']), row('CN-D-13', ['data_purge'], { debtIds: ['D2'] }), row('CN-D-14', ['data_purge']),
  row('CN-F1', CALLS), row('CN-F2', CALLS), row('CN-H1', [...CONTACTS, 'legal_action']), row('CN-H4', [...CONTACTS, 'legal_action']), row('CN-H6', ['credit_report']),
  row('CN-H8', CONTACTS), row('CN-H9', CONTACTS), row('CN-H10', CONTACTS, {}, [{ type: 'mental_capacity_notice' }]), row('CN-H11', CHANNELS, { purpose: 'threaten_suit' }),
  row('CN-P1', CONTACTS), row('CN-P2', CONTACTS, contact), row('CN-P3', CONTACTS, contact), row('CN-P4', CONTACTS, contact), row('CN-P5', CONTACTS, contact), row('CN-P6', CONTACTS, contact),
  row('CN-P7', CONTACTS, contact, [{ type: 'consumer_sms' }]), row('CN-P8', CONTACTS), row('CN-P9', CONTACTS, { debtIds: ['D2'] }), row('CN-P12', CONTACTS, {}, [{ type: 'debtor_deceased' }]),
  row('CN-P14', [...CONTACTS, 'legal_action']), row('CN-T1', HOURLY), row('CN-T2', HOURLY), row('CN-V1', ['visit']), row('CN-V11', ['visit'], atWork), row('CN-V5', ['visit']),
  row('CN-X6', ['social_public', 'postcard']), row('CN-X7', CONTACTS),
  row('EU-01C', CONTACTS), { ...row('EU-01', NOT_PURGES), debts: [{ id: 'D1', type: 'npl_bank_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' }] },
  row('HOUSE-ATTEMPTS', CONTACTS), row('HOUSE-CALL-GAP', CALLS), row('HOUSE-DIAL-CUTOFF', CALLS), row('HOUSE-FACTS', CHANNELS), row('HOUSE-HOLD', CHANNELS), row('HOUSE-INBOUND', CONTACTS),
  row('HOUSE-OPTOUT', CONTACTS), row('HOUSE-PUSH-DAY', ['push']), row('HOUSE-QUIET', CONTACTS), row('HOUSE-SMS-DAY', ['sms']), row('HOUSE-SMS-WEEK', ['sms']),
  row('HOUSE-THIRD-PARTY-ONCE', CONTACTS, contact), row('HOUSE-THIRD-PARTY', CONTACTS), row('HOUSE-VISIT-DAY', ['visit']), row('HOUSE-VISIT-MONTH', ['visit']),
  row('ID-01', HOURLY), row('ID-02', CONTACTS), row('IN-01C', CONTACTS), row('IN-01', CALLS),
  { ...row('IN-02', [...CALLS, 'visit']), debts: [{ id: 'D1', type: 'microfinance', timeBarred: false, transferred: false, servicingAccount: 'unknown' }] }, row('IN-03', CONTACTS),
  row('UK-01', CONTACTS), row('UK-03', CONTACTS), row('UK-04', ['visit']), row('UK-05', NOT_PURGES, {}, [{ type: 'mental_capacity_notice' }]), row('UK-06', NOT_PURGES, {}, [{ type: 'dispute' }]),
  row('UK-08', NOT_PURGES, {}, [{ type: 'attorney_representation' }]), row('UK-13', [...CONTACTS, 'legal_action'], {}, [{ type: 'breathing_space_start' }]),
  row('UK-14', [...CONTACTS, 'legal_action'], {}, [{ type: 'mh_crisis_moratorium_start' }]), row('UK-17', CALLS, { automated: true }),
  { ...row('UK-11', [...CONTACTS, 'legal_action']), debts: [{ id: 'D1', type: 'credit_card', timeBarred: true, transferred: false, servicingAccount: 'unknown' }] },
  row('US-DC-1-CALLS', CALLS), row('US-DC-1-CONSENT', TEXTS), row('US-DC-1-MESSAGES', TEXTS), row('US-DC-1-THIRD-PARTY', CONTACTS),
  row('US-F-01', HOURLY), row('US-F-03', HOURLY, {}, [{ type: 'inconvenient_time_designation' }]), row('US-F-06', CONTACTS, {}, [{ type: 'inconvenient_place_designation', place: 'work' }]),
  row('US-F-07', CONTACTS, atWork, [{ type: 'employer_prohibits' }]), row('US-F-08', CONTACTS, {}, [{ type: 'attorney_representation' }]), row('US-F-10', CONTACTS, {}, [{ type: 'cease_notice', form: 'written' }]),
  row('US-F-11', CONTACTS), row('US-F-14', ['sms', 'email']), row('US-F-15', TEXTS), row('US-F-16', ['sms'], {}, [{ type: 'sms_stop' }]),
  row('US-F-17', CONTACTS, { ...contact, purpose: 'location_information' }), row('US-F-18', CALLS), row('US-F-19', CALLS), row('US-F-24', CONTACTS), row('US-F-25', ['email']),
  row('US-F-26', ['social_public', 'social_private']), row('US-F-27', ['mail', 'postcard']), row('US-F-29', ['credit_report']), row('US-F-31', CONTACTS, {}, [{ type: 'email', initial: true }]),
  row('US-F-32', CHANNELS, { statedEndDate: '2027-05-01' }), row('US-F-33', CHANNELS.filter((channel) => channel !== 'data_purge' && channel !== 'bankruptcy_proof_of_claim'), {}, [{ type: 'dispute' }]),
  row('US-F-34', CONTACTS, {}, [{ type: 'validation_notice' }]), row('US-F-35', CONTACTS, { purpose: 'validation_notice' }), row('US-F-36', ['data_purge']), row('US-F-28', [...CONTACTS, 'legal_action'], { purpose: 'threaten_suit' }),
  row('US-C-01', CONTACTS), row('US-C-02', CHANNELS, { treatAs: 'limited_content_message' }),
  row('US-MA-1-PERSONAL', [...CALLS, 'sms']), row('US-MA-1-ELSEWHERE', [...CALLS, 'sms'], atWork), row('US-MA-1-HOURS', HOURLY), row('US-MA-1-WORK-REQUEST', [...CALLS, 'sms'], atWork),
  row('US-NY-1-EMAIL', ['email']), row('US-NY-1-SUBSTANTIATION', [...CONTACTS, 'legal_action', 'credit_report']),
  row('US-NYC-1-ATTEMPTS', CONTACTS), row('US-NYC-1-BEFORE', CONTACTS), row('US-NYC-CONSENT', TEXTS), row('US-NYC-1-OPT-OUT-NOTICE', TEXTS), row('US-NYC-1-STOP', CONTACTS),
  row('US-T-01', CALLS, { voice: 'prerecorded' }), row('US-T-02', [...CALLS, 'sms'], { automated: true }), row('US-T-03', [...CALLS, 'sms'], { automated: true }), row('US-T-04', [...CALLS, 'sms'], { automated: true }),
  row('US-T-05', CALLS, { voice: 'prerecorded', line: 'residential' }),
  row('US-WA-1-HOURS', AT_HOME), row('US-WA-1-WEEK', CONTACTS), row('US-WA-1-WORK', CONTACTS, atWork), row('US-WV-1-CALLS', CALLS), row('US-WV-1-TALKS', CALLS), row('US-WV-1-HOURS', HOURLY),
  row('CN-F3', CALLS), row('US-C-05', CALLS, { voice: 'prerecorded' }), row('US-BK-1', [...CONTACTS, 'legal_action']), row('US-NYC-TALK', CONTACTS),
  row('US-CA-1', [...CALLS, 'visit']), row('US-TX-1', CALLS), { ...row('US-NV-1', [...CONTACTS, 'legal_action', 'credit_report']), debts: [{ id: 'D1', type: 'medical', timeBarred: false, transferred: false, servicingAccount: 'unknown' }] },
  row('EU-02', ['legal_action']), row('IN-04', CONTACTS), row('UK-15', ['legal_action'], {}, [{ type: 'breathing_space_start' }]), row('HOUSE-DECEASED', CONTACTS),
];

describe('a rule speaks of what its article names, and of nothing else', () => {
  it.each(ROWS)('$rule', ({ rule, speaksOf, asked = {}, known = [], debts }) => {
    const where = whereIs(rule);
    const facts = { events: known.map((event) => ({ at: where.at - 3 * MS_PER_HOUR, tz: where.tz, ...event })), ...(debts === undefined ? {} : { debts }) };
    const spoken = CHANNELS.filter((channel) => says(where, { channel, ...asked }, facts) !== 'not_applicable');
    expect(spoken).toEqual(CHANNELS.filter((channel) => speaksOf.includes(channel)));
  });
});

const DEBTORS: readonly Partial<Proposed>[] = [{ role: 'debtor' }, { role: 'co_borrower', personId: 'B' }, { role: 'guarantor', personId: 'G' }];
const OUTSIDERS: readonly Partial<Proposed>[] = [{ role: 'contact', personId: 'C' }, { role: 'third_party', personId: 'T' }];
const named = (personId: string, role: Proposed['role'] = 'third_party'): Partial<Proposed> => ({ personId, role });
const PROFESSIONALS = ['consumer_attorney', 'attorney', 'creditor', 'creditor_attorney', 'collector_attorney', 'consumer_reporting_agency'].map((id) => named(id));
/** 1006.6(a): "consumer" includes them. */
const BESIDE = ['spouse', 'spouse_cosigner', 'cosigner', 'guardian', 'executor', 'administrator', 'personal_representative', 'parent_of_minor', 'successor_in_interest'].map((id) => named(id));
const NOBODY: Partial<Proposed> = { role: 'unknown', personId: 'X' };
/** Names of outsiders, whatever role stands beside them, except one that answers for the debt. */
const CALLED_OUTSIDERS = ['third_party', 'relative', 'emergency_contact', 'spouse'].map((id) => named(id, 'debtor'));

type Persons = readonly [rule: string, says: string, persons: readonly Partial<Proposed>[], asked?: Partial<Proposed>, known?: Row['known']];
const PERSONS: readonly Persons[] = [
  ...['CN-P1', 'CN-P8', 'HOUSE-THIRD-PARTY'].flatMap((rule): Persons[] => [
    [rule, 'satisfied', [...DEBTORS, { role: 'guarantor', personId: 'relative' }]], [rule, 'against', [...OUTSIDERS, NOBODY, ...CALLED_OUTSIDERS]],
    [rule, 'satisfied', OUTSIDERS, { purpose: 'reach_debtor' }], [rule, 'satisfied', OUTSIDERS, { purpose: 'location_information' }],
  ]),
  ['HOUSE-THIRD-PARTY', 'against', [NOBODY], { purpose: 'reach_debtor' }],
  ['CN-P9', 'against', OUTSIDERS, { debtIds: ['D2'] }], ['CN-P9', 'satisfied', OUTSIDERS, { debtIds: ['D2'], purpose: 'location_information' }], ['CN-P9', 'satisfied', DEBTORS, { debtIds: ['D2'] }],
  ['CN-P9', 'not_applicable', OUTSIDERS], ['CN-P8', 'not_applicable', OUTSIDERS, { debtIds: ['D2'] }],
  ...['CN-P2', 'CN-P3', 'CN-P4', 'CN-P5', 'CN-P6', 'HOUSE-THIRD-PARTY-ONCE'].map((rule): Persons => [rule, 'not_applicable', DEBTORS]),
  ['CN-P4', 'against', [named('T')], { purpose: 'reach_debtor' }, [{ type: 'debtor_unreachable' }]],
  ['CN-P4', 'satisfied', [named('C', 'contact'), named('emergency_contact')], { purpose: 'reach_debtor' }, [{ type: 'debtor_unreachable' }]],
  ['CN-F1', 'satisfied', DEBTORS], ['CN-F1', 'not_applicable', OUTSIDERS],
  ['CN-P12', 'satisfied', [{ role: 'guarantor', personId: 'G' }], {}, [{ type: 'debtor_deceased' }]],
  ['CN-P12', 'against', [{ role: 'guarantor', personId: 'G', automated: true }, { role: 'guarantor', personId: 'G', voice: 'robot' }, { role: 'debtor', personId: 'H' }, NOBODY, { personId: 'consumer', role: 'guarantor' }], {}, [{ type: 'debtor_deceased' }]],
  ['CN-P12', 'satisfied', [{ role: 'guarantor', personId: 'G', voice: 'human' }], {}, [{ type: 'debtor_deceased' }]],
  ['CN-P12', 'against', [{ role: 'guarantor', personId: 'G' }], {}, [{ type: 'debtor_deceased', personId: 'G' }]],
  ['CN-H10', 'not_applicable', OUTSIDERS, {}, [{ type: 'mental_capacity_notice', personId: 'C' }]], ['CN-H10', 'against', [{ role: 'guarantor', personId: 'G' }], {}, [{ type: 'mental_capacity_notice', personId: 'G' }]],
  ['CN-H10', 'not_applicable', [{ role: 'guarantor', personId: 'G' }], {}, [{ type: 'mental_capacity_notice' }]],
  ['CN-X7', 'against', OUTSIDERS, { content: { saysDebtOwed: true } }], ['CN-X7', 'against', OUTSIDERS, { content: { miniMiranda: 'text' } }], ['CN-X7', 'satisfied', OUTSIDERS, { content: { saysDebtOwed: false, miniMiranda: '' } }],
  ['CN-X7', 'satisfied', DEBTORS, { content: { saysDebtOwed: true } }], ['CN-P6', 'against', OUTSIDERS, { purpose: 'reach_debtor', content: { saysDebtOwed: 'yes' } }],
  ...['EU-01C', 'ID-02', 'IN-01C', 'UK-03'].flatMap((rule): Persons[] => [
    [rule, 'satisfied', DEBTORS], [rule, 'against', [...OUTSIDERS, NOBODY]], [rule, 'not_applicable', PROFESSIONALS],
    [rule, 'against', DEBTORS, { channel: 'postcard' }], [rule, 'against', DEBTORS, { channel: 'social_public' }],
  ]),
  ['UK-03', 'satisfied', OUTSIDERS, { purpose: 'location_information' }], ['UK-03', 'satisfied', OUTSIDERS, { purpose: 'reach_debtor' }], ['UK-03', 'against', OUTSIDERS, { purpose: 'reach_debtor', content: { saysDebtOwed: true } }],
  ...['ID-01', 'IN-01', 'IN-03', 'UK-01', 'US-F-01', 'US-F-18', 'US-F-19', 'US-F-31', 'US-F-33', 'UK-06', 'UK-08', 'UK-05', 'UK-13', 'UK-14'].map((rule): Persons => [rule, 'not_applicable', PROFESSIONALS]),
  ['US-F-11', 'satisfied', [...DEBTORS, ...BESIDE, ...PROFESSIONALS]], ['US-F-11', 'against', [...OUTSIDERS, NOBODY, named('relative')]], ['US-F-11', 'satisfied', OUTSIDERS, { purpose: 'location_information' }],
  ['US-F-11', 'satisfied', [named('consumer', 'contact')]],
  ['US-DC-1-THIRD-PARTY', 'satisfied', [...DEBTORS, ...BESIDE, ...PROFESSIONALS]], ['US-DC-1-THIRD-PARTY', 'against', [...OUTSIDERS, NOBODY]],
  ['US-DC-1-THIRD-PARTY', 'satisfied', OUTSIDERS, { purpose: 'location_information' }], ['US-DC-1-THIRD-PARTY', 'against', OUTSIDERS, { purpose: 'location_information', content: { saysDebtOwed: true } }],
  ['US-F-10', 'against', [...DEBTORS, ...BESIDE], {}, [{ type: 'cease_notice', form: 'written' }]], ['US-F-10', 'not_applicable', [...OUTSIDERS, ...PROFESSIONALS, NOBODY], {}, [{ type: 'cease_notice', form: 'written' }]],
  ['US-F-17', 'not_applicable', [...DEBTORS, ...BESIDE, ...PROFESSIONALS], { purpose: 'location_information' }], ['US-F-17', 'satisfied', OUTSIDERS, { purpose: 'location_information' }], ['US-F-17', 'not_applicable', OUTSIDERS],
  ['US-F-34', 'not_applicable', [...OUTSIDERS, ...PROFESSIONALS], {}, [{ type: 'validation_notice' }]], ['US-C-01', 'not_applicable', [...OUTSIDERS, ...PROFESSIONALS]],
  ['US-C-01', 'against', [...DEBTORS, ...BESIDE], { content: { miniMiranda: false } }], ['US-C-01', 'satisfied', DEBTORS, { content: { miniMiranda: true } }], ['US-C-01', 'not_applicable', DEBTORS, { treatAs: 'limited_content_message' }],
];

describe('a rule knows whom it is about', () => {
  it.each(PERSONS.map(([rule, kind, persons, asked = {}, known = []]) => ({ rule, kind, persons, asked, known })))('$rule is $kind for $persons', ({ rule, kind, persons, asked, known }) => {
    const where = whereIs(rule);
    const events = known.map((event) => ({ at: where.at - 3 * MS_PER_HOUR, tz: where.tz, ...event }));
    for (const person of persons) expect([person, says(where, { ...asked, ...person }, { events })]).toEqual([person, kind]);
  });
});

/** Calls that left us; the second list rang, was answered or reached a mailbox. */
const DIALS = ['attempted_call', 'voicemail', 'voicemail_no_message', 'ringless_voicemail', 'dropped_call', 'busy_signal', 'not_in_service', 'conversation', 'unknown_outcome'] as const;
const CONNECTED = DIALS.filter((type) => type !== 'busy_signal' && type !== 'not_in_service');
const OURS = [...DIALS, 'sms', 'email', 'letter', 'push', 'visit'] as const;

interface Counting { readonly rule: string; readonly counts: readonly LawEventType[]; readonly asked?: Partial<Proposed>; readonly as?: Partial<LawEvent> }
const COUNTING: readonly Counting[] = [
  // An attempt whose end nobody knows counts wherever it may have.
  { rule: 'CN-F1', counts: ['conversation', 'dropped_call', 'unknown_outcome'] },
  { rule: 'CN-F2', counts: DIALS.filter((type) => type !== 'conversation' && type !== 'dropped_call') },
  { rule: 'HOUSE-ATTEMPTS', counts: OURS.filter((type) => type !== 'letter') },
  { rule: 'HOUSE-SMS-DAY', counts: ['sms', 'unknown_outcome'], asked: { channel: 'sms' } }, { rule: 'HOUSE-SMS-WEEK', counts: ['sms', 'unknown_outcome'], asked: { channel: 'sms' } },
  { rule: 'HOUSE-PUSH-DAY', counts: ['push', 'unknown_outcome'], asked: { channel: 'push' } },
  { rule: 'HOUSE-VISIT-DAY', counts: ['visit', 'unknown_outcome'], asked: { channel: 'visit' } }, { rule: 'HOUSE-VISIT-MONTH', counts: ['visit', 'unknown_outcome'], asked: { channel: 'visit' } },
  { rule: 'US-F-18', counts: CONNECTED }, { rule: 'US-DC-1-CALLS', counts: CONNECTED }, { rule: 'US-WV-1-CALLS', counts: CONNECTED }, { rule: 'US-WV-1-TALKS', counts: ['conversation', 'unknown_outcome'] },
  { rule: 'US-T-05', counts: CONNECTED, asked: { voice: 'prerecorded', line: 'residential' } },
  { rule: 'US-DC-1-MESSAGES', counts: ['sms', 'email', 'push', 'unknown_outcome'], asked: { channel: 'sms' } },
  { rule: 'US-MA-1-PERSONAL', counts: [...CONNECTED, 'sms'] }, { rule: 'US-MA-1-ELSEWHERE', counts: [...CONNECTED, 'sms'], asked: atWork, as: { place: 'work' } },
  { rule: 'US-NYC-1-ATTEMPTS', counts: OURS }, { rule: 'US-NYC-1-BEFORE', counts: OURS },
  { rule: 'US-WA-1-WEEK', counts: OURS.filter((type) => type !== 'busy_signal' && type !== 'not_in_service') },
  { rule: 'US-WA-1-WORK', counts: OURS.filter((type) => type !== 'busy_signal' && type !== 'not_in_service'), asked: atWork, as: { place: 'work' } },
  { rule: 'US-F-19', counts: ['conversation', 'consumer_call', 'unknown_outcome'] }, { rule: 'HOUSE-CALL-GAP', counts: DIALS }, { rule: 'UK-17', counts: ['dropped_call'], asked: { automated: true } },
];

describe('a count holds what its article counts, and nothing else', () => {
  it.each(COUNTING)('$rule', ({ rule, counts, asked = {}, as = {} }) => {
    const where = whereIs(rule);
    const against = (more: Partial<LawEvent> & { readonly type: LawEventType }): boolean => {
      const events = Array.from({ length: 40 }, (_, i) => ({ at: where.at - (41 - i) * 1000, tz: where.tz, ...as, ...more }));
      return says(where, asked, { events }) === 'against';
    };
    expect(LAW_EVENT_TYPES.filter((type) => against({ type }))).toEqual(LAW_EVENT_TYPES.filter((type) => counts.includes(type)));
    // Somebody else's, after the asking, or the confirmation of a stop: never.
    for (const type of counts) {
      expect([type, against({ type, personId: 'somebody' })]).toEqual([type, false]);
      expect([type, against({ type, at: where.at + 1 })]).toEqual([type, false]);
    }
  });

  // By which channel an attempt went whose end nobody knows, and where a talk took place.
  const VIA: readonly (readonly [rule: string, unknown: readonly string[], talks: readonly string[], asked?: Partial<Proposed>])[] = [
    ...['CN-F1', 'US-F-18', 'US-DC-1-CALLS', 'US-WV-1-CALLS', 'HOUSE-CALL-GAP'].map((rule) => [rule, ['call', 'voicemail'], ['call', 'voicemail', 'sms', 'push', 'email', 'mail', 'app']] as const),
    ['CN-F2', ['call', 'voicemail'], []], ['US-T-05', ['call', 'voicemail'], ['call', 'voicemail', 'sms', 'push', 'email', 'mail', 'app'], { voice: 'prerecorded', line: 'residential' }],
    ['US-WV-1-TALKS', ['call', 'voicemail'], ['call', 'voicemail', 'sms', 'push', 'email', 'mail', 'app']], ['US-F-19', ['call', 'voicemail'], ['call', 'voicemail', 'sms', 'push', 'email', 'mail', 'app']],
    ['HOUSE-SMS-DAY', ['sms'], [], { channel: 'sms' }], ['HOUSE-PUSH-DAY', ['push'], [], { channel: 'push' }], ['HOUSE-VISIT-DAY', ['visit'], ['visit'], { channel: 'visit' }],
    ['US-DC-1-MESSAGES', ['sms', 'push', 'email'], [], { channel: 'sms' }], ['US-MA-1-PERSONAL', ['call', 'voicemail', 'sms', 'app'], ['call', 'voicemail', 'sms', 'push', 'email', 'mail', 'app']],
  ];
  const WAYS = ['call', 'voicemail', 'sms', 'push', 'email', 'mail', 'visit', 'app'] as const;
  it.each(VIA.map(([rule, unknown, talks, asked = {}]) => ({ rule, unknown, talks, asked })))('$rule: by which way', ({ rule, unknown, talks, asked }) => {
    const where = whereIs(rule);
    const ways = (type: LawEventType): readonly string[] => WAYS.filter((channel) => {
      const events = Array.from({ length: 40 }, (_, i) => ({ type, channel, at: where.at - (41 - i) * 1000, tz: where.tz }));
      return says(where, asked, { events }) === 'against';
    });
    expect([...ways('unknown_outcome')].sort()).toEqual([...unknown].sort());
    expect([...ways('conversation')].sort()).toEqual([...talks].sort());
  });
});

/** What a refusal may call a medium, and the contacts that it then bars. */
const NAMES: readonly (readonly [names: readonly string[], bars: readonly ProposedChannel[]])[] = [
  [['call', 'phone', 'telephone', 'voicemail'], CALLS], [['sms', 'text'], ['sms']], [['email'], ['email']], [['mail', 'letter', 'postcard'], ['mail', 'postcard']],
  [['push', 'app'], ['push']], [['visit'], ['visit']], [['social', 'social_private', 'social_public'], ['social_public', 'social_private']], [['web'], []],
];

describe('a refusal bars the medium that it names, by whatever everyday word', () => {
  it.each(NAMES.flatMap(([names, bars]) => names.map((name) => ({ name, bars }))))('$name', ({ name, bars }) => {
    const where = whereIs('HOUSE-OPTOUT');
    const events: readonly LawEvent[] = [{ type: 'medium_optout', medium: name, at: where.at - MS_PER_HOUR, tz: where.tz }];
    expect(CONTACTS.filter((channel) => says(where, { channel }, { events }) === 'against')).toEqual(CONTACTS.filter((channel) => bars.includes(channel)));
  });
});

describe('a debtor counts as lost after as many failed dials as the pack says', () => {
  const tz = 'Asia/Shanghai';
  const at = localToInstant(tz, '2026-10-14', 12 * MS_PER_HOUR);
  const nextDay = startOfLocalDay(tz, '2026-10-15');
  it.each([[0, null], [1, nextDay], [2, nextDay], [3, null]])('%i, of two', (failedDials, since) => {
    const events = [at - 2000, at - 1000].map((then): LawEvent => ({ type: 'attempted_call', at: then, tz }));
    expect(lostSince({ ...whereIs('CN-P2').facts, events }, at, { failedDials, tz })).toBe(since);
  });
});
