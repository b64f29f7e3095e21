import { isLocalDate } from '../domain/time/date.js';
import { UNKNOWN, type Known } from '../domain/unknown.js';
import { closed, count, debtIds, flag, isFields, localInstant, needText, text, until, window, word, zone, type Fields, type Problems } from './example-field.js';
import { LAW_EVENT_TYPES, type DebtFacts, type Facts, type LawEvent, type LawEventType, type LocationFact, type Proposed, type Role } from './facts.js';
import type { JudgeOptions } from './gate.js';
import { CHANNELS, CONTENT_KEYS, DEBT_TYPES, EVENT_FIELDS, EXAMPLE_FIELDS, JURISDICTIONS, MEDIA, OWN_EVENT_TYPES, PROPOSED_CHANNELS, PROPOSED_FIELDS, PURPOSES } from './example-words.js';
import { placeOfPerson } from './place.js';
import { OUTCOMES, type Outcome } from './verdict.js';

/** One worked example, read: what the gate is asked, and what its author expects. */
export interface Example {
  readonly id: string;
  readonly facts: Facts;
  readonly proposed: Proposed;
  readonly options: JudgeOptions;
  readonly expected?: Outcome;
}

export type ExampleReading =
  | { readonly ok: true; readonly example: Example }
  | { readonly ok: false; readonly id: string; readonly error: string };

/**
 * Reads one element of an examples file. Whatever the format does not have is an error that names its place, never
 * ignored: the answer would rest on facts that nobody read. `index` names an example without an id.
 */
export function readExample(value: unknown, index: number): ExampleReading {
  if (!isFields(value)) return { ok: false, id: `#${index}`, error: `[${index}]: expected an object, got ${value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value}` };
  const problems: Problems = [];
  const id = typeof value['id'] === 'string' && value['id'] !== '' ? value['id'] : `#${index}`;
  needText(value, 'id', '', problems);
  closed(value, EXAMPLE_FIELDS, '', problems);
  const jurisdiction = word(value, 'jurisdiction', JURISDICTIONS, '', problems);
  if (value['jurisdiction'] === undefined) problems.push('jurisdiction: missing');
  const scope = readScope(value['scope'], problems);
  const person = readPerson(value['consumer'], jurisdiction, problems);
  const debts = readDebts(value['debts'], problems);
  const known = debts.map((debt) => debt.id);
  const told = readEvents(value['events'], known, problems);
  const proposed = readProposed(value['proposed'], known, problems);
  const expected = word(value, 'expected', OUTCOMES, '', problems, 'outcome');
  if (problems.length > 0) return { ok: false, id, error: problems.join('; ') };
  const events = scope === undefined ? [...assumedConsents(proposed), ...told] : told;
  const facts: Facts = { person, debts, events, unreadInbound: 0 };
  const options: JudgeOptions = { jurisdictions: lawOf(person, jurisdiction), ...(scope === undefined ? {} : { scope }) };
  return { ok: true, example: { id, facts, proposed, options, ...(expected === undefined ? {} : { expected }) } };
}

/** The law of the place and of the jurisdiction named. Not the house's own rules: an example asks what is lawful, not what we would do. */
function lawOf(person: Facts['person'], jurisdiction: string | undefined): readonly string[] {
  const { jurisdictions } = placeOfPerson(person);
  return jurisdiction === undefined || jurisdictions.includes(jurisdiction) ? jurisdictions : [...jurisdictions, jurisdiction];
}

/**
 * The format says that consents are in order unless the example says otherwise. Where it names the articles to be
 * judged, a consent is part of what is judged and only one that is told counts; where it names none, they are supplied.
 */
function assumedConsents(proposed: Proposed): readonly LawEvent[] {
  return (['tcpa_consent', 'electronic_consent'] as const).map((type) => ({ type, at: 0, tz: 'UTC', personId: proposed.personId }));
}

function readScope(value: unknown, problems: Problems): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.length > 0 && value.every((one): one is string => typeof one === 'string' && one.trim() !== '')) return value;
  problems.push('scope: expected a list of articles or rule ids, at least one');
  return undefined;
}

function readPerson(value: unknown, jurisdiction: string | undefined, problems: Problems): Facts['person'] {
  const unknown: Facts['person'] = { personId: 'consumer', country: UNKNOWN, state: UNKNOWN, city: UNKNOWN, locations: UNKNOWN };
  if (!isFields(value)) {
    problems.push(`consumer: ${value === undefined ? 'missing' : 'expected an object'}`);
    return unknown;
  }
  closed(value, ['country', 'state', 'locations'], 'consumer', problems);
  const state = text(value, 'state', 'consumer.', problems);
  const country = text(value, 'country', 'consumer.', problems);
  return {
    personId: 'consumer', country: countryOf(country, state, jurisdiction),
    state: stateOf(state, jurisdiction),
    // An example of the state's own law is not about the city.
    city: jurisdiction === 'US-NYC' ? 'NYC' : jurisdiction === 'US-NY' ? 'elsewhere in the state' : UNKNOWN,
    locations: readLocations(value['locations'], problems),
  };
}

