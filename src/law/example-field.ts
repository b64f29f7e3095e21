import { isLocalDate } from '../domain/time/date.js';
import type { Instant } from '../domain/time/instant.js';
import { isClock, isWeekdayName } from '../domain/time/window.js';
import { isValidZone, localToInstant, startOfLocalDay, toLocal } from '../domain/time/zone.js';
import { addDays } from '../domain/time/date.js';
import type { LocalWindow } from './facts.js';

/** Everything wrong with one example, each with its place: `events[2].type: unknown event type "foo"`. */
export type Problems = string[];

/** A JSON object, before anybody looked inside. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON text of a value, cut short: an example may hold anything. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Names every field that the format does not have. A field unread would be a fact ignored. */
export function closed(fields: Fields, allowed: readonly string[], path: string, problems: Problems): void {
  for (const key of Object.keys(fields)) {
    if (!allowed.includes(key)) problems.push(`${path === '' ? '' : `${path}.`}${key}: unknown field`);
  }
}

/** A text that must be there. */
export function needText(fields: Fields, key: string, path: string, problems: Problems): string {
  const value = fields[key];
  if (typeof value === 'string' && value !== '') return value;
  problems.push(`${path}${key}: ${value === undefined ? 'missing' : `expected a non-empty text, got ${shown(value)}`}`);
  return '';
}

/** A text that may be absent. */
export function text(fields: Fields, key: string, path: string, problems: Problems): string | undefined {
  return fields[key] === undefined ? undefined : needText(fields, key, path, problems);
}

export function flag(fields: Fields, key: string, path: string, problems: Problems): boolean | undefined {
  const value = fields[key];
  if (value === undefined || typeof value === 'boolean') return value;
  problems.push(`${path}${key}: expected true or false, got ${shown(value)}`);
  return undefined;
}

/** A whole number, 0 or more. */
export function count(fields: Fields, key: string, path: string, problems: Problems): number | undefined {
  const value = fields[key];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  problems.push(`${path}${key}: expected a whole number of 0 or more, got ${shown(value)}`);
  return undefined;
}

/** One of a closed list of words. */
export function word<T extends string>(fields: Fields, key: string, words: readonly T[], path: string, problems: Problems, what = key): T | undefined {
  const value = fields[key];
  if (value === undefined) return undefined;
  const found = words.find((one) => one === value);
  if (found === undefined) problems.push(`${path}${key}: unknown ${what} ${shown(value)}`);
  return found;
}

/** `debtId` or `debtIds`, each of which must be one of the example's debts; neither: about all. */
export function debtIds(fields: Fields, known: readonly string[], path: string, problems: Problems): readonly string[] | undefined {
  const { debtId, debtIds: several } = fields;
  if (debtId === undefined && several === undefined) return undefined;
  if (debtId !== undefined && several !== undefined) problems.push(`${path}debtIds: give debtId or debtIds, not both`);
  const key = several === undefined ? 'debtId' : 'debtIds';
  const list: unknown = several === undefined ? [debtId] : several;
  if (!Array.isArray(list)) {
    problems.push(`${path}debtIds: expected a list of debt ids, got ${shown(several)}`);
    return undefined;
  }
  list.forEach((id: unknown, index) => {
    const place = key === 'debtId' ? `${path}debtId` : `${path}debtIds[${index}]`;
    if (typeof id !== 'string') problems.push(`${place}: expected a debt id, got ${shown(id)}`);
    else if (!known.includes(id)) problems.push(`${place}: no debt ${shown(id)} in debts`);
  });
  return list.filter((id): id is string => typeof id === 'string');
}

/** An IANA zone, required. Gives `UTC` beside the problem, so that reading goes on. */
export function zone(fields: Fields, key: string, path: string, problems: Problems): string {
  const name = needText(fields, key, path, problems);
  if (name === '') return 'UTC';
  if (isValidZone(name)) return name;
  problems.push(`${path}${key}: unknown time zone ${shown(name)}; use an IANA name such as America/New_York`);
  return 'UTC';
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?$/;

/**
 * A local date and time in `tz`. A time that the clock skips in spring is a problem, for nothing can have happened
 * then; one that it shows twice in autumn is the earlier of the two.
 */
export function localInstant(value: unknown, tz: string, place: string, problems: Problems): Instant {
  const match = typeof value === 'string' ? LOCAL.exec(value) : null;
  const date = match?.[1] ?? '';
  if (match === null || !isLocalDate(date) || date < '1900-01-02' || date > '2199-12-30') {
    problems.push(`${place}: ${value === undefined ? 'missing' : `expected a local time YYYY-MM-DDTHH:MM:SS, got ${shown(value)}`}`);
    return 0;
  }
  const ms = (Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0)) * 1000 + Number((match[5] ?? '').padEnd(3, '0'));
  const instant = localToInstant(tz, date, ms);
  const back = toLocal(tz, instant);
  if (back.date !== date || back.msOfDay !== ms) problems.push(`${place}: the clock in ${tz} skips ${shown(value)}`);
  return instant;
}

/** An end: a local time, or a date that still belongs to it. */
export function until(value: unknown, tz: string, place: string, problems: Problems): Instant {
  if (typeof value === 'string' && isLocalDate(value)) return startOfLocalDay(tz, addDays(value, 1));
  return localInstant(value, tz, place, problems);
}

/** A window in local time; see `LocalWindow`. */
export function window(value: unknown, path: string, problems: Problems): LocalWindow {
  if (!isFields(value)) {
    problems.push(`${path}: expected an object with date, days, from, to, got ${shown(value)}`);
    return {};
  }
  closed(value, ['date', 'days', 'from', 'to'], path, problems);
  const read: { date?: string; days?: readonly string[]; from?: string; to?: string } = {};
  const { date, days } = value;
  if (date !== undefined) {
    if (typeof date === 'string' && isLocalDate(date)) read.date = date;
    else problems.push(`${path}.date: expected a date YYYY-MM-DD, got ${shown(date)}`);
  }
  if (days !== undefined) {
    if (Array.isArray(days) && days.length > 0 && days.every((day): day is string => typeof day === 'string' && isWeekdayName(day))) read.days = days;
    else problems.push(`${path}.days: expected weekdays out of mon, tue, wed, thu, fri, sat, sun, got ${shown(days)}`);
  }
  for (const key of ['from', 'to'] as const) {
    const clock = value[key];
    if (clock === undefined) continue;
    if (typeof clock === 'string' && isClock(clock)) read[key] = clock;
    else problems.push(`${path}.${key}: expected a clock time HH:MM, got ${shown(clock)}`);
  }
  return read;
}
