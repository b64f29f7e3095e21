import { dateOfEpochDay, epochDay } from '../../domain/time/date.js';
import { MS_PER_DAY, type Instant, type LocalDate } from '../../domain/time/instant.js';
import { clockMs } from '../../domain/time/window.js';
import { localToInstant, startOfLocalDay } from '../../domain/time/zone.js';
import { UNKNOWN } from '../../domain/unknown.js';
import type { DebtFacts, DebtType, Facts, LawEvent, LawEventType, LocalWindow, Proposed } from '../facts.js';
import { singleContacts } from './read-received.js';
import type { DebtKind, Reached, Received, ReceivedContact, Said, SaidKind } from './received.js';
import { isOther, type World } from './worlds.js';

/** One contact of a world as the gate is asked about it: what was known before it, and the contact itself. */
export interface AskedContact {
  /** Index of its line in the description. */
  readonly line: number;
  readonly contact: ReceivedContact;
  readonly facts: Facts;
  readonly proposed: Proposed;
}

/** Countries of one clock; where there are several, any will do, for the person tells local times and they are judged by the same clock. */
const ZONES: Readonly<Record<string, string>> = { CN: 'Asia/Shanghai', IN: 'Asia/Kolkata', ID: 'Asia/Jakarta', GB: 'Europe/London', UK: 'Europe/London', US: 'America/New_York' };
const STATE_ZONES: Readonly<Record<string, string>> = {
  WA: 'America/Los_Angeles', CA: 'America/Los_Angeles', OR: 'America/Los_Angeles', NV: 'America/Los_Angeles', AZ: 'America/Phoenix', HI: 'Pacific/Honolulu', AK: 'America/Anchorage',
  TX: 'America/Chicago', IL: 'America/Chicago', CO: 'America/Denver',
};

/** Zone whose clock the person's times are read by. */
export function zoneOfPlace({ country, state }: Received['place']): string {
  return (country === 'US' ? STATE_ZONES[state] : undefined) ?? ZONES[country] ?? 'Europe/Brussels';
}

const BORROWER = 'consumer';
const PERSON: Readonly<Record<Reached, string>> = { borrower: BORROWER, guarantor: 'guarantor', named: 'emergency_contact', family: 'relative', work: 'colleague', other: 'third_party', stranger: 'third_party' };
const DEBT = 'debt';

function debtType(kind: DebtKind, received: Received): DebtType {
  // The directive is about bank loans that were sold because they were not served.
  if (received.collector === 'buyer' && (kind === 'bank_loan' || kind === 'credit_card') && !['CN', 'US', 'IN', 'ID', 'GB', 'UK'].includes(received.place.country)) return 'npl_bank_loan';
  if (kind === 'credit_card' || kind === 'microfinance' || kind === 'student_loan' || kind === 'medical') return kind;
  return 'consumer_loan';
}

function debtOf(received: Received): DebtFacts {
  return { id: DEBT, type: debtType(received.debt, received), timeBarred: received.tooOld === 'yes', transferred: received.collector === 'buyer', servicingAccount: 'one' };
}

/**
 * The contacts of the world in the order of time, each with what came before it as events. Of several alike at one
 * moment the last stands for all: it has the others behind it. Nothing in it is unknown.
 */
export function askedContacts(world: World): readonly AskedContact[] {
  const { received } = world;
  const tz = zoneOfPlace(received.place);
  const singles = received.contacts.flatMap((contact, line) => daysOf(contact, world).map((on) => ({ line, contact, at: instantOf(contact, on, tz) }))).sort((a, b) => a.at - b.at);
  const person: Facts['person'] = { personId: BORROWER, ...received.place, locations: [{ basis: 'residence', tz }] };
  const said = standing(received, tz, singles[0]?.at ?? startOfLocalDay(tz, '2026-01-01'));
  const earlier: LawEvent[] = [];
  const lastOfBorrower = singles.findLastIndex(({ contact }) => !isOther(contact));
  return singles.flatMap(({ line, contact, at }, i): AskedContact[] => {
    const next = singles[i + 1];
    if (next !== undefined && next.line === line && next.at === at) {
      earlier.push(...eventOf(contact, at, tz));
      return [];
    }
    const frequent: LawEvent[] = received.agreed.often === 'yes' ? [{ type: 'consent_more_calls', at: at - 1, tz, personId: personOf(contact) }] : [];
    const events = [...said, ...earlier, ...frequent, ...agreements(contact, received, tz)].filter((event) => event.at <= at).sort((a, b) => a.at - b.at);
    const threatens = received.acts.includes('court_threat') && i === lastOfBorrower;
    earlier.push(...eventOf(contact, at, tz));
    return [{ line, contact, facts: { person, debts: [debtOf(received)], events, unreadInbound: 0 }, proposed: proposedOf(contact, at, tz, world, threatens) }];
  });
}