/** ISO 3166 code from what the example says of the place: the country, the state (`OH`, `ENG`, `IN-MH`), or the jurisdiction. */
function countryOf(country: string | undefined, state: string | undefined, jurisdiction: string | undefined): Known<string> {
  if (country !== undefined) return country === 'UK' ? 'GB' : country;
  if (state !== undefined) {
    if (/^[A-Z]{2}-/.test(state)) return state.slice(0, 2) === 'UK' ? 'GB' : state.slice(0, 2);
    if (/^(ENG|WLS|SCT|NIR)$/.test(state)) return 'GB';
    if (/^[A-Z]{2}$/.test(state) && jurisdiction?.startsWith('US') === true) return 'US';
  }
  if (jurisdiction === 'UK') return 'GB';
  return jurisdiction === undefined ? UNKNOWN : jurisdiction.slice(0, 2);
}

/** US state in two letters, as said or as the jurisdiction has it; of the United Kingdom, the nation. */
function stateOf(state: string | undefined, jurisdiction: string | undefined): Known<string> {
  if (state !== undefined) return /^([A-Z]{2}|ENG|WLS|SCT|NIR)$/.test(state) ? state : state.startsWith('US-') ? state.slice(3) : UNKNOWN;
  if (jurisdiction === undefined || !/^US-[A-Z]{2,3}$/.test(jurisdiction)) return UNKNOWN;
  return jurisdiction === 'US-NYC' ? 'NY' : jurisdiction.slice(3);
}

function readLocations(value: unknown, problems: Problems): readonly LocationFact[] {
  if (!Array.isArray(value)) {
    problems.push(`consumer.locations: ${value === undefined ? 'missing' : 'expected a list'}`);
    return [];
  }
  return value.flatMap((one: unknown, index): LocationFact[] => {
    const path = `consumer.locations[${index}].`;
    if (!isFields(one)) {
      problems.push(`consumer.locations[${index}]: expected an object`);
      return [];
    }
    closed(one, ['basis', 'tz'], `consumer.locations[${index}]`, problems);
    const basis = word(one, 'basis', ['residence', 'mobile_area_code', 'landline_area_code'] as const, path, problems);
    if (one['basis'] === undefined) problems.push(`${path}basis: missing`);
    const tz = zone(one, 'tz', path, problems);
    return basis === undefined ? [] : [{ basis, tz }];
  });
}

function readDebts(value: unknown, problems: Problems): readonly DebtFacts[] {
  if (!Array.isArray(value)) {
    problems.push(`debts: ${value === undefined ? 'missing' : 'expected a list'}`);
    return [];
  }
  const debts = value.flatMap((one: unknown, index): DebtFacts[] => {
    if (!isFields(one)) {
      problems.push(`debts[${index}]: expected an object`);
      return [];
    }
    const path = `debts[${index}].`;
    closed(one, ['id', 'type', 'timeBarred', 'transferred', 'servicingAccount'], `debts[${index}]`, problems);
    if (one['type'] === undefined) problems.push(`${path}type: missing`);
    return [{
      id: needText(one, 'id', path, problems), type: word(one, 'type', DEBT_TYPES, path, problems, 'debt type') ?? UNKNOWN,
      // Said of a debt only where it is so.
      timeBarred: flag(one, 'timeBarred', path, problems) ?? false, transferred: flag(one, 'transferred', path, problems) ?? false,
      servicingAccount: text(one, 'servicingAccount', path, problems) ?? UNKNOWN,
    }];
  });
  debts.forEach((debt, index) => {
    if (debts.findIndex((other) => other.id === debt.id) !== index) problems.push(`debts[${index}].id: a second debt ${JSON.stringify(debt.id)}`);
  });
  return debts;
}

function readEvents(value: unknown, known: readonly string[], problems: Problems): readonly LawEvent[] {
  if (!Array.isArray(value)) {
    problems.push(`events: ${value === undefined ? 'missing' : 'expected a list'}`);
    return [];
  }
  const events = value.flatMap((one: unknown, index): readonly LawEvent[] => {
    if (isFields(one)) return readEvent(one, index, known, problems);
    problems.push(`events[${index}]: expected an object`);
    return [];
  });
  // A stable sort: what is told first of two things at one instant happened first.
  return [...events].sort((a, b) => a.at - b.at);
}

