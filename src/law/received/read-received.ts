import { epochDay, isLocalDate } from '../../domain/time/date.js';
import { isClock } from '../../domain/time/window.js';
import { UNKNOWN, type Known } from '../../domain/unknown.js';
import { closed, isFields, text, word, type Fields, type Problems } from '../example-field.js';
import {
  ACTS, ANSWERS, ASKED, COLLECTORS, CONTACTS_MAX, DEBT_KINDS, LINES_MAX, PLACES_REACHED, REACHED, RECEIVED_CHANNELS, SAID, STOPPED_MEDIA, TEXT_CHARS_MAX, VOICES,
  type ActKind, type Answer, type Received, type ReceivedContact, type Said,
} from './received.js';

export type ReceivedReading =
  | { readonly ok: true; readonly received: Received }
  /** Each with its place: `contacts[0].on: missing`. None holds what the person wrote. */
  | { readonly ok: false; readonly problems: readonly string[] };

const FIELDS = ['place', 'collector', 'announced', 'debt', 'tooOld', 'agreed', 'reachable', 'contacts', 'said', 'acts', 'text', 'note'];
const CONTACT_FIELDS = ['channel', 'on', 'until', 'time', 'times', 'per', 'reached', 'answered', 'where', 'voice', 'people', 'asked', 'toldDebt', 'optOut', 'saidCollector'];
const SAID_FIELDS = ['what', 'on', 'moment', 'form', 'medium', 'place', 'from', 'to', 'inTime'];
const DAYS_MAX = 400;

/**
 * Reads a description. What is absent is unknown; what the format does not have is a problem that names its place. A
 * problem never repeats what was written: it may be shown, or kept by whoever asked.
 */
export function readReceived(value: unknown): ReceivedReading {
  if (!isFields(value)) return { ok: false, problems: ['expected an object'] };
  const problems: Problems = [];
  closed(value, FIELDS, '', problems);
  const place = part(value, 'place', ['country', 'state', 'city'], problems);
  const agreed = part(value, 'agreed', ['hours', 'often', 'medium'], problems);
  const received: Received = {
    place: { country: placeName(place, 'country', problems), state: placeName(place, 'state', problems), city: placeName(place, 'city', problems) },
    collector: word(value, 'collector', COLLECTORS, '', problems) ?? UNKNOWN,
    announced: answer(value, 'announced', '', problems), debt: word(value, 'debt', DEBT_KINDS, '', problems) ?? UNKNOWN, tooOld: answer(value, 'tooOld', '', problems),
    agreed: { hours: answer(agreed, 'hours', 'agreed.', problems), often: answer(agreed, 'often', 'agreed.', problems), medium: answer(agreed, 'medium', 'agreed.', problems) },
    reachable: answer(value, 'reachable', '', problems),
    contacts: lines(value, 'contacts', problems).map((one, i) => contactFrom(one, `contacts[${i}].`, problems)),
    said: lines(value, 'said', problems).map((one, i) => saidFrom(one, `said[${i}].`, problems)),
    acts: acts(value['acts'], problems), text: longText(value, 'text', problems), note: longText(value, 'note', problems),
  };
  // JSON that a stranger sent may be quoted by the shared readers; only the place and what was expected stay.
  const plain = problems.map((problem) => problem.replace(/, got .*$/s, '').replace(/^([^:]*: unknown \w+) .*$/s, '$1'));
  if (plain.length > 0) return { ok: false, problems: plain };
  if (received.contacts.length === 0 && received.acts.length === 0 && received.text === null) return { ok: false, problems: ['contacts: describe at least one contact, an act or a text'] };
  const several = received.contacts.reduce((sum, one) => sum + singleContacts(one), 0);
  return several > CONTACTS_MAX ? { ok: false, problems: [`contacts: at most ${CONTACTS_MAX} contacts in all; these are ${several}`] } : { ok: true, received };
}

/** How many contacts a line stands for. */
export function singleContacts({ on, until, times, per }: ReceivedContact): number {
  return per === 'span' ? times : times * (epochDay(until) - epochDay(on) + 1);
}

function part(fields: Fields, key: string, allowed: readonly string[], problems: Problems): Fields {
  const value = fields[key];
  if (value === undefined) return {};
  if (!isFields(value)) {
    problems.push(`${key}: expected an object`);
    return {};
  }
  closed(value, allowed, key, problems);
  return value;
}

function placeName(fields: Fields, key: string, problems: Problems): Known<string> {
  const name = text(fields, key, 'place.', problems);
  if (name === undefined || name === UNKNOWN) return UNKNOWN;
  const fits = key === 'city' ? name.length <= 60 : /^[A-Za-z]{2,3}$/.test(name);
  if (!fits) problems.push(`place.${key}: expected ${key === 'city' ? 'a name of at most 60 characters' : 'a code of two or three letters'}`);
  return key === 'city' ? name : name.toUpperCase();
}

function answer(fields: Fields, key: string, path: string, problems: Problems): Answer {
  return word(fields, key, ANSWERS, path, problems) ?? UNKNOWN;
}