function personOf(contact: ReceivedContact): string {
  return PERSON[contact.reached];
}

function instantOf({ time }: ReceivedContact, on: LocalDate, tz: string): Instant {
  return localToInstant(tz, on, clockMs(time === UNKNOWN ? '12:00' : time));
}

/** The day of each single contact of a line. */
function daysOf(contact: ReceivedContact, { spread }: World): readonly LocalDate[] {
  const [from, to] = [epochDay(contact.on), epochDay(contact.until)];
  const days = Array.from({ length: to - from + 1 }, (_, i) => dateOfEpochDay(from + i));
  if (contact.per === 'day') return days.flatMap((day) => Array.from({ length: contact.times }, () => day));
  return Array.from({ length: singleContacts(contact) }, (_, i) => (spread === 'last_day' ? contact.until : (days[Math.floor((i * days.length) / contact.times)] as LocalDate)));
}

/** What the person agreed to long ago: a time of the night, texts and machine calls. */
function agreements(contact: ReceivedContact, { agreed }: Received, tz: string): readonly LawEvent[] {
  const common = { at: 0, tz, personId: personOf(contact) } as const;
  return [
    ...(agreed.hours === 'yes' ? ([{ ...common, type: 'hours_consent', window: { from: '00:00', to: '24:00' } }] as const) : []),
    ...(agreed.hours === 'yes' && contact.where === 'work' ? ([{ ...common, type: 'direct_prior_consent', place: 'work' }] as const) : []),
    ...(agreed.medium === 'yes' ? ([{ ...common, type: 'tcpa_consent' }, { ...common, type: 'electronic_consent' }] as const) : []),
  ];
}

/** The contact as something that happened, for those after it. */
function eventOf(contact: ReceivedContact, at: Instant, tz: string): readonly LawEvent[] {
  const { channel } = contact;
  const common = {
    at, tz, personId: personOf(contact),
    ...(contact.where === 'home' || contact.where === 'work' ? { place: contact.where } : {}), ...(channel === 'call' || channel === 'voicemail' ? { voice: contact.voice === 'robot' ? 'robot' : 'human' } as const : {}),
  };
  if (channel === 'call') return [{ ...common, type: contact.answered === 'yes' ? 'conversation' : 'attempted_call', channel: 'call' }];
  if (channel === 'mail' || channel === 'postcard') return [{ ...common, type: 'letter', channel: 'mail' }];
  if (channel === 'social_private') return [{ ...common, type: 'push' }];
  if (channel === 'social_public') return [];
  return [{ ...common, type: channel, channel }];
}

const PURPOSES = { pay: 'collect', find: 'location_information', relay: 'reach_debtor', unknown: 'collect' } as const;
const ELECTRONIC: readonly string[] = ['sms', 'email', 'push', 'social_private'];

function proposedOf(contact: ReceivedContact, at: Instant, tz: string, world: World, threatens: boolean): Proposed {
  const { channel, where, reached } = contact;
  const other = isOther(contact);
  const robot = contact.voice === 'robot';
  const called = channel === 'call' || channel === 'voicemail';
  return {
    at, tz, channel, debtIds: [DEBT], personId: personOf(contact),
    role: !other ? (reached === 'guarantor' ? 'guarantor' : 'debtor') : reached === 'named' || (world.named && reached !== 'stranger') ? 'contact' : 'third_party',
    purpose: other ? PURPOSES[contact.asked] : threatens ? 'threaten_suit' : 'collect',
    ...(called ? { voice: robot ? 'prerecorded' : 'human', automated: robot, line: where === 'mobile' ? 'wireless' : world.line } as const : {}),
    ...(where === 'home' || where === 'work' ? { place: where } : {}), ...(channel === 'email' && where === 'work' ? { address: 'employer_provided' } as const : {}),
    ...(contact.people === UNKNOWN ? {} : { staff: contact.people }), ...(ELECTRONIC.includes(channel) ? { optOutNotice: contact.optOut === 'yes' } : {}),
    content: { saysDebtOwed: other ? contact.toldDebt === 'yes' || contact.asked === 'pay' : true, ...(other ? {} : { miniMiranda: contact.saidCollector === 'yes' }) },
  };
}