function readEvent(fields: Fields, index: number, known: readonly string[], problems: Problems): readonly LawEvent[] {
  const path = `events[${index}].`;
  const name = fields['type'];
  const type = LAW_EVENT_TYPES.find((one): one is LawEventType => one === name && !OWN_EVENT_TYPES.includes(one));
  if (type === undefined) problems.push(`${path}type: ${name === undefined ? 'missing' : `unknown event type ${JSON.stringify(name)}`}`);
  closed(fields, EVENT_FIELDS, `events[${index}]`, problems);
  const tz = zone(fields, 'tz', path, problems);
  const event = {
    type, at: localInstant(fields['at'], tz, `${path}at`, problems), tz,
    channel: word(fields, 'channel', CHANNELS, path, problems),
    debtIds: debtIds(fields, known, path, problems),
    personId: text(fields, 'personId', path, problems), collectorId: text(fields, 'collectorId', path, problems), number: text(fields, 'number', path, problems),
    place: word(fields, 'place', ['home', 'work'] as const, path, problems),
    voice: word(fields, 'voice', ['human', 'robot'] as const, path, problems),
    result: word(fields, 'result', ['unable_to_reach', 'busy_now'] as const, path, problems),
    content: word(fields, 'content', ['limited_content', 'broken_off'] as const, path, problems),
    recorded: flag(fields, 'recorded', path, problems), initial: flag(fields, 'initial', path, problems),
    purpose: word(fields, 'purpose', PURPOSES, path, problems), medium: word(fields, 'medium', MEDIA, path, problems),
    form: word(fields, 'form', ['written', 'electronic_accepted', 'oral', 'response_form'] as const, path, problems),
    text: text(fields, 'text', path, problems), about: text(fields, 'about', path, problems),
    window: fields['window'] === undefined ? undefined : window(fields['window'], `${path}window`, problems),
    until: fields['until'] === undefined ? undefined : until(fields['until'], tz, `${path}until`, problems),
    givenTo: text(fields, 'givenTo', path, problems), optOutDays: count(fields, 'optOutDays', path, problems), reason: text(fields, 'reason', path, problems),
  };
  return type === undefined ? [] : [stated({ ...event, type })];
}

function readProposed(value: unknown, known: readonly string[], problems: Problems): Proposed {
  const nothing: Proposed = { at: 0, tz: 'UTC', channel: 'call', debtIds: [], personId: 'consumer', role: 'debtor', purpose: 'collect' };
  if (!isFields(value)) {
    problems.push(`proposed: ${value === undefined ? 'missing' : 'expected an object'}`);
    return nothing;
  }
  const path = 'proposed.';
  closed(value, PROPOSED_FIELDS, 'proposed', problems);
  if (value['channel'] === undefined) problems.push('proposed.channel: missing');
  const tz = zone(value, 'tz', path, problems);
  const personId = text(value, 'personId', path, problems) ?? 'consumer';
  const { statedEndDate } = value;
  if (statedEndDate !== undefined && !(typeof statedEndDate === 'string' && isLocalDate(statedEndDate))) problems.push('proposed.statedEndDate: expected a date YYYY-MM-DD');
  return stated({
    at: localInstant(value['at'], tz, 'proposed.at', problems), tz,
    channel: word(value, 'channel', PROPOSED_CHANNELS, path, problems) ?? nothing.channel,
    debtIds: debtIds(value, known, path, problems) ?? [], personId,
    role: word(value, 'role', ['debtor', 'contact', 'guarantor'] as const, path, problems) ?? roleOf(personId),
    purpose: word(value, 'purpose', PURPOSES, path, problems) ?? 'collect',
    automated: flag(value, 'automated', path, problems),
    voice: word(value, 'voice', ['human', 'robot', 'ai_generated', 'prerecorded'] as const, path, problems),
    line: word(value, 'line', ['wireless', 'residential'] as const, path, problems),
    number: text(value, 'number', path, problems), address: word(value, 'address', ['employer_provided'] as const, path, problems),
    place: word(value, 'place', ['home', 'work'] as const, path, problems), collectorId: text(value, 'collectorId', path, problems),
    staff: count(value, 'staff', path, problems), optOutNotice: flag(value, 'optOutNotice', path, problems),
    content: value['content'] === undefined ? undefined : readContent(value['content'], problems),
    treatAs: word(value, 'treatAs', ['limited_content_message'] as const, path, problems),
    statedEndDate: typeof statedEndDate === 'string' ? statedEndDate : undefined, record: text(value, 'record', path, problems),
  });
}

/** Who a person is by the name that the format gives them; anybody else must be described by `role`. */
function roleOf(personId: string): Known<Role> {
  if (personId === 'consumer') return 'debtor';
  if (personId === 'spouse_cosigner') return 'co_borrower';
  if (personId === 'emergency_contact') return 'contact';
  return personId === 'third_party' || personId === 'relative' || personId === 'creditor_attorney' ? 'third_party' : UNKNOWN;
}

function readContent(value: unknown, problems: Problems): Fields {
  if (!isFields(value)) {
    problems.push('proposed.content: expected an object');
    return {};
  }
  closed(value, CONTENT_KEYS, 'proposed.content', problems);
  return value;
}

/** Leaves out what was not said, so that "absent" has one form. */
function stated<T extends object, R>(record: T): R {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as R;
}