function lines(fields: Fields, key: string, problems: Problems): readonly Fields[] {
  const value = fields[key];
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > LINES_MAX) {
    problems.push(`${key}: expected a list of at most ${LINES_MAX}`);
    return [];
  }
  return value.map((one: unknown, i): Fields => {
    if (isFields(one)) return one;
    problems.push(`${key}[${i}]: expected an object`);
    return {};
  });
}

function contactFrom(fields: Fields, path: string, problems: Problems): ReceivedContact {
  closed(fields, CONTACT_FIELDS, path.slice(0, -1), problems);
  const channel = word(fields, 'channel', RECEIVED_CHANNELS, path, problems);
  if (channel === undefined && fields['channel'] === undefined) problems.push(`${path}channel: missing`);
  const on = date(fields, 'on', path, problems) ?? missingDate(path, problems);
  const until = date(fields, 'until', path, problems) ?? on;
  if (until < on || epochDay(until) - epochDay(on) > DAYS_MAX) problems.push(`${path}until: expected a day from \`on\` to ${DAYS_MAX} days later`);
  const per = word(fields, 'per', ['day', 'span'] as const, path, problems) ?? 'day';
  return {
    channel: channel ?? 'call', on, until, time: clock(fields, 'time', path, problems) ?? UNKNOWN, times: whole(fields, 'times', CONTACTS_MAX, path, problems) ?? 1, per,
    reached: word(fields, 'reached', REACHED, path, problems) ?? 'borrower', answered: answer(fields, 'answered', path, problems),
    where: word(fields, 'where', PLACES_REACHED, path, problems) ?? UNKNOWN, voice: word(fields, 'voice', VOICES, path, problems) ?? UNKNOWN,
    people: whole(fields, 'people', 99, path, problems) ?? UNKNOWN, asked: word(fields, 'asked', ASKED, path, problems) ?? UNKNOWN,
    toldDebt: answer(fields, 'toldDebt', path, problems), optOut: answer(fields, 'optOut', path, problems), saidCollector: answer(fields, 'saidCollector', path, problems),
  };
}

function saidFrom(fields: Fields, path: string, problems: Problems): Said {
  closed(fields, SAID_FIELDS, path.slice(0, -1), problems);
  const what = word(fields, 'what', SAID, path, problems);
  if (fields['what'] === undefined) problems.push(`${path}what: missing`);
  const medium = word(fields, 'medium', STOPPED_MEDIA, path, problems);
  const place = word(fields, 'place', ['home', 'work'] as const, path, problems);
  if (what === 'stop_medium' && medium === undefined) problems.push(`${path}medium: missing`);
  if (what === 'bad_place' && place === undefined) problems.push(`${path}place: missing`);
  return {
    what: what ?? 'stop', on: date(fields, 'on', path, problems) ?? UNKNOWN, moment: word(fields, 'moment', ['before', 'after', UNKNOWN] as const, path, problems) ?? UNKNOWN,
    form: word(fields, 'form', ['written', 'oral', UNKNOWN] as const, path, problems) ?? UNKNOWN, medium, place, from: clock(fields, 'from', path, problems), to: clock(fields, 'to', path, problems),
    inTime: answer(fields, 'inTime', path, problems),
  };
}

function date(fields: Fields, key: string, path: string, problems: Problems): string | undefined {
  const value = fields[key];
  if (value === undefined || value === UNKNOWN) return undefined;
  if (typeof value === 'string' && isLocalDate(value) && value >= '2000-01-01' && value <= '2099-12-31') return value;
  problems.push(`${path}${key}: expected a date YYYY-MM-DD`);
  return '2000-01-01';
}

function missingDate(path: string, problems: Problems): string {
  problems.push(`${path}on: missing; a contact needs its day`);
  return '2000-01-01';
}

function clock(fields: Fields, key: string, path: string, problems: Problems): string | undefined {
  const value = fields[key];
  if (value === undefined || value === UNKNOWN) return undefined;
  if (typeof value === 'string' && isClock(value) && value.length === 5 && value < '24:00') return value;
  problems.push(`${path}${key}: expected a time HH:MM, 00:00 to 23:59`);
  return undefined;
}

function whole(fields: Fields, key: string, most: number, path: string, problems: Problems): number | undefined {
  const value = fields[key];
  if (value === undefined || value === UNKNOWN) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= most) return value;
  problems.push(`${path}${key}: expected a whole number from 1 to ${most}`);
  return undefined;
}

function acts(value: unknown, problems: Problems): readonly ActKind[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > ACTS.length) {
    problems.push('acts: expected a list of words');
    return [];
  }
  return value.flatMap((one: unknown, i): ActKind[] => {
    const found = ACTS.find((act) => act === one);
    if (found === undefined) problems.push(`acts[${i}]: unknown act`);
    return found === undefined ? [] : [found];
  });
}

function longText(fields: Fields, key: string, problems: Problems): string | null {
  const value = fields[key];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string' && value.length <= TEXT_CHARS_MAX) return value;
  problems.push(`${key}: expected a text of at most ${TEXT_CHARS_MAX} characters`);
  return null;
}
