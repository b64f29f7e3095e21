import { assert } from '../assert.js';
import { epochDay, weekdayOf, type EpochDay } from './date.js';
import { MS_PER_DAY, type Instant } from './instant.js';
import { localDay, localDayToInstant, localMsOfDay, nextOffsetChange } from './zone.js';

const CLOCK = /^([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?$/;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const HORIZON_DAYS = 400;

/** True for `HH:MM` or `HH:MM:SS`, 00:00 to 24:00. */
export function isClock(text: string): boolean {
  const match = CLOCK.exec(text);
  return match !== null && (match[1] !== '24' || (match[2] === '00' && (match[3] ?? '00') === '00'));
}

const clocks = new Map<string, number>();

/** Milliseconds since 00:00 of `HH:MM[:SS]`. Throws {@link BrokenAssumption} on anything else. */
export function clockMs(text: string): number {
  const known = clocks.get(text);
  if (known !== undefined) return known;
  assert(isClock(text), `a clock time is HH:MM or HH:MM:SS, got ${JSON.stringify(text)}`);
  const [hour, minute, second] = text.split(':').map(Number);
  const ms = ((hour as number) * 3600 + (minute as number) * 60 + (second ?? 0)) * 1000;
  if (clocks.size < 10_000) clocks.set(text, ms);
  return ms;
}

/** True when `weekday` is one of `mon` … `sun`. */
export function isWeekdayName(weekday: string): boolean {
  return WEEKDAYS.includes(weekday);
}

/** A half-open span of the clock, `[from, to)` in ms since 00:00; `to <= from` wraps past midnight; equal means the whole day. */
export function inClockSpan(msOfDay: number, from: number, to: number): boolean {
  if (from < to) return msOfDay >= from && msOfDay < to;
  return msOfDay >= from || msOfDay < to;
}

/** A window in local time. Absent parts do not restrict. See `LocalWindow` of the law's facts. */
export interface ClockWindow {
  readonly date?: string;
  readonly days?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/**
 * Whether `instant` lies in `window` by the clock of `tz`. Half-open. A window that wraps past midnight belongs to the
 * day on which it opens: `days: [fri], 22:00–02:00` holds on Friday from 22:00 and on Saturday up to 02:00.
 */
export function inWindow(tz: string, window: ClockWindow, instant: Instant): boolean {
  const day = localDay(tz, instant);
  const from = window.from === undefined ? 0 : clockMs(window.from);
  const to = window.to === undefined ? MS_PER_DAY : clockMs(window.to);
  const ms = localMsOfDay(tz, instant);
  if (from < to) return ms >= from && ms < to && dayMatches(window, day);
  return (ms >= from && dayMatches(window, day)) || (ms < to && dayMatches(window, day - 1));
}

function dayMatches(window: ClockWindow, day: EpochDay): boolean {
  if (window.date !== undefined && epochDay(window.date) !== day) return false;
  return window.days === undefined || window.days.includes(WEEKDAYS[weekdayOf(day) - 1] as string);
}

/** Clock times at which {@link inWindow} may change its answer; midnight is always one. */
export function windowEdges(window: ClockWindow): readonly number[] {
  return [window.from === undefined ? 0 : clockMs(window.from), window.to === undefined ? MS_PER_DAY : clockMs(window.to)];
}

/**
 * First instant at or after `from` at which `test` holds, exact to the millisecond, or `null` if there is none within
 * `horizonDays` (default 400). `test` must keep its answer between two neighbouring edges: an edge is a moment when the
 * clock of one of `zones` shows one of `edges` (ms since 00:00) or midnight, an offset change of a zone, or one of `instants`.
 */
export function firstInstantWhere(
  zones: readonly string[], edges: readonly number[], from: Instant, test: (instant: Instant) => boolean,
  options: { readonly horizonDays?: number; readonly instants?: readonly Instant[] } = {},
): Instant | null {
  if (test(from)) return from;
  const clock = [...new Set([0, ...edges.map((edge) => edge % MS_PER_DAY)])];
  const last = from + (options.horizonDays ?? HORIZON_DAYS) * MS_PER_DAY;
  // One day, then a few at a time, so that the usual answer (tomorrow morning) costs little.
  for (let start = from, end = from; start < last; start = end) {
    end = Math.min(start + (start === from ? 1 : 4) * MS_PER_DAY, last);
    const candidates = (options.instants ?? []).filter((instant) => instant > start && instant <= end);
    for (const tz of zones) pushEdges(candidates, tz, clock, start, end);
    for (const candidate of candidates.sort((a, b) => a - b)) {
      if (test(candidate)) return candidate;
    }
  }
  return null;
}

/** Adds every edge of the zone in `(start, end]`. */
function pushEdges(candidates: Instant[], tz: string, clock: readonly number[], start: Instant, end: Instant): void {
  const push = (instant: Instant): void => {
    if (instant > start && instant <= end) candidates.push(instant);
  };
  // The clock shows a time twice only where the offset changes.
  const twice = nextOffsetChange(tz, start - 2 * MS_PER_DAY, end + 2 * MS_PER_DAY) !== null;
  const lastDay = localDay(tz, end) + 1;
  for (let day = localDay(tz, start) - 1; day <= lastDay; day++) {
    for (const edge of clock) {
      push(localDayToInstant(tz, day, edge));
      if (twice) push(localDayToInstant(tz, day, edge, 'later'));
    }
  }
  for (let change = nextOffsetChange(tz, start, end); change !== null; change = nextOffsetChange(tz, change, end)) push(change);
}