/** What was said or happened, and who holds the debt, as events. `first`: the first contact told of. */
function standing(received: Received, tz: string, first: Instant): readonly LawEvent[] {
  const long = first - 30 * MS_PER_DAY;
  const holder: LawEvent[] = [];
  if (received.collector === 'agency') holder.push({ type: 'agency_placed', at: long, tz }, ...(received.announced === 'yes' ? [{ type: 'agency_notified', at: long + 1, tz } as const] : []));
  if (received.collector === 'buyer') holder.push({ type: 'debt_assigned', at: long, tz }, ...(received.announced === 'yes' ? [{ type: 'assignment_notified', at: long + 1, tz } as const] : []));
  if (received.reachable === 'no') holder.push({ type: 'debtor_unreachable', at: first - MS_PER_DAY, tz });
  const outsiders = [...new Set(received.contacts.filter(isOther).map(personOf))];
  return [...holder, ...received.said.flatMap((said) => eventsSaid(said, tz, outsiders))];
}

const TYPES: Readonly<Partial<Record<SaidKind, LawEventType>>> = {
  stop: 'cease_notice', lawyer: 'attorney_representation', dispute: 'dispute', refuse_to_pay: 'refusal_to_pay', employer_forbids: 'employer_prohibits', instalments_agreed: 'instalment_agreement_signed',
  instalments_broken: 'instalment_agreement_defaulted', proof_asked: 'substantiation_request', they_answered: 'verification_sent', i_called: 'consumer_call', breathing_space: 'breathing_space_start',
  crisis_moratorium: 'mh_crisis_moratorium_start', capacity: 'mental_capacity_notice', police_order: 'no_contact_order', borrower_died: 'debtor_deceased',
};

function eventsSaid(said: Said, tz: string, outsiders: readonly string[]): readonly LawEvent[] {
  if (said.on === UNKNOWN) return [];
  const start = startOfLocalDay(tz, said.on);
  const at = said.moment === 'after' ? startOfLocalDay(tz, dateOfEpochDay(epochDay(said.on) + 1)) - 1 : start;
  const form = said.form === 'oral' ? 'oral' : said.form === 'written' ? 'written' : undefined;
  const base: Pick<LawEvent, 'at' | 'tz' | 'form'> = { at, tz, ...(form === undefined ? {} : { form }) };
  switch (said.what) {
    case 'stop_medium': return said.medium === 'sms' ? [{ ...base, type: 'sms_stop' }] : [{ ...base, type: 'medium_optout', medium: said.medium ?? 'call' }];
    case 'bad_time': return [{ ...base, type: 'inconvenient_time_designation', ...windowOf(said) }];
    case 'bad_place': return [{ ...base, type: 'inconvenient_place_designation', place: said.place ?? 'home' }];
    case 'employer_forbids': return [{ ...base, type: 'employer_prohibits', place: 'work' }];
    case 'other_refused': return outsiders.map((personId) => ({ ...base, type: 'third_party_refused', personId }));
    case 'i_wrote': return [{ ...base, type: said.medium === 'email' ? 'consumer_email' : 'consumer_sms' }];
    case 'dispute': return [...(said.inTime === 'no' ? [{ type: 'validation_notice', at: at - 120 * MS_PER_DAY, tz } as const] : []), { ...base, type: 'dispute' }];
    case 'stop': return [{ ...base, type: 'cease_notice', ...(form === 'oral' ? { channel: 'call' } as const : {}) }];
    default: return [{ ...base, type: TYPES[said.what] ?? 'cease_notice' }];
  }
}

function windowOf({ from, to }: Said): { readonly window?: LocalWindow } {
  return from === undefined && to === undefined ? {} : { window: { from: from ?? '00:00', to: to ?? '24:00' } };
}
