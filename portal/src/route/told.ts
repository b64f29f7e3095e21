import type { Received } from '../api.js';
import type { Fields } from '../fields.js';
import { dateFrom } from '../format.js';
import type { LawfulTexts } from '../i18n/lawful-en.js';
import type { Wrong } from '../page/parts.js';

// The form of "was that lawful?" as plain fields, and those fields as the description that the API takes. Fields of the
// n-th contact are `c<n>_…`, of what was said `s<n>_…`, ticked acts `act_…`.

export const CONTACT_LINES = 20;
export const SAID_LINES = 10;
const LONGEST = 4000;

type Contact = NonNullable<Received['contacts']>[number];
type Said = NonNullable<Received['said']>[number];

export type Told = { readonly ok: true; readonly received: Received } | { readonly ok: false; readonly wrong: readonly Wrong[] };

/** Lines that the form shows: those asked for, and never fewer than were filled in. */
export function linesOf(fields: Fields, prefix: 'c' | 's', most: number): number {
  const used = Object.entries(fields).flatMap(([name, value]) => (value === '' ? [] : [Number(new RegExp(`^${prefix}(\\d{1,2})_`).exec(name)?.[1] ?? -1) + 1]));
  const asked = Number(fields[`${prefix}_lines`] ?? 1) + (fields['more'] === prefix ? 1 : 0);
  return Math.min(most, Math.max(1, Number.isSafeInteger(asked) ? asked : 1, ...used));
}

const given = (fields: Fields, name: string): string => (fields[name] ?? '').normalize('NFKC').trim();
/** A choice that was made; an empty one is left out, which means unknown. */
const chosen = (fields: Fields, name: string): string | undefined => given(fields, name) || undefined;

function timeFrom(typed: string): string | undefined {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:.时点](\d{2})分?$/.exec(typed) ?? [];
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : undefined;
}

/** Reads the form. What cannot be read is named with its field; what is empty is unknown. */
export function toldFrom(fields: Fields, t: LawfulTexts): Told {
  const wrong: Wrong[] = [];
  const contacts = Array.from({ length: CONTACT_LINES }, (_, i) => contactFrom(fields, i, t, wrong)).filter((one) => one !== null);
  const said = Array.from({ length: SAID_LINES }, (_, i) => saidFrom(fields, i, t, wrong)).filter((one) => one !== null);
  const acts = Object.keys(t.acts).filter((act) => given(fields, `act_${act}`) !== '') as NonNullable<Received['acts']>;
  const [text, note, state, city, country] = ['text', 'note', 'state', 'city', 'country'].map((name) => (fields[name] ?? '').trim()) as [string, string, string, string, string];
  for (const [field, words] of [['text', text], ['note', note]] as const) if (words.length > LONGEST) wrong.push({ field, text: t.wrongLong });
  if (country === 'US' && state !== '' && !/^[A-Za-z]{2}$/.test(state)) wrong.push({ field: 'state', text: t.wrongState });
  if (contacts.length + acts.length === 0 && text === '' && wrong.length === 0) wrong.push({ field: 'c0_channel', text: t.wrongNothing });
  if (wrong.length > 0) return { ok: false, wrong };
  const place = { ...(country === '' ? {} : { country }), ...(country === 'US' && state !== '' ? { state: state.toUpperCase() } : {}), ...(country === 'US' && /^ny$/i.test(state) && city !== '' ? { city: city.slice(0, 60) } : {}) };
  const agreed = { hours: chosen(fields, 'agreed_hours'), often: chosen(fields, 'agreed_often'), medium: chosen(fields, 'agreed_medium') };
  // The API checks every word against its contract; a form that was tampered with is refused there.
  const received = {
    place, collector: chosen(fields, 'collector'), announced: chosen(fields, 'announced'), debt: chosen(fields, 'debt'), tooOld: chosen(fields, 'too_old'), agreed, reachable: chosen(fields, 'reachable'),
    contacts, said, acts, ...(text === '' ? {} : { text }), ...(note === '' ? {} : { note }),
  } as Received;
  return { ok: true, received };
}

function contactFrom(fields: Fields, i: number, t: LawfulTexts, wrong: Wrong[]): Contact | null {
  const at = (name: string): string => `c${i}_${name}`;
  const say = (name: string, text: string): void => { wrong.push({ field: at(name), text }); };
  const [channel, typedOn, typedUntil, typedTime, typedTimes, typedPeople] = ['channel', 'on', 'until', 'time', 'times', 'people'].map((name) => given(fields, at(name))) as [string, string, string, string, string, string];
  if ([channel, typedOn, typedUntil, typedTime, typedTimes].every((typed) => typed === '')) return null;
  const [on, until, time] = [dateFrom(typedOn), dateFrom(typedUntil), timeFrom(typedTime)];
  if (channel === '') say('channel', t.wrongChannel(i + 1));
  if (on === undefined) say('on', t.wrongOn(i + 1));
  if (typedUntil !== '' && (until === undefined || (on !== undefined && until < on))) say('until', t.wrongUntil(i + 1));
  if (typedTime !== '' && time === undefined) say('time', t.wrongTime(i + 1));
  if (typedTimes !== '' && !/^([1-9]|[1-5]\d|60)$/.test(typedTimes)) say('times', t.wrongTimes(i + 1));
  if (typedPeople !== '' && !/^[1-9]\d?$/.test(typedPeople)) say('people', t.wrongTimes(i + 1));
  const choices = Object.fromEntries([['per', 'per'], ['reached', 'reached'], ['answered', 'answered'], ['where', 'where'], ['voice', 'voice'], ['asked', 'asked'], ['told', 'toldDebt'], ['optout', 'optOut'], ['collects', 'saidCollector']]
    .map(([name = '', key = '']) => [key, chosen(fields, at(name))]));
  return {
    channel, on, ...(until === undefined ? {} : { until }), ...(time === undefined ? {} : { time }), ...(typedTimes === '' ? {} : { times: Number(typedTimes) }), ...(typedPeople === '' ? {} : { people: Number(typedPeople) }), ...choices,
  } as Contact;
}

function saidFrom(fields: Fields, i: number, t: LawfulTexts, wrong: Wrong[]): Said | null {
  const at = (name: string): string => `s${i}_${name}`;
  const what = given(fields, at('what'));
  if (what === '') return null;
  const [typedOn, typedFrom, typedTo] = ['on', 'from', 'to'].map((name) => given(fields, at(name))) as [string, string, string];
  const [on, from, to] = [dateFrom(typedOn), timeFrom(typedFrom), timeFrom(typedTo)];
  const [medium, place] = [chosen(fields, at('medium')), chosen(fields, at('place'))];
  if (typedOn !== '' && on === undefined) wrong.push({ field: at('on'), text: t.wrongSaidOn(i + 1) });
  if ((typedFrom !== '' && from === undefined) || (typedTo !== '' && to === undefined)) wrong.push({ field: at('from'), text: t.wrongHours(i + 1) });
  if (what === 'stop_medium' && medium === undefined) wrong.push({ field: at('medium'), text: t.wrongSaidMore(i + 1) });
  if (what === 'bad_place' && place === undefined) wrong.push({ field: at('place'), text: t.wrongSaidMore(i + 1) });
  return { what, ...(on === undefined ? {} : { on }), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), medium, place, form: chosen(fields, at('form')), inTime: chosen(fields, at('intime')) } as Said;
}
